"""Polygons of the embedded regions, read country by country through GDAL."""

from __future__ import annotations

from functools import cache
from typing import Any

import geopandas as gpd
import pyogrio

from geomap import datapackage

CRS = "EPSG:4326"


@cache
def country(code: str, archive: str = "admin1.zip") -> gpd.GeoDataFrame:
    """Return the regions of a country as a frame indexed by region id, WGS 84."""
    frame = pyogrio.read_dataframe(f"/vsizip/{datapackage.path(archive)}/{code}.topojson")
    return frame.set_index("id").set_crs(CRS, allow_override=True)


def polygon(country_code: str, region_id: str) -> Any:
    """Return the polygon of an embedded region."""
    return country(country_code).geometry.loc[region_id]
