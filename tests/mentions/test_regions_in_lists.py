"""Regions in lists and behind villages, in Ukrainian and Russian."""

from __future__ import annotations

import pytest

from geomap.model import Report
from geomap.pipeline import Engine


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Беспилотники взлетели из Брянской и Черниговской областей.", "ru", ["Bryansk", "Chernihiv"]),
        ("Удары из Сумской, Черниговской и Курской областей.", "ru", ["Sumy", "Chernihiv", "Kursk"]),
        ("Бої на межі Донецької та Дніпропетровської областей.", "uk", ["Donetsk", "Dnipropetrovsk"]),
        ("Shelling went on in the Kharkiv region.", "en", ["Kharkiv"]),
    ],
)
def test_each_region_of_a_list_is_the_region(engine, text, lang, wanted):
    _, answers = engine.places(Report(id="r", text=text, lang=lang))
    assert [(a.place.name, a.place.kind.value) for a in answers if a.place] == [(w, "region") for w in wanted]
