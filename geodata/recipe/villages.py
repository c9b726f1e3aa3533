"""Where the villages of the register lie, as nearly as open data tell.

A village that GeoNames has is where GeoNames has it. One that gave its name to a
council of old is at the council's centre, within the council's reach. Any other
lies somewhere among the known places of its community. The last two are near
answers: they carry a radius, and are never drawn as points.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from geodata.recipe.boundaries import Unit
from geodata.recipe.register import Listed
from geodata.recipe.ukrainian import adjectives, romanised
from geomap.gazetteers.building import Entry
from geomap.language.normalise import name_key

_FAR_KM = 40.0  # a namesake further than this from its community is another place
_LEAST_KM = 5.0
_LARGEST_KM = 30.0
_SHARE = 0.95
_ONE_AREA = {"UA.12": "UA.13", "UA.20": "UA.11"}  # a city and the region around it
_KM_PER_DEGREE = 111.2

Point = tuple[float, float, float]  # longitude, latitude, radius in km


@dataclass(slots=True)
class Placed:
    """What is known of where the register's places lie."""

    city: dict[str, Entry] = field(default_factory=dict)  # by code, GeoNames' own
    council: dict[str, Point] = field(default_factory=dict)
    around: dict[str, Point] = field(default_factory=dict)  # of communities and districts, by their code

    def point(self, place: Listed) -> tuple[float, float] | None:
        """Return where a settlement lies: where GeoNames has it, else its council's centre."""
        city, council = self.city.get(place.code), self.council.get(place.code)
        return (city.lon, city.lat) if city else council[:2] if council else None

    def centre(self, place: Listed) -> Point | None:
        """Return the middle of the community a place belongs to, or of the district."""
        return self.around.get(place.community) or self.around.get(place.district)


def place(listed: Sequence[Listed], cities: Sequence[Entry], councils: Sequence[Unit]) -> Placed:
    """Return where the register's places lie."""
    settlements = [one for one in listed if one.is_settlement]
    placed = Placed()
    by_name = _named(settlements)
    known = _known_by(cities)
    _settle_cities(by_name, known, placed, certain=True)
    _gather(settlements, placed)
    _settle_cities(by_name, known, placed, certain=False)
    _gather(settlements, placed)
    _settle_councils(settlements, councils, placed)
    _gather(settlements, placed)
    return placed


def area(admin1: str) -> str:
    """Return the area within which a name is looked for."""
    return _ONE_AREA.get(admin1, admin1)


def kilometres(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the distance of two points (longitude, latitude …) that are not far apart."""
    dx = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(dx, a[1] - b[1]) * _KM_PER_DEGREE


def _named(settlements: Iterable[Listed]) -> dict[tuple[str, str], list[Listed]]:
    found: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for one in settlements:
        found[area(one.admin1), one.name].append(one)
    return found


def _known_by(cities: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Return GeoNames' places of Ukraine by area and key of any name."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for city in cities:
        if city.country == "UA":
            for key in dict.fromkeys(name_key(name) for name in (city.name, *(n for n, _ in city.names))):
                found[area(city.admin1), key].append(city)
    return found


def _settle_cities(
    by_name: dict[tuple[str, str], list[Listed]],
    known: dict[tuple[str, str], list[Entry]],
    placed: Placed,
    *,
    certain: bool,
) -> None:
    """Join names with GeoNames: those without a namesake first, the others by their community."""
    for (where, name), namesakes in sorted(by_name.items()):
        keys = [name_key(name), *(name_key(form) for form in romanised(name))]
        found = {id(city): city for key in keys for city in known.get((where, key), ())}
        cities = list(found.values())
        if certain:
            if len(namesakes) == 1 == len(cities):
                placed.city[namesakes[0].code] = cities[0]
            continue
        taken = {id(city) for city in placed.city.values()} if len(cities) > 1 else set[int]()
        open_ = [one for one in namesakes if one.code not in placed.city]
        for _, one, city in _pairs(open_, [c for c in cities if id(c) not in taken], placed):
            if one.code not in placed.city and id(city) not in taken:
                placed.city[one.code] = city
                taken.add(id(city))


def _pairs(
    namesakes: Sequence[Listed], cities: Sequence[Entry], placed: Placed
) -> list[tuple[float, Listed, Entry]]:
    found = []
    for one in namesakes:
        centre = placed.centre(one)
        for city in cities:
            far = kilometres(centre, (city.lon, city.lat)) if centre else _FAR_KM
            if far < _FAR_KM:
                found.append((far, one, city))
    return sorted(found, key=lambda pair: (pair[0], pair[1].code))


def _gather(settlements: Iterable[Listed], placed: Placed) -> None:
    """Work out the middle and reach of communities and districts from the places known."""
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in settlements:
        point = placed.point(one)
        if point is not None:
            members[one.community].append(point)
            members[one.district].append(point)
    placed.around = {code: middle(points) for code, points in members.items() if code}


def middle(points: Sequence[tuple[float, float]]) -> Point:
    """Return the median of points and the radius in km that holds nineteen of twenty."""
    xy = np.array(points)
    lon, lat = (float(value) for value in np.median(xy, axis=0))
    far = [kilometres((lon, lat), point) for point in points]
    radius = float(np.quantile(far, _SHARE))
    return round(lon, 4), round(lat, 4), round(min(max(radius, _LEAST_KM), _LARGEST_KM), 1)


def council_key(name: str) -> str:
    """Return the form under which adjectives are compared: in one word."""
    return name_key(name).replace(" ", "")


def candidates_of(settlements: Iterable[Listed]) -> dict[tuple[str, str], list[Listed]]:
    """Return the settlements by area and the adjective their council may be called by."""
    found: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for one in settlements:
        keys = {council_key(romanised(word)[0]) for word in adjectives(one.name)}
        for key in sorted(keys):
            found[area(one.admin1), key].append(one)
    return found


def _settle_councils(settlements: Sequence[Listed], councils: Iterable[Unit], placed: Placed) -> None:
    """Give each council to the settlement it is named for: of several, the one whose community is near."""
    possible = candidates_of(settlements)
    pairs = []
    for council in councils:
        for one in possible.get((area(council.admin1), council_key(council.name)), ()):
            centre = placed.centre(one)
            far = kilometres(centre, (council.lon, council.lat)) if centre else _FAR_KM
            if far < _FAR_KM:
                pairs.append((far, one.code, council))
    taken: set[tuple[float, float]] = set()
    for _, code, council in sorted(pairs, key=lambda pair: (pair[0], pair[1])):
        point = (council.lon, council.lat)
        if code not in placed.council and point not in taken:
            placed.council[code] = (*point, council.radius_km)
            taken.add(point)
