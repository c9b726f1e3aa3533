from __future__ import annotations

import pytest

from geomap.gazetteers.by_id import open_places_by_id


def test_a_place_by_its_id() -> None:
    donetsk = open_places_by_id()("geonames:709717")
    assert donetsk is not None
    assert (donetsk.id, donetsk.country) == ("geonames:709717", "UA")


@pytest.mark.parametrize(
    "unknown", ["geonames:1", "geonames:0", "geonames:x", "geonames:99999999999", "osm:709717", ""]
)
def test_an_unknown_id(unknown: str) -> None:
    assert open_places_by_id()(unknown) is None
