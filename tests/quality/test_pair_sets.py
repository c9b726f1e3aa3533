"""The pair sets keep the form that ``README.md`` promises, so that a scorer may rely on it."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "pairs"
STATUSES = {"advancing", "contested", "held", "under_threat", "struck", "claimed_captured", "ceasefire"}


def rows(name):
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda p: p.stem)
def test_ids_are_unique_and_all_three_languages_occur(path):
    records = rows(path.stem)
    assert len({r["id"] for r in records}) == len(records)
    assert {r["lang"] for r in records} == {"en", "uk", "ru"}


def test_claimants_and_those_who_passed_it_on_are_words_of_the_text():
    records = rows("nested_attribution")
    assert len(records) >= 40
    for r in records:
        assert r["text"].count(r["quote"]) == 1
        named = {*r["claimant"], *r["via"], *(n for also in r.get("via_also", []) for n in also)}
        assert all(name in r["text"] for name in named - {"author"}), r["id"]


def test_origins_hold_both_answers_in_every_language():
    records = rows("origins")
    assert len(records) >= 40
    assert {(r["lang"], r["same_origin"]) for r in records} == {
        (lang, same) for lang in ("en", "uk", "ru") for same in (True, False)
    }
    assert all(r["a"]["date"] <= r["b"]["date"] for r in records)


def test_event_times_are_half_open_and_no_wider_than_their_precision_says():
    records = rows("event_time")
    assert len(records) >= 40
    longest = {"week": 7, "month": 31, "year": 366}
    for r in records:
        assert r["expression"] in r["text"]
        date.fromisoformat(r["published"])
        start = datetime.fromisoformat(r["start"])
        if r["precision"] == "open":
            assert r["end"] is None
            continue
        days = (datetime.fromisoformat(r["end"]) - start).days
        assert 0 <= days <= longest.get(r["precision"], 3), r["id"]


def test_event_places_and_other_places_are_apart_and_in_the_text():
    records = rows("event_place")
    assert len(records) >= 40
    for r in records:
        assert r["event_places"]
        assert not set(r["event_places"]) & set(r["other_places"])
        assert all(name in r["text"] for name in r["event_places"] + r["other_places"])


def test_what_is_known_on_a_day_is_what_was_published_by_then():
    days = [(r, d) for r in rows("known_on_day") for d in r["days"]]
    assert len(days) >= 39
    for r, d in days:
        published = sorted(x["id"] for x in r["reports"] if x["date"] <= d["day"])
        assert d["known"] == published, (r["id"], d["day"])
        assert {i for ids in d["claims"].values() for i in ids} <= set(published)
        assert set(d["status"]) == set(d["claims"])
        assert set(d["status"].values()) <= STATUSES
