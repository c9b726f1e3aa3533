"""What a place name does where it stands: a location, a government, a part of a name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geomap.mentions.acting import acting, located, speaking_from, subject
from geomap.mentions.facts import COUNTRY, NameFacts
from geomap.mentions.name_parts import name_part
from geomap.mentions.seats import Seats
from geomap.mentions.spans import Reading, Source, Span
from geomap.model import Role

_AND = frozenset(("and", "or", "та", "і", "й", "и", "або", "или", "plus"))
_ARTICLES = frozenset(("the", "a", "an"))
RoleReading = tuple[Role, str]


class RoleReader:
    """Reads the role of each kept candidate from the words around it.

    Parameters
    ----------
    seats : Seats
        Capitals and houses of government.
    """

    def __init__(self, seats: Seats) -> None:
        self._seats = seats

    def read(
        self, reading: Reading, spans: Sequence[Span], facts: Sequence[NameFacts | None]
    ) -> list[RoleReading]:
        """Return a role with its reason for each candidate, in order."""
        starts = frozenset(span.first for span in spans)
        roles = [self._role(reading, span, fact, starts) for span, fact in zip(spans, facts, strict=True)]
        powers = [self._power(span, fact) for span, fact in zip(spans, facts, strict=True)]
        for at in range(1, len(spans)):  # "between Europe and Washington": from the first to the last
            acts = roles[at - 1][0] is Role.METONYM and "a state" in roles[at - 1][1]
            open_still = powers[at] and roles[at][0] is Role.LOCATION
            if acts and open_still and _listed(reading, spans[at - 1], spans[at]):
                roles[at] = roles[at - 1]
        self._subjects(reading, spans, powers, roles)
        for at in range(len(spans) - 2, -1, -1):  # "Egypt, Libya and Qatar suspend": from the last on
            acts = roles[at + 1][0] is Role.METONYM
            open_still = powers[at] and roles[at][0] is Role.LOCATION and not located(reading, spans[at])
            if acts and open_still and _listed(reading, spans[at], spans[at + 1]):
                roles[at] = (Role.METONYM, f"listed with {roles[at + 1][1]}")
        return roles

    def _subjects(
        self, reading: Reading, spans: Sequence[Span], powers: Sequence[bool], roles: list[RoleReading]
    ) -> None:
        """States listed at the head of a sentence act: "Egypt, Libya and Qatar suspend …"."""
        first = 0
        for at, span in enumerate(spans):
            if not (at and powers[at] and powers[at - 1] and _listed(reading, spans[at - 1], span)):
                first = at
            if at > first and powers[first] and roles[at][0] is Role.LOCATION:
                verb = subject(reading, spans[first], span.last + 1)
                if verb:
                    roles[at] = (Role.METONYM, verb)

    def _power(self, span: Span, fact: NameFacts | None) -> bool:
        """Whether a name may stand for a government."""
        if span.people or (span.source is Source.SHORT and span.keys and not span.keys[0].isascii()):
            return True
        if span.kind is not None or span.towards:
            return False
        if fact is not None and fact.levels & COUNTRY:
            return True
        return any(key in self._seats.capitals or key in self._seats.houses for key in span.keys)

    def _role(
        self, reading: Reading, span: Span, fact: NameFacts | None, starts: Collection[int]
    ) -> RoleReading:
        if span.source is Source.DEMONYM:
            return Role.DEMONYM, "a people or an adjective"
        power = self._power(span, fact)
        part = name_part(reading, span, starts, power=power)
        if part:
            return Role.NAME_PART, part
        if any(key in self._seats.houses for key in span.keys):
            if located(reading, span):
                spoken = speaking_from(reading, span) if reading.endings is not None else ""
                return (
                    (Role.METONYM, spoken) if spoken else (Role.LOCATION, "a house of government as a place")
                )
            return Role.METONYM, "a house of government"
        if power:
            act = acting(reading, span)
            if act:
                return Role.METONYM, act
        return Role.LOCATION, ""


def _listed(reading: Reading, left: Span, right: Span) -> bool:
    """Whether two names stand in one list: "A, B", "A and B", "A, and the B"."""
    tokens = reading.tokens
    between = tokens.lower[left.last + 1 : right.first]
    if not between:
        return tokens.gap(left.last) == ", "
    return len(between) <= 3 and all(word in _AND or word in _ARTICLES for word in between)
