"""From an inflected word to the forms a gazetteer may list it under.

The tables are data, one for each language; a further language is a further
table. Nothing here knows words: the candidates are looked up, and what no
gazetteer lists falls away by itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_MIN_STEM = 2


class EndingTable:
    """Endings of one language with the base endings each may stand for.

    Parameters
    ----------
    nouns, adjectives, relational, regional : mapping
        From an ending to the base endings it may come from, space separated;
        ``-`` stands for none. ``relational`` leads from an adjective made of
        a place name back to the name ("покровськ|ому" to "Покровськ"),
        ``regional`` from the everyday name of a region to its town
        ("Сум|щині" to "Суми").
    """

    def __init__(
        self,
        nouns: Mapping[str, str],
        adjectives: Mapping[str, str],
        relational: Mapping[str, str],
        regional: Mapping[str, str],
    ) -> None:
        self._nouns = _prepare(nouns)
        self._adjectives = _prepare(adjectives)
        self._relational = _prepare(relational)
        self._regional = _prepare(regional)
        self._cache: dict[str, tuple[str, ...]] = {}

    def base_forms(self, word: str) -> tuple[str, ...]:
        """Return the word itself, then the base forms it may come from."""
        found = self._cache.get(word)
        if found is None:
            forms = [word]
            for table in (self._nouns, self._adjectives):
                forms += _apply(table, word)
            found = tuple(dict.fromkeys(forms))
            if len(self._cache) < 50_000:
                self._cache[word] = found
        return found

    def adjective_bases(self, word: str) -> tuple[str, ...]:
        """Return base forms of an adjective only: "курской" to "курская"."""
        return tuple(dict.fromkeys([word, *_apply(self._adjectives, word)]))

    def place_of(self, adjective: str) -> tuple[str, ...]:
        """Return names of places an adjective may be made from, those nearest to it first."""
        forms = dict.fromkeys(_apply(self._relational, adjective))
        return tuple(sorted(forms, key=lambda form: -_shared_start(form, adjective)))

    def town_of_region(self, word: str) -> tuple[str, ...]:
        """Return names of towns the everyday name of a region may be made from."""
        return tuple(dict.fromkeys(_apply(self._regional, word)))


def _shared_start(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _spread(stems: Mapping[str, str], endings: str) -> dict[str, str]:
    """Join the stem endings of adjectives with all the endings of their cases."""
    return {stem + ending: bases for stem, bases in stems.items() for ending in endings.split()}


def _prepare(table: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    rows = [
        (ending, tuple("" if base == "-" else base for base in bases.split()))
        for ending, bases in table.items()
    ]
    return sorted(rows, key=lambda row: (-len(row[0]), row[0]))


def _apply(table: list[tuple[str, tuple[str, ...]]], word: str) -> list[str]:
    forms: list[str] = []
    for ending, bases in table:
        if ending and not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        if len(stem) < _MIN_STEM:
            continue
        forms += [stem + base for base in bases]
    return forms


@lru_cache(maxsize=4)
def read_endings(path: Path) -> dict[str, EndingTable]:
    """Read the ending tables of all languages in a TOML file."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        code: EndingTable(
            table.get("nouns", {}),
            table.get("adjectives", {}),
            _spread(table.get("relational", {}), table.get("relational_endings", {}).get("all", "")),
            table.get("regional", {}),
        )
        for code, table in tables.items()
    }
