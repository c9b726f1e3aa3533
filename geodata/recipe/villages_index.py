"""Entries for what the register knows and GeoNames' list does not: villages, communities, districts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from geodata.recipe.register import Listed
from geodata.recipe.ukrainian import adjectives, romanised, russian
from geodata.recipe.villages import Placed, Point
from geomap.gazetteers.building import Entry
from geomap.gazetteers.index import ALTERNATE, OFFICIAL
from geomap.language.normalise import name_key
from geomap.model import PlaceKind

_AREA_WORDS = {
    "P": (("Raion", "District"), ("район",), ("район",)),
    "H": (("Hromada", "Community"), ("громада", "територіальна громада"), ("громада", "община")),
}


def entries(listed: Sequence[Listed], placed: Placed) -> list[Entry]:
    """Return the places of the register that GeoNames lacks, in the register's order."""
    seats = _seats(listed)
    found = []
    for one in listed:
        if one.is_settlement:
            if one.code not in placed.city:
                found += list(_village(one, placed))
        elif one.code in placed.around:
            found.append(_area(one, placed.around[one.code], seats.get(one.code)))
    return found


def further_names(listed: Iterable[Listed], placed: Placed) -> None:
    """Give GeoNames' places the spellings of the register that they lack."""
    for one in listed:
        city = placed.city.get(one.code)
        if city is None:
            continue
        known = {name_key(city.name), *(name_key(name) for name, _ in city.names)}
        for name in (one.name, *romanised(one.name), *russian(one.name)):
            if name_key(name) not in known:
                known.add(name_key(name))
                city.names.append((name, ALTERNATE))


def _village(one: Listed, placed: Placed) -> Iterator[Entry]:
    point = placed.council.get(one.code) or placed.centre(one)
    if point is None:
        return
    latin = romanised(one.name)
    names = [(name, OFFICIAL) for name in (*latin[1:], one.name)]
    names += [(name, ALTERNATE) for name in russian(one.name)]
    yield Entry(
        name=latin[0],
        kind=PlaceKind.SETTLEMENT,
        lon=point[0],
        lat=point[1],
        country="UA",
        admin1=one.admin1,
        radius_km=point[2],
        names=names,
        own_id=f"katottg:{one.code}",
        near=True,
    )


def _area(one: Listed, point: Point, seat: str | None) -> Entry:
    """Return a district or community, under its adjective and under its seat's name."""
    latin_words, own_words, russian_words = _AREA_WORDS[one.category]
    spelt = romanised(one.name)
    towns = romanised(seat) if seat else []
    names = [(f"{name} {word}", OFFICIAL) for name in (*towns, *spelt) for word in latin_words]
    names += [(f"{one.name} {word}", OFFICIAL) for word in own_words]
    names += [(f"{_russian_adjective(one.name)} {word}", ALTERNATE) for word in russian_words]
    return Entry(
        name=f"{spelt[0]} {latin_words[0]}",
        kind=PlaceKind.DISTRICT,
        lon=point[0],
        lat=point[1],
        country="UA",
        admin1=one.admin1,
        radius_km=point[2],
        names=names,
        own_id=f"katottg:{one.code}",
    )


def _russian_adjective(name: str) -> str:
    masculine = re.sub("ська$", "ский", re.sub("ський$", "ский", name))
    return russian(masculine)[0] if masculine == name else russian(masculine[:-4])[0] + "ский"


def _seats(listed: Sequence[Listed]) -> dict[str, str]:
    """Return the settlement each district and community is named for, a city before a village."""
    wanted = {one.code: _feminine(one.name) for one in listed if not one.is_settlement}
    found: dict[str, tuple[int, str]] = {}
    for one in listed:
        if not one.is_settlement:
            continue
        rank = "MXC".index(one.category)
        words = adjectives(one.name)
        for code in (one.community, one.district):
            if wanted.get(code) in words and (code not in found or rank < found[code][0]):
                found[code] = (rank, one.name)
    return {code: name for code, (_, name) in found.items()}


def _feminine(name: str) -> str:
    return re.sub("ий$", "а", name.lower())
