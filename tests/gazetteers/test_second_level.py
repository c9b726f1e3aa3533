"""Villages of Ukraine's register, districts of the world, and several indexes as one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteers import GazetteerIndex, JoinedGazetteer, building, open_gazetteer
from geomap.gazetteers.building import Entry
from geomap.gazetteers.index import ALTERNATE, OFFICIAL
from geomap.language.normalise import name_key
from geomap.model import Mention, Place, PlaceKind, WherePrecision
from geomap.places.outcome import precision
from geomap.places.scoring import kilometres


@pytest.mark.parametrize(
    ("name", "region", "lat", "lon"),
    [  # positions from general knowledge, good to some kilometres
        ("Klishchiivka", "UA.05", 48.53, 37.96),
        ("Bohoiavlenka", "UA.05", 47.79, 37.36),
        ("Berkhivka", "UA.05", 48.64, 37.93),
        ("Спірне", "UA.05", 48.81, 38.23),
        ("Verkhnokamianske", "UA.05", 48.83, 38.18),
        ("Работино", "UA.26", 47.45, 35.84),
        ("Netaylove", "UA.05", 48.06, 37.61),
    ],
)
def test_villages_of_the_front_are_found_near_where_they_are(
    name: str, region: str, lat: float, lon: float
) -> None:
    places = [p for p in open_gazetteer().search(name, limit=200) if p.admin1 == region]
    assert places
    km = kilometres(np.array([p.lon for p in places]), np.array([p.lat for p in places]), lon, lat)
    assert km.min() < 25


def test_a_village_of_the_register_is_near_and_never_a_point() -> None:
    place = next(p for p in open_gazetteer().search("Berkhivka") if p.near)
    assert place.id.startswith("katottg:UA14")
    assert place.radius_km > 0
    mention = Mention("r", 0, 9, "Berkhivka", names=("berkhivka",))
    assert precision(place, mention) in (WherePrecision.NEAR, WherePrecision.DISTRICT)


@pytest.mark.parametrize(("radius", "expected"), [(5.0, 2), (25.0, 2), (26.0, 3)])
def test_how_far_off_decides_between_near_and_district(radius: float, expected: int) -> None:
    place = Place("x:1", "X", PlaceKind.SETTLEMENT, 37.0, 48.0, radius_km=radius, near=True)
    assert precision(place, Mention("r", 0, 1, "X", names=("x",))) == expected


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Pokrovsk Raion", "UA"),
        ("Покровський район", "UA"),
        ("Покровский район", "UA"),
        ("Очеретинська громада", "UA"),
        ("Ag Geneina", "SD"),
        ("Teftnaz", "SY"),
    ],
)
def test_districts_are_districts(name: str, country: str) -> None:
    place = open_gazetteer().search(name)[0]
    assert (place.kind, place.country) == (PlaceKind.DISTRICT, country)
    assert place.radius_km > 0


@pytest.mark.parametrize(
    "name",
    ["Kyiv", "Київ", "Киев", "Moscow", "Москва", "Berlin", "Berlín", "Odesa", "Одеса", "Paris", "Sumy"],
)
def test_no_hamlet_comes_before_the_city_of_its_name(name: str) -> None:
    first = next(p for p in open_gazetteer().search(name, limit=50) if p.kind is PlaceKind.SETTLEMENT)
    assert first.id.startswith("geonames:")
    assert first.population > 100_000


def test_every_id_leads_to_one_place() -> None:
    gazetteer = open_gazetteer()
    near = np.flatnonzero(gazetteer.columns.near)
    assert len(near) > 20_000
    ids = [gazetteer.place(int(number)).id for number in near]
    assert len(set(ids)) == len(ids)


def _index(folder: Path, *places: Entry) -> GazetteerIndex:
    building.write(list(places), folder)
    return GazetteerIndex(folder)


def _entry(name: str, lon: float, lat: float, **other: object) -> Entry:
    return Entry(name, PlaceKind.SETTLEMENT, lon, lat, "UA", "UA.05", **other)  # type: ignore[arg-type]


def test_an_exact_position_takes_the_place_of_a_near_one(tmp_path: Path) -> None:
    near = _entry("Zzvillage", 37.0, 48.0, radius_km=12.0, near=True, own_id="a:1")
    far = _entry("Zzvillage", 33.0, 48.0, radius_km=12.0, near=True, own_id="a:2")
    exact = _entry("Zzvillage", 37.1, 48.0, own_id="b:1")
    joined = JoinedGazetteer([_index(tmp_path / "a", near, far), _index(tmp_path / "b", exact)])
    assert {place.id for place in joined.search("Zzvillage")} == {"a:2", "b:1"}


def test_codes_of_several_indexes_stay_with_their_places(tmp_path: Path) -> None:
    one = Entry("Zza", PlaceKind.SETTLEMENT, 1, 1, "UA", "UA.05")
    two = Entry("Zzb", PlaceKind.SETTLEMENT, 2, 2, "SD", "SD.55", names=[("Zza", ALTERNATE)])
    joined = JoinedGazetteer([_index(tmp_path / "a", one), _index(tmp_path / "b", two)])
    name_id = joined.name_id("zza")
    assert name_id is not None
    columns = joined.columns
    found = [(columns.countries[columns.country[n]], columns.admin1s[columns.admin1[n]], k)
             for n, k in joined.entries(name_id)]  # fmt: skip
    assert found == [("UA", "UA.05", 0), ("SD", "SD.55", 2)]


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=20))
def test_whatever_a_place_is_called_it_is_found_by_it(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    places = [
        _entry(f"Zz{i}", i, i, names=[(name, OFFICIAL)], own_id=f"t:{i}") for i, name in enumerate(names)
    ]
    index = JoinedGazetteer([_index(folder, *places)])
    for i, name in enumerate(names):
        key = name_key(name)
        if len(key) > 1 and not key.isdigit() and "\0" not in key:
            assert f"t:{i}" in {place.id for place in index.search(name, limit=100)}


@given(st.text(max_size=200))
def test_no_name_makes_a_look_up_fail(name: str) -> None:
    gazetteer = open_gazetteer()
    assert all(place.name for place in gazetteer.search(name))
    gazetteer.has_prefix(name)
