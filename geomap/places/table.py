"""The gazetteer's places as arrays, by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from geomap.model import Place, PlaceKind

KINDS = tuple(PlaceKind)
KIND_CODES = {kind: code for code, kind in enumerate(KINDS)}


class Gazetteer(Protocol):
    """What the resolver needs of a gazetteer."""

    def name_id(self, key: str) -> int | None:
        """Return the number of a name key, None if there is no such name."""

    def entries(self, name_id: int) -> Iterable[tuple[int, int]]:
        """Return (place number, name kind) of the places of this name."""

    def place(self, number: int) -> Place:
        """Return the record of a place."""


@dataclass(frozen=True)
class PlaceTable:
    """Facts about places in arrays; countries and regions by number.

    ``region_of_code`` leads from the number of a first-level code to the
    place that is the region.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    population: NDArray[Any]
    kind: NDArray[Any]
    country: NDArray[Any]
    admin1: NDArray[Any]
    countries: tuple[str, ...]
    admin1s: tuple[str, ...]
    region_of_code: Mapping[int, int]
