"""The embedded gazetteer as a geocoder of geopy: offline, and it takes the place of any other.

>>> from geomap.gazetteers.geopy_style import EmbeddedGeocoder
>>> EmbeddedGeocoder().geocode("Sudzha, Kursk Oblast").address  # doctest: +SKIP
'Sudzha, RU.41, RU'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap.gazetteers.answers import own_record
from geomap.gazetteers.embedded import open_gazetteer
from geomap.gazetteers.index import KINDS
from geomap.gazetteers.joined import JoinedGazetteer
from geomap.model import Place, PlaceKind

FARTHEST_KM = 50.0  # a point farther from every settlement is near none
_EARTH_KM = 6371.0088
_AREAS = (PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.DISTRICT)
_MOST = 200  # namesakes looked at


class EmbeddedGeocoder(Geocoder):  # type: ignore[misc]  # geopy is untyped
    """Geocoder over the gazetteer that ships with geomap; no request is ever made.

    Parameters
    ----------
    gazetteer : JoinedGazetteer, optional
        Another index.
    """

    def __init__(self, gazetteer: JoinedGazetteer | None = None) -> None:
        super().__init__(scheme="https", proxies={})
        self._gazetteer = gazetteer or open_gazetteer()

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = None, limit: int | None = None
    ) -> Location | list[Location] | None:
        """Return the likeliest place of a name, or all of them; None if there is none.

        Parameters
        ----------
        query : str
            A name, or a name and the areas around it: "Sudzha, Kursk Oblast".
        exactly_one : bool
            Whether one location is returned or a list.
        timeout : object
            Taken for the sake of other geocoders, and without meaning here.
        limit : int, optional
            The longest list.
        """
        name, *around = (part.strip() for part in str(query).split(","))
        places = [p for p in self._gazetteer.search(name, limit=_MOST) if self._lies_in(p, around)]
        return _answer(places[: limit or None], exactly_one)

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: object = None, limit: int | None = None
    ) -> Location | list[Location] | None:
        """Return the settlement nearest to a point (latitude first, as in geopy), None if none is near."""
        point = Point(query)
        columns = self._gazetteer.columns
        lat, lon = np.radians(np.asarray(columns.lat)), np.radians(np.asarray(columns.lon))
        here, there = np.radians(point.latitude), np.radians(point.longitude)
        angle = np.sin((lat - here) / 2) ** 2 + np.cos(lat) * np.cos(here) * np.sin((lon - there) / 2) ** 2
        km = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(angle, 0.0, 1.0)))
        settlement = np.asarray(columns.kind) == KINDS.index(PlaceKind.SETTLEMENT)
        exact = np.asarray(columns.near) == 0
        near = np.flatnonzero(settlement & exact & (km <= FARTHEST_KM))
        order = near[np.argsort(km[near], kind="stable")][: 1 if exactly_one else limit or 10]
        return _answer([self._gazetteer.place(int(number)) for number in order], exactly_one)

    def _lies_in(self, place: Place, around: Sequence[str]) -> bool:
        """Whether a place lies in every one of the named areas."""
        return all(
            any(
                area.country == place.country and area.admin1 in ("", place.admin1)
                for area in self._gazetteer.search(name, limit=_MOST)
                if area.kind in _AREAS and area.country
            )
            for name in around
            if name
        )


def _answer(places: Sequence[Place], exactly_one: bool) -> Location | list[Location] | None:
    found = [_location(place) for place in places]
    if not found:
        return None
    return found[0] if exactly_one else found


def _location(place: Place) -> Location:
    address = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return Location(address, (place.lat, place.lon), own_record(place))
