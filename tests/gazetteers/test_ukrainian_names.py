"""Names of Ukrainian places in other letters, and as adjectives of their councils."""

from __future__ import annotations

import pytest

from geodata.recipe.ukrainian import adjectives, romanised, russian


@pytest.mark.parametrize(
    ("name", "adjective"),
    [
        ("Верхньокам'янське", "верхньокам'янська"),
        ("Кліщіївка", "кліщіївська"),
        ("Покровськ", "покровська"),
        ("Роботине", "роботинська"),
        ("Вербове", "вербівська"),
        ("Кринки", "кринківська"),
        ("Бахмач", "бахмацька"),
        ("Нова Іванівка", "новоіванівська"),
        ("Марківці", "марковецька"),
        ("Ягідне", "ягіднянська"),
    ],
)
def test_a_council_is_called_by_one_of_the_adjectives(name: str, adjective: str) -> None:
    assert adjective in adjectives(name)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Згурівка", "Zghurivka"),
        ("Ямпіль", "Yampil"),
        ("Нетайлове", "Netaylove"),
        ("Водяне", "Vodyane"),
        ("Водяне", "Vodiane"),
        ("Богоявленка", "Bohoiavlenka"),
        ("Кам'янка", "Kamianka"),
    ],
)
def test_latin_spellings_of_the_rules_and_of_the_press(name: str, spelt: str) -> None:
    assert spelt in romanised(name)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Роботине", "Роботино"),
        ("Новоселівське", "Новоселовское"),
        ("Андріївка", "Андреевка"),
        ("Миколаївка", "Николаевка"),
        ("Красногорівка", "Красногоровка"),
        ("Водяне", "Водяное"),
    ],
)
def test_russian_forms_where_they_are_regular(name: str, spelt: str) -> None:
    assert spelt in russian(name)
