"""Whose file it is, what each category means, and what stops an import."""

from __future__ import annotations

import pytest
import shapely

from geomap import control
from geomap.errors import InputError, UsageError
from geomap.model.control import ControlCategory
from geomap.model.status import Basis

RU, UA = "state:RU", "state:UA"


def test_a_recognised_file_says_whose_it_is_and_from_which_day(geojson, square) -> None:
    path = geojson("a.geojson", ({"layer_type": "ukraine_control_map", "date": "2025-11-09"}, square()))
    layer = control.read(path)
    assert layer.id == "isw@2025-11-09"
    assert layer.report.date_from == "property"
    [assertion] = layer.assertions
    assert (assertion.category, assertion.actor_id, assertion.basis) == (
        ControlCategory.CONTROL,
        RU,
        Basis.ASSESSED,
    )
    assert not assertion.redistributable
    assert assertion.source_sha256 == layer.report.source_sha256 != ""
    assert layer.geometry[assertion.id].equals(square())


@pytest.mark.parametrize(
    ("native", "category", "actor", "basis"),
    [
        ("russian_advances", ControlCategory.ADVANCE, RU, Basis.ASSESSED),
        ("Assessed Russian Infiltration Areas", ControlCategory.INFILTRATION, RU, Basis.ASSESSED),
        ("Claimed Russian Control over Ukrainian Territory", ControlCategory.CONTROL, RU, Basis.CLAIMED),
        ("Claimed Ukrainian Counteroffensives", ControlCategory.ADVANCE, UA, Basis.CLAIMED),
        ("Reported Ukrainian Partisan Warfare", ControlCategory.PARTISAN, UA, Basis.REPORTED),
    ],
)
def test_isw_categories(geojson, square, native, category, actor, basis) -> None:
    [assertion] = control.read(geojson("isw.geojson", ({"layer_type": native}, square()))).assertions
    assert (assertion.category, assertion.actor_id, assertion.basis) == (category, actor, basis)


def test_an_unknown_category_stops_the_import_and_says_what_is_known(geojson, square) -> None:
    path = geojson(
        "isw.geojson",
        ({"layer_type": "ukraine_control_map"}, square()),
        ({"layer_type": "ukraine_other"}, square(38)),
    )
    with pytest.raises(InputError, match="ukraine_other") as caught:
        control.read(path)
    assert "nothing was imported" in caught.value.message
    assert "kursk_russian_advances" in caught.value.hint


def test_a_file_of_nobody_known_is_refused_with_the_ways_out(geojson, square) -> None:
    with pytest.raises(InputError, match=r"properties: colour") as caught:
        control.read(geojson("map.geojson", ({"colour": "red"}, square())))
    assert "isw" in caught.value.hint
    assert "category=" in caught.value.hint


def test_an_assessor_that_is_not_known(geojson, square) -> None:
    path = geojson("map.geojson", ({"colour": "red"}, square()))
    with pytest.raises(UsageError, match="nobody") as caught:
        control.read(path, assessor="nobody")
    assert "deepstate" in caught.value.hint


def test_a_new_assessor_needs_a_table_and_no_code(geojson, square, tmp_path) -> None:
    table = tmp_path / "ngo.toml"
    table.write_text(
        """
        id = "ngo"
        name = "A field team"
        redistributable = true
        [fields]
        category = ["who"]
        [[rules]]
        native = "theirs"
        match = { who = '^theirs$' }
        category = "control"
        actor = "group:theirs"
        [[rules]]
        native = "nobody's"
        match = { who = '^nobody$' }
        category = "grey_zone"
        """
    )
    path = geojson("map.geojson", ({"who": "theirs"}, square()), ({"who": "nobody"}, square(38)))
    layer = control.read(f"{path}:{table}:2024-01-02")
    assert layer.id == "ngo@2024-01-02"
    assert {a.category for a in layer.assertions} == {ControlCategory.CONTROL, ControlCategory.GREY_ZONE}
    assert all(a.redistributable for a in layer.assertions)


def test_a_damaged_table_is_refused(geojson, square, tmp_path) -> None:
    table = tmp_path / "bad.toml"
    table.write_text('id = "x"\nname = "X"\n[fields]\n[[rules]]\nnative = "n"\nmatch = { a = "(" }')
    with pytest.raises(UsageError, match=r"bad\.toml"):
        control.read(geojson("map.geojson", ({"a": "b"}, square())), assessor=str(table))


def test_a_users_own_file_by_the_names_of_its_properties(geojson, square) -> None:
    path = geojson(
        "mine.geojson",
        ({"status": "Held", "holder": "Russia", "on": "2024-05-01"}, square()),
        ({"status": "contested", "holder": "", "on": "2024-05-01"}, square(38)),
        ({"status": "held", "holder": "ua", "on": "2024-05-01"}, square(40)),
    )
    layer = control.read(f"{path}:category=status:actor=holder:valid=on:licence=CC0:redistributable=yes")
    assert [a.actor_id for a in layer.assertions] == [RU, "", UA]
    assert layer.id == "own@2024-05-01"
    assert layer.assertions[0].licence == "CC0"
    assert layer.assertions[0].redistributable


def test_a_users_own_file_with_an_unknown_word_is_stopped(geojson, square) -> None:
    path = geojson("mine.geojson", ({"status": "sort of", "holder": "Russia"}, square()))
    with pytest.raises(InputError, match="sort of"):
        control.read(f"{path}:category=status:actor=holder")


def test_held_by_nobody_is_stopped(geojson, square) -> None:
    path = geojson("mine.geojson", ({"status": "held"}, square()), ({"holder": "UA"}, square(38)))
    with pytest.raises(InputError, match="without a side"):
        control.read(path, mapping=control.Mapping(category="status", actor="holder"))


def test_a_property_that_is_not_there(geojson, square) -> None:
    path = geojson("mine.geojson", ({"status": "held"}, square()))
    with pytest.raises(UsageError, match="'holder'") as caught:
        control.read(f"{path}:category=status:actor=holder")
    assert "status" in caught.value.hint


@pytest.mark.parametrize("code", ["SFGPUCIZ---E---", "SHGPUCIL---H", "10031000001211000000"])
def test_unit_positions_are_refused(geojson, code) -> None:
    features = [({"sidc": code, "unit": str(n)}, shapely.Point(37, 48 + n)) for n in range(3)]
    with pytest.raises(InputError, match="unit positions") as caught:
        control.read(geojson("units.geojson", *features), assessor="isw")
    assert "who holds which ground" in caught.value.message


def test_same_file_same_layer(geojson, square) -> None:
    path = geojson("isw.geojson", ({"layer_type": "ukraine_control_map"}, square()))
    first, second = control.read(path), control.read(path)
    assert first.assertions == second.assertions
    assert first.report == second.report


def test_every_table_can_be_read_and_has_its_terms() -> None:
    from geomap.control.tables import load_tables

    tables = load_tables()
    assert {t.assessor.id for t in tables} >= {"deepstate", "isw", "viina", "wikipedia", "own"}
    for table in tables:
        assert table.assessor.licence
        assert all(rule.native for rule in table.rules)
