"""Several gazetteer indexes as one: numbers of places run on from index to index."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from geomap.gazetteers.index import Columns, GazetteerIndex
from geomap.language.normalise import name_key
from geomap.model import Place

_KM_PER_DEGREE = 111.2
_MOST_KEPT = 20_000
_LONGEST_KEPT = 80  # characters
_Key = TypeVar("_Key", str, int)
_Kept = TypeVar("_Kept")
_LEAST_KM = 5.0  # two positions of one village differ by as much


class JoinedGazetteer:
    """Places by name, offline, from one index or several.

    A position that is only near a place gives way to one of the same name that
    is exact and lies within its reach: they are one village.

    Parameters
    ----------
    parts : sequence of GazetteerIndex
        The best known first.
    """

    def __init__(self, parts: Sequence[GazetteerIndex]) -> None:
        self._parts = tuple(parts)
        self._offsets = tuple(accumulate((len(part) for part in parts), initial=0))
        self._names: dict[str, int] = {}
        self._unknown: dict[str, bool] = {}
        self._prefixes: dict[str, bool] = {}
        self._held: list[tuple[tuple[int, int], ...]] = []  # by name number: (part, its number)
        self._entries: dict[int, list[tuple[int, int]]] = {}
        self._places: dict[int, Place] = {}

    def __len__(self) -> int:
        return self._offsets[-1]

    @cached_property
    def columns(self) -> Columns:
        """Facts about all places in arrays."""
        return self._parts[0].columns if len(self._parts) == 1 else _joined([p.columns for p in self._parts])

    def name_id(self, key: str) -> int | None:
        """Return the number of a name key (see ``name_key``), None if there is no such name."""
        known = self._names.get(key)
        if known is not None or key in self._unknown:
            return known
        held = tuple(
            (part, number)
            for part, index in enumerate(self._parts)
            if (number := index.name_id(key)) is not None
        )
        if not held:
            _keep(self._unknown, key, True)
            return None
        self._names[key] = len(self._held)
        self._held.append(held)
        return self._names[key]

    def has_prefix(self, prefix: str) -> bool:
        """Return whether some name key starts so."""
        known = self._prefixes.get(prefix)
        if known is None:
            known = any(part.has_prefix(prefix) for part in self._parts)
            _keep(self._prefixes, prefix, known)
        return known

    def entries(self, name_id: int) -> list[tuple[int, int]]:
        """Return (place number, name kind) of the places of a name, best known first.

        The name kind is 0 primary, 1 official or own-language, 2 alternate,
        3 historical, 4 abbreviation or code.
        """
        known = self._entries.get(name_id)
        if known is None:
            known = self._gathered(self._held[name_id])
            _keep(self._entries, name_id, known)
        return known

    def _gathered(self, held: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        found = [
            (self._offsets[part] + number, kind)
            for part, at in held
            for number, kind in self._parts[part].entries(at)
        ]
        if len(held) == 1:
            return found
        population = self.columns.population
        found.sort(key=lambda entry: (entry[1], -int(population[entry[0]]), entry[0]))
        return self._without_doubles(found)

    def place(self, number: int) -> Place:
        """Return the record of a place."""
        known = self._places.get(number)
        if known is None:
            part = bisect_right(self._offsets, number) - 1
            known = self._parts[part].place(number - self._offsets[part])
            _keep(self._places, number, known)
        return known

    def search(self, name: str, *, limit: int = 10) -> Sequence[Place]:
        """Return the places of a name: primary names first, then by population."""
        name_id = self.name_id(name_key(name))
        return [] if name_id is None else [self.place(number) for number, _ in self.entries(name_id)[:limit]]

    def _without_doubles(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Leave out near positions of a place that another index has exactly."""
        columns = self.columns
        numbers = np.array([number for number, _ in found])
        near = columns.near[numbers] > 0
        if not near.any() or near.all():
            return found
        exact = numbers[~near]
        exact = exact[columns.kind[exact] == columns.kind[numbers[near][0]]]
        double = set()
        for number in numbers[near].tolist():
            dy = columns.lat[exact] - columns.lat[number]
            dx = (columns.lon[exact] - columns.lon[number]) * np.cos(np.radians(columns.lat[number]))
            reach = max(float(columns.radius_km[number]), _LEAST_KM)
            if (np.hypot(dx, dy) * _KM_PER_DEGREE <= reach).any():
                double.add(number)
        return [entry for entry in found if entry[0] not in double]


def _keep(memory: dict[_Key, _Kept], key: _Key, value: _Kept) -> None:
    """Keep what reports of one war ask for again and again; forget all when it grows large."""
    if isinstance(key, str) and len(key) > _LONGEST_KEPT:
        return
    if len(memory) >= _MOST_KEPT:
        memory.clear()
    memory[key] = value


def _joined(parts: Sequence[Columns]) -> Columns:
    countries = _vocabulary([part.countries for part in parts])
    admin1s = _vocabulary([part.admin1s for part in parts])
    return Columns(
        lon=np.concatenate([part.lon for part in parts]),
        lat=np.concatenate([part.lat for part in parts]),
        population=np.concatenate([part.population for part in parts]),
        radius_km=np.concatenate([part.radius_km for part in parts]),
        kind=np.concatenate([part.kind for part in parts]),
        country=np.concatenate([_numbered(part.country, part.countries, countries) for part in parts]),
        admin1=np.concatenate([_numbered(part.admin1, part.admin1s, admin1s) for part in parts]),
        geonames_id=np.concatenate([part.geonames_id for part in parts]),
        near=np.concatenate([part.near for part in parts]),
        countries=countries,
        admin1s=admin1s,
    )


def _vocabulary(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return all words once, "" first as in each of the lists."""
    return tuple(dict.fromkeys(word for words in lists for word in words))


def _numbered(
    column: NDArray[np.int16], words: tuple[str, ...], vocabulary: tuple[str, ...]
) -> NDArray[np.int16]:
    place = {word: number for number, word in enumerate(vocabulary)}
    numbers: NDArray[np.int16] = np.array([place[word] for word in words], np.int16)[column]
    return numbers
