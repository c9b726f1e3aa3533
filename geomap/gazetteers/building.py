"""Writes a gazetteer index: a trie of name keys and numpy columns that open memory-mapped.

``names.marisa`` numbers the keys; ``entry_start.npy`` and ``entries.npy`` hold
the places of each name (place number × 8 + name kind); columns are single
``.npy`` files, so that numpy maps them and reads nothing. The same places give
the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import marisa_trie
import numpy as np

from geomap.gazetteers.index import ENTRY_SHIFT, KINDS, PRIMARY
from geomap.language.normalise import name_key
from geomap.model import PlaceKind

_LONGEST_KEY = 80


@dataclass(slots=True)
class Entry:
    """A place to be indexed, with its names by kind of name.

    ``own_id`` is its id where GeoNames has none; ``near`` says that the position
    is only near the place, somewhere within ``radius_km``.
    """

    name: str
    kind: PlaceKind
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    radius_km: float = 0.0
    geonames_id: int = 0
    names: list[tuple[str, int]] = field(default_factory=list)
    own_id: str = ""
    near: bool = False
    label_kind: int = PRIMARY  # what kind of name ``name`` is


def write(places: list[Entry], folder: Path) -> None:
    """Write the index of places into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    trie, start, entries = _names(places)
    trie.save(str(folder / "names.marisa"))
    countries = sorted({p.country for p in places} | {""})
    admin1s = sorted({p.admin1 for p in places} | {""})
    labels = [p.name.encode() for p in places]
    columns = {
        "entry_start": start,
        "entries": entries,
        "lon": np.array([p.lon for p in places], np.float32),
        "lat": np.array([p.lat for p in places], np.float32),
        "population": np.array([min(p.population, 2**31 - 1) for p in places], np.int32),
        "radius_km": np.array([p.radius_km for p in places], np.float16),
        "kind": np.array([KINDS.index(p.kind) for p in places], np.uint8),
        "country": _numbers([p.country for p in places], countries),
        "admin1": _numbers([p.admin1 for p in places], admin1s),
        "geonames_id": np.array([p.geonames_id for p in places], np.int32),
        "label_start": np.cumsum([0, *map(len, labels)], dtype=np.int32),
    }
    ids = [p.own_id.encode() for p in places]
    if any(ids):
        columns["id_start"] = np.cumsum([0, *map(len, ids)], dtype=np.int32)
        (folder / "ids.txt").write_bytes(b"".join(ids))
    if any(p.near for p in places):
        columns["near"] = np.array([p.near for p in places], np.uint8)
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column)
    (folder / "labels.txt").write_bytes(b"".join(labels))
    (folder / "countries.txt").write_text("\n".join(countries), "utf-8")
    (folder / "admin1s.txt").write_text("\n".join(admin1s), "utf-8")


def _numbers(values: list[str], vocabulary: list[str]) -> np.ndarray:
    place = {value: number for number, value in enumerate(vocabulary)}
    return np.array([place[value] for value in values], np.int16)


def _names(places: list[Entry]) -> tuple[marisa_trie.Trie, np.ndarray, np.ndarray]:
    """Return the trie, and for each of its keys the entries, most populous place first."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for number, place in enumerate(places):
        for name, kind in _ranked(place):
            key = name_key(name)
            # The trie ends at a NUL.
            if 1 < len(key) <= _LONGEST_KEY and not key.isdigit() and "\0" not in key:
                held = found[key].get(number, kind)
                found[key][number] = min(held, kind)
    trie = marisa_trie.Trie(sorted(found))
    rows: list[list[int]] = [[] for _ in range(len(trie))]
    for key, of in found.items():
        ordered = sorted(of.items(), key=lambda e: (e[1], -places[e[0]].population, e[0]))
        rows[trie[key]] = [number << ENTRY_SHIFT | kind for number, kind in ordered]
    start = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    return trie, start, np.array([e for row in rows for e in row], np.int32)


def _ranked(place: Entry) -> Iterable[tuple[str, int]]:
    yield place.name, place.label_kind
    yield from place.names
