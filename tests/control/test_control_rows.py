"""Tables of places: towns with who holds them, rows by GeoNames id."""

from __future__ import annotations

import zipfile

import pytest

from geomap import control
from geomap.errors import InputError
from geomap.model import Place, PlaceKind

TOWNS = (
    '"Name","Population","Held by","As of","update","Lat","Lon"\n'
    '"Alpha","100","Russia","4 Jan 2024","17 August 2024 00h53 UTC","48.1","38.2"\n'
    '"Beta","200","Ukraine","2 May 2022","17 August 2024 00h53 UTC","48.4","36.7"\n'
    '"Gamma","","Gray zone","","17 August 2024 00h53 UTC","48.5","37.7"\n'
    '"Delta","","Contested","","17 August 2024 00h53 UTC","",""\n'
)
VIINA = (
    "geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status,vcontrol_version\n"
    "1,20240101,UA,UA,UA,UA,UA,x\n"
    "2,20240101,RU,RU,UA,RU,CONTESTED,x\n"
    "1,20240102,UA,,RU,UA,RU,x\n"
    "2,20240102,RU,RU,RU,RU,RU,x\n"
    "3,20240102,RU,RU,RU,RU,RU,x\n"
)


def _places(ident: str) -> Place | None:
    known = {"geonames:1": (37.0, 48.0), "geonames:2": (38.0, 48.5)}
    if ident not in known:
        return None
    return Place(ident, f"Town {ident[-1]}", PlaceKind.SETTLEMENT, *known[ident])


@pytest.fixture
def viina(tmp_path):
    path = tmp_path / "control_latest_2024.csv"
    path.write_text(VIINA)
    return path


def test_towns_with_who_holds_them(tmp_path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text(TOWNS)
    layer = control.read(path)
    assert layer.id == "wikipedia@2024-08-17"
    assert [(a.place_name, a.category.value, a.actor_id) for a, _, _ in layer.points()] == [
        ("Alpha", "control", "state:RU"),
        ("Beta", "control", "state:UA"),
        ("Gamma", "grey_zone", ""),
    ]
    assert layer.points()[0][1:] == (38.2, 48.1)
    assert layer.assertions[0].since.start.date().isoformat() == "2024-01-04"
    assert not layer.has_areas
    [lost] = [r for r in layer.report.repairs if r.kind == "no_place"]
    assert lost.count == 1
    assert "Delta" in lost.message


def test_semicolons_and_an_unknown_word(tmp_path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text(TOWNS.replace('","', '";"').replace("Gray zone", "Half"))
    with pytest.raises(InputError, match="Half"):
        control.read(path)


def test_rows_by_geonames_id_newest_day(viina) -> None:
    layer = control.read(viina, places=_places)
    assert layer.id == "viina@2024-01-02"
    assert [(a.place_id, a.actor_id) for a in layer.assertions] == [
        ("geonames:1", "state:RU"),
        ("geonames:2", "state:RU"),
    ]
    assert layer.report.other_dates == ("2024-01-01",)
    assert layer.report.other_assessors == ("viina-wiki", "viina-boost", "viina-dsm", "viina-isw")
    assert [(r.kind, r.count) for r in layer.report.repairs] == [("no_place", 1)]


def test_one_voter_at_one_day(viina) -> None:
    layer = control.read(f"{viina}:viina-dsm:2024-01-01", places=_places)
    assert layer.id == "viina-dsm@2024-01-01"
    assert [a.actor_id for a in layer.assertions] == ["state:UA", "state:UA"]
    boost = control.read(viina, assessor="viina-boost", places=_places)
    assert [(o.native_category, o.count) for o in boost.report.left_out] == [("(empty)", 1)]


def test_all_days(viina) -> None:
    layers = control.read_all(viina, places=_places)
    assert [layer.day for layer in layers] == ["2024-01-01", "2024-01-02"]
    assert [a.category.value for a in layers[0].assertions] == ["control", "contested"]


def test_a_day_that_the_table_has_not(viina) -> None:
    with pytest.raises(InputError, match="2023-12-31") as caught:
        control.read(viina, date="2023-12-31", places=_places)
    assert "2024-01-01" in caught.value.hint


def test_a_zipped_table(viina, tmp_path) -> None:
    packed = tmp_path / "viina.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(viina, "control_latest_2024.csv")
    assert len(control.read(packed, places=_places).assertions) == 2


def test_ids_without_a_gazetteer_are_refused(viina) -> None:
    with pytest.raises(InputError, match="GeoNames id"):
        control.read(viina)


def test_well_known_text(tmp_path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text('who;wkt\nRU;"POLYGON((36 48, 37 48, 37 49, 36 49, 36 48))"\n')
    layer = control.read(path, mapping=control.Mapping(actor="who"), date="2024-02-03")
    assert layer.has_areas
    assert layer.assertions[0].actor_id == "state:RU"


def test_the_real_tables(shared_dir) -> None:
    folder = shared_dir / "samples" / "control"
    layer = control.read(folder / "wikipedia_towns_held_by_2024-08-17.csv")
    assert layer.id == "wikipedia@2024-08-17"
    assert len(layer.assertions) == 510
    layers = control.read_all(
        folder / "derived_viina_format.csv",
        places=lambda ident: Place(ident, ident, PlaceKind.SETTLEMENT, 37.0, 48.0),
    )
    assert [(layer.day, len(layer.assertions)) for layer in layers] == [
        ("2024-07-08", 2073),
        ("2025-11-09", 2073),
    ]
