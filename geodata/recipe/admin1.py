"""First-level regions of the world: Natural Earth 10m, simplified as a coverage.

One TopoJSON a country in one zip: neighbours share arcs, so borders stay
borders, and GDAL reads it as it is through ``/vsizip/``.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
import topojson

TOLERANCE = 0.002  # degrees
GRID = 1e-4  # degrees, 11 m
COARSE_TOLERANCE = 0.02
COARSE_GRID = 1e-3
MIN_ISLAND = 0.01  # square degrees
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# Natural Earth draws these with the country that administers them; the codes are Ukraine's.
_COUNTRY = {"UA-43": "UA", "UA-40": "UA"}
# The source gives no ISO country to these.
_COUNTRY_OF_A3 = {"SOL": "SO", "CYN": "CY", "KAS": "IN", "KAB": "KZ", "WSB": "GB", "ESB": "GB", "USG": "CU"}


def read(path: Path) -> gpd.GeoDataFrame:
    """Return the units with valid geometry on the grid; a valid coverage of the world."""
    frame = gpd.read_file(path)
    shapes = shapely.make_valid(frame.geometry.to_numpy())
    shapes = shapely.coverage_simplify(shapes, TOLERANCE)
    shapes = shapely.coverage_clean(_on_grid(shapes), gap_width=0.0005, snapping_distance=0)
    facts = frame.drop(columns="geometry").astype(object)
    frame = gpd.GeoDataFrame(facts.where(facts.notna(), None), geometry=_on_grid(shapes), crs=frame.crs)
    frame["country"] = [_country(row) for row in frame.to_dict("records")]
    frame["id"] = _ids(frame)
    return frame.sort_values("adm1_code", ignore_index=True)


def write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write one TopoJSON a country into a zip whose bytes repeat."""
    with zipfile.ZipFile(path, "w") as archive:
        for country, units in frame.groupby("country"):
            entry = zipfile.ZipInfo(f"{country}.topojson", _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _topology(units[["id", "geometry"]]), compresslevel=9)


def countries(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the coarse outline of each country, neighbours fitting; tiny islands are left out."""
    outlines = frame.dissolve("country", method="coverage").reset_index()
    shapes = shapely.coverage_simplify(outlines.geometry.to_numpy(), COARSE_TOLERANCE)
    shapes = _on_grid(np.array([_without_islets(shape) for shape in shapes]), COARSE_GRID)
    outlines = outlines.set_geometry(shapely.make_valid(shapes))
    outlines["id"] = outlines["country"]
    return outlines[["id", "country", "geometry"]]


def _without_islets(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    large = parts[shapely.area(parts) >= MIN_ISLAND]
    return shapely.MultiPolygon(list(large if len(large) else parts))


def _on_grid(shapes: np.ndarray, grid: float = GRID) -> np.ndarray:
    return shapely.transform(shapes, lambda xy: np.round(xy / grid) * grid)


def _country(row: dict[str, Any]) -> str:
    if row["iso_3166_2"] in _COUNTRY:
        return _COUNTRY[row["iso_3166_2"]]
    code = str(row["iso_a2"])
    return code if len(code) == 2 and code.isalpha() else _COUNTRY_OF_A3.get(row["adm0_a3"], "ZZ")


def _ids(frame: gpd.GeoDataFrame) -> list[str]:
    """ISO 3166-2 where the source has one of its own for the unit, else Natural Earth's code."""
    codes = frame["iso_3166_2"].fillna("")
    shared = codes.duplicated(keep=False)
    return [
        code
        if code and "~" not in code and not code.startswith("-") and not twice
        else own.replace("+00?", "-0")
        for code, twice, own in zip(codes, shared, frame["adm1_code"], strict=True)
    ]


def _topology(units: gpd.GeoDataFrame) -> str:
    data = json.loads(topojson.Topology(units, prequantize=False, shared_coords=True).to_json())
    topology = {
        "type": "Topology",  # first: GDAL knows the format by it
        "transform": {"scale": [GRID, GRID], "translate": [0, 0]},
        "objects": data["objects"],
        "arcs": [_delta(arc) for arc in data["arcs"]],
    }
    return json.dumps(topology, separators=(",", ":"))


def _delta(arc: list[list[float]]) -> list[list[int]]:
    points = np.round(np.asarray(arc) / GRID).astype(np.int64)
    steps = np.vstack([points[:1], np.diff(points, axis=0)])
    moving = np.ones(len(steps), dtype=bool)
    moving[1:] = steps[1:].any(axis=1)
    return [[int(x), int(y)] for x, y in steps[moving]]
