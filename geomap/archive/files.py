"""Findings to a file and back; the format is the file's ending."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from geomap.archive import records
from geomap.archive.parsing import findings_of
from geomap.archive.rows import COLUMNS, Row, rows
from geomap.errors import InputError, UsageError
from geomap.model import Findings
from geomap.writing import utf8, write_whole

FORMATS = ("geojson", "csv", "jsonl", "gpkg")
# Points are drawn only where the place is a settlement or better, here as on the map.
_POINT_PRECISION = 2
# What a spreadsheet may run: some of them skip white space, or drop a mark that nobody sees.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@]|[\t\r]")


def save(findings: Findings, path: Path | str) -> None:
    """Write findings as GeoJSON, CSV, JSONL or GeoPackage, by the file's ending.

    Raises
    ------
    UsageError
        When the ending is none of these.
    GeomapError
        When the file cannot be written.
    """
    path = Path(path)
    write_whole(path, encoded(findings, _format(path)))


def encoded(findings: Findings, form: str) -> bytes:
    """Return findings as the bytes of a file; half of a surrogate pair becomes U+FFFD."""
    if form == "gpkg":
        from geomap.archive.frames import geopackage

        return geopackage(findings)
    return utf8(dumps(findings, form))


def dumps(findings: Findings, form: str) -> str:
    """Return findings as the text of a GeoJSON, CSV or JSONL file."""
    if form == "jsonl":
        return records.dumps(findings)
    table = list(rows(findings))
    return _csv(table) if form == "csv" else _geojson(table)


def load(path: Path | str) -> Findings:
    """Read findings that geomap wrote and a person may have corrected.

    Status and links between claims are not read: they follow from the claims.

    Raises
    ------
    InputError
        When the file is not findings, or a cell cannot be used.
    """
    path = Path(path)
    form = _format(path)
    if form == "gpkg":
        from geomap.archive.frames import geopackage_rows

        return findings_of(geopackage_rows(path), path.name)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read ({error})", hint="Give a file that geomap wrote."
        ) from error
    if form == "jsonl":
        return records.loads(text, path.name)
    table = _csv_rows(text) if form == "csv" else _geojson_rows(text, path.name)
    return findings_of(table, path.name)


def is_findings(path: Path) -> bool:
    """Tell whether a file holds findings rather than reports, by a look at its start."""
    suffix = path.suffix.casefold().lstrip(".")
    if suffix not in FORMATS or not path.is_file():
        return False
    if suffix in ("geojson", "gpkg"):
        return True
    with path.open("rb") as file:
        head = file.read(200)
    return head.removeprefix(b"\xef\xbb\xbf").startswith((b"record,", b'"record",', records.SIGNATURE))


def _format(path: Path) -> str:
    form = path.suffix.casefold().lstrip(".")
    if form not in FORMATS:
        endings = ", ".join(f".{f}" for f in FORMATS)
        raise UsageError(
            f"{path.name}: findings are not kept as {path.suffix or 'that'}", hint=f"Use {endings}."
        )
    return form


def _csv(table: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # so that a lone \r within a cell is quoted
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[column]) for column in COLUMNS] for row in table)
    return out.getvalue()


def _cell(value: object) -> object:
    """Guard text that a spreadsheet would run as a formula with an apostrophe."""
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return "" if value is None else value


def _csv_rows(text: str) -> list[Row]:
    csv.field_size_limit(64 * 1024 * 1024)
    header = text.split("\n", 1)[0]
    separator = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    return [{str(key): _unguard(value) for key, value in row.items() if key} for row in reader]


def _unguard(value: object) -> object:
    if isinstance(value, str) and value.startswith("'") and _FORMULA.match(value, 1):
        return value[1:]
    return value


def _geojson(table: list[Row]) -> str:
    features = ",\n".join(json.dumps(_feature(row), ensure_ascii=False) for row in table)
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'


def _feature(row: Row) -> dict[str, object]:
    point = None
    where = row["where_prec"]
    if row["lon"] is not None and isinstance(where, int) and where <= _POINT_PRECISION:
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "geometry": point, "properties": row}


def _geojson_rows(text: str, name: str) -> list[Row]:
    try:
        data = json.loads(text)
        return [_moved(feature) for feature in data["features"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{name}: not a GeoJSON collection ({error})", hint="Save it again.") from error


def _moved(feature: dict[str, dict[str, object] | None]) -> Row:
    """Return a feature's row; a point that was moved by hand wins over lon and lat."""
    row = dict(feature["properties"] or {})
    geometry = feature.get("geometry")
    if geometry and geometry.get("type") == "Point":
        lon, lat = geometry["coordinates"][:2]  # type: ignore[index]
        row["lon"], row["lat"] = lon, lat
    return row
