"""A text as words and marks with their places: what rules about wording read."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

# A word may hold hyphens and apostrophes; the English possessive is a word of its own.
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|['’][sS]\b|[^\W_]+(?:[-'’ʼ‘`](?![sS]\b)[^\W_]+)*|[^\w\s]|\n")
POSSESSIVE = "'s"
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘`"), None)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text: ``keys`` in lower case for comparison, spans for quoting."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def is_capital(self, index: int) -> bool:
        """Return whether a token starts with a capital."""
        return self.text[self.starts[index]].isupper()

    def is_word(self, index: int) -> bool:
        """Return whether a token is a word, not a mark."""
        return self.text[self.starts[index]].isalnum()

    def between(self, start: int, end: int) -> range:
        """Return the tokens that lie within a span of characters."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def span_text(self, first: int, last: int) -> str:
        """Return the text from one token through another."""
        return self.text[self.starts[first] : self.ends[last]]


def words_of(text: str) -> Words:
    """Return the words and marks of a text; linear in its length."""
    keys, starts, ends = [], [], []
    for match in _TOKEN.finditer(text):
        token = match.group()
        keys.append(key_of(token))
        starts.append(match.start())
        ends.append(match.end())
    return Words(text, tuple(keys), tuple(starts), tuple(ends))


@lru_cache(maxsize=100_000)
def key_of(word: str) -> str:
    """Return the form under which words are compared: lower case, without apostrophes, ё as е."""
    lowered = word.lower()
    if lowered.isalpha() and lowered.isascii():
        return lowered
    if lowered in ("'s", "’s"):
        return POSSESSIVE
    if len(lowered) > 1:
        lowered = lowered.translate(_APOSTROPHES)
    return lowered.replace("ё", "е")
