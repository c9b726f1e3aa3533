"""The user's own regions: any file that GDAL reads, with an id and a name for each polygon."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio

from geomap.errors import InputError
from geomap.model import Region

CRS = "EPSG:4326"
# Columns by the habits of OCHA COD-AB, geoBoundaries, GADM and Natural Earth; {n} is the level.
_ID_COLUMNS = (
    "adm{n}_pcode",
    "admin{n}pcode",
    "shapeiso",
    "iso_3166_2",
    "shapeid",
    "gid_{n}",
    "pcode",
    "code",
    "id",
)
_NAME_COLUMNS = ("adm{n}_en", "admin{n}name_en", "shapename", "name_{n}", "name_en", "adm{n}_name", "name")
_COUNTRY_COLUMNS = ("adm0_pcode", "admin0pcode", "shapegroup", "iso_a2", "gid_0", "country")
_COUNTRY_NAMES = ("adm0_en", "admin0name_en", "name_0", "country_name", "admin", "country")


def read(path: Path, level: int) -> tuple[dict[str, Region], gpd.GeoDataFrame]:
    """Return the regions of a file and their polygons, indexed by region id, in WGS 84.

    Raises
    ------
    InputError
        When the file cannot be read, has no polygons, no CRS, or no column of names.
    """
    frame = _frame(path)
    columns = {str(c).casefold(): str(c) for c in frame.columns if c != "geometry"}
    name = _column(columns, _NAME_COLUMNS, level)
    if name is None:
        raise InputError(
            f"{path}: no column of region names (found: {', '.join(columns)[:100] or 'none'})",
            hint=f"Name one of them {_NAME_COLUMNS[0].format(n=level)} or name.",
        )
    frame = frame[frame[name].notna()].reset_index(drop=True)
    frame.index = _ids(frame, _column(columns, _ID_COLUMNS, level), path)
    country = _column(columns, _COUNTRY_COLUMNS, 0)
    country_name = _column(columns, _COUNTRY_NAMES, 0)
    regions = {}
    for region_id, row in frame.iterrows():
        label = row.geometry.representative_point()
        regions[str(region_id)] = Region(
            id=str(region_id),
            name=str(row[name]),
            country=str(row[country])[:2].upper() if country else "",
            country_name=str(row[country_name]) if country_name else "",
            label_lon=round(label.x, 5),
            label_lat=round(label.y, 5),
            boundary_set=path.name,
        )
    return regions, frame[["geometry"]]


def _frame(path: Path) -> gpd.GeoDataFrame:
    if not path.exists():
        raise InputError(f"{path}: no such file", hint="Check --boundaries.")
    try:
        source = f"/vsizip/{path}" if path.suffix.casefold() == ".zip" else path
        frame = pyogrio.read_dataframe(source, force_2d=True)
    except Exception as error:
        raise InputError(
            f"{path}: not boundaries ({error})", hint="Give GeoJSON, GeoPackage or a shapefile."
        ) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InputError(f"{path}: a table without geometry", hint="Give a file with polygons.")
    frame = frame[frame.geometry.notna()]
    frame = frame.set_geometry(frame.geometry.make_valid())
    frame = frame[frame.geom_type.isin(["Polygon", "MultiPolygon"])]
    if frame.empty:
        raise InputError(f"{path}: no polygons in it", hint="Give region outlines, not points or lines.")
    if frame.crs is None:
        raise InputError(f"{path}: no coordinate reference system", hint="Add a .prj file.")
    return frame.to_crs(CRS)


def _column(columns: dict[str, str], wanted: tuple[str, ...], level: int) -> str | None:
    return next((columns[key] for w in wanted if (key := w.format(n=level)) in columns), None)


def _ids(frame: gpd.GeoDataFrame, code: str | None, path: Path) -> list[str]:
    values = [str(v) for v in frame[code]] if code else [f"{path.stem}-{n}" for n in range(1, len(frame) + 1)]
    if len(set(values)) < len(values):
        return [f"{value}-{n}" for n, value in enumerate(values, 1)]
    return values
