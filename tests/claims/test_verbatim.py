"""Whatever extractor speaks: what does not quote the report to the letter is refused, and said to be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.claims.verbatim import verbatim
from geomap.model import Claim, Report
from geomap.pipeline import Engine

TEXT = "Rebels captured Goma on Monday, residents said."
REPORT = Report(id="r", text=TEXT, lang="en")


@pytest.fixture(scope="module")
def claim() -> Claim:
    (found,) = Engine().findings([REPORT]).claims
    return found


def test_what_quotes_the_report_is_kept(claim: Claim) -> None:
    assert verbatim(REPORT, [claim]) == ([claim], [])


def test_what_does_not_is_refused_with_a_notice(claim: Claim) -> None:
    bent = (
        replace(claim, quote="Rebels took Goma."),
        replace(claim, start=-1),
        replace(claim, end=len(TEXT) + 5),
        replace(claim, start=claim.end),
        replace(claim, report_id="another"),
        replace(claim, id="0" * 16),
    )
    for one in bent:
        kept, notices = verbatim(REPORT, [one])
        assert kept == []
        assert [n.code for n in notices] == ["refused-claim"]


def test_one_span_is_claimed_once(claim: Claim) -> None:
    kept, notices = verbatim(REPORT, [claim, claim])
    assert kept == [claim]
    assert len(notices) == 1
