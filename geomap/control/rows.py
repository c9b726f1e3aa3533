"""Tables of places: CSV rows with longitude and latitude, WKT, or a GeoNames id."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import shapely

from geomap.control.features import Feature, Geometry, Opened, tidy
from geomap.errors import InputError
from geomap.model.place import Place

Lookup = Callable[[str], Place | None]
TABLE = "csv"
PLACE_ID = "geomap:place"  # the id under which a looked-up place is known
_LON = ("lon", "lng", "long", "longitude", "x")
_LAT = ("lat", "latitude", "y")
_WKT = ("wkt", "geom_wkt", "geometry", "the_geom")
_GEONAMES = ("geonameid", "geonames_id", "geonamesid")
_FIELD_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Columns:
    lon: str = ""
    lat: str = ""
    wkt: str = ""
    geonames: str = ""


def open_rows(path: Path, places: Lookup | None = None) -> Opened:
    """Open a CSV table (also zipped) of places.

    Parameters
    ----------
    path : Path
        The table, UTF-8, separated by ``,``, ``;`` or tab.
    places : callable, optional
        Gives the place of a gazetteer id such as ``geonames:709717``.

    Raises
    ------
    InputError
        When no column says where a row lies.
    """
    lines = _text(path)
    try:
        header = next(lines)
    except (StopIteration, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path.name}: an empty table, or not UTF-8", hint="Save it as CSV, UTF-8."
        ) from error
    separator = max(",;\t", key=header.count)
    names = [tidy(n) for n in next(csv.reader([header], delimiter=separator))]
    columns = _columns(names, path.name)
    if columns.geonames and not columns.lon and not columns.wkt and places is None:
        raise InputError(
            f"{path.name}: places are given by GeoNames id only and no gazetteer is at hand",
            hint="Check the data that comes with geomap: geomap data check",
        )
    reader = csv.DictReader(lines, fieldnames=names, delimiter=separator)
    return Opened(TABLE, "", _features(reader, columns, places, path.name))


def is_table(path: Path) -> bool:
    """Return whether a file is a table, or a zip that holds one and no map layer."""
    if path.suffix.casefold() != ".zip":
        return path.suffix.casefold() in (".csv", ".tsv")
    try:
        with zipfile.ZipFile(path) as archive:
            return _member(archive) != "" and not any(
                n.casefold().endswith((".shp", ".geojson", ".gpkg", ".kml", ".fgb"))
                for n in archive.namelist()
            )
    except (zipfile.BadZipFile, OSError):
        return False


def _text(path: Path) -> Iterator[str]:
    csv.field_size_limit(_FIELD_LIMIT)
    if path.suffix.casefold() != ".zip":
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from file
        return
    with zipfile.ZipFile(path) as archive, archive.open(_member(archive)) as raw:
        file_: TextIO = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        yield from file_


def _member(archive: zipfile.ZipFile) -> str:
    tables = sorted(n for n in archive.namelist() if n.casefold().endswith((".csv", ".tsv")))
    return tables[0] if tables else ""


def _columns(names: Iterable[str], file: str) -> _Columns:
    known = {name.casefold(): name for name in names}

    def of(wanted: tuple[str, ...]) -> str:
        return next((known[w] for w in wanted if w in known), "")

    columns = _Columns(of(_LON), of(_LAT), of(_WKT), of(_GEONAMES))
    if not (columns.lon and columns.lat) and not columns.wkt and not columns.geonames:
        raise InputError(
            f"{file}: no column says where a row lies (found: {', '.join(known)[:120]})",
            hint="Name them lon and lat, or geonameid, or wkt.",
        )
    return columns


def _features(
    reader: csv.DictReader[str], columns: _Columns, places: Lookup | None, file: str
) -> Iterator[Feature]:
    try:
        for row in reader:
            cells = {name: tidy(text) for name, text in row.items() if isinstance(name, str)}
            shape = _shape(cells, columns)
            if shape is None and columns.geonames and places is not None:
                shape = _looked_up(cells, columns.geonames, places)
            yield Feature({name: text for name, text in cells.items() if text}, shape)
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(
            f"{file}:{reader.line_num}: not CSV in UTF-8 ({error})",
            hint="Export the table again as CSV, UTF-8.",
        ) from error


def _shape(cells: Mapping[str, str], columns: _Columns) -> Geometry | None:
    try:
        if columns.lon and columns.lat:
            return shapely.Point(float(cells[columns.lon]), float(cells[columns.lat]))
        if columns.wkt:
            return shapely.from_wkt(cells[columns.wkt] or None)
    except (ValueError, KeyError, shapely.errors.ShapelyError):
        return None
    return None


def _looked_up(cells: dict[str, str], column: str, places: Lookup) -> Geometry | None:
    place = places(f"geonames:{cells.get(column, '').removesuffix('.0')}")
    if place is None:
        return None
    cells[PLACE_ID] = place.id
    cells.setdefault("name", place.name)
    return shapely.Point(place.lon, place.lat)
