from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geomap.errors import MissingDataError
from geomap.gazetteers import GazetteerIndex, open_gazetteer
from geomap.language.normalise import name_key
from geomap.model import Place, PlaceKind


def first(name: str, kind: PlaceKind) -> Place:
    return next(p for p in open_gazetteer().search(name, limit=50) if p.kind is kind)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Sudzha", "geonames:486816"),
        ("Bakhmut", "geonames:713174"),
        ("Artemivsk", "geonames:713174"),
        ("Артемівськ", "geonames:713174"),
        ("Kiev", "geonames:703448"),
        ("Київ", "geonames:703448"),
    ],
)
def test_new_old_and_own_language_names_lead_to_the_town(name: str, place_id: str) -> None:
    assert first(name, PlaceKind.SETTLEMENT).id == place_id


def test_a_primary_name_comes_before_an_old_name_of_a_larger_town() -> None:
    # Engels (Russia), twenty times as large, once was Pokrovsk.
    places = open_gazetteer().search("Pokrovsk")
    assert next(p.id for p in places if p.kind is PlaceKind.SETTLEMENT) == "geonames:704422"
    assert any(p.name == "Engels" for p in places)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Kursk Oblast", PlaceKind.REGION, "RU.41"),
        ("Курская область", PlaceKind.REGION, "RU.41"),
        ("Донеччина", PlaceKind.REGION, "UA.05"),
        ("Rapides Parish", PlaceKind.DISTRICT, "US.LA"),
        ("Calif.", PlaceKind.REGION, "US.CA"),
        ("Ukraine", PlaceKind.COUNTRY, ""),
        ("Росія", PlaceKind.COUNTRY, ""),
        ("DRC", PlaceKind.COUNTRY, ""),
        ("Middle East", PlaceKind.MACROREGION, ""),
        ("Sea of Azov", PlaceKind.WATER, ""),
        ("ЗАЭС", PlaceKind.SITE, "UA.26"),
    ],
)
def test_countries_regions_waters_and_sites_are_places_too(name: str, kind: PlaceKind, code: str) -> None:
    assert first(name, kind).admin1 == code


def test_unknown_names_are_empty_not_wrong() -> None:
    assert open_gazetteer().search("Zzyzxgrad") == []
    assert open_gazetteer().search("") == []
    assert open_gazetteer().name_id("zzyzxgrad") is None


def test_longer_names_are_foreseen() -> None:
    assert open_gazetteer().has_prefix("new york ")
    assert not open_gazetteer().has_prefix("zzyzx")


def test_columns_and_records_agree() -> None:
    gazetteer = open_gazetteer()
    name_id = gazetteer.name_id(name_key("Sudzha"))
    assert name_id is not None
    number, kind = gazetteer.entries(name_id)[0]
    place = gazetteer.place(number)
    assert kind == 0
    assert place.lon == pytest.approx(float(gazetteer.columns.lon[number]), abs=1e-4)
    assert gazetteer.columns.admin1s[gazetteer.columns.admin1[number]] == place.admin1 == "RU.41"


def test_every_place_is_on_earth() -> None:
    columns = open_gazetteer().columns
    assert abs(columns.lon).max() <= 180
    assert abs(columns.lat).max() <= 90
    assert len(open_gazetteer()) > 250_000


def test_it_opens_without_reading_the_index() -> None:
    code = (
        "import time, numpy, marisa_trie\n"
        "from geomap.gazetteers import open_gazetteer\n"
        "start = time.perf_counter(); open_gazetteer().search('Sudzha'); print(time.perf_counter() - start)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.1


def test_a_missing_or_broken_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError) as caught:
        GazetteerIndex(tmp_path)
    assert "Install" in caught.value.hint
