from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from loopback_geocoder import LoopbackGeocoder, place

from geomap.errors import ServiceError
from geomap.gazetteers import open_gazetteer
from geomap.gazetteers.geopy_style import EmbeddedGeocoder
from geomap.gazetteers.memory import Memory
from geomap.gazetteers.service import Manners, ServiceGazetteer, open_service


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    kept = Memory(tmp_path)
    yield kept
    kept.close()


def test_a_name_leads_to_a_location_of_geopy() -> None:
    found = EmbeddedGeocoder().geocode("Sudzha")
    assert isinstance(found, Location)
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (51.2, 35.3)
    assert found.address == "Sudzha, RU.41, RU"
    assert found.raw["id"] == "geonames:486816"


def test_the_areas_behind_a_name_tell_namesakes_apart() -> None:
    geocoder = EmbeddedGeocoder()
    assert geocoder.geocode("Donetsk, Russia").raw["country"] == "RU"
    assert geocoder.geocode("Donetsk, Ukraine").raw["country"] == "UA"
    assert geocoder.geocode("Paris, Texas").raw["admin1"] == "US.TX"
    assert geocoder.geocode("Sudzha, Texas") is None


def test_one_or_a_list_as_geopy_has_it() -> None:
    geocoder = EmbeddedGeocoder()
    several = geocoder.geocode("Donetsk", exactly_one=False, limit=3)
    assert len(several) == 3
    assert geocoder.geocode("Donetsk").raw == several[0].raw
    assert geocoder.geocode("Zzyzxgrad") is None
    assert geocoder.geocode("Zzyzxgrad", exactly_one=False) is None


def test_a_point_leads_to_the_settlement_it_is_in_or_near() -> None:
    geocoder = EmbeddedGeocoder()
    assert geocoder.reverse("51.19, 35.27").raw["id"] == "geonames:486816"
    assert geocoder.reverse((0.0, -30.0)) is None  # in the Atlantic
    near = geocoder.reverse((51.19, 35.27), exactly_one=False, limit=4)
    assert len(near) == 4
    assert near[0].raw["id"] == "geonames:486816"


def test_it_takes_the_place_of_a_service(memory: Memory) -> None:
    service = ServiceGazetteer("embedded", EmbeddedGeocoder(), memory, manners=Manners(interval=0.0))
    expected = open_gazetteer().search("Sudzha")
    assert list(service.search("Sudzha")) == list(expected)
    assert list(service.search("sudzha")) == list(expected)  # from memory, where it is plain data


def test_a_service_takes_its_place(geocoder: LoopbackGeocoder) -> None:
    """What works with the one works with the other: same call, same kind of answer."""
    geocoder.places["sudzha"] = [place("Sudzha", 51.19, 35.27, country="ru")]
    with_service = open_service("nominatim")
    for one in (EmbeddedGeocoder(), with_service._geocoder):
        found = one.geocode("Sudzha", exactly_one=False, limit=1)
        assert [round(location.latitude, 1) for location in found] == [51.2]
    with_service.close()


def test_any_geocoder_of_the_users_own_is_read_by_its_errors(memory: Memory) -> None:
    class Failing(Geocoder):
        def geocode(self, query: str, *, exactly_one: bool = True, timeout: object = None) -> None:
            raise GeocoderServiceError("out of order")

    service = ServiceGazetteer("mine", Failing(), memory, manners=Manners(interval=0, tries=2, backoff=0.01))
    with pytest.raises(ServiceError, match="out of order"):
        service.search("Sudzha")
