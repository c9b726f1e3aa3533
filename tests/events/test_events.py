"""Coded events become claims with the data set's own precision; the rows are invented."""

from __future__ import annotations

import csv

import pytest

from geomap import events
from geomap.errors import InputError
from geomap.model import (
    Mode,
    Place,
    PlaceKind,
    Predicate,
    Region,
    Review,
    Stance,
    TimePrecision,
    WherePrecision,
)

UCDP = {
    "id": "900001",
    "type_of_violence": "1",
    "conflict_name": "Aland: Government",
    "side_a": "Government of Aland",
    "side_b": "Bland front",
    "number_of_sources": "2",
    "source_article": '"Daily Word,2020-03-05,Army says clash near Port Aland"',
    "source_office": "Daily Word; Evening Word",
    "source_date": "2020-03-05;2020-03-07",
    "source_original": "Ministry of Defence",
    "where_prec": "1",
    "where_coordinates": "Port Aland town",
    "where_description": "outside Port Aland",
    "adm_1": "Coast province",
    "latitude": "10.5",
    "longitude": "20.25",
    "country": "Aland",
    "date_prec": "2",
    "date_start": "2020-03-02",
    "date_end": "2020-03-04",
    "best": "3",
    "low": "2",
    "high": "5",
    "event_clarity": "1",
}
ACLED = {
    "event_id_cnty": "ALA77",
    "event_date": "05 March 2024",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Bland front",
    "inter1": "Rebel group",
    "actor2": "Military Forces of Aland",
    "inter2": "State forces",
    "admin1": "Coast",
    "country": "Aland",
    "location": "Port Aland",
    "latitude": "10.5",
    "longitude": "20.25",
    "geo_precision": "1",
    "source": "Daily Word; Evening Word",
    "source_scale": "National",
    "notes": "On 5 March 2024, both sides exchanged fire at Port Aland. No casualties known.",
    "fatalities": "0",
}
COAST = Region("AL-C", "Coast", "AL", "Aland")
ACTORS = {
    "Government of Aland": "state:AL",
    "Military Forces of Aland": "state:AL",
    "Bland front": "group:bland",
    "Ministry of Defence": "state:AL",
}


class Shelf:
    """A shelf of one region, as far as events need one."""

    def join(self, place: Place) -> tuple[Region | None, str]:
        return (
            (COAST, "polygon")
            if 20 <= place.lon <= 21 and place.kind is not PlaceKind.COUNTRY
            else (None, "")
        )


@pytest.fixture
def table(tmp_path):
    def write(*rows: dict[str, str], name: str = "events.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


def _read(path):
    return events.read(path, regions=Shelf(), actor_id=lambda name: ACTORS.get(name, ""))


def test_a_ucdp_row_is_a_claim_with_its_claimant_and_its_precision(table) -> None:
    found = _read(table(UCDP))
    [report], [claim] = found.reports, found.claims
    assert report.text[claim.start : claim.end] == claim.quote == UCDP["source_article"]
    assert claim.before == "outside Port Aland"
    assert [c.name for c in claim.attribution.claimants] == ["Ministry of Defence"]
    assert claim.attribution.claimants[0].actor_id == "state:AL"
    assert [v.name for v in claim.attribution.via] == ["Daily Word", "Evening Word"]
    assert claim.attribution.mode is Mode.INDIRECT
    assert (claim.proposition.predicate, claim.stance) == (Predicate.CLASHES, Stance.ASSERTS)
    assert (claim.proposition.actor_id, claim.proposition.target_id) == ("state:AL", "group:bland")
    assert claim.where_prec is WherePrecision.EXACT
    assert (claim.region_ids, claim.countries) == (("AL-C",), ("AL",))
    assert claim.event_time.start.date().isoformat() == "2020-03-02"
    assert claim.event_time.end.date().isoformat() == "2020-03-05"  # half-open
    assert claim.event_time.precision is TimePrecision.WEEK
    assert report.published.start.date().isoformat() == "2020-03-07"
    assert (claim.review, claim.reviewer) == (Review.REVIEWED, "UCDP GED")
    assert "best 3, low 2, high 5" in claim.reasons[1]


def test_mention_and_place_fit_together(table) -> None:
    found = _read(table(UCDP))
    [mention], [resolution], [claim] = found.mentions, found.resolutions, found.claims
    assert found.reports[0].text[mention.start : mention.end] == mention.text == "Port Aland town"
    assert resolution.mention_id == mention.id == claim.mention_ids[0]
    assert resolution.place.id == claim.place_ids[0] == "ucdp:900001"
    assert (resolution.lon, resolution.lat) == (20.25, 10.5)


@pytest.mark.parametrize("code", range(1, 8))
def test_ucdp_precision_codes_are_kept(table, code) -> None:
    [claim] = _read(table({**UCDP, "where_prec": str(code)})).claims
    assert int(claim.where_prec) == code
    assert claim.region_ids == (("AL-C",) if code < 6 else ())
    assert claim.countries == (("AL",) if code < 7 else ())


def test_violence_against_civilians(table) -> None:
    [claim] = _read(table({**UCDP, "type_of_violence": "3"})).claims
    assert claim.proposition.predicate is Predicate.DAMAGE_OR_CASUALTIES


def test_without_a_claimant_the_reporter_speaks(table) -> None:
    [claim] = _read(table({**UCDP, "source_original": ""})).claims
    assert claim.attribution.claimants == ()
    assert claim.attribution.mode is Mode.NONE


def test_the_same_words_in_two_rows_are_two_claims(table) -> None:
    found = _read(table(UCDP, {**UCDP, "id": "900002"}))
    assert len({c.id for c in found.claims}) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"where_prec": "9"},
        {"date_start": "soon"},
        {"date_prec": ""},
        {"latitude": "north"},
        {"latitude": "95"},
        {"type_of_violence": "8"},
        {"where_coordinates": ""},
        {"date_end": "2019-01-01"},
    ],
)
def test_a_row_that_cannot_be_used_is_a_notice(table, change) -> None:
    found = _read(table({**UCDP, **change}, {**UCDP, "id": "900003"}))
    assert [r.id for r in found.reports] == ["ucdp:900003"]
    [notice] = found.notices
    assert notice.code == "bad-row"
    assert "events.csv:2" in notice.message


