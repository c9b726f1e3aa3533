"""From what a geocoder answers to places.

Services that work with OpenStreetMap say what a thing is; streets, shops and
offices are dropped, since a report that names a place means none of them.
``geodata/tables/osm_kinds.csv`` says which thing is which kind of place.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from functools import cache
from typing import Any

from geomap import datapackage
from geomap.language.normalise import name_key
from geomap.model import Place, PlaceKind

_OSM_TYPES = {"n": "node", "w": "way", "r": "relation"}
_SAME_KM = 10.0  # the node and the outline of one town
_KM_PER_DEGREE = 111.2
_RANKS = ((4, PlaceKind.COUNTRY), (9, PlaceKind.REGION), (15, PlaceKind.DISTRICT), (30, PlaceKind.SETTLEMENT))


def record(address: str, lat: float, lon: float, raw: object) -> dict[str, Any]:
    """Return an answer in the form in which it is kept.

    Raises
    ------
    ValueError
        When it names no point on earth: it is then no answer.
    """
    given = _given_point(raw)
    if given is not None:  # geopy reads a missing coordinate as 0
        lat, lon = given
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("no point on earth")
    return {"address": address or "", "lat": lat, "lon": lon, "raw": raw if isinstance(raw, dict) else {}}


def to_places(service: str, answer: Iterable[Mapping[str, Any]]) -> list[Place]:
    """Return the places among the records of an answer, in its order, each once."""
    places: list[Place] = []
    for one in answer:
        place = _place(service, one)
        if place is not None and not any(_same(place, other) for other in places):
            places.append(place)
    return places


def _given_point(raw: object) -> tuple[float, float] | None:
    """Read the coordinates as the service wrote them, None where it writes them in its own way."""
    if not isinstance(raw, dict):
        return None
    if "display_name" in raw or "place_id" in raw:
        return float(raw["lat"]), float(raw["lon"])
    geometry = raw.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        lon, lat = geometry["coordinates"][:2]
        return float(lat), float(lon)
    return None


def _place(service: str, one: Mapping[str, Any]) -> Place | None:
    raw: Mapping[str, Any] = one["raw"]
    if raw.get("gazetteer") == "geomap":
        return own_place(raw)
    facts: Mapping[str, Any] = _mapping(raw.get("properties")) or raw
    kind = _kind(facts)
    if kind is None:
        return None
    lat, lon = round(float(one["lat"]), 5), round(float(one["lon"]), 5)
    name = _text(facts.get("name")) or str(one["address"]).split(",")[0].strip()
    country = _text(_mapping(facts.get("address")).get("country_code")) or _text(facts.get("countrycode"))
    return Place(
        id=_id(facts) or f"{service}:{lat:.5f},{lon:.5f}",
        name=name,
        kind=kind,
        lon=lon,
        lat=lat,
        country=country.upper() if len(country) == 2 else "",
        radius_km=_radius(facts, lat),
        names=_names(_mapping(facts.get("namedetails"))),
    )


def own_record(place: Place) -> dict[str, Any]:
    """Return a place of the embedded gazetteer as plain data, marked as such."""
    return {"gazetteer": "geomap", **asdict(place), "kind": place.kind.value}


def own_place(raw: Mapping[str, Any]) -> Place:
    """Read a place of the embedded gazetteer back."""
    known = {field.name: raw[field.name] for field in fields(Place) if field.name in raw}
    names = tuple((str(language), str(name)) for language, name in known["names"])
    return Place(**{**known, "kind": PlaceKind(known["kind"]), "names": names})


def _kind(facts: Mapping[str, Any]) -> PlaceKind | None:
    group = _text(facts.get("class")) or _text(facts.get("category")) or _text(facts.get("osm_key"))
    if not group:
        return PlaceKind.AREA  # the service does not say; claim no more than "somewhere there"
    kinds = osm_kinds()
    if group == "boundary":
        rank = facts.get("place_rank")
        level = _text(facts.get("addresstype")) or _text(facts.get("type"))
        if level in ("", "administrative") and isinstance(rank, int):
            return next((kind for limit, kind in _RANKS if rank <= limit), None)
        return kinds.get((group, level)) or kinds[group, "*"]
    own = _text(facts.get("osm_value")) or _text(facts.get("type"))
    return kinds.get((group, own)) or kinds.get((group, "*"))


@cache
def osm_kinds() -> dict[tuple[str, str], PlaceKind]:
    """Return the kind of place by OpenStreetMap's class and type (``*``: all others)."""
    with datapackage.path("tables/osm_kinds.csv").open(encoding="utf-8", newline="") as file:
        return {(row["class"], row["type"]): PlaceKind(row["kind"]) for row in csv.DictReader(file)}


def _id(facts: Mapping[str, Any]) -> str:
    kind = _OSM_TYPES.get(_text(facts.get("osm_type"))[:1].casefold(), "")
    number = facts.get("osm_id")
    return f"osm:{kind}/{number}" if kind and isinstance(number, int) else ""


def _radius(facts: Mapping[str, Any], lat: float) -> float:
    """Return half the diagonal of the bounding box in kilometres, 0 if there is none."""
    box = facts.get("boundingbox")  # Nominatim: south, north, west, east, as texts
    extent = facts.get("extent")  # Photon: west, north, east, south
    try:
        if isinstance(box, list):
            south, north, west, east = (float(side) for side in box)
        elif isinstance(extent, list):
            west, north, east, south = (float(side) for side in extent)
        else:
            return 0.0
    except (ValueError, TypeError):
        return 0.0
    height = abs(north - south) * _KM_PER_DEGREE
    width = ((east - west) % 360.0) * _KM_PER_DEGREE * math.cos(math.radians(lat))
    radius = math.hypot(height, width) / 2
    return round(radius, 1) if math.isfinite(radius) and radius < 10_000 else 0.0


def _names(details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found = {
        (key.partition(":")[2], value)
        for key, value in details.items()
        if isinstance(value, str) and key.partition(":")[0] in ("name", "old_name", "alt_name", "int_name")
    }
    return tuple(sorted(found))


def _same(one: Place, other: Place) -> bool:
    if one.id == other.id:
        return True
    near = _KM_PER_DEGREE * math.hypot(
        one.lat - other.lat, (one.lon - other.lon) * math.cos(math.radians(one.lat))
    )
    return one.kind is other.kind and name_key(one.name) == name_key(other.name) and near < _SAME_KM


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
