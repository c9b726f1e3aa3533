"""What the gazetteer knows of a name, in the numbers a recogniser needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from numpy.typing import NDArray

from geomap.model import PlaceKind

KINDS = tuple(PlaceKind)
COUNTRY, REGION, DISTRICT, SETTLEMENT, OTHER = 1, 2, 4, 8, 16
REGION_OR_COUNTRY = COUNTRY | REGION
_LEVELS = {
    PlaceKind.COUNTRY: COUNTRY,
    PlaceKind.REGION: REGION,
    PlaceKind.DISTRICT: DISTRICT,
    PlaceKind.SETTLEMENT: SETTLEMENT,
}
_SIZES = (1, 1_000, 5_000, 15_000, 50_000, 200_000, 1_000_000)
_CACHE_LIMIT = 100_000
_OFFICIAL = 1  # ranks of names: primary 0, official 1, alternate 2, historical 3, code 4


class Columns(Protocol):
    """Facts about places by their number, as arrays."""

    @property
    def kind(self) -> NDArray[Any]:
        """Index of :class:`PlaceKind`."""

    @property
    def population(self) -> NDArray[Any]:
        """People, 0 where unknown."""

    @property
    def country(self) -> NDArray[Any]:
        """Index of ``countries``."""

    @property
    def admin1(self) -> NDArray[Any]:
        """Index of ``admin1s``."""


class Names(Protocol):
    """The fast face of a gazetteer: keys in, numbers of places out."""

    @property
    def columns(self) -> Columns:
        """The places."""

    def name_id(self, key: str) -> int | None:
        """Return the number of a name key, None if there is no such name."""

    def has_prefix(self, key: str) -> bool:
        """Return whether some name starts with this key."""

    def entries(self, name_id: int) -> Iterable[tuple[int, int]]:
        """Return (place number, name kind) of the places of this name."""


@dataclass(frozen=True, slots=True)
class NameFacts:
    """The places of one name, summed up.

    ``size`` grades the population of the largest place called so, ``rank`` is
    the best kind of name it is for any place, ``levels``
    is a bit mask, ``within`` are the numbers of countries and (below zero) of
    regions that hold a place of this name, ``codes`` of those that bear it.
    """

    places: int
    size: int
    levels: int
    primary: bool
    rank: int
    within: frozenset[int]
    codes: frozenset[int]


class FactsReader:
    """Sums up names, each once in a process.

    Parameters
    ----------
    gazetteer : Names
        Names to numbers of places, numbers to facts.
    """

    def __init__(self, gazetteer: Names) -> None:
        self._gazetteer = gazetteer
        self._columns = gazetteer.columns
        self._known: dict[int, NameFacts] = {}

    def of_names(self, name_ids: Sequence[int]) -> NameFacts | None:
        """Return the facts of the best known of several names, None for none."""
        if len(name_ids) == 1:
            return self._of_name(name_ids[0])
        facts = [self._of_name(number) for number in name_ids]
        return max(facts, key=lambda f: (f.primary, f.levels & REGION_OR_COUNTRY, f.size), default=None)

    def _of_name(self, name_id: int) -> NameFacts:
        facts = self._known.get(name_id)
        if facts is None:
            facts = self._sum_up(name_id)
            if len(self._known) < _CACHE_LIMIT:
                self._known[name_id] = facts
        return facts

    def _sum_up(self, name_id: int) -> NameFacts:
        columns, entries = self._columns, list(self._gazetteer.entries(name_id))
        first = [number for number, rank in entries if rank <= _OFFICIAL]
        levels, within, codes = 0, set[int](), set[int]()
        for number in first or [number for number, _ in entries]:
            level = _LEVELS.get(KINDS[columns.kind[number]], OTHER)
            levels |= level
            country, admin1 = int(columns.country[number]), -int(columns.admin1[number])
            if level == COUNTRY:
                codes.add(country)
            if level == REGION:
                codes.add(admin1)
            within.update((country, admin1))
        people = max((int(columns.population[n]) for n in first or [n for n, _ in entries]), default=0)
        return NameFacts(
            places=len(entries),
            size=bisect_right(_SIZES, people),
            levels=levels,
            primary=bool(first),
            rank=min((rank for _, rank in entries), default=4),
            within=frozenset(within - {0}),
            codes=frozenset(codes - {0}),
        )
