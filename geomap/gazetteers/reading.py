"""Reads a gazetteer from a file: GeoNames' own format (txt or zip), or a CSV of the user's.

A row that cannot be read is left out and named by its line; the others stand.
"""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from geomap import datapackage
from geomap.errors import InputError
from geomap.gazetteers.building import Entry
from geomap.gazetteers.index import ABBREVIATION, ALTERNATE
from geomap.model import PlaceKind

_FIELDS = 19  # of a row of GeoNames
_CODE_LENGTH = 4
_HEAD, _FIRST_LINES = 20_000, 3  # characters and lines among which the first row is
_SITES = frozenset(("AIRB", "AIRF", "AIRP", "INSM", "MILB", "NUCL", "PS", "PSH", "PSN", "DAM", "BDG", "PRT"))
_WATERS = frozenset(("STM", "STMS", "LK", "LKS", "RSV", "SEA", "BAY", "GULF", "STRT", "CNL", "LGN", "CHN"))
_DISTRICTS = frozenset(("ADM2", "ADM3", "ADM4", "ADM5"))
_OTHER_NAMES = {"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "names": "alternates"}
Row = TypeVar("Row")
_HINT = "Columns: name, lat, lon [, alternates, kind, country, admin1, population, id, radius_km]."


@dataclass(slots=True)
class Read:
    """The places of a file, and what was left out."""

    places: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    passed_over: int = 0  # streets, hills, shops: of kinds that geomap does not look for


def read(path: Path, name: str) -> Read:
    """Return the places of a file.

    Raises
    ------
    InputError
        When the file cannot be read, or holds no place.
    """
    text = _text(path)
    if _is_geonames(text):
        found = _read(path, _geonames_rows(text), _geonames)
    else:
        found = _read(path, _csv_rows(path, text), _own(name))
    if not found.places:
        why = found.problems[0] if found.problems else "no settlement, district, water or site in it"
        raise InputError(f"{path}: holds no place ({why})", hint=_HINT)
    return found


def _read(path: Path, rows: Iterable[tuple[int, Row]], place_of: Callable[[Row], Entry | None]) -> Read:
    found = Read()
    for line, row in rows:
        try:
            place = place_of(row)
        except ValueError as error:
            found.problems.append(f"{path.name}, line {line}: {error}; left out")
            continue
        if place is None:
            found.passed_over += 1
        else:
            found.places.append(place)
    return found


def _text(path: Path) -> str:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                members = [
                    m for m in archive.infolist() if m.filename.lower().endswith((".txt", ".csv", ".tsv"))
                ]
                members = [m for m in members if "readme" not in m.filename.lower()]
                if not members:
                    raise InputError(f"{path}: no table in it", hint="Give GeoNames' zip, or a CSV.")
                return archive.read(max(members, key=lambda m: m.file_size)).decode("utf-8-sig")
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, RuntimeError) as error:
        raise InputError(
            f"{path}: cannot be read ({error})", hint="Give a UTF-8 file, or a zip of one."
        ) from error


def _is_geonames(text: str) -> bool:
    first = next(filter(None, text[:_HEAD].split("\n")[:_FIRST_LINES]), "")
    return first.count("\t") == _FIELDS - 1 and not first.startswith("name")


def _geonames_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip():
            yield line, row.rstrip("\r").split("\t")


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = {_column(name) for name in reader.fieldnames or ()}
    missing = [name for name in ("name", "lat", "lon") if name not in columns]
    if missing:
        raise InputError(f"{path}: has no column {', '.join(missing)}", hint=_HINT)
    for row in reader:
        yield reader.line_num, {_column(key): (value or "").strip() for key, value in row.items() if key}


def _column(name: str) -> str:
    plain = name.strip().casefold()
    return _OTHER_NAMES.get(plain, plain)


