"""Areas in km², measured in an equal-area projection.

EPSG:6933 (the cylindrical equal-area projection of EASE-Grid 2.0) serves every
region alike, so that areas add up across regions and dates. A local Lambert
or Albers projection would be no more exact and would bend the straight
longitude-latitude edges of which these files are made: a parallel stays a
parallel only in a cylindrical projection.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import shapely

EQUAL_AREA = "EPSG:6933"
_M2_IN_KM2 = 1e6
_SOUTH, _NORTH = -86.0, 86.0  # the projection's own limits; no ground is fought over beyond


def km2(shapes: Any) -> Any:
    """Return the area of a WGS 84 geometry (float) or of an array of them (array) in km²."""
    return shapely.area(shapely.transform(shapes, _project)) / _M2_IN_KM2


@cache
def _transformer() -> Any:
    import pyproj

    return pyproj.Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True)


def _project(lonlat: Any) -> Any:
    return np.column_stack(_transformer().transform(lonlat[:, 0], np.clip(lonlat[:, 1], _SOUTH, _NORTH)))
