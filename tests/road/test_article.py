"""The real article of the first issue, where it lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

import geomap
from geomap.model import Claim, LinkKind, Predicate, Situation
from geomap.results import Results


@pytest.fixture(scope="module")
def findings(shared_dir: Path) -> Results:
    return geomap.analyse(geomap.read(shared_dir / "samples" / "trump-putin-call.txt"))


def about(findings: Results, region: str) -> list[Claim]:
    return [c for c in findings.claims if region in c.region_ids]


def claimants(claim: Claim) -> set[str]:
    return {c.name.split()[-1] for c in claim.attribution.claimants}


def test_kursk_is_disputed_between_those_who_say_and_deny_it(findings: Results) -> None:
    status = next(s for s in findings.statuses if s.region_id == "RU-KRS")
    assert status.situation is Situation.DISPUTED
    said = [c for c in about(findings, "RU-KRS") if c.proposition.predicate is Predicate.ENCIRCLES]
    assert {"Trump", "Putin"} <= set().union(*(claimants(c) for c in said))
    denials = [c for c in findings.claims if any(k.kind is LinkKind.DENIES for k in c.links)]
    assert any("Ukraine" in claimants(c) for c in denials)
    assert "Ukraine" in status.sentence


def test_sumy_is_threatened_and_donetsk_fought_over(findings: Results) -> None:
    situations = {s.region_id: s.situation for s in findings.statuses}
    assert situations["UA-59"] is Situation.THREATENED
    assert situations["UA-14"] is Situation.CLAIMED_FIGHTING


def test_nothing_is_drawn_where_people_only_spoke(findings: Results) -> None:
    assert {s.region_id for s in findings.statuses if s.situation is not Situation.MENTIONED} == {
        "RU-KRS",
        "UA-59",
        "UA-14",
    }
    assert {r.id for r in findings.regions} & {"US-DC", "RU-MOW", "BE-BRU"} <= {
        s.region_id for s in findings.statuses if s.situation is Situation.MENTIONED
    }


def test_the_pause_of_strikes_is_the_countrys(findings: Results) -> None:
    pause = [
        c for c in findings.claims if c.proposition.predicate is Predicate.CEASEFIRE and "pause" in c.quote
    ]
    assert pause
    assert all(c.region_ids == () and "UA" in c.countries for c in pause)


def test_every_quote_is_verbatim_and_the_source_is_not_invented(findings: Results) -> None:
    report = findings.reports[0]
    assert (report.publisher, report.url, report.published) == ("", "", None)
    for claim in findings.claims:
        assert report.text[claim.start : claim.end] == claim.quote
