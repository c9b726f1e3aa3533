"""The words by which a language tells of war and names its sources: ``geodata/claims/``."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from geomap import datapackage
from geomap.errors import MissingDataError
from geomap.language.phrases import Hit, PhraseTable, phrases_of
from geomap.language.words import Words

FALLBACK = "en"
_SPLIT = "/"
# Of phrases of these tables that overlap, the longest counts alone.
_DISJOINT = frozenset(("predicates", "cues", "beside", "contrary"))


class Hits:
    """The phrases of a text by table, each in order of the text."""

    def __init__(self, found: Mapping[str, list[Hit]]) -> None:
        self._found = found
        self._firsts = {table: [hit.first for hit in hits] for table, hits in found.items()}

    def of(self, table: str) -> list[Hit]:
        """Return the phrases of a table."""
        return self._found.get(table, [])

    def within(self, table: str, first: int, last: int) -> list[Hit]:
        """Return the phrases of a table that lie from one token to another (exclusive)."""
        firsts = self._firsts.get(table, [])
        hits = self.of(table)[bisect_left(firsts, first) : bisect_left(firsts, last)]
        return [hit for hit in hits if hit.last < last]

    def starts(self, table: str) -> dict[int, Hit]:
        """Return the longest phrase of a table by its first token."""
        longest: dict[int, Hit] = {}
        for hit in self.of(table):
            if hit.first not in longest or longest[hit.first].last < hit.last:
                longest[hit.first] = hit
        return longest

    def tokens(self, table: str) -> frozenset[int]:
        """Return the tokens covered by phrases of a table."""
        return frozenset(at for hit in self.of(table) for at in range(hit.first, hit.last + 1))


class Vocabulary:
    """The phrases of one language, found together in one walk.

    Parameters
    ----------
    tables : mapping
        ``predicates`` and ``cues`` with a list for each label; other tables by
        group and name, as in the files.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        phrases: dict[str, list[str]] = {}
        for group, lists in tables.items():
            for name, text in lists.items():
                table = group if group in _DISJOINT else f"{group}.{name}"
                phrases[f"{table}{_SPLIT}{name}"] = phrases_of(text)
        self._table = PhraseTable(phrases)
        self._homes = {label: tuple(label.split(_SPLIT, 1)) for label in phrases}

    def find(self, words: Words) -> Hits:
        """Return all phrases in a text."""
        found: dict[str, list[Hit]] = defaultdict(list)
        for hit in self._table.find_all(words.keys):
            table, name = self._homes[hit.label]
            found[table].append(Hit(hit.first, hit.last, name))
        for table in _DISJOINT:
            found[table] = _longest(found[table])
        return Hits(found)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Return hits of which none overlaps another: the longest of those that begin first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
        if not kept or hit.first > kept[-1].last:
            kept.append(hit)
    return kept


def vocabulary(lang: str) -> Vocabulary:
    """Return the vocabulary of a language; English where there is none.

    Raises
    ------
    MissingDataError
        When the data of geomap is not whole.
    """
    code = lang[:2].casefold()
    return _shipped(code if code.isalpha() and code.isascii() else FALLBACK)


@cache
def _shipped(code: str) -> Vocabulary:
    try:
        path = datapackage.path(f"claims/{code}.toml")
    except MissingDataError:
        if code == FALLBACK:
            raise
        return _shipped(FALLBACK)
    return Vocabulary(tomllib.loads(path.read_text(encoding="utf-8")))
