"""Actors are data: who may act or speak, under which names, on which side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, mediator, monitor or medium.

    ``side`` groups actors that speak for one party; empty for third parties.
    ``names`` are (language, name) pairs, ``demonyms`` (language, adjective or
    people) pairs; ``offices`` and ``media`` name persons, bodies and outlets
    that speak for it.
    """

    id: str
    name: str
    kind: str = ""  # state, armed_group, organisation, mediator, monitor
    side: str = ""
    country: str = ""  # ISO 3166-1 alpha-2 of a state
    names: tuple[tuple[str, str], ...] = ()
    demonyms: tuple[tuple[str, str], ...] = ()
    offices: tuple[tuple[str, str], ...] = ()
    media: tuple[tuple[str, str], ...] = ()
