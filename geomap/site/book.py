"""The claims of a site: which page each stands on, and what stands beside it there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geomap.model.scene import ClaimCard

# Claims in full on the page of a region or claimant; the others stand on the pages of their days.
NEWEST = 100
_ON_A_PAGE = 200
_UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as a page shows it.

    ``page`` is where it stands for good. ``replies`` deny or doubt it,
    ``again`` do so too and stand on the same page in full already;
    ``against`` is what it denies itself, where that does not stand above it.
    """

    card: ClaimCard
    page: str
    replies: tuple[Told, ...] = ()
    again: tuple[Told, ...] = ()
    against: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A page of what was published on a day, or in a longer time where no day is known."""

    path: str
    label: str
    key: str
    claims: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True)
class Older:
    """A page on which older claims stand, and how many."""

    path: str
    label: str
    count: int


class Book:
    """All claims of a site, by their pages.

    Parameters
    ----------
    cards : sequence of ClaimCard
        In time order.
    undated : str
        The words for "date not given".
    """

    def __init__(self, cards: Sequence[ClaimCard], undated: str) -> None:
        self.cards = {card.id: card for card in cards}
        self.days = _days(cards, undated)
        self._page = {card.id: day for day in self.days for card in day.claims}

    def page(self, claim_id: str) -> str:
        """Return the path of the page on which a claim stands."""
        return self._page[claim_id].path

    def told(self, cards: Iterable[ClaimCard]) -> tuple[Told, ...]:
        """Return claims as a page shows them, in their order: a denial stands right under what it denies.

        A denial of something that stands on another page is shown with what it
        denies, at the same size. What stands on the page in full already is
        named a second time, with a link to it.
        """
        listed = list(cards)
        here = {card.id for card in listed}
        taken: set[str] = set()
        found: dict[str, Told] = {}
        first = [card for card in listed if not here.intersection(card.denies)]
        for card in (*first, *listed):
            if card.id not in taken:
                taken.add(card.id)
                found[card.id] = self._one(card, here, taken)
        return tuple(found[card.id] for card in listed if card.id in found)

    def _one(self, card: ClaimCard, here: set[str], taken: set[str]) -> Told:
        replies = [self.cards[i] for i in card.denied_by if i in self.cards]
        fresh = [reply for reply in replies if reply.id not in taken]
        again = [reply for reply in replies if reply.id in taken]
        taken.update(reply.id for reply in fresh)
        against = [self.cards[i] for i in card.denies if i in self.cards and i not in here and i not in taken]
        taken.update(other.id for other in against)
        return Told(
            card,
            self.page(card.id),
            tuple(Told(reply, self.page(reply.id)) for reply in fresh),
            tuple(Told(reply, self.page(reply.id)) for reply in again),
            tuple(Told(other, self.page(other.id)) for other in against),
        )

    def newest(self, cards: Sequence[ClaimCard]) -> tuple[tuple[Told, ...], tuple[Older, ...]]:
        """Return the newest claims, newest first, and where the older ones stand."""
        told = self.told(cards[::-1][:NEWEST])
        older: dict[str, Older] = {}
        for card in cards[::-1][NEWEST:]:
            day = self._page[card.id]
            before = older.get(day.path, Older(day.path, day.label, 0))
            older[day.path] = Older(day.path, day.label, before.count + 1)
        return told, tuple(older.values())


def _days(cards: Sequence[ClaimCard], undated: str) -> tuple[Day, ...]:
    """Return the pages of days in time order; a day of many claims has several."""
    groups: dict[str, list[ClaimCard]] = defaultdict(list)
    for card in cards:
        groups[_key(card)].append(card)
    found = []
    for key in sorted(groups, key=lambda k: (k == _UNDATED, k)):
        label = groups[key][0].date if key != _UNDATED else undated
        of_day = groups[key]
        parts = [of_day[n : n + _ON_A_PAGE] for n in range(0, len(of_day), _ON_A_PAGE)]
        for number, part in enumerate(parts, 1):
            name = key if number == 1 else f"{key}.{number}"
            told = label if len(parts) == 1 else f"{label} ({number}/{len(parts)})"
            found.append(Day(f"days/{name}.html", told, key, tuple(part)))
    return tuple(found)


def _key(card: ClaimCard) -> str:
    first, last = card.published
    if first == last or not (first and last):
        return first or last or _UNDATED
    return f"{first}.{last}"
