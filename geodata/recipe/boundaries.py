"""Second-level units of the world: geoBoundaries' lowest level, with centre and reach.

The source gives each unit a name, a country and a polygon. A unit on a border is
sometimes put into the neighbouring country, so the country is that of the most
units of the same boundary set (the first part of ``shape_id``).
"""

from __future__ import annotations

import csv
import math
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

_KM_PER_DEGREE = 111.2
_NEAREST = 0.25  # degrees; a centre on the coast may lie just off our polygons


@dataclass(frozen=True, slots=True)
class Unit:
    """A district, territory, commune or council: its centre, and the radius of a circle as large."""

    name: str
    country: str
    admin1: str
    lon: float
    lat: float
    radius_km: float


def read(table: Path, shapes: Path, frame: gpd.GeoDataFrame) -> list[Unit]:
    """Return the units in the order of the table, each in a first-level region of ours.

    Parameters
    ----------
    table : Path
        CSV with name, shape_id, lon, lat (degrees, WGS 84), country and first-level name.
    shapes : Path
        SQLite with the polygon of each shape_id as WKB.
    frame : GeoDataFrame
        Our first-level regions.
    """
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    areas = _areas(shapes)
    lon = np.array([float(row["lon"]) for row in rows])
    lat = np.array([float(row["lat"]) for row in rows])
    unit = _regions(lon, lat, frame)
    codes, countries = region_codes(frame), frame["country"].to_numpy()
    sets = _countries_of_sets(rows, unit, countries)
    own = np.array([sets.get(_set_of(row), "") for row in rows])
    unit = _brought_home(lon, lat, unit, own, frame)
    found = []
    for i, row in enumerate(rows):
        country = str(own[i])
        area = areas[row["shape_id"]] * math.cos(math.radians(lat[i]))
        radius = math.sqrt(max(area, 0.0) / math.pi) * _KM_PER_DEGREE
        name = " ".join(row["name"].split())
        code = codes[unit[i]] if unit[i] >= 0 else ""
        found.append(
            Unit(name, country, code, round(lon[i], 4), round(lat[i], 4), round(max(radius, 0.5), 1))
        )
    return found


def region_codes(frame: gpd.GeoDataFrame) -> list[str]:
    """Return the GeoNames code of each region, one of our own where GeoNames has none."""
    found = []
    for own, country, given in zip(frame["id"], frame["country"], frame["gn_a1_code"], strict=True):
        code = str(given or "")
        usable = code and not code.endswith(".") and not code.startswith("-")
        found.append(code if usable else f"{country}.{own}")
    return found


def _areas(shapes: Path) -> dict[str, float]:
    """Return areas in square degrees by shape_id."""
    with sqlite3.connect(f"file:{shapes}?mode=ro", uri=True) as base:
        rows = base.execute("SELECT shape_id, coordinates FROM location_data").fetchall()
    polygons = shapely.from_wkb([blob for _, blob in rows])
    return dict(zip((shape_id for shape_id, _ in rows), shapely.area(polygons).tolist(), strict=True))


def _regions(lon: np.ndarray, lat: np.ndarray, frame: gpd.GeoDataFrame) -> np.ndarray:
    """Return the row of the region each point lies in or next to, -1 for none."""
    points, found = shapely.points(lon, lat), np.full(len(lon), -1)
    tree = shapely.STRtree(frame.geometry.to_numpy())
    hit, unit = tree.query(points, predicate="intersects")
    found[hit[::-1]] = unit[::-1]
    missed = np.flatnonzero(found < 0)
    hit, unit = tree.query_nearest(points[missed], max_distance=_NEAREST, all_matches=False)
    found[missed[hit]] = unit
    return found


def _brought_home(
    lon: np.ndarray, lat: np.ndarray, unit: np.ndarray, country: np.ndarray, frame: gpd.GeoDataFrame
) -> np.ndarray:
    """Put units whose centre lies in another country into the nearest region of their own."""
    countries, shapes = frame["country"].to_numpy(), frame.geometry.to_numpy()
    unit = np.where((unit >= 0) & (countries[unit] == country), unit, -1)
    for code in sorted(set(country[unit < 0]) - {""}):
        astray = np.flatnonzero((unit < 0) & (country == code))
        of_country = np.flatnonzero(countries == code)
        points = shapely.points(lon[astray], lat[astray])
        hit, near = shapely.STRtree(shapes[of_country]).query_nearest(
            points, max_distance=_NEAREST, all_matches=False
        )
        unit[astray[hit]] = of_country[near]
    return unit


def _set_of(row: dict[str, str]) -> str:
    return row["shape_id"].partition("B")[0]


def _countries_of_sets(rows: list[dict[str, str]], unit: np.ndarray, countries: np.ndarray) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row, where in zip(rows, unit.tolist(), strict=True):
        if where >= 0:
            votes[_set_of(row)][str(countries[where])] += 1
    return {key: count.most_common(1)[0][0] for key, count in votes.items()}
