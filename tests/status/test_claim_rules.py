"""Rules 5 to 14: what claims make of a region, and what stands beside it."""

from __future__ import annotations

import pytest

from geomap.documents import parse_date
from geomap.model import Report, Situation
from geomap.options import Options
from geomap.pipeline import Engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


RULES = (
    ("The RSF said it had captured El Obeid. The Sudanese army denied it.", Situation.DISPUTED),
    ("The RSF said it had captured El Obeid.", Situation.CLAIMED_CHANGE),
    ("The RSF captured El Obeid.", Situation.REPORTED_CHANGE),
    ("The RSF said its fighters were advancing on El Obeid.", Situation.CLAIMED_ADVANCE),
    ("Clashes broke out in El Obeid.", Situation.CLAIMED_FIGHTING),
    ("The army feared an attack on El Obeid.", Situation.THREATENED),
    ("Drones struck El Obeid.", Situation.STRUCK),
    ("A ceasefire took effect in El Obeid.", Situation.CEASEFIRE_SAID),
    ("Ministers met in El Obeid.", Situation.MENTIONED),
)


@pytest.mark.parametrize(("text", "situation"), RULES)
def test_the_first_rule_that_holds_wins(engine: Engine, text: str, situation: Situation) -> None:
    (status,) = engine.findings([Report(id="r", text=text, lang="en")]).statuses
    assert status.situation is situation
    assert status.sentence
    assert bool(status.evidence) == (situation is not Situation.MENTIONED)


def test_echoes_are_one_origin_and_old_news_is_stale(engine: Engine) -> None:
    text = "The RSF said on 3 March 2025 that it had captured El Obeid."
    reports = [
        Report(id=i, text=text, lang="en", publisher=i, published=parse_date("2025-03-04"))
        for i in ("a", "b")
    ]
    (status,) = Engine(Options(as_of="2025-03-30")).findings(reports).statuses
    assert {"single_origin", "stale", "machine_only"} <= set(status.flags)
    (fresh,) = engine.findings(reports).statuses
    assert "stale" not in fresh.flags


def test_what_is_known_to_the_region_changes_no_hands(engine: Engine) -> None:
    (status,) = engine.findings(
        [Report(id="r", text="The RSF said it had captured all of North Kordofan state.", lang="en")]
    ).statuses
    assert status.situation is Situation.CLAIMED_ADVANCE
    assert "low_precision" in status.flags
