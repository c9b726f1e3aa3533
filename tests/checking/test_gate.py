"""The publication gate: for each rule a source that it stops, and the same source mended, which it lets pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import geomap
from geomap import checking, config
from geomap.errors import GeomapError, UsageError
from geomap.model import Level, Problem, Review
from geomap.options import Options
from geomap.pipeline import check

GOOD = """\
---
publisher: Wire
licence: CC BY 4.0
date: 2025-03-19
---
Ukraine's General Staff said on Tuesday that its troops had repelled an attack in Pokrovsk, Donetsk region.
"""
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,admin1,"
    "country,location,latitude,longitude,geo_precision,source,notes,fatalities\n"
    "SUD9,2 May 2024,1,Battles,Armed clash,RSF,Rebel group,Military Forces of Sudan,State forces,North Darfur,"
    "Sudan,El Fasher,13.63,25.35,1,Wire,Clashes were reported in El Fasher.,0\n"
)
LAYER = {
    "type": "Feature",
    "properties": {"what": "control", "side": "RU", "date": "2025-03-01"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[37.6, 47.8], [38.3, 47.8], [38.3, 48.4], [37.6, 48.4], [37.6, 47.8]]],
    },
}
SPEC = ":own:category=what:actor=side:date=2025-03-01"


def policy(tmp_path: Path, text: str = "") -> config.Publish:
    file = tmp_path / "geomap.toml"
    file.write_text(f"[publish]\n{text}")
    return config.load(file).publish


def found(
    tmp_path: Path,
    text: str = GOOD,
    *,
    settings: str = "",
    review: Review = Review.REVIEWED,
    control: str = "",
    as_of: str = "",
    quote_chars: int = 300,
) -> list[Problem]:
    """Return the problems of a report, as the map of it would be published."""
    (tmp_path / "report.txt").write_text(text)
    chosen = Options(
        as_of=as_of,
        control=(control,) if control else (),
        settings=config.Settings(publish=policy(tmp_path, settings), quote_chars=quote_chars),
    )
    findings = geomap.analyse(geomap.read(tmp_path / "report.txt"), chosen)
    assert findings.claims, "a fixture without claims tests nothing"
    return check(replace(findings, claims=tuple(replace(c, review=review) for c in findings.claims)), chosen)


def layer(tmp_path: Path, terms: str) -> str:
    (tmp_path / "own.geojson").write_text(json.dumps(LAYER))
    return f"{tmp_path / 'own.geojson'}{SPEC}{terms}"


def test_what_may_be_published_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path) == []


Case = Callable[[Path], list[Problem]]
WRITTEN = GOOD.replace("in Pokrovsk, Donetsk region", "at 48.28451, 37.18211 near Pokrovsk")
CASES: dict[str, tuple[Level, Case, Case]] = {
    "terms": (
        Level.REFUSE,
        lambda at: found(at, control=layer(at, ":licence=by request")),
        lambda at: found(at, control=layer(at, ":licence=CC0:redistributable=yes")),
    ),
    "rejected": (
        Level.REFUSE,
        lambda at: found(at, review=Review.REJECTED),
        lambda at: found(at, review=Review.REVIEWED),
    ),
    "embargo": (
        Level.REFUSE,
        lambda at: found(at, settings="embargo_hours = 48", as_of="2025-03-20"),
        lambda at: found(at, settings="embargo_hours = 48", as_of="2025-03-21"),
    ),
    "coordinates": (
        Level.REFUSE,
        lambda at: found(at, WRITTEN),
        lambda at: found(at, WRITTEN, settings="coordinates_km = 0"),
    ),
    "quotes": (
        Level.REFUSE,
        lambda at: found(at, settings="quote_chars = 40"),
        lambda at: found(at, settings="quote_chars = 40", quote_chars=40),
    ),
    "source": (
        Level.WARN,
        lambda at: found(at, GOOD.replace("publisher: Wire\n", "")),
        found,
    ),
    "licence": (
        Level.WARN,
        lambda at: found(at, GOOD.replace("licence: CC BY 4.0\n", "")),
        found,
    ),
    "unreviewed": (
        Level.WARN,
        lambda at: found(at, review=Review.MACHINE),
        lambda at: found(at, review=Review.REVIEWED),
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_stops_its_fixture_and_lets_the_mended_one_pass(rule: str, tmp_path: Path) -> None:
    level, broken, mended = CASES[rule]
    problems = broken(tmp_path)
    assert [p.rule for p in problems] == [rule]
    assert problems[0].level is level
    assert problems[0].where and problems[0].remedy
    assert mended(tmp_path) == []


def test_a_map_without_a_boundary_note_is_refused(tmp_path: Path) -> None:
    findings = geomap.analyse(())
    assert [p.rule for p in checking.check(findings, boundary_note="")] == ["boundary_note"]
    assert checking.check(findings, boundary_note="Boundaries: UN view.") == []


def test_every_rule_has_a_fixture() -> None:
    assert {*CASES, "boundary_note"} == set(checking.RULES)


@pytest.mark.parametrize("rule", CASES)
@pytest.mark.parametrize("level", list(Level))
def test_each_rule_is_configurable(
    rule: str, level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"GEOMAP_PUBLISH_{rule.upper()}", level.value)
    problems = CASES[rule][1](tmp_path)
    assert [p.level for p in problems if p.rule == rule] == ([] if level is Level.ALLOW else [level])


def test_events_that_must_not_be_passed_on_are_refused(tmp_path: Path) -> None:
    (tmp_path / "acled.csv").write_text(ACLED)
    problems = check(geomap.analyse((), events=[tmp_path / "acled.csv"]))
    assert [(p.rule, p.refused) for p in problems] == [("terms", True)]
    assert "ACLED" in problems[0].message
    assert problems[0].where == ("report acled:SUD9 (Armed clash)",)


def test_an_embargo_needs_dates(tmp_path: Path) -> None:
    undated = GOOD.replace("date: 2025-03-19\n", "")
    without_map_date = found(tmp_path, undated, settings="embargo_hours = 1")
    without_report_date = found(tmp_path, undated, settings="embargo_hours = 1", as_of="2025-03-19")
    assert "the map has no date" in without_map_date[0].message
    assert "without a date" in without_report_date[0].message


def test_a_publisher_may_have_a_quote_limit_of_its_own(tmp_path: Path) -> None:
    problems = found(tmp_path, settings="[publish.quotes_of]\nwire = 30\nOther = 5\n")
    assert [p.rule for p in problems] == ["quotes"]
    assert "Wire: 1 quote" in problems[0].message and "30 may be quoted" in problems[0].message


def test_coordinates_near_which_something_happened_are_written_all_the_same(tmp_path: Path) -> None:
    near = GOOD.replace("in Pokrovsk, Donetsk region", "5 km west of 48.28451, 37.18211")
    assert [p.rule for p in found(tmp_path, near)] == ["coordinates"]


def test_what_refuses_comes_first(tmp_path: Path) -> None:
    levels = [p.level for p in found(tmp_path, WRITTEN, review=Review.MACHINE)]
    assert levels == [Level.REFUSE, Level.WARN]


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("unreviewd = 'warn'", "unknown setting unreviewd", "Did you mean unreviewed?"),
        ("terms = 'refuze'", "terms is 'refuze'", "refuse"),
        ("terms = true", "terms is 'True'", "allow, warn, refuse"),
        ("embargo_hours = -1", "embargo_hours is '-1'", "a number, not below 0"),
        ("quotes_of = 3", "quotes_of is '3'", "publisher = characters"),
        ("quotes_of = {Wire = 'x'}", "quotes_of.Wire is 'x'", "a whole number"),
    ],
)
def test_a_policy_that_cannot_be_is_an_error_with_the_nearest_name(
    text: str, said: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        policy(tmp_path, text)
    assert said in error.value.message and "[publish]" in error.value.message
    assert hint in error.value.hint


def test_a_section_must_be_a_section(tmp_path: Path) -> None:
    (tmp_path / "geomap.toml").write_text("publish = 'refuse'")
    with pytest.raises(UsageError, match="publish is 'refuse'"):
        config.load(tmp_path / "geomap.toml")


def test_a_publication_is_stopped_by_what_is_refused_and_in_strict_by_a_warning() -> None:
    warned = [Problem("source", Level.WARN, "no publisher", "Name it.")]
    refused = [Problem("terms", Level.REFUSE, "not yours", "Ask."), *warned]
    checking.stop(warned)
    with pytest.raises(GeomapError, match="not to be published: no publisher"):
        checking.stop(warned, strict=True)
    with pytest.raises(GeomapError, match="not yours") as error:
        checking.stop(refused, strict=True)
    assert "1 more" in error.value.message and error.value.hint == "Ask."


def test_a_rule_is_let_pass_by_name() -> None:
    assert checking.allowing(config.Publish(), ["terms"]).terms is Level.ALLOW
    with pytest.raises(UsageError) as error:
        checking.allowing(config.Publish(), ["term"])
    assert error.value.hint == "Did you mean terms?"
