"""What the gazetteer knows of a name, in the numbers a recogniser needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from geomap.model import PlaceKind

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


class NameIndex(Protocol):
    """The fast face of a gazetteer: keys in, numbers of places out."""

    def name_id(self, key: str) -> int | None:
        """Return the number of a name key, None if there is no such name."""

    def has_prefix(self, key: str) -> bool:
        """Return whether some name starts with this key."""

    def entries(self, name_id: int) -> Iterable[tuple[int, int]]:
        """Return (place number, name kind) of the places of this name."""


class PlaceTable(Protocol):
    """Facts about places by their number."""

    def kind_of(self, number: int) -> PlaceKind: ...
    def population_of(self, number: int) -> int: ...
    def country_of(self, number: int) -> str: ...
    def admin1_of(self, number: int) -> str: ...


@dataclass(frozen=True, slots=True)
class NameFacts:
    """The places of one name, summed up.

    ``size`` grades the population of the largest place called so, ``levels``
    is a bit mask, ``within`` are the countries and regions that hold a place
    of this name, ``codes`` those that bear it.
    """

    places: int
    size: int
    levels: int
    primary: bool
    within: frozenset[str]
    codes: frozenset[str]


class FactsReader:
    """Sums up names, each once in a process.

    Parameters
    ----------
    index : NameIndex
        Names to numbers of places.
    table : PlaceTable
        Numbers of places to facts.
    """

    def __init__(self, index: NameIndex, table: PlaceTable) -> None:
        self._index = index
        self._table = table
        self._known: dict[int, NameFacts] = {}

    def of_names(self, name_ids: Sequence[int]) -> NameFacts | None:
        """Return the facts of the best known of several names, None for none."""
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
        table, entries = self._table, list(self._index.entries(name_id))
        first = [number for number, kind in entries if kind == 0]
        levels, within, codes = 0, set[str](), set[str]()
        for number in first or [number for number, _ in entries]:
            level = _LEVELS.get(table.kind_of(number), OTHER)
            levels |= level
            if level in (COUNTRY, REGION):
                codes.add(table.admin1_of(number) or table.country_of(number))
            within.update((table.country_of(number), table.admin1_of(number)))
        people = max((table.population_of(n) for n in first or [n for n, _ in entries]), default=0)
        return NameFacts(
            places=len(entries),
            size=bisect_right(_SIZES, people),
            levels=levels,
            primary=bool(first),
            within=frozenset(within - {""}),
            codes=frozenset(codes - {""}),
        )
