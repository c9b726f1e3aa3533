"""The gazetteer's places as arrays, by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from geomap.model import Place, PlaceKind

KINDS = tuple(PlaceKind)
KIND_CODES = {kind: code for code, kind in enumerate(KINDS)}


class Columns(Protocol):
    """Facts about places in arrays; countries and first-level codes by number, 0 for none."""

    @property
    def lon(self) -> NDArray[Any]:
        """Degrees, WGS 84."""

    @property
    def lat(self) -> NDArray[Any]:
        """Degrees, WGS 84."""

    @property
    def population(self) -> NDArray[Any]:
        """People, 0 where unknown."""

    @property
    def kind(self) -> NDArray[Any]:
        """Index of :class:`PlaceKind`."""

    @property
    def country(self) -> NDArray[Any]:
        """Index of ``countries``."""

    @property
    def admin1(self) -> NDArray[Any]:
        """Index of ``admin1s``."""

    @property
    def geonames_id(self) -> NDArray[Any]:
        """0 where GeoNames has no such place."""

    @property
    def near(self) -> NDArray[Any]:
        """Not 0 where the position is only near the place."""

    @property
    def countries(self) -> Sequence[str]:
        """ISO 3166-1 alpha-2."""

    @property
    def admin1s(self) -> Sequence[str]:
        """GeoNames codes with their country."""


class Gazetteer(Protocol):
    """What the resolver needs of a gazetteer."""

    @property
    def columns(self) -> Columns:
        """The places."""

    def name_id(self, key: str) -> int | None:
        """Return the number of a name key, None if there is no such name."""

    def entries(self, name_id: int) -> Iterable[tuple[int, int]]:
        """Return (place number, name kind) of the places of this name."""

    def place(self, number: int) -> Place:
        """Return the record of a place."""


@dataclass(frozen=True)
class PlaceTable:
    """The columns, and what is worked out from them once.

    ``region_of_code`` leads from the number of a first-level code to the
    place that is the region.
    """

    lon: NDArray[Any]
    lat: NDArray[Any]
    population: NDArray[Any]
    kind: NDArray[Any]
    country: NDArray[Any]
    admin1: NDArray[Any]
    geonames_id: NDArray[Any]
    near: NDArray[Any]
    countries: tuple[str, ...]
    admin1s: tuple[str, ...]
    region_of_code: Mapping[int, int]


def table_of(gazetteer: Gazetteer) -> PlaceTable:
    """Return the places of a gazetteer as a table."""
    columns = gazetteer.columns
    regions = np.flatnonzero(columns.kind == KIND_CODES[PlaceKind.REGION])
    owners = {
        int(columns.admin1[number]): int(number) for number in regions[::-1] if columns.admin1[number] > 0
    }
    return PlaceTable(
        columns.lon,
        columns.lat,
        columns.population,
        columns.kind,
        columns.country,
        columns.admin1,
        columns.geonames_id,
        columns.near,
        tuple(columns.countries),
        tuple(columns.admin1s),
        owners,
    )
