"""Sources without a verb: "… – governor", "… (governor)", "General Staff: …"."""

from __future__ import annotations

from geomap.claims.attribution import Cited
from geomap.claims.reading import Reading
from geomap.claims.sources import Source, SourceReader
from geomap.language.phrases import Hit

_LONGEST = 7  # words of such a source
_SHORTEST = 3  # words of what it says
_DASHES = frozenset("–—-")
_QUOTES = frozenset('"“”„«»')


class TagReader:
    """Finds sources that only a mark joins to what they say, as headlines and digests write them.

    Parameters
    ----------
    sources : SourceReader
        Reads who is named.
    """

    def __init__(self, sources: SourceReader) -> None:
        self._sources = sources

    def find(self, reading: Reading, first: int, last: int) -> list[Cited]:
        """Return the attribution from one token to another (exclusive), as a list of one or none."""
        found = self._closing(reading, first, last) or self._opening(reading, first, last)
        return [found] if found else []

    def _closing(self, reading: Reading, first: int, last: int) -> Cited | None:
        """Return the source after the last dash or colon, or in brackets at the end."""
        keys, end = reading.words.keys, last
        while end > first and not reading.words.is_word(end - 1) and keys[end - 1] not in (")", *_QUOTES):
            end -= 1
        bracketed = end > first and keys[end - 1] == ")"
        end -= bracketed
        for at in range(end - 1, max(first + _SHORTEST, end - _LONGEST - 1), -1):
            if keys[at] == "(" if bracketed else keys[at] == ":" or self._is_dash(reading, at):
                source = self._source(reading, at + 1, end)
                return Cited("say", Hit(at, at, "say"), source, (first, at)) if source else None
        return None

    def _opening(self, reading: Reading, first: int, last: int) -> Cited | None:
        """Return the source before the first colon."""
        for at in range(first + 1, min(first + _LONGEST + 1, last - _SHORTEST)):
            if reading.words.keys[at] == ":":
                source = self._source(reading, first, at)
                return Cited("say", Hit(at, at, "say"), source, (at + 1, last)) if source else None
        return None

    def _is_dash(self, reading: Reading, token: int) -> bool:
        """Tell a dash from the hyphen of a word: it stands free."""
        words = reading.words
        return (
            words.keys[token] in _DASHES
            and 0 < token < len(words) - 1
            and words.ends[token - 1] < words.starts[token]
            and words.ends[token] < words.starts[token + 1]
        )

    def _source(self, reading: Reading, first: int, end: int) -> Source | None:
        """Return the source that is all of some words: an office, a body or an actor, no publisher."""
        if any(
            reading.has("predicates", t) and not reading.has("speakers.nouns", t) for t in range(first, end)
        ):
            return None
        source = self._sources.after(reading, first, end)
        if source is None or source.is_media or source.last < end - 1:
            return None
        known = any(reading.has("speakers.nouns", t) or t in reading.actor_tokens for t in range(first, end))
        return source if known else None
