"""Entries for the second-level units of the world outside Ukraine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from geodata.recipe.boundaries import Unit
from geodata.recipe.villages import kilometres
from geomap.gazetteers.building import Entry
from geomap.gazetteers.index import PRIMARY
from geomap.language.normalise import name_key
from geomap.model import PlaceKind

_LEAST_LETTERS = 4
_LEAST_KM = 20.0


def entries(units: Iterable[Unit], held: Iterable[Entry]) -> list[Entry]:
    """Return the units whose name no other place thereabouts already bears.

    A unit that is called as the town in it adds nothing but a second answer to
    the same name, so it is left out; so are names without letters.
    """
    known = names_of(held)
    found: list[Entry] = []
    seen: set[tuple[str, str, float, float]] = set()
    for unit in units:
        key = name_key(unit.name)
        if not unit.country or sum(map(str.isalpha, key)) < _LEAST_LETTERS:
            continue
        reach = unit.radius_km + _LEAST_KM
        if any(
            kilometres((unit.lon, unit.lat), point) < reach for point in known.get((unit.country, key), ())
        ):
            continue
        mark = (unit.country, key, unit.lon, unit.lat)
        if mark not in seen:
            seen.add(mark)
            found.append(_entry(unit, key))
    return found


def names_of(places: Iterable[Entry]) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Return where in each country places of a name lie."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for place in places:
        for key in {name_key(place.name), *(name_key(name) for name, _ in place.names)}:
            found[place.country, key].append((place.lon, place.lat))
    return found


def level(places: Iterable[Entry], held: Iterable[Entry]) -> None:
    """Let no name here be a better one than it is for the places that bear it already.

    A primary name beats an alternate one, and a hamlet must not beat a city so.
    """
    towns: dict[str, int] = {}
    others: dict[str, int] = {}
    for place in held:
        best = towns if place.kind is PlaceKind.SETTLEMENT else others
        for name, kind in ((place.name, PRIMARY), *place.names):
            key = name_key(name)
            best[key] = min(best.get(key, kind), kind)
    best = others | towns  # a town of the name says more of a hamlet's chances than the region around it
    for place in places:
        place.names = [(name, max(kind, best.get(name_key(name), kind))) for name, kind in place.names]
        place.label_kind = best.get(name_key(place.name), PRIMARY)


def _entry(unit: Unit, key: str) -> Entry:
    slug = key.replace(" ", "-")
    return Entry(
        name=unit.name,
        kind=PlaceKind.DISTRICT,
        lon=unit.lon,
        lat=unit.lat,
        country=unit.country,
        admin1=unit.admin1,
        radius_km=unit.radius_km,
        own_id=f"geoboundaries:{unit.country}:{slug}@{unit.lat:.2f},{unit.lon:.2f}",
    )
