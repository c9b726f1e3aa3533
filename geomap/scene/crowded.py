"""Too many claims for a page: the first of each region, day, kind and stance, with how many it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geomap.model.scene import ClaimCard

MOST_CLAIMS = 20_000

Key = tuple[tuple[str, ...], tuple[str, str], str, str]


def fitting(cards: tuple[ClaimCard, ...]) -> tuple[ClaimCard, ...]:
    """Return the cards that a page can hold: all of them, or one for many."""
    return cards if len(cards) <= MOST_CLAIMS else thinned(cards)


def thinned(cards: Iterable[ClaimCard]) -> tuple[ClaimCard, ...]:
    """Return one card for each region, day of publication, kind and stance; ``more`` counts the others.

    What denies or is denied is never left out: a denial stands beside what it
    denies.
    """
    firsts: dict[Key, ClaimCard] = {}
    counts: dict[str, int] = {}
    kept: list[ClaimCard] = []
    for card in cards:
        if card.denies or card.denied_by:
            kept.append(card)
            continue
        key = (card.regions, card.published, card.kind, card.stance)
        first = firsts.setdefault(key, card)
        if first is card:
            kept.append(card)
        else:
            counts[first.id] = counts.get(first.id, 0) + 1
    return tuple(replace(card, more=counts[card.id]) if card.id in counts else card for card in kept)
