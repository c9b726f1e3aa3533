"""Phrases in a text: tables of words, stems and gaps, found in one walk.

A phrase is written as its words. ``captur*`` stands for every word that starts
so, ``..`` for up to four words or marks between, ``...`` for up to ten. The longest phrase of a table
wins where several begin at one word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geomap.language.words import key_of

_GAPS = {"..": 4, "...": 10}
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: first and last token, and its label."""

    first: int
    last: int
    label: str


Pattern = tuple[str, ...]


class PhraseTable:
    """Finds the phrases of a vocabulary.

    Parameters
    ----------
    phrases : mapping
        Label to its phrases.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[tuple[Pattern, str]]] = defaultdict(list)
        self._stems: dict[str, list[tuple[Pattern, str]]] = defaultdict(list)
        for label, listed in phrases.items():
            for phrase in listed:
                self._add(phrase, label)
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)

    def _add(self, phrase: str, label: str) -> None:
        words = tuple(w if w in _GAPS else _stem(w) for w in phrase.split())
        if not words:
            return
        first, rest = words[0], words[1:]
        if first.endswith("*") and len(first) > _SHORTEST_STEM:
            self._stems[first[:-1]].append((rest, label))
        else:
            self._exact[first].append((rest, label))

    def find(self, keys: Sequence[str]) -> list[Hit]:
        """Return the phrases in a sequence of word keys, in order, none within another."""
        hits: list[Hit] = []
        at = 0
        while at < len(keys):
            found = self._at(keys, at)
            best = max(found, key=lambda hit: hit.last, default=None)
            if best is not None:
                hits.append(best)
            at = best.last + 1 if best is not None else at + 1
        return hits

    def find_all(self, keys: Sequence[str]) -> list[Hit]:
        """Return every phrase in a sequence of word keys, those within others too."""
        return [hit for at in range(len(keys)) for hit in self._at(keys, at)]

    def _at(self, keys: Sequence[str], at: int) -> list[Hit]:
        word = keys[at]
        entries = self._exact.get(word)
        found: list[Hit] = []
        if entries:
            _collect(entries, keys, at, found)
        length = len(word)
        for stem in self._lengths:
            if stem <= length:
                entries = self._stems.get(word[:stem])
                if entries:
                    _collect(entries, keys, at, found)
        return found


def _collect(entries: Sequence[tuple[Pattern, str]], keys: Sequence[str], at: int, found: list[Hit]) -> None:
    for rest, label in entries:
        last = _match(rest, keys, at) if rest else at
        if last is not None:
            found.append(Hit(at, last, label))


def phrases_of(text: str) -> list[str]:
    """Return the phrases of a vocabulary entry: separated by semicolons or line ends."""
    return [part for line in text.splitlines() for raw in line.split(";") if (part := raw.strip())]


def _stem(word: str) -> str:
    return key_of(word[:-1]) + "*" if word.endswith("*") else key_of(word)


def _match(rest: Pattern, keys: Sequence[str], at: int) -> int | None:
    """Return the last token of a match of the words after the first, None if they do not follow."""
    position, reach = at, 0
    for word in rest:
        if word in _GAPS:
            reach = _GAPS[word]
            continue
        found = next(
            (p for p in range(position + 1, min(position + 2 + reach, len(keys))) if _fits(word, keys[p])),
            None,
        )
        if found is None:
            return None
        position, reach = found, 0
    return position


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
