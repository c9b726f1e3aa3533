"""Shares of known ground, exact; what must hold whatever is drawn."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import shapely
from control_layers import ADVANCE, CONTESTED, CONTROL, GREY, POLYGONS, REGAINED, REGIONS, A, B, box, layer
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.control.area import km2
from geomap.model import Basis
from geomap.model.control import Measure
from geomap.status.shares import composition, shares

RADIUS_KM = 6371.0071809  # of the sphere with the surface of the WGS 84 ellipsoid


def _shares(made) -> dict[str, object]:
    return {row.region_id: row for row in shares(made, REGIONS, POLYGONS.get)}


def test_areas_of_known_rectangles_are_exact_to_a_tenth_of_a_percent() -> None:
    # A rectangle of the sphere: R² Δλ (sin φ2 − sin φ1), with the latitudes of equal area.
    def authalic(lat: float) -> float:
        e2 = 0.00669437999014
        e, s = math.sqrt(e2), math.sin(math.radians(lat))

        def q(x: float) -> float:
            return (1 - e2) * (x / (1 - e2 * x * x) + math.atanh(e * x) / e)

        return q(s) / q(1.0)

    for west, south, east, north in (
        (30, 48, 32, 49),
        (-70, -34, -60, -20),
        (0, 0, 1, 1),
        (100, 60, 140, 75),
    ):
        wanted = RADIUS_KM**2 * math.radians(east - west) * (authalic(north) - authalic(south))
        assert km2(box(west, south, east, north)) == pytest.approx(wanted, rel=1e-4)


def test_a_quarter_is_a_quarter_and_the_rest_is_unmarked() -> None:
    found = _shares(layer("x", (CONTROL, A, box(30, 48, 30.5, 49))))
    assert found["AA-1"].fraction(CONTROL, actor_id=A) == pytest.approx(0.25, abs=1e-9)
    assert found["AA-1"].unmarked == pytest.approx(0.75, abs=1e-9)
    assert found["AA-2"].shares == ()
    assert found["AA-2"].unmarked == 1.0
    assert found["AA-2"].covered
    assert not found["BB-1"].covered


def test_ground_across_a_border_is_counted_in_each_region() -> None:
    found = _shares(layer("x", (CONTROL, A, box(31, 47, 33, 50))))
    assert [found[i].fraction(CONTROL) for i in POLYGONS] == pytest.approx([0.5, 0.5, 0.0])
    whole = _shares(layer("x", (CONTROL, A, box(29, 47, 37, 50))))
    assert [whole[i].fraction(CONTROL) for i in POLYGONS] == pytest.approx([1.0, 1.0, 1.0])


def test_doubt_stands_before_control_and_control_before_advance() -> None:
    made = layer(
        "x",
        (ADVANCE, A, box(30, 48, 32, 49)),
        (CONTROL, A, box(30, 48, 31, 49)),
        (GREY, "", box(30.5, 48, 31.5, 49)),
    )
    found = _shares(made)["AA-1"]
    assert [(s.category, round(s.fraction, 9)) for s in found.shares] == [
        (GREY, 0.5),
        (CONTROL, 0.25),
        (ADVANCE, 0.25),
    ]


def test_what_two_sides_hold_at_once_is_contested() -> None:
    made = layer("x", (CONTROL, A, box(30, 48, 31, 49)), (CONTROL, B, box(30.5, 48, 32, 49)))
    found = _shares(made)["AA-1"]
    assert found.fraction(CONTESTED) == pytest.approx(0.25)
    assert found.fraction(CONTROL, actor_id=A) == pytest.approx(0.25)
    assert found.fraction(CONTROL, actor_id=B) == pytest.approx(0.5)


def test_claimed_ground_comes_after_assessed_and_apart_from_it() -> None:
    made = layer("x", (CONTROL, B, box(30, 48, 31, 49), Basis.CLAIMED), (CONTROL, A, box(30, 48, 30.5, 49)))
    found = _shares(made)["AA-1"]
    assert found.fraction(CONTROL, actor_id=B) == 0
    assert found.fraction(CONTROL, actor_id=B, basis=Basis.CLAIMED) == pytest.approx(0.25)


def test_regained_ground_is_history() -> None:
    found = _shares(layer("x", (REGAINED, B, box(30, 48, 31, 49))))["AA-1"]
    assert found.shares == ()
    assert found.unmarked == 1.0
    assert found.regained == pytest.approx(0.5)


def test_places_are_counted_not_spread() -> None:
    made = layer(
        "x",
        (CONTROL, A, shapely.Point(30.5, 48.5)),
        (CONTROL, A, shapely.Point(31.0, 48.5)),
        (CONTROL, B, shapely.Point(31.5, 48.5)),
        (CONTESTED, "", shapely.Point(33.0, 48.5)),
    )
    found = _shares(made)
    assert set(found) == {"AA-1", "AA-2"}
    assert found["AA-1"].measure is Measure.PLACES
    assert found["AA-1"].total == 3
    assert found["AA-1"].fraction(CONTROL, actor_id=A) == pytest.approx(2 / 3)


def test_a_strip_along_the_border_is_counted_and_marked_as_such() -> None:
    abroad = box(31.99, 47, 35, 50)  # a kilometre over the border of AA-1
    found = _shares(layer("x", (CONTROL, A, abroad)))["AA-1"].shares
    assert [(share.fraction < 0.01, share.along_border) for share in found] == [(True, True)]
    foray = box(31.9, 48.4, 32, 48.6)  # seven kilometres deep
    for covers in (("AA",), ()):
        found = _shares(layer("x", (CONTROL, A, foray), covers=covers))["AA-1"].shares
        assert [share.along_border for share in found] == [False]
    found = _shares(layer("x", (CONTROL, A, foray), covers=("BB",)))["AA-1"].shares
    assert [share.along_border for share in found] == [True]


def test_a_region_without_a_polygon_has_no_shares() -> None:
    assert shares(layer("x", (CONTROL, A, box(30, 48, 31, 49))), REGIONS, {}.get) == []


corner = st.floats(29.5, 36.5).map(lambda x: round(x, 3))
boxes = st.tuples(corner, st.floats(0.01, 3), st.floats(47.5, 49.2), st.floats(0.01, 1)).map(
    lambda t: box(t[0], t[2], t[0] + t[1], t[2] + t[3])
)
marks = st.lists(
    st.tuples(
        st.sampled_from([CONTROL, ADVANCE, GREY, CONTESTED]),
        st.sampled_from([A, B]),
        boxes,
        st.sampled_from([Basis.ASSESSED, Basis.CLAIMED]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(marks)
def test_shares_sum_to_one(drawn) -> None:
    for found in _shares(layer("x", *drawn)).values():
        assert sum(s.fraction for s in found.shares) + found.unmarked == pytest.approx(1.0, abs=1e-6)
        assert all(0 <= s.fraction <= 1 + 1e-9 for s in found.shares)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(marks)
def test_swapping_the_sides_mirrors(drawn) -> None:
    other = {A: B, B: A, "": ""}
    swapped = [(c, other[actor], shape, basis) for c, actor, shape, basis in drawn]
    there, back = _shares(layer("x", *drawn)), _shares(layer("x", *swapped))
    for ident, found in there.items():
        mirrored = {(s.category, other[s.actor_id], s.basis): s.fraction for s in back[ident].shares}
        kept = {(s.category, s.actor_id, s.basis): s.fraction for s in found.shares}
        assert kept == pytest.approx(mirrored, abs=1e-9)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(marks)
def test_what_is_drawn_twice_counts_once(drawn) -> None:
    once, twice = _shares(layer("x", *drawn)), _shares(layer("x", *drawn, *drawn))
    for ident, found in once.items():
        kept = {(s.category, s.actor_id, s.basis): s.fraction for s in found.shares}
        again = {(s.category, s.actor_id, s.basis): s.fraction for s in twice[ident].shares}
        assert kept == pytest.approx(again, abs=1e-9)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(marks)
def test_pieces_do_not_overlap_and_lose_no_ground(drawn) -> None:
    made = layer("x", *drawn)
    pieces = list(composition(made).values())
    union = shapely.union_all([shape for _, _, shape, _ in drawn])
    assert sum(p.area for p in pieces) == pytest.approx(union.area, abs=1e-7)


def test_the_order_of_marks_does_not_matter() -> None:
    drawn = [
        (CONTROL, A, box(30, 48, 31, 49)),
        (CONTROL, B, box(30.5, 48, 32, 49)),
        (GREY, "", box(31, 48, 32, 49)),
    ]
    there, back = _shares(layer("x", *drawn)), _shares(layer("x", *reversed(drawn)))
    assert [replace(r, layer_id="") for r in there.values()] == [
        replace(r, layer_id="") for r in back.values()
    ]
