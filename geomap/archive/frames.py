"""Findings as a GeoDataFrame and as a GeoPackage."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.archive.rows import COLUMNS, Row, rows
from geomap.errors import InputError
from geomap.model import Findings
from geomap.writing import whole

if TYPE_CHECKING:
    import geopandas

_POINT_PRECISION = 2
_LAYER = "findings"
_EPOCH = "1970-01-01T00:00:00.000Z"


def to_geopandas(findings: Findings) -> geopandas.GeoDataFrame:
    """Return one row per report, claim and place, or unused mention.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns as in the GeoJSON form, CRS EPSG:4326; the geometry is a point
        where the place is known to a settlement or better, else empty.
    """
    return _frame(list(rows(findings)))


def _frame(table: list[Row]) -> geopandas.GeoDataFrame:
    import geopandas
    from shapely import Point

    points = [Point(r["lon"], r["lat"]) if _has_point(r) else None for r in table]
    return geopandas.GeoDataFrame(table, columns=[*COLUMNS], geometry=points, crs="EPSG:4326")


def geopackage(findings: Findings) -> bytes:
    """Return findings as the bytes of a GeoPackage with one layer."""
    from pyogrio import set_gdal_config_options

    # GDAL writes the time of day into the file; the same findings shall give the same bytes.
    set_gdal_config_options({"OGR_CURRENT_DATE": _EPOCH})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "findings.gpkg"
        try:
            to_geopandas(findings).to_file(path, layer=_LAYER, driver="GPKG")
        except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 cannot hold
            path.unlink(missing_ok=True)
            mended = [
                {key: whole(cell) if isinstance(cell, str) else cell for key, cell in row.items()}
                for row in rows(findings)
            ]
            _frame(mended).to_file(path, layer=_LAYER, driver="GPKG")
        return path.read_bytes()


def geopackage_rows(path: Path) -> list[Row]:
    """Return the rows of a GeoPackage that geomap wrote.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    import geopandas

    try:
        frame = geopandas.read_file(path)
    except Exception as error:
        raise InputError(f"{path.name}: not a GeoPackage ({error})", hint="Save it again.") from error
    return [_plain(row) for row in frame.to_dict("records")]


def _plain(record: dict[Any, Any]) -> Row:
    point = record.pop("geometry", None)
    row: Row = {str(k): None if v is None or v != v else v for k, v in record.items()}
    if point is not None and not point.is_empty:
        row["lon"], row["lat"] = point.x, point.y
    return row


def _has_point(row: Row) -> bool:
    where = row["where_prec"]
    return row["lon"] is not None and isinstance(where, int) and where <= _POINT_PRECISION
