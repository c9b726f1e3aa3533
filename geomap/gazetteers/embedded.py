"""The embedded gazetteer: a trie of name keys and memory-mapped columns.

Nothing is parsed when it opens: the trie and the columns are mapped, and only
the pages that are looked at are read. The index is built by
``geodata/recipe``; its data are GeoNames (CC BY 4.0), Natural Earth (public
domain), CLDR territory names and tables of our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from geomap import datapackage
from geomap.errors import MissingDataError
from geomap.language.normalise import name_key
from geomap.model import Place, PlaceKind

PRIMARY, OFFICIAL, ALTERNATE, HISTORICAL, ABBREVIATION = range(5)
KINDS = tuple(PlaceKind)
_HINT = "Install geomap again: pip install --force-reinstall geomap"
_SHIFT = 3  # an entry is place number << 3 | name kind
_MASK = (1 << _SHIFT) - 1


@dataclass(frozen=True, slots=True)
class Columns:
    """Facts about places in arrays, by place number.

    ``lon`` and ``lat`` are degrees WGS 84, ``radius_km`` is 0 where unknown,
    ``kind`` indexes :data:`KINDS`, ``country`` and ``admin1`` index
    ``countries`` (ISO 3166-1 alpha-2) and ``admin1s`` (``UA.05``), 0 for none;
    ``geonames_id`` is 0 where GeoNames has no such place.
    """

    lon: NDArray[np.float32]
    lat: NDArray[np.float32]
    population: NDArray[np.int32]
    radius_km: NDArray[np.float16]
    kind: NDArray[np.uint8]
    country: NDArray[np.int16]
    admin1: NDArray[np.int16]
    geonames_id: NDArray[np.int32]
    countries: tuple[str, ...]
    admin1s: tuple[str, ...]


class EmbeddedGazetteer:
    """Places by name, offline.

    Parameters
    ----------
    folder : Path
        Where the index lies.

    Raises
    ------
    MissingDataError
        When the index is not there or not whole.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._trie: Any = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
            self._start = _column(folder, "entry_start")
            self._entries = _column(folder, "entries")
            self._label_start = _column(folder, "label_start")
            self._labels = np.memmap(folder / "labels.txt", dtype=np.uint8, mode="r")
            self.columns = Columns(
                lon=_column(folder, "lon"),
                lat=_column(folder, "lat"),
                population=_column(folder, "population"),
                radius_km=_column(folder, "radius_km"),
                kind=_column(folder, "kind"),
                country=_column(folder, "country"),
                admin1=_column(folder, "admin1"),
                geonames_id=_column(folder, "geonames_id"),
                countries=_words(folder / "countries.txt"),
                admin1s=_words(folder / "admin1s.txt"),
            )
        except (OSError, ValueError, RuntimeError) as error:
            message = f"the gazetteer index cannot be opened ({error})"
            raise MissingDataError(
                message, hint="Install geomap again: pip install --force-reinstall geomap"
            ) from error

    def __len__(self) -> int:
        return len(self.columns.lon)

    def name_id(self, key: str) -> int | None:
        """Return the number of a name key (see ``name_key``), None if there is no such name."""
        found: int | None = self._trie.get(key)
        return found

    def has_prefix(self, prefix: str) -> bool:
        """Return whether some name key starts so."""
        return next(self._trie.iterkeys(prefix), None) is not None

    def entries(self, name_id: int) -> list[tuple[int, int]]:
        """Return (place number, name kind) of the places of a name, best known first.

        The name kind is 0 primary, 1 official or own-language, 2 alternate,
        3 historical, 4 abbreviation or code.
        """
        packed = self._entries[self._start[name_id] : self._start[name_id + 1]].tolist()
        return [(entry >> _SHIFT, entry & _MASK) for entry in packed]

    def place(self, number: int) -> Place:
        """Return the record of a place."""
        columns = self.columns
        kind = KINDS[columns.kind[number]]
        name = bytes(self._labels[self._label_start[number] : self._label_start[number + 1]]).decode()
        geonames_id = int(columns.geonames_id[number])
        return Place(
            id=f"geonames:{geonames_id}" if geonames_id else f"geomap:{kind.value}:{name_key(name)}",
            name=name,
            kind=kind,
            lon=round(float(columns.lon[number]), 5),
            lat=round(float(columns.lat[number]), 5),
            country=columns.countries[columns.country[number]],
            admin1=columns.admin1s[columns.admin1[number]],
            population=int(columns.population[number]),
            radius_km=round(float(columns.radius_km[number]), 1),
        )

    def search(self, name: str, *, limit: int = 10) -> Sequence[Place]:
        """Return the places of a name: primary names first, then by population."""
        name_id = self.name_id(name_key(name))
        return [] if name_id is None else [self.place(number) for number, _ in self.entries(name_id)[:limit]]


@cache
def open_gazetteer() -> EmbeddedGazetteer:
    """Return the gazetteer that ships with geomap, opened once a process."""
    return EmbeddedGazetteer(datapackage.path("gazetteer"))


def _column(folder: Path, name: str) -> NDArray[Any]:
    # A plain view of the memory map: numpy's own class for maps is slow to ask for single numbers.
    column: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return column


def _words(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8").split("\n"))