def test_an_acled_row(table) -> None:
    found = _read(table(ACLED))
    [report], [claim] = found.reports, found.claims
    assert claim.quote == ACLED["notes"]
    assert claim.proposition.predicate is Predicate.CLASHES
    assert [v.name for v in claim.attribution.via] == ["Daily Word", "Evening Word"]
    assert claim.event_time.start.date().isoformat() == "2024-03-05"
    assert "not to be passed on" in report.licence
    assert [n.code for n in found.notices] == ["not-redistributable"]


@pytest.mark.parametrize(("code", "precision"), [("1", 1), ("2", 3), ("3", 4)])
def test_acled_precision_of_place(table, code, precision) -> None:
    assert int(_read(table({**ACLED, "geo_precision": code})).claims[0].where_prec) == precision


@pytest.mark.parametrize(
    ("code", "first", "after"), [("2", "2024-03-02", "2024-03-09"), ("3", "2024-03-01", "2024-04-01")]
)
def test_acled_precision_of_time(table, code, first, after) -> None:
    when = _read(table({**ACLED, "time_precision": code})).claims[0].event_time
    assert (when.start.date().isoformat(), when.end.date().isoformat()) == (first, after)


@pytest.mark.parametrize(
    ("kind", "sub", "predicate", "actor"),
    [
        ("Battles", "Government regains territory", Predicate.TAKES_CONTROL, "state:AL"),
        ("Battles", "Non-state actor overtakes territory", Predicate.TAKES_CONTROL, "group:bland"),
        ("Strategic developments", "Non-violent transfer of territory", Predicate.TAKES_CONTROL, ""),
        ("Explosions/Remote violence", "Shelling/artillery/missile attack", Predicate.SHELLS, "group:bland"),
        ("Explosions/Remote violence", "Air/drone strike", Predicate.STRIKES, "group:bland"),
        ("Violence against civilians", "Attack", Predicate.DAMAGE_OR_CASUALTIES, "group:bland"),
        ("Protests", "Peaceful protest", Predicate.OTHER, "group:bland"),
    ],
)
def test_acled_kinds(table, kind, sub, predicate, actor) -> None:
    [claim] = _read(table({**ACLED, "event_type": kind, "sub_event_type": sub})).claims
    assert (claim.proposition.predicate, claim.proposition.actor_id) == (predicate, actor)


def test_who_took_the_ground_is_not_guessed(table) -> None:
    row = {**ACLED, "sub_event_type": "Government regains territory", "inter1": "State forces"}
    assert _read(table(row)).claims[0].proposition.actor_id == ""


def test_what_is_no_event_table(table, tmp_path) -> None:
    path = table({"id": "1", "text": "word"})
    assert not events.is_events(path)
    assert events.is_events(table(UCDP, name="u.csv"))
    assert not events.is_events(tmp_path / "none.csv")
    with pytest.raises(InputError, match="coded events") as caught:
        events.read(path)
    assert "type_of_violence" in caught.value.hint


def test_the_region_join_against_the_coders_names(shared_dir) -> None:
    from geomap.regions import Regions

    path = shared_dir / "samples" / "events" / "ucdp_ged_sample_1000.csv"
    score = events.check_join(path, Regions.open())
    assert score.checked >= 926
    assert score.share >= 0.90
    assert sum(number for _, number in score.misses) == score.checked - score.matched
    found = events.read(path)
    assert (len(found.claims), found.notices) == (1000, ())
    texts = {report.id: report.text for report in found.reports}
    assert all(texts[c.report_id][c.start : c.end] == c.quote for c in found.claims)
    assert len({c.id for c in found.claims}) == 1000


def test_names_are_compared_without_confusing_the_compass() -> None:
    from geomap.events.join import _same

    def region(name: str) -> Region:
        return Region("x", name, "AL", "Aland")

    assert _same("Ar Raqqah governorate", region("Raqqa"))
    assert _same("Kyiv oblast", region("Kyiv"))
    assert not _same("North Darfur state", region("South Darfur"))
    assert not _same("Eastern province", region("Western"))
