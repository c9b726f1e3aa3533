"""Places by the id that another data set gives: ``geonames:709717`` → the place."""

from __future__ import annotations

from functools import cache

import numpy as np

from geomap.gazetteers.embedded import open_gazetteer
from geomap.gazetteers.joined import JoinedGazetteer
from geomap.model import Place

_PREFIX = "geonames:"


class PlacesById:
    """The places of the embedded gazetteer, by id.

    The index is sorted by nothing that helps here, so the order of its ids is
    worked out once (a few milliseconds).
    """

    def __init__(self, gazetteer: JoinedGazetteer) -> None:
        self._gazetteer = gazetteer
        ids = np.asarray(gazetteer.columns.geonames_id)
        self._order = np.argsort(ids, kind="stable")
        self._sorted = ids[self._order]

    def __call__(self, place_id: str) -> Place | None:
        """Return the place of an id, None where the gazetteer has none."""
        number = place_id.removeprefix(_PREFIX)
        if not place_id.startswith(_PREFIX) or not number.isdecimal() or int(number) == 0:
            return None
        at = int(np.searchsorted(self._sorted, int(number)))
        if at == len(self._sorted) or int(self._sorted[at]) != int(number):
            return None
        return self._gazetteer.place(int(self._order[at]))


@cache
def open_places_by_id() -> PlacesById:
    """Return the look-up by id in the gazetteer that ships with geomap."""
    return PlacesById(open_gazetteer())
