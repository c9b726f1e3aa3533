"""Places nobody knows lie in the region the text names around them, and at no point."""

from __future__ import annotations

import pytest

from geomap.model import Report, WherePrecision
from geomap.pipeline import Engine


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.parametrize(
    ("text", "lang", "names", "region"),
    [
        ("They shelled the village of Zavyrlivka in the Sumy region.", "en", ["Zavyrlivka"], "UA-59"),
        (
            "Troops entered Dovhozirne and Kryvotsvit, two hamlets in the Kharkiv region.",
            "en",
            ["Dovhozirne", "Kryvotsvit"],
            "UA-63",
        ),
        ("Обстреляли село Верхнесажевка Сумской области.", "ru", ["Верхнесажевка"], "UA-59"),
    ],
)
def test_region_without_a_point(engine, text, lang, names, region):
    mentions, answers = engine.places(Report(id="r", text=text, lang=lang))
    found = {m.text: a for m, a in zip(mentions, answers, strict=True)}
    for name in names:
        answer = found[name]
        assert (answer.place, answer.lon, answer.lat) == (None, None, None)
        assert answer.region_ids == (region,)
        assert answer.where_prec is WherePrecision.REGION
        assert answer.region_method == "said"


def test_a_region_elsewhere_in_the_sentence_contains_nothing(engine):
    text = "They shelled the village of Zavyrlivka, and the governor of the Sumy region resigned."
    mentions, answers = engine.places(Report(id="r", text=text, lang="en"))
    assert [a.region_ids for m, a in zip(mentions, answers, strict=True) if m.text == "Zavyrlivka"] == [()]


def test_a_namesake_elsewhere_is_no_answer(engine):
    text = "The village of Sudzha in the Sumy region was shelled."
    mentions, answers = engine.places(Report(id="r", text=text, lang="en"))
    found = {m.text: a for m, a in zip(mentions, answers, strict=True)}
    assert found["Sudzha"].place is None
    assert found["Sudzha"].region_ids == ("UA-59",)
    assert found["Sudzha"].candidates