def _geonames(row: list[str]) -> Entry | None:
    if len(row) != _FIELDS:
        raise ValueError(f"{len(row)} columns instead of {_FIELDS}")
    number, name, plain, names, lat, lon, group, code, country, _, admin1 = row[:11]
    kind = _kind(group, code)
    if kind is None:
        return None
    point = _point(lat, lon)
    if not name.strip():
        raise ValueError("no name")
    return Entry(
        name=name.strip(),
        kind=kind,
        lon=point[0],
        lat=point[1],
        country=country,
        admin1=f"{country}.{admin1}" if admin1 not in ("", "00") else "",
        population=_whole(row[14], "population"),
        geonames_id=_whole(number, "geonameid"),
        names=[(other, _rank(other)) for other in dict.fromkeys([plain, *names.split(",")]) if other],
    )


def _kind(group: str, code: str) -> PlaceKind | None:
    if group == "P":
        return PlaceKind.SETTLEMENT
    if code in _DISTRICTS:
        return PlaceKind.DISTRICT
    if code in _WATERS:
        return PlaceKind.WATER
    return PlaceKind.SITE if code in _SITES else None


def _own(name: str) -> Callable[[Mapping[str, str]], Entry]:
    """Return what makes a place of a row of a gazetteer of this name."""
    codes = _region_codes()

    def place(row: Mapping[str, str]) -> Entry:
        if not row["name"]:
            raise ValueError("no name")
        lon, lat = _point(row["lat"], row["lon"])
        country = row.get("country", "").upper()
        own = row.get("id") or f"{row['name']}@{lat:.4f},{lon:.4f}"
        return Entry(
            name=row["name"],
            kind=_kind_of(row.get("kind", "")),
            lon=lon,
            lat=lat,
            country=country,
            admin1=_admin1(row.get("admin1", ""), country, codes),
            population=_whole(row.get("population", ""), "population"),
            radius_km=_number(row.get("radius_km", "") or "0", "radius_km"),
            names=[(other, _rank(other)) for other in _split(row.get("alternates", ""))],
            own_id=f"{name}:{own.replace(' ', '-')}",
        )

    return place


def _split(names: str) -> list[str]:
    mark = next((mark for mark in "|;" if mark in names), ",")
    return [name.strip() for name in names.split(mark) if name.strip()]


def _kind_of(text: str) -> PlaceKind:
    try:
        return PlaceKind(text.casefold()) if text else PlaceKind.SETTLEMENT
    except ValueError:
        known = ", ".join(kind.value for kind in PlaceKind if kind is not PlaceKind.POINT)
        raise ValueError(f"kind {text!r} is none of {known}") from None


def _admin1(text: str, country: str, codes: dict[str, str]) -> str:
    """Return GeoNames' code of a region given by it, by its second half or by ISO 3166-2."""
    if text in codes:
        return codes[text]
    return text if not text or "." in text or not country else f"{country}.{text}"


def _region_codes() -> dict[str, str]:
    with datapackage.path("regions.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["geonames_code"] for row in csv.DictReader(file) if row["geonames_code"]}


def _rank(name: str) -> int:
    code = len(name) <= _CODE_LENGTH and name.isupper() and name.isascii()
    return ABBREVIATION if code else ALTERNATE


def _point(lat: str, lon: str) -> tuple[float, float]:
    x, y = _number(lon, "lon"), _number(lat, "lat")
    if abs(x) > 180 or abs(y) > 90:
        raise ValueError(f"lat {lat}, lon {lon} is no point on earth")
    return x, y


def _number(text: str, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{what} {text!r} is not a number") from None
    if not math.isfinite(number):
        raise ValueError(f"{what} {text!r} is not a number")
    return number


def _whole(text: str, what: str) -> int:
    return max(0, int(_number(text, what))) if text else 0


def without(places: Iterable[Entry], known: Callable[[int], bool]) -> list[Entry]:
    """Return the places that another gazetteer does not have already by their GeoNames id."""
    return [place for place in places if not place.geonames_id or not known(place.geonames_id)]
