"""The longest name of the gazetteer that starts at a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.language.endings import EndingTable
from geomap.language.normalise import name_key
from geomap.mentions.facts import Names
from geomap.mentions.tokens import Tokens

_LONGEST = 8  # words
_CACHE_LIMIT = 100_000
_JOINTS = frozenset((" ", "-", "–", "‐", "‑", "\u00a0", ". ", ".", "’ ", "' ", " - "))
_SHORTENED = frozenset(("st", "ste", "mt", "ft", "pt", "s", "n", "e", "w"))


@dataclass(frozen=True, slots=True)
class Match:
    """Names of the gazetteer over the words ``first`` to ``last``, likeliest first."""

    first: int
    last: int
    keys: tuple[str, ...]
    name_ids: tuple[int, ...]


class Matcher:
    """Finds names in running text.

    Parameters
    ----------
    index : Names
        The gazetteer's fast face.
    """

    def __init__(self, index: Names) -> None:
        self._index = index
        self._keys: dict[str, str] = {}

    def key(self, word: str) -> str:
        """Return the comparison key of one word, from memory if seen before."""
        key = self._keys.get(word)
        if key is None:
            key = name_key(word)
            if len(self._keys) < _CACHE_LIMIT:
                self._keys[word] = key
        return key

    def known(self, keys: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Return those of the keys that the gazetteer has, and their numbers."""
        found = [(key, self._index.name_id(key)) for key in dict.fromkeys(keys)]
        hits = [(key, number) for key, number in found if number is not None]
        return tuple(key for key, _ in hits), tuple(number for _, number in hits)

    def longest(self, tokens: Tokens, first: int, endings: EndingTable | None) -> Match | None:
        """Return the longest match that starts at a word, None if none does."""
        if endings is None:
            return self._longest_plain(tokens, first)
        return self._longest_inflected(tokens, first, endings)

    def over(
        self, tokens: Tokens, first: int, last: int, endings: EndingTable | None
    ) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Return the known names over given words, an article left out."""
        if last > first and tokens.lower[first] == "the":
            first += 1
        keys = [""]
        for at in range(first, last + 1):
            word = self.key(tokens.words[at])
            forms = endings.base_forms(word) if endings is not None else (word,)
            keys = [f"{key} {form}" if key else form for key in keys for form in forms][:200]
        names, numbers = self.known(keys)
        return (names, numbers) if names else ((keys[0],), ())

    def _longest_plain(self, tokens: Tokens, first: int) -> Match | None:
        index = self._index
        best: Match | None = None
        key = ""
        for last in range(first, min(first + _LONGEST, len(tokens))):
            if last > first and not joined(tokens, last - 1):
                break
            word = self.key(tokens.words[last])
            key = f"{key} {word}" if key else word
            if tokens.capital[last] or tokens.words[last][0].isdigit():
                number = index.name_id(key)
                if number is not None:
                    best = Match(first, last, (key,), (number,))
            if not index.has_prefix(key + " "):
                break
        return best

    def _longest_inflected(self, tokens: Tokens, first: int, endings: EndingTable) -> Match | None:
        index = self._index
        best: Match | None = None
        prefixes: list[str] = [""]
        for last in range(first, min(first + _LONGEST, len(tokens))):
            if last > first and not joined(tokens, last - 1):
                break
            forms = endings.base_forms(self.key(tokens.words[last]))
            keys = [prefix + form for prefix in prefixes for form in forms]
            if tokens.capital[last] or tokens.words[last][0].isdigit():
                names, numbers = self.known(keys)
                if names:
                    best = Match(first, last, names, numbers)
            prefixes = [key + " " for key in keys if index.has_prefix(key + " ")]
            if not prefixes:
                break
        return best


def joined(tokens: Tokens, index: int) -> bool:
    """Return whether a word and the next may belong to one name."""
    gap = tokens.gap(index)
    if gap not in _JOINTS:
        return gap.isspace() and gap.count("\n") == 1  # a name broken over two lines
    return gap != ". " or tokens.lower[index] in _SHORTENED
