"""What holds for any text: spans are the text's own, nothing raises, time is linear."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.model import Report, Role
from geomap.pipeline import Engine

_PIECES = st.sampled_from(
    [
        *(
            "Kyiv",
            "Sumy",
            "the village of ",
            "in the Sumy region",
            " near ",
            ", ",
            ". ",
            "\n",
            " and ",
            "-",
            "’",
        ),
        *("у Сумській області", "під Покровськом", "в Курской области", "Москва", "на Донеччині", "село "),
        *(
            "\u200b",
            "\u202e",
            "\u00ad",
            "\u0301",
            "\x00",
            "İ",
            "ß",
            "ﬁ",
            "𝔎",
            "🇺🇦",
            "(",
            ")",
            "«",
            "48.5, 37.9",
            "37U",
        ),
    ]
)
_TEXT = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=25).map("".join))


@cache
def engine() -> Engine:
    return Engine()


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.sampled_from(["", "en", "uk", "ru", "xx"]))
def test_spans_are_the_texts_own_and_unknown_is_no_place(text, lang):
    report = Report(id="r", text=text, lang=lang)
    mentions, resolutions = engine().places(report)
    assert [r.mention_id for r in resolutions] == [m.id for m in mentions]
    for mention, answer in zip(mentions, resolutions, strict=True):
        assert text[mention.start : mention.end] == mention.text != ""
        if answer.place is None:
            assert answer.lon is None and answer.lat is None
        else:
            assert (answer.lon, answer.lat) != (0.0, 0.0)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="bcdfgklmnprstvz", min_size=9, max_size=14), st.sampled_from("aeiou"))
def test_names_nobody_knows_never_raise_and_get_no_confident_point(consonants, vowel):
    name = vowel.join(consonants).title()
    report = Report(id="r", text=f"Troops entered the village of {name} on Monday.", lang="en")
    mentions, answers = engine().places(report)
    hit = [(m, a) for m, a in zip(mentions, answers, strict=True) if name in m.text]
    assert hit, name
    assert all(a.place is None for _, a in hit)


_REPORTS = [
    Report(id="a", text="Russian forces shelled Sudzha in the Kursk region, Kyiv said.", lang="en"),
    Report(id="b", text="Бої тривають під Покровськом на Донеччині.", lang="uk"),
    Report(id="c", text="Clashes were reported in Khartoum and Omdurman in Sudan.", lang="en"),
    Report(id="d", text="В Курской области горит склад, сообщили в Москве.", lang="ru"),
]


@settings(max_examples=20, deadline=None)
@given(st.permutations(_REPORTS), st.integers(0, 3))
def test_order_and_other_reports_change_nothing(order, left_out):
    alone = {r.id: Engine.places(engine(), r) for r in _REPORTS}
    mixed = engine().findings([r for i, r in enumerate(order) if i != left_out or len(order) == 1])
    by_report: dict[str, list] = {}
    for mention, answer in zip(mixed.mentions, mixed.resolutions, strict=True):
        by_report.setdefault(mention.report_id, []).append((mention, answer))
    for report_id, pairs in by_report.items():
        assert pairs == list(zip(*alone[report_id], strict=True))


@pytest.mark.parametrize(
    "piece",
    [
        "Washington Kyiv Paris Tokyo ",
        "x",
        "Київ Kyiv Кiev Киев ",
        "a\u200bKyiv\u202e\u200d ",
        "Київської, Донецької та ",
        "48.5 37.9 37U ",
        "the village of X, ",
    ],
)
def test_time_grows_with_the_length_of_the_text(piece):
    engine()

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        best = []
        for _ in range(2):
            began = time.process_time()
            engine().places(Report(id="r", text=text, lang="uk"))
            best.append(time.process_time() - began)
        return max(min(best), 0.02)

    assert seconds(80_000) < 10 * seconds(20_000)  # four times the text; a square would be sixteen


def test_a_megabyte_without_a_space_is_read():
    began = time.process_time()
    assert engine().places(Report(id="r", text="Ы" * 1_000_000, lang="ru")) == ([], [])
    assert time.process_time() - began < 20


def test_ten_thousand_capitals_in_a_row():
    text = " ".join(["Kyiv"] * 10_000)
    mentions, answers = engine().places(Report(id="r", text=text, lang="en"))
    assert {
        a.place.name for m, a in zip(mentions, answers, strict=True) if m.role is Role.LOCATION and a.place
    } <= {"Kyiv"}
