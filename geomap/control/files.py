"""Vector files: GeoJSON, KML/KMZ, shapefile, GeoPackage, FlatGeobuf, TopoJSON, ESRI JSON."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import shapely

from geomap.control.features import Feature, Opened, tidy
from geomap.errors import InputError

# How each kind of file begins. GDAL reads far more than this, some of it over the network: what does
# not look like its own ending is refused before GDAL sees it.
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".geojson": (b"{",),
    ".json": (b"{",),
    ".topojson": (b"{",),
    ".esrijson": (b"{",),
    ".kml": (b"<",),
    ".kmz": (b"PK",),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".gpkg": (b"SQLite format 3",),
    ".fgb": (b"fgb",),
}
SUFFIXES = (*_BEGINNINGS, ".zip", ".csv", ".tsv")
_MOST_UNPACKED = 2 * 1024**3
_BOM = b"\xef\xbb\xbf"


def open_vector(path: Path) -> Opened:
    """Open a vector file with all its layers.

    Raises
    ------
    InputError
        When it is no vector file, damaged, or packed too tightly.
    """
    # pyogrio brings pandas along: only those who have such a file wait for it.
    from pyogrio.errors import DataLayerError, DataSourceError

    sources = _sources(path)
    try:
        read = [_layer(source, name) for source in sources for name in _layers(source)]
    except (DataSourceError, DataLayerError, RuntimeError, ValueError, OSError) as error:
        raise InputError(
            f"{path.name}: cannot be read as a map layer ({_one_line(error)})",
            hint="Open it in QGIS and export it again as GeoPackage or GeoJSON.",
        ) from error
    named = sorted({str(meta.get("crs") or "") for meta, _ in read} - {""})
    if len(named) > 1:
        raise InputError(
            f"{path.name}: its layers have several coordinate systems ({', '.join(named)})",
            hint="Export them in one, best WGS 84 (EPSG:4326).",
        )
    features = (feature for _, found in read for feature in found)
    return Opened(path.suffix.lstrip(".").casefold(), named[0] if named else "", features)


def check_beginning(name: str, beginning: bytes) -> None:
    """Stop at a file that does not begin as its ending says.

    Raises
    ------
    InputError
        When it is of another kind, or of none that is read.
    """
    suffix = PurePosixPath(name).suffix.casefold()
    if suffix not in _BEGINNINGS:
        raise InputError(f"{name}: not a kind of control file", hint=f"Known: {', '.join(SUFFIXES)}.")
    if not beginning.removeprefix(_BOM).lstrip(b" \t\r\n").startswith(_BEGINNINGS[suffix]):
        raise InputError(
            f"{name}: does not look like {suffix}", hint="Check what it is; give it the ending of its kind."
        )


def _sources(path: Path) -> list[str]:
    if path.suffix.casefold() == ".zip":
        return _packed(path)
    with path.open("rb") as file:
        check_beginning(path.name, file.read(256))
    return [str(path.resolve())]


def _packed(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [i for i in archive.infolist() if _is_layer(i.filename)]
            if sum(i.file_size for i in archive.infolist()) > _MOST_UNPACKED:
                raise InputError(
                    f"{path.name}: unpacks to more than 2 GB", hint="Unpack it and give one file."
                )
            for member in members:
                with archive.open(member) as file:
                    check_beginning(member.filename, file.read(256))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise InputError(f"{path.name}: damaged or locked ({error})", hint="Unpack it by hand.") from error
    if not members:
        raise InputError(f"{path.name}: holds no map layer", hint=f"Known: {', '.join(_BEGINNINGS)}.")
    return [f"/vsizip/{path.resolve()}/{m.filename}" for m in sorted(members, key=lambda m: m.filename)]


def _is_layer(name: str) -> bool:
    pure = PurePosixPath(name)
    return pure.suffix.casefold() in _BEGINNINGS and "__MACOSX" not in pure.parts


def _layers(source: str) -> list[str]:
    import pyogrio

    return [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]


def _layer(source: str, name: str) -> tuple[dict[str, Any], Iterator[Feature]]:
    from pyogrio import raw

    meta, _, geometry, columns = raw.read(source, layer=name, datetime_as_string=True)
    shapes = shapely.from_wkb(geometry, on_invalid="fix")
    return meta, _features(name, [str(n) for n in meta["fields"]], shapes, columns)


def _features(layer: str, names: list[str], shapes: Any, columns: Any) -> Iterator[Feature]:
    for number, shape in enumerate(shapes):
        cells = {name: tidy(column[number]) for name, column in zip(names, columns, strict=True)}
        yield Feature({name: text for name, text in cells.items() if text}, shape, layer)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
