"""Phrases in a text: tables of words, stems and gaps, found in one walk.

A phrase is written as its words. ``captur*`` stands for every word that starts
so, ``..`` for up to four words or marks between, ``...`` for up to ten. The longest phrase of a table
wins where several begin at one word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from geomap.language.words import key_of

_GAPS = {"..": 4, "...": 10}
_SHORTEST_STEM = 2
_MOST_NODES = 50_000  # words whose phrases are kept in mind; hostile text has no end of them


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: first and last token, and its label."""

    first: int
    last: int
    label: str


Pattern = tuple[str, ...]
_NODE = object()
Entry = tuple[Pattern, str]  # words after the first, label
Numbered = tuple[int, Pattern, str]  # the same with its place among what may begin with a word


@dataclass(frozen=True, slots=True)
class _Node:
    """What may begin with one word: the word alone, phrases by their next word, phrases with a gap."""

    alone: tuple[tuple[int, str], ...]
    by_next: Mapping[str, Sequence[Numbered]]
    loose: Sequence[Numbered]


class PhraseTable:
    """Finds the phrases of a vocabulary.

    Parameters
    ----------
    phrases : mapping
        Label to its phrases.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[Entry]] = defaultdict(list)
        self._stems: dict[str, list[Entry]] = defaultdict(list)
        self._nodes: dict[str, _Node | None] = {}
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
            best = max(self._at(keys, at), key=lambda hit: hit.last, default=None)
            if best is not None:
                hits.append(best)
            at = best.last + 1 if best is not None else at + 1
        return hits

    def find_all(self, keys: Sequence[str]) -> list[Hit]:
        """Return every phrase in a sequence of word keys, those within others too."""
        found: list[Hit] = []
        nodes = self._nodes
        for at, word in enumerate(keys):
            if nodes.get(word, _NODE) is not None:  # most words begin no phrase, and that is known by now
                found += self._at(keys, at)
        return found

    def _at(self, keys: Sequence[str], at: int) -> Sequence[Hit]:
        word = keys[at]
        try:
            node = self._nodes[word]
        except KeyError:
            node = self._node(word)
        if node is None:
            return ()
        found = [(number, Hit(at, at, label)) for number, label in node.alone]
        follows = node.by_next.get(keys[at + 1], ()) if at + 1 < len(keys) else ()
        for number, rest, label in (*follows, *node.loose):
            last = _match(rest, keys, at)
            if last is not None:
                found.append((number, Hit(at, last, label)))
        if len(found) > 1:
            found.sort(key=itemgetter(0))
        return [hit for _, hit in found]

    def _node(self, word: str) -> _Node | None:
        """Return what may begin with a word; kept, since the same few words make up most of any text."""
        entries = list(self._exact.get(word, ()))
        for length in self._lengths:
            if length <= len(word):
                entries += self._stems.get(word[:length], ())
        if len(self._nodes) >= _MOST_NODES:
            self._nodes.clear()
        node = self._nodes[word] = _node_of(entries) if entries else None
        return node


def _node_of(entries: Sequence[Entry]) -> _Node:
    alone: list[tuple[int, str]] = []
    by_next: dict[str, list[Numbered]] = defaultdict(list)
    loose: list[Numbered] = []
    for number, (rest, label) in enumerate(entries):
        if not rest:
            alone.append((number, label))
        elif rest[0] not in _GAPS and not rest[0].endswith("*"):
            by_next[rest[0]].append((number, rest, label))
        else:
            loose.append((number, rest, label))
    return _Node(tuple(alone), by_next, loose)


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
