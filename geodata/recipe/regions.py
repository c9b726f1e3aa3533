"""The table of regions: codes, names, label points, and which GeoNames codes they answer to."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

LANGUAGES = ("ar", "de", "es", "fa", "fr", "he", "it", "pl", "ru", "tr", "uk", "zh")
COLUMNS = (
    "id",
    "name",
    "country",
    "country_name",
    "geonames_code",
    "geonames_id",
    "type",
    "label_lon",
    "label_lat",
    "west",
    "south",
    "east",
    "north",
    "names",
)
_MIN_POINTS = 5
_OWN_SHARE = 0.1
_MIN_SHARE = 0.6
# Names where the source's English is wrong or does not tell a city from its region.
_NAMES = {
    "UA-30": "Kyiv City",
    "UA-51": "Odesa",
    "RU-MOW": "Moscow City",
    "RU-MOS": "Moscow",
    "SD-DW": "West Darfur",
    "ML-3": "Sikasso",
}
_COUNTRY_NAMES = {
    "CY": "Cyprus",
    "IN": "India",
    "PS": "Palestine",
    "SO": "Somalia",
    "UA": "Ukraine",
    "US": "United States",
    "ZZ": "no country",
}


def table(frame: gpd.GeoDataFrame) -> str:
    """Return the regions as CSV, sorted by id."""
    rows = sorted((_row(unit) for unit in frame.to_dict("records")), key=lambda row: str(row[0]))
    return _csv(COLUMNS, rows)


def crosswalk(frame: gpd.GeoDataFrame, places: list[dict[str, Any]]) -> str:
    """Return which region each GeoNames ADM1 code means, as CSV.

    A region that bears the code and holds most of its places is meant by
    ``code``. A code that no region bears goes to the region that holds most of
    its places as its ``parent``. Codes that several regions share are left to
    the polygon test.
    """
    points = shapely.points([p["longitude"] for p in places], [p["latitude"] for p in places])
    codes = np.array([f"{p['countrycode']}.{p['admin1code']}" for p in places])
    tree = shapely.STRtree(frame.geometry.to_numpy())
    hit, unit = tree.query(points, predicate="intersects")
    return _csv(("geonames_code", "region_id", "method"), _meanings(frame, codes, hit, unit))


def _meanings(
    frame: gpd.GeoDataFrame, codes: np.ndarray, hit: np.ndarray, unit: np.ndarray
) -> Iterator[tuple[str, str, str]]:
    ids = frame["id"].to_numpy()
    borne = _bearers(frame)
    coded = {region for regions in borne.values() for region in regions}
    for code in sorted(set(codes[hit])):
        units, counts = np.unique(unit[codes[hit] == code], return_counts=True)
        best = units[counts.argmax()]
        share = counts.max() / counts.sum()
        bearers = borne.get(code, [])
        if len(bearers) == 1 and _is_namesake(ids[units] == bearers[0], counts):
            continue  # France: 11 is a department there and Île-de-France here; the polygons decide
        if len(bearers) == 1 and (
            ids[best] == bearers[0] or share < _MIN_SHARE or counts.sum() < _MIN_POINTS
        ):
            yield code, bearers[0], "code"
        elif share >= _MIN_SHARE and counts.sum() >= _MIN_POINTS:
            # A region without a code of its own is meant; one that has another is only its parent.
            yield (
                code,
                str(ids[best]),
                "parent" if ids[best] in coded and ids[best] not in bearers else "code",
            )


def _is_namesake(own: np.ndarray, counts: np.ndarray) -> bool:
    """Return whether hardly any place of a code lies in the region that bears it: another numbering."""
    return bool(counts.sum() >= _MIN_POINTS and counts[own].sum() < _OWN_SHARE * counts.sum())


def _bearers(frame: gpd.GeoDataFrame) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, region in zip(frame["gn_a1_code"].fillna(""), frame["id"], strict=True):
        if code and not code.endswith(".") and not code.startswith("-"):
            found.setdefault(code, []).append(region)
    return found


def _row(unit: dict[str, Any]) -> tuple[object, ...]:
    shape = unit["geometry"]
    label = shapely.Point(unit["longitude"], unit["latitude"])
    if not shape.contains(label):
        label = shape.representative_point()
    names = [(lang, str(unit[f"name_{lang}"]).strip()) for lang in LANGUAGES if unit.get(f"name_{lang}")]
    code = str(unit["gn_a1_code"] or "")
    return (
        unit["id"],
        _NAMES.get(unit["id"], _english(unit)),
        unit["country"],
        _COUNTRY_NAMES.get(unit["country"], unit["admin"]),
        "" if code.endswith(".") or code.startswith("-") else code,
        int(unit["gn_id"]) if unit["gn_id"] and unit["gn_id"] > 0 else "",
        unit["type_en"] or "",
        round(label.x, 4),
        round(label.y, 4),
        *(round(bound, 4) for bound in shape.bounds),
        "|".join(f"{lang}={name.replace('|', '/')}" for lang, name in names if name != "nan"),
    )


def _english(unit: dict[str, Any]) -> str:
    name = str(unit["name_en"] or unit["name"] or unit["adm1_code"]).strip()
    for ending in (" Oblast", " Governorate", " Province"):
        name = name.removesuffix(ending)
    return name


def _csv(columns: tuple[str, ...], rows: Any) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
