"""Control layers and claims in one list of statuses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import shapely
from control_layers import CONTROL, POLYGONS, REGIONS, A, B, box, layer

from geomap.model import Basis, Claim, Predicate, Proposition, RegionStatus, Report, Situation, When
from geomap.status.control import picture, put_beside

NAMES = {A: "Aland", B: "Bland", "": ""}


class Shelf:
    """A shelf of the three made regions."""

    def neighbours(self, bounds):
        return [r for r in REGIONS if POLYGONS[r.id].intersects(shapely.box(*bounds))]

    def polygon(self, ident):
        return POLYGONS[ident]


def _day(text: str) -> When:
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return When(moment, moment)


def _seen(*layers, as_of: When | None = None):
    return picture(layers, Shelf(), NAMES.__getitem__, as_of=as_of)


def _claimed(situation: Situation, region: str = "AA-1") -> RegionStatus:
    words = {Situation.DISPUTED: "Aland said it took P; Bland denies it"}.get(
        situation, "Aland said it took P"
    )
    return RegionStatus(region, situation, Basis.CLAIMED, situation.value, words, evidence=("c1",))


def _claims(published: str) -> tuple[list[Claim], list[Report]]:
    claim = Claim("c1", "r1", 0, 1, "x", Proposition(Predicate.TAKES_CONTROL, A))
    return [claim], [Report("r1", "x", published=_day(published) if published else None)]


HALF = (CONTROL, A, box(30, 48, 31, 49))


def test_the_newest_word_before_the_maps_date_counts() -> None:
    old = layer("x", (CONTROL, A, box(30, 48, 30.5, 49)), day="2024-04-01")
    new = layer("x", HALF, day="2024-05-01")
    later = layer("x", (CONTROL, A, box(30, 48, 32, 49)), day="2024-06-01")
    seen = _seen(later, new, old, as_of=_day("2024-05-15"))
    assert seen.statuses["AA-1"].evidence == ("x@2024-05-01",)
    assert "50.0 %" in seen.statuses["AA-1"].sentence
    assert _seen(later, new, old).statuses["AA-1"].situation is Situation.ASSESSED_HELD


def test_a_file_about_one_border_region_does_not_silence_the_rest() -> None:
    front = layer("x", HALF, day="2024-05-01")
    border = layer("x", (CONTROL, B, box(34, 48, 35, 49)), day="2024-06-01", covers=("BB-1",))
    seen = _seen(front, border)
    assert seen.statuses["AA-1"].evidence == ("x@2024-05-01",)
    assert seen.statuses["BB-1"].evidence == ("x@2024-06-01",)


def test_regions_that_nobody_marks_have_no_status() -> None:
    assert set(_seen(layer("x", HALF)).statuses) == {"AA-1"}


def test_places_are_shares_but_no_status() -> None:
    seen = _seen(layer("towns", (CONTROL, A, shapely.Point(30.5, 48.5)), covers=()))
    assert seen.statuses == {}
    assert seen.region_ids == ("AA-1",)


@pytest.mark.parametrize(
    ("situation", "published", "named"),
    [
        (Situation.DISPUTED, "2024-01-01", True),
        (Situation.CLAIMED_CHANGE, "2024-05-02", True),
        (Situation.CLAIMED_CHANGE, "", True),
        (Situation.CLAIMED_CHANGE, "2024-04-01", False),
        (Situation.STRUCK, "2024-05-02", False),
    ],
)
def test_what_claims_add_to_an_assessment(situation, published, named) -> None:
    seen = _seen(layer("x", HALF, day="2024-05-01"))
    [status] = put_beside([_claimed(situation)], seen, *_claims(published))
    assert status.situation is Situation.ASSESSED_PART
    assert ("took P" in status.sentence) is named
    assert status.over is (situation if named else None)
    assert status.evidence == ("x@2024-05-01", "c1")


def test_regions_without_an_assessment_stay_as_claimed() -> None:
    seen = _seen(layer("x", HALF))
    own = _claimed(Situation.CLAIMED_CHANGE, "AA-2")
    found = put_beside([own], seen, *_claims("2024-05-02"))
    assert [s.region_id for s in found] == ["AA-1", "AA-2"]
    assert found[1] is own
