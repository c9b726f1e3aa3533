"""Repairs of geometry: what comes out is valid, flat, WGS 84, and either ground or a place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from geomap.control.features import Geometry
from geomap.errors import InputError

_WGS84 = ("EPSG:4326", "EPSG:4979", "OGC:CRS84", "")  # 4979 has heights, which are dropped
_MESSAGES = {
    "null_geometry": "features without a geometry were dropped",
    "z_values": "heights (Z or M values) were dropped",
    "collection": "geometry collections were unpacked to their polygons",
    "invalid_ring": "invalid rings were made valid",
    "line": "lines have no area and were left out",
    "nowhere": "coordinates outside the world were dropped",
    "multipoint": "multipoints were split into places",
}


def message(kind: str, crs: str) -> str:
    """Return what a repair did, for a reader."""
    return f"coordinates were turned from {crs} into WGS 84" if kind == "crs" else _MESSAGES[kind]


@dataclass(slots=True)
class Repairer:
    """Repairs shapes one by one and counts what it did."""

    crs: str
    file: str
    done: Counter[str] = field(default_factory=Counter)
    _transformer: Any = None

    def __post_init__(self) -> None:
        if self.crs not in _WGS84:
            import pyproj

            try:
                self._transformer = pyproj.Transformer.from_crs(self.crs, "EPSG:4326", always_xy=True)
            except pyproj.exceptions.ProjError as error:
                raise InputError(
                    f"{self.file}: its coordinate system {self.crs[:60]!r} is not known",
                    hint="Export it in WGS 84 (EPSG:4326).",
                ) from error

    def pieces(self, shape: Geometry | None) -> list[Geometry]:
        """Return the usable pieces of a shape: one polygon or multipolygon, or points; may be none."""
        if shape is None or shape.is_empty:
            self.done["null_geometry"] += 1
            return []
        flat = self._in_wgs84(self._flat(shape))
        if not self._within_the_world(flat):
            return []
        parts = shapely.get_parts(flat, return_index=False) if flat.geom_type.startswith("Multi") else [flat]
        if all(part.geom_type == "Point" for part in parts):
            self.done["multipoint"] += len(parts) > 1
            return list(parts)
        ground = self._ground(flat)
        if ground is None:
            self.done["line"] += 1
            return []
        return [ground]

    def _flat(self, shape: Geometry) -> Geometry:
        if shape.has_z or shapely.has_m(shape):
            self.done["z_values"] += 1
            return shapely.force_2d(shape)
        return shape

    def _in_wgs84(self, shape: Geometry) -> Geometry:
        if self._transformer is None:
            return shape
        self.done["crs"] += 1
        return shapely.transform(shape, self._transformed)

    def _transformed(self, xy: Any) -> Any:
        return np.column_stack(self._transformer.transform(xy[:, 0], xy[:, 1]))

    def _within_the_world(self, shape: Geometry) -> bool:
        west, south, east, north = shape.bounds
        # A comparison with NaN is false: coordinates that are no numbers fail here too.
        if west >= -180.001 and south >= -90.001 and east <= 180.001 and north <= 90.001:
            return True
        if not self.crs and max(abs(west), abs(south), abs(east), abs(north)) > 1000:
            raise InputError(
                f"{self.file}: its coordinates reach {max(abs(east), abs(north)):,.0f}: they are no degrees, "
                "and the file does not name its coordinate system",
                hint="Assign the layer's coordinate system in QGIS and export it in WGS 84 (EPSG:4326).",
            )
        self.done["nowhere"] += 1
        return False

    def _ground(self, shape: Geometry) -> Geometry | None:
        if shape.geom_type == "GeometryCollection":
            self.done["collection"] += 1
            # Its polygons may overlap, which a multipolygon may not.
            shape = shapely.union_all([self._valid(part) for part in _polygons(shape)])
        parts = _polygons(self._valid(shape))
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)

    def _valid(self, shape: Geometry) -> Geometry:
        if shape.is_valid:
            return shape
        self.done["invalid_ring"] += 1
        # "structure" keeps what is inside any ring; the default would cut holes where rings overlap.
        return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _polygons(shape: Geometry) -> list[Geometry]:
    if shape.geom_type == "Polygon":
        return [] if shape.is_empty else [shape]
    if shape.geom_type in ("MultiPolygon", "GeometryCollection"):
        return [piece for part in shape.geoms for piece in _polygons(part)]
    return []
