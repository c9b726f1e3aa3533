"""Rules 1 to 4, their sentences, and what claims add to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from control_layers import ADVANCE, CONTESTED, CONTROL, GREY, A, B, row

from geomap.model import Basis, RegionStatus, Situation, When
from geomap.model.control import Measure
from geomap.status.assessed import Thresholds, assess_control, beside, newest_of_each, places_sentence

NAMES = {A: "Aland", B: "Bland", "": ""}


def _status(*rows, **more) -> RegionStatus | None:
    return assess_control(rows, NAMES.__getitem__, str.upper, **more)


@pytest.mark.parametrize(
    ("rows", "situation"),
    [
        ([row("x", (CONTROL, A, 0.97)), row("y", (CONTROL, A, 0.95))], Situation.ASSESSED_HELD),
        ([row("x", (CONTROL, A, 0.97)), row("y", (CONTROL, A, 0.94))], Situation.ASSESSED_PART),
        ([row("x", (CONTROL, A, 0.96), (GREY, "", 0.03))], Situation.ASSESSED_PART),
        ([row("x", (CONTROL, A, 0.6), (CONTROL, B, 0.4))], Situation.ASSESSED_SPLIT),
        ([row("x", (CONTROL, A, 0.6)), row("y", (CONTROL, B, 0.6))], Situation.ASSESSED_SPLIT),
        ([row("x", (CONTROL, A, 0.6))], Situation.ASSESSED_PART),
        ([row("x", (CONTROL, A, 0.6)), row("y")], Situation.ASSESSED_PART),
        ([row("x", (GREY, "", 0.03))], Situation.ASSESSED_CONTESTED),
        ([row("x", (ADVANCE, A, 0.01)), row("y", (CONTESTED, "", 0.05))], Situation.ASSESSED_CONTESTED),
    ],
)
def test_first_rule_that_fits(rows, situation) -> None:
    status = _status(*rows)
    assert status is not None
    assert (status.situation, status.rule, status.basis) == (situation, situation.value, Basis.ASSESSED)
    assert status.evidence == tuple(r.layer_id for r in rows)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row("x")],
        [row("x", (CONTROL, A, 0.004))],
        [row("x", (GREY, "", 0.02))],
        [row("x", (CONTROL, A, 1.0), measure=Measure.PLACES)],
    ],
)
def test_no_rule_fits(rows) -> None:
    assert _status(*rows) is None


def test_an_assessor_outside_its_coverage_says_nothing() -> None:
    silent = row("y", covered=False)
    status = _status(row("x", (CONTROL, A, 0.97)), silent)
    assert status.situation is Situation.ASSESSED_HELD
    assert status.evidence == ("x@2024-05-01",)
    assert "single_assessor" in status.flags


def test_a_strip_along_the_border_is_no_holding() -> None:
    made = row("x", (CONTROL, A, 0.01))
    assert _status(made) is not None
    strip = replace(made, shares=(replace(made.shares[0], along_border=True),))
    assert _status(strip) is None
    assert _status(replace(strip, covered=False)) is None


def test_ranges_never_means() -> None:
    status = _status(row("isw", (CONTROL, A, 0.718)), row("dsm", (CONTROL, A, 0.763)))
    assert "Aland holds 71.8–76.3 %, the rest is not marked" in status.sentence
    assert "DSM, 2024-05-01: Aland 76.3 %" in status.sentence
    assert "ISW, 2024-05-01: Aland 71.8 %" in status.sentence
    assert "74" not in status.sentence
    assert status.actors == (A,)


def test_unmarked_ground_is_never_the_other_sides() -> None:
    status = _status(row("x", (CONTROL, A, 0.3)))
    assert "Bland" not in status.sentence
    assert B not in status.actors


def test_swapping_the_sides_mirrors_the_sentence() -> None:
    there = _status(row("x", (CONTROL, A, 0.6), (CONTROL, B, 0.3)), row("y", (CONTROL, A, 0.5)))
    back = _status(row("x", (CONTROL, B, 0.6), (CONTROL, A, 0.3)), row("y", (CONTROL, B, 0.5)))
    swapped = back.sentence.replace("Aland", "?").replace("Bland", "Aland").replace("?", "Bland")
    assert there.sentence == swapped
    assert there.situation is back.situation is Situation.ASSESSED_SPLIT


def test_flags() -> None:
    one, other = row("x", (CONTROL, A, 0.6)), row("y", (CONTROL, A, 0.54))
    assert "assessors_disagree" in _status(one, other).flags
    near = row("y", (CONTROL, A, 0.56))
    assert _status(one, near).flags == ()
    later = When(datetime(2024, 6, 1, tzinfo=UTC), datetime(2024, 6, 2, tzinfo=UTC))
    assert "stale" in _status(one, near, as_of=later).flags
    assert "stale" not in _status(one, near, as_of=later, thresholds=Thresholds(stale_days=40)).flags


def test_thresholds_are_settings() -> None:
    rows = [row("x", (CONTROL, A, 0.9))]
    assert _status(*rows, thresholds=Thresholds(held=0.9)).situation is Situation.ASSESSED_HELD


def test_the_newest_word_of_an_assessor_on_this_region_counts() -> None:
    old = row("x", (CONTROL, A, 0.5), day="2024-04-01")
    new = row("x", (CONTROL, A, 0.6), day="2024-05-01")
    elsewhere = row("x", day="2024-06-01", covered=False)
    places = row("x", (CONTROL, A, 1.0), measure=Measure.PLACES)
    assert newest_of_each([new, elsewhere, old, places]) == [new, places]
    retreat = row("x", day="2024-06-01", covered=True)
    assert newest_of_each([new, retreat]) == [retreat]


CLAIMED = RegionStatus(
    "AA-1",
    Situation.DISPUTED,
    Basis.CLAIMED,
    "disputed",
    "Aland said it took P; Bland denies it",
    evidence=("c1", "c2"),
    flags=("machine_only",),
    actors=(B,),
    reports=2,
    origins=1,
)


def test_a_dispute_is_named_beside_the_assessment() -> None:
    assessed = _status(row("x", (CONTROL, A, 0.6)))
    both = beside(assessed, CLAIMED, newer=False)
    assert both.situation is Situation.ASSESSED_PART
    assert both.basis is Basis.ASSESSED
    assert both.sentence == f"{assessed.sentence}; {CLAIMED.sentence}"
    assert both.evidence == ("x@2024-05-01", "c1", "c2")
    assert "disputed" in both.flags
    assert (both.reports, both.origins) == (2, 1)


@pytest.mark.parametrize(("newer", "named"), [(True, True), (False, False)])
def test_a_claimed_change_is_named_only_when_newer(newer, named) -> None:
    change = replace(CLAIMED, situation=Situation.CLAIMED_CHANGE, sentence="Aland said it took P")
    both = beside(_status(row("x", (CONTROL, A, 0.6))), change, newer=newer)
    assert ("took P" in both.sentence) is named
    assert ("claimed_change" in both.flags) is named


def test_strikes_are_evidence_and_not_in_the_sentence() -> None:
    struck = replace(CLAIMED, situation=Situation.STRUCK, sentence="strikes said")
    both = beside(_status(row("x", (CONTROL, A, 0.6))), struck, newer=True)
    assert "strikes" not in both.sentence
    assert "c1" in both.evidence


def test_places_are_told_as_counts() -> None:
    listed = row("w", (CONTROL, A, 0.75), (CONTESTED, "", 0.25), measure=Measure.PLACES)
    assert places_sentence(listed, NAMES.__getitem__, str.upper) == (
        "Of 1,000 places listed by W: 750 held by Aland, 250 contested"
    )
