"""The table of embedded regions, and which GeoNames code means which of them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import Any

from geomap import datapackage
from geomap.model import Region
from geomap.regions import worldview as views

Bounds = tuple[float, float, float, float]
_NAMELESS = "+99?"
Kept = Any  # a row of the table, or a region already made


class Table:
    """Regions by id, their bounds (west, south, east, north), and the codes that mean them.

    ``make`` builds a region from what is kept under its id, when it is first
    asked for: a map names a few of the world's four and a half thousand.
    """

    def __init__(
        self,
        kept: Mapping[str, Kept],
        make: Callable[[Kept], Region],
        bounds: Mapping[str, Bounds],
        codes: Mapping[str, tuple[str, str]],
        countries: Mapping[str, list[str]] | None = None,
    ) -> None:
        self._kept = kept
        self._make = make
        self._made: dict[str, Region] = {}
        self.bounds = bounds
        self.codes = codes  # GeoNames code → (region id, "code" or "parent")
        self._countries = countries

    @cached_property
    def _boxes(self) -> tuple[tuple[str, ...], Any]:
        """The ids of regions, and west, south, east, north of their bounds as arrays."""
        import numpy as np

        boxes = np.array(list(self.bounds.values()), dtype=np.float64).reshape(-1, 4)
        return tuple(self.bounds), boxes.T

    def around(self, lon: float, lat: float, margin: float) -> list[str]:
        """Return the regions whose bounds, widened by a margin (degrees), hold a point."""
        import numpy as np  # only those who ask for the region of a point wait for it

        ids, (west, south, east, north) = self._boxes
        inside = (
            (west - margin <= lon)
            & (lon <= east + margin)
            & (south - margin <= lat)
            & (lat <= north + margin)
        )
        return [ids[number] for number in np.flatnonzero(inside).tolist()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def of_country(self, code: str) -> list[Region]:
        """Return the regions of a country, making no others."""
        ids = self._kept if self._countries is None else self._countries.get(code, ())
        made = (self.get(region_id) for region_id in ids)
        return [region for region in made if region is not None and region.country == code]

    def get(self, region_id: str) -> Region | None:
        """Return a region by its id."""
        region = self._made.get(region_id)
        if region is None and region_id in self._kept:
            region = self._made[region_id] = self._make(self._kept[region_id])
        return region


@cache
def embedded(view: str) -> Table:
    """Return the embedded regions of the world as one worldview shows them."""
    contested = views.areas(view)
    rows: dict[str, Kept] = {}
    bounds: dict[str, Bounds] = {}
    countries: dict[str, list[str]] = {}
    with datapackage.path("regions.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader)
        country = columns.index("country")
        west, north = columns.index("west"), columns.index("north")
        for row in reader:
            rows[row[0]] = row
            countries.setdefault(row[country], []).append(row[0])
            box = tuple(map(float, row[west : north + 1]))
            bounds[row[0]] = (box[0], box[1], box[2], box[3])

    english = _english()

    def make(row: Kept) -> Region:
        region = _region(dict(zip(columns, row, strict=True)))
        usual = english.get(region.id)
        if usual:  # the source's own name stays one of its names
            region = replace(region, name=usual, names=(*region.names, ("en", region.name)))
        area = contested.get(region.id) or contested.get(f"{region.country}-*")
        return replace(region, shown_under=area.shown_under, note=area.note) if area else region

    return Table(rows, make, bounds, _codes(), countries)


def _english() -> dict[str, str]:
    """Return the names that English readers know, where the source has others."""
    with datapackage.path("tables/region_display.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["name"] for row in csv.DictReader(file)}


def _codes() -> dict[str, tuple[str, str]]:
    with datapackage.path("admin1_codes.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        return {code: (region_id, method) for code, region_id, method in reader}


def _region(row: dict[str, str]) -> Region:
    names = (entry.partition("=") for entry in row["names"].split("|"))
    return Region(
        id=row["id"],
        # Natural Earth leaves scattered islets without a name ("RUS+99?"): they are the country's.
        name=row["country_name"] if row["name"].endswith(_NAMELESS) else row["name"],
        country=row["country"],
        country_name=row["country_name"],
        names=tuple((lang, name) for lang, _, name in names if name),
        geonames_code=row["geonames_code"],
        shown_under=row["country"],
        label_lon=float(row["label_lon"]),
        label_lat=float(row["label_lat"]),
        boundary_set="Natural Earth",
    )
