"""One gazetteer index: a trie of name keys and memory-mapped columns.

Nothing is parsed when it opens: the trie and the columns are mapped, and only
the pages that are looked at are read. ``geomap.gazetteers.building`` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from geomap.errors import MissingDataError
from geomap.language.normalise import name_key
from geomap.model import Place, PlaceKind

PRIMARY, OFFICIAL, ALTERNATE, HISTORICAL, ABBREVIATION = range(5)
KINDS = tuple(PlaceKind)
ENTRY_SHIFT = 3  # an entry is place number << 3 | name kind
_MASK = (1 << ENTRY_SHIFT) - 1


@dataclass(frozen=True, slots=True)
class Columns:
    """Facts about places in arrays, by place number.

    ``lon`` and ``lat`` are degrees WGS 84, ``radius_km`` is 0 where unknown,
    ``kind`` indexes :data:`KINDS`, ``country`` and ``admin1`` index
    ``countries`` (ISO 3166-1 alpha-2) and ``admin1s`` (``UA.05``), 0 for none;
    ``geonames_id`` is 0 where GeoNames has no such place; ``near`` is not 0
    where the position is only near the place.
    """

    lon: NDArray[np.float32]
    lat: NDArray[np.float32]
    population: NDArray[np.int32]
    radius_km: NDArray[np.float16]
    kind: NDArray[np.uint8]
    country: NDArray[np.int16]
    admin1: NDArray[np.int16]
    geonames_id: NDArray[np.int32]
    near: NDArray[np.uint8]
    countries: tuple[str, ...]
    admin1s: tuple[str, ...]


class GazetteerIndex:
    """Places by name, from one folder.

    Parameters
    ----------
    folder : Path
        Where the index lies.
    hint : str
        What to do when it cannot be opened.

    Raises
    ------
    MissingDataError
        When the index is not there or not whole.
    """

    def __init__(
        self, folder: Path, *, hint: str = "Install geomap again: pip install --force-reinstall geomap"
    ) -> None:
        try:
            self._trie: Any = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
            self._start = _column(folder, "entry_start")
            self._entries = _column(folder, "entries")
            self._labels = _Texts(folder, "label_start", "labels.txt")
            self._ids = _Texts(folder, "id_start", "ids.txt") if (folder / "ids.txt").exists() else None
            self.columns = _columns(folder)
        except (OSError, ValueError, RuntimeError) as error:
            raise MissingDataError(f"the gazetteer index cannot be opened ({error})", hint=hint) from error

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
        return [(entry >> ENTRY_SHIFT, entry & _MASK) for entry in packed]

    def place(self, number: int) -> Place:
        """Return the record of a place."""
        columns = self.columns
        kind, name = KINDS[columns.kind[number]], self._labels[number]
        geonames_id = int(columns.geonames_id[number])
        own = self._ids[number] if self._ids is not None else ""
        return Place(
            id=f"geonames:{geonames_id}" if geonames_id else own or f"geomap:{kind.value}:{name_key(name)}",
            name=name,
            kind=kind,
            lon=round(float(columns.lon[number]), 5),
            lat=round(float(columns.lat[number]), 5),
            country=columns.countries[columns.country[number]],
            admin1=columns.admin1s[columns.admin1[number]],
            population=int(columns.population[number]),
            radius_km=round(float(columns.radius_km[number]), 1),
            near=bool(columns.near[number]),
        )


class _Texts:
    """Texts by number, one after the other in a file."""

    def __init__(self, folder: Path, starts: str, texts: str) -> None:
        self._start = _column(folder, starts)
        self._texts = np.memmap(folder / texts, dtype=np.uint8, mode="r")

    def __getitem__(self, number: int) -> str:
        return bytes(self._texts[self._start[number] : self._start[number + 1]]).decode()


def _columns(folder: Path) -> Columns:
    lon = _column(folder, "lon")
    near = folder / "near.npy"
    return Columns(
        lon=lon,
        lat=_column(folder, "lat"),
        population=_column(folder, "population"),
        radius_km=_column(folder, "radius_km"),
        kind=_column(folder, "kind"),
        country=_column(folder, "country"),
        admin1=_column(folder, "admin1"),
        geonames_id=_column(folder, "geonames_id"),
        near=_column(folder, "near") if near.exists() else np.zeros(len(lon), np.uint8),
        countries=_words(folder / "countries.txt"),
        admin1s=_words(folder / "admin1s.txt"),
    )


def _column(folder: Path, name: str) -> NDArray[Any]:
    # A plain view of the memory map: numpy's own class for maps is slow to ask for single numbers.
    column: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return column


def _words(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8").split("\n"))
