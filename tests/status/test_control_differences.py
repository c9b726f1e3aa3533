"""Where assessors differ, the line of contact, and what changed between two days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import shapely
from control_layers import CONTESTED, CONTROL, GREY, POLYGONS, REGIONS, A, B, box, layer

from geomap.control.area import km2
from geomap.model import Basis, When
from geomap.status.differences import agreement, contact_line, differences, place_differences
from geomap.status.history import as_of, changes, days

HELD_A, HELD_B = (CONTROL, A, Basis.ASSESSED), (CONTROL, B, Basis.ASSESSED)


def test_known_disagreement_is_exact() -> None:
    one = layer("one", (CONTROL, A, box(30, 48, 31, 49)))
    two = layer("two", (CONTROL, A, box(30, 48, 30.75, 49)), (CONTROL, B, box(30.75, 48, 31.5, 49)))
    found = {(d.first, d.second): d for d in differences(one, two)}
    assert set(found) == {(HELD_A, HELD_B), (None, HELD_B)}
    assert found[HELD_A, HELD_B].km2 == pytest.approx(km2(box(30.75, 48, 31, 49)), rel=1e-3)
    assert found[HELD_A, HELD_B].geometry.equals(box(30.75, 48, 31, 49))
    assert found[None, HELD_B].km2 == pytest.approx(km2(box(31, 48, 31.5, 49)), rel=1e-3)


def test_the_same_twice_differs_nowhere() -> None:
    one = layer("one", (CONTROL, A, box(30, 48, 31, 49)), (GREY, "", box(31, 48, 32, 49)))
    two = layer("two", (CONTROL, A, box(30, 48, 31, 49)), (GREY, "", box(31, 48, 32, 49)))
    assert differences(one, two) == []
    assert agreement(one, two, A) == pytest.approx(1.0)


def test_only_within_the_map() -> None:
    one = layer("one", (CONTROL, A, box(30, 48, 33, 49)))
    two = layer("two", (CONTROL, A, box(30, 48, 31, 49)))
    [found] = differences(one, two, POLYGONS["AA-1"])
    assert found.km2 == pytest.approx(km2(box(31, 48, 32, 49)), rel=1e-3)


def test_agreement_is_intersection_over_union() -> None:
    one = layer("one", (CONTROL, A, box(30, 48, 31, 49)))
    two = layer("two", (CONTROL, A, box(30.5, 48, 31.5, 49)))
    assert agreement(one, two, A) == pytest.approx(1 / 3, rel=1e-3)
    assert agreement(one, two, B) == 1.0


def test_swapping_the_layers_mirrors_the_differences() -> None:
    one = layer("one", (CONTROL, A, box(30, 48, 31, 49)))
    two = layer("two", (CONTROL, B, box(30.5, 48, 32, 49)))
    there = {(d.first, d.second): round(d.km2, 6) for d in differences(one, two)}
    back = {(d.second, d.first): round(d.km2, 6) for d in differences(two, one)}
    assert there == back
    assert len(there) == 3


def test_places_about_which_they_differ() -> None:
    ground = layer("ground", (CONTROL, A, box(30, 48, 31, 49)))
    towns = layer(
        "towns",
        (CONTROL, A, shapely.Point(30.2, 48.5)),
        (CONTROL, B, shapely.Point(30.5, 48.5)),
        (CONTROL, B, shapely.Point(33, 48.5)),
    )
    [found] = place_differences([ground, towns])
    assert (found.name, found.lon) == ("P2", 30.5)
    assert dict(found.said) == {ground.id: HELD_A, towns.id: HELD_B}


def test_two_tables_of_places() -> None:
    one = layer("one", (CONTROL, A, shapely.Point(30.2, 48.5)), (CONTROL, A, shapely.Point(31, 48.5)))
    two = layer("two", (CONTESTED, "", shapely.Point(30.2, 48.5)))
    assert [p.lon for p in place_differences([one, two])] == [30.2]


def test_the_line_of_contact_leaves_out_coast_and_border() -> None:
    land = box(30, 48, 34, 49)
    held = layer("x", (CONTROL, A, box(32, 47, 35, 50)))
    line = contact_line(held, A, land)
    assert line.length == pytest.approx(1 - 2 * 0.03)
    assert set(shapely.get_coordinates(line)[:, 0]) == {32.0}
    assert contact_line(held, B, land).is_empty


def test_gained_and_lost_by_region() -> None:
    earlier = layer("x", (CONTROL, A, box(30, 48, 31, 49)), day="2024-05-01")
    later = layer("x", (CONTROL, A, box(30.5, 48, 32.5, 49)), day="2024-06-01")
    found = {c.region_id: c for c in changes(earlier, later, REGIONS, POLYGONS.get)}
    assert set(found) == {"AA-1", "AA-2"}
    assert found["AA-1"].gained_km2 == pytest.approx(km2(box(31, 48, 32, 49)), rel=1e-3)
    assert found["AA-1"].lost_km2 == pytest.approx(km2(box(30, 48, 30.5, 49)), rel=1e-3)
    assert found["AA-2"].gained_km2 == pytest.approx(km2(box(32, 48, 32.5, 49)), rel=1e-3)
    assert found["AA-2"].lost_km2 == 0
    back = {c.region_id: c for c in changes(later, earlier, REGIONS, POLYGONS.get)}
    assert back["AA-1"].gained_km2 == pytest.approx(found["AA-1"].lost_km2)


def test_as_of_leaves_out_what_came_later() -> None:
    layers = [
        layer("x", (CONTROL, A, box(30, 48, 31, 49)), day=day)
        for day in ("2024-06-01", "2024-05-01", "2024-07-01")
    ]
    layers.append(layer("y", (CONTROL, A, box(30, 48, 31, 49)), day=""))
    moment = datetime(2024, 6, 1, tzinfo=UTC)
    assert [found.id for found in as_of(layers, When(moment, moment))] == [
        "x@2024-06-01",
        "x@2024-05-01",
        "y@undated",
    ]
    assert len(as_of(layers, None)) == 4


def test_two_files_of_one_day_are_one_layer() -> None:
    front = layer("x", (CONTROL, A, box(30, 48, 31, 49)), covers=("AA",))
    border = layer("x", (CONTROL, A, box(34, 48, 35, 49)), covers=("BB-1",))
    # Ids hold the file's digest; here they are made distinct by hand.
    renamed = {f"b{k}": v for k, v in border.geometry.items()}
    import dataclasses

    assertions = tuple(dataclasses.replace(a, id=f"b{a.id}") for a in border.assertions)
    border = dataclasses.replace(border, geometry=renamed, assertions=assertions)
    [both] = days([front, border])
    assert len(both.assertions) == 2
    assert both.covers == ("AA", "BB-1")
