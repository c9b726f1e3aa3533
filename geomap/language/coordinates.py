"""Coordinates written in a text: decimal degrees, degrees with minutes, MGRS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geomap.language.grid import mgrs_to_lon_lat

_NORTH = r"(?:N|S|north|south|пн\.?\s?ш\.?|пд\.?\s?ш\.?|с\.?\s?ш\.?|ю\.?\s?ш\.?)"
_EAST = r"(?:E|W|east|west|сх\.?\s?д\.?|зх\.?\s?д\.?|в\.?\s?д\.?|з\.?\s?д\.?)"
_SOUTHERN = ("s", "пд", "ю")
_WESTERN = ("w", "зх", "з")
_MINUTES = r"(?:\s?(\d{1,2}(?:\.\d{1,4})?)\s?[′'’](?:\s?(\d{1,2}(?:\.\d{1,4})?)\s?(?:[″\"”]|''|’’))?)?"
_BETWEEN = r"[\s,;]{1,3}"

_DECIMAL = re.compile(r"(?<![\d.,/])(-?\d{1,2}\.\d{3,8})[,;]\s?(-?\d{1,3}\.\d{3,8})(?![\d/]|\.\d)")
_DEGREES = re.compile(
    rf"(?<![\d.])(\d{{1,2}}(?:\.\d{{1,8}})?)\s?°{_MINUTES}\s?({_NORTH}){_BETWEEN}"
    rf"(\d{{1,3}}(?:\.\d{{1,8}})?)\s?°{_MINUTES}\s?({_EAST})(?!\w)",
    re.IGNORECASE,
)
_MGRS = re.compile(r"\b(\d{1,2}[C-HJ-NP-X])\s?([A-HJ-NP-Z]{2})\s?(\d{2,5})\s?(\d{2,5})\b")


@dataclass(frozen=True, slots=True)
class Written:
    """Coordinates and where they stand; ``radius_km`` follows from how finely they are given."""

    start: int
    end: int
    lon: float
    lat: float
    radius_km: float


def find_coordinates(text: str) -> list[Written]:
    """Return the coordinates of a text in order, those that make no sense left out.

    Examples
    --------
    >>> [(w.lat, w.lon) for w in find_coordinates("seen at 48.6012, 38.0005 today")]
    [(48.6012, 38.0005)]
    """
    found = [*_decimal(text), *_degrees(text), *_mgrs(text)]
    return sorted((w for w in found if abs(w.lat) <= 90 and abs(w.lon) <= 180), key=lambda w: w.start)


def _decimal(text: str) -> Iterator[Written]:
    for match in _DECIMAL.finditer(text):
        lat, lon = match.groups()
        yield Written(match.start(), match.end(), float(lon), float(lat), _radius(lat))


def _radius(number: str) -> float:
    """Half the last digit given, in kilometres."""
    digits = len(number.partition(".")[2])
    return max(0.01, round(111.0 * 10.0**-digits / 2, 3))


def _degrees(text: str) -> Iterator[Written]:
    for match in _DEGREES.finditer(text):
        lat_d, lat_m, lat_s, north, lon_d, lon_m, lon_s, east = match.groups()
        lat = _angle(lat_d, lat_m, lat_s, south=north.lower().startswith(_SOUTHERN))
        lon = _angle(lon_d, lon_m, lon_s, south=east.lower().startswith(_WESTERN))
        whole = 0.03 if lat_s else 1.0 if lat_m else 55.0
        radius = _radius(lat_d) if "." in lat_d else whole
        yield Written(match.start(), match.end(), lon, lat, radius)


def _angle(degrees: str, minutes: str | None, seconds: str | None, *, south: bool) -> float:
    value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return round(-value if south else value, 6)


def _mgrs(text: str) -> Iterator[Written]:
    for match in _MGRS.finditer(text):
        zone, square, east, north = match.groups()
        if len(east) != len(north):
            continue
        size = 10.0 ** (5 - len(east))
        point = mgrs_to_lon_lat(zone, square, int(east) * size + size / 2, int(north) * size + size / 2)
        if point is not None:
            yield Written(match.start(), match.end(), *point, max(0.01, size / 2000))
