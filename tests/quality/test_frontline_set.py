"""The committed front-line set is what its sources say, and covers what it promises."""

import json
from collections import Counter
from itertools import pairwise

import pytest
from compile_frontline import KINDS, OUTPUT, SOURCE_NAME, STANCES, STATUSES, TOPICS, compile_all

RECORDS = [json.loads(line) for line in OUTPUT.read_text(encoding="utf-8").splitlines()]


def test_the_committed_set_is_compiled_from_its_sources():
    assert OUTPUT.read_text(encoding="utf-8") == compile_all()


def test_it_is_large_enough_in_three_languages_and_many_wars():
    languages = Counter(r["lang"] for r in RECORDS)
    conflicts = Counter(r["conflict"] for r in RECORDS)
    assert languages["en"] >= 60
    assert min(languages["uk"], languages["ru"]) >= 25
    assert len(conflicts) >= 15
    assert 0.5 <= conflicts["Russia-Ukraine"] / len(RECORDS) <= 0.7


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r["id"])
def test_spans_and_words_are_of_the_agreed_form(record):
    text = record["text"]
    assert record["source"] == SOURCE_NAME
    assert record["synthetic"] is True
    for m in record["mentions"]:
        assert text[m["start"] : m["end"]] == m["text"]
        assert m["kind"] in KINDS
        assert (m["lat"] is None) == (m["lon"] is None)
        assert m["lat"] is None or (-90 <= m["lat"] <= 90 and -180 <= m["lon"] <= 180)
    for c in record["claims"]:
        assert 0 <= c["start"] < c["end"] <= len(text)
        assert text[c["start"] : c["end"]] == text[c["start"] : c["end"]].strip()
        assert c["stance"] in STANCES
        assert c["topic"] in TOPICS
    assert set(record["status"].values()) <= set(STATUSES)


def test_mentions_do_not_overlap_and_claims_do_not_either():
    for record in RECORDS:
        for labels in (record["mentions"], record["claims"]):
            spans = sorted((x["start"], x["end"]) for x in labels)
            assert all(a[1] <= b[0] for a, b in pairwise(spans)), record["id"]


def test_every_stance_topic_and_status_occurs():
    claims = [c for r in RECORDS for c in r["claims"]]
    assert {c["stance"] for c in claims} == set(STANCES)
    assert {c["topic"] for c in claims} == set(TOPICS)
    assert {s for r in RECORDS for s in r["status"].values()} == set(STATUSES)


def test_enough_names_are_in_no_gazetteer_to_measure_wrong_answers():
    nowhere = [m for r in RECORDS for m in r["mentions"] if not m["country"] and m["kind"] == "city"]
    assert len(nowhere) >= 40
    assert all(m["lat"] is None for m in nowhere)
