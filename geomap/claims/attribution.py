"""Source, cue and content: the attributions of a sentence, after PARC 3.0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.claims.reading import Reading
from geomap.claims.sources import Source, SourceReader
from geomap.language.phrases import Hit

_CLOSING = frozenset(',”"»')
_TAIL = 6  # words after a cue that may still be when and where it was said
_AFTER, _NOUN, _FALSE, _RELAY, _DENY = "after", "noun", "false", "relay", "deny"
_MARKS = frozenset(",;—–")


@dataclass(frozen=True, slots=True)
class Cited:
    """An attribution by its tokens: ``content`` runs from one to another (exclusive)."""

    kind: str
    cue: Hit
    source: Source | None
    content: tuple[int, int]

    def covers(self, token: int) -> bool:
        """Return whether a token belongs to what is said."""
        return self.content[0] <= token < self.content[1]

    @property
    def source_first(self) -> int:
        """Where source or cue begins."""
        return min(self.source.first, self.cue.first) if self.source else self.cue.first

    @property
    def size(self) -> int:
        """How many words the content has."""
        return self.content[1] - self.content[0]


class AttributionReader:
    """Finds the attributions of a sentence.

    Parameters
    ----------
    sources : SourceReader
        Reads who is named.
    """

    def __init__(self, sources: SourceReader) -> None:
        self._sources = sources

    def find(self, reading: Reading, first: int, last: int) -> list[Cited]:
        """Return the attributions from one token to another (exclusive), in order."""
        found: list[Cited] = []
        named = {t for a in reading.actors_within(first, last) for t in range(a.first, a.last + 1)}
        for cue in reading.hits.within("cues", first, last):
            if cue.first in named or cue.first in reading.place_tokens:
                continue  # "Islamic State", "the United States": no verb
            if cue.label == _RELAY:
                found += self._relay(reading, cue, first, last, found)
                continue
            cited = self._cited(reading, cue, first, last, found)
            if cited is not None:
                found.append(cited)
        return found

    def _cited(self, reading: Reading, cue: Hit, first: int, last: int, before: list[Cited]) -> Cited | None:
        if cue.label == _AFTER:
            return self._after(reading, cue, first, last)
        if cue.label == _NOUN:
            source = self._sources.after(reading, cue.last + 1, last)
            return Cited("say", cue, source, (source.last + 1, last)) if source else None
        if cue.label == _FALSE:  # "the report was false": what stands before is denied by whoever says so
            said = before[-1].source if before else None
            return Cited("deny", cue, said, (first, cue.first))
        if self._is_noun(reading, cue, first):
            return None
        if self._is_passive(reading, cue, first):
            return self._passive(reading, cue, first, last)
        return self._verb(reading, cue, first, last, before)

    def _relay(self, reading: Reading, cue: Hit, first: int, last: int, before: list[Cited]) -> list[Cited]:
        """Return both attributions of "the agency quoted the governor as saying …"."""
        outer = self._sources.before(reading, cue.first, _floor(first, before))
        inner = self._sources.after(reading, self._skip(reading, cue.last + 1, last), last)
        if inner is None:
            return []
        begins = inner.last + 1
        if reading.begins("grammar.as_saying", begins):
            begins = reading.starts["grammar.as_saying"][begins].last + 1
        told = any(reading.has("predicates", t) for t in range(begins, last))
        found = [Cited("say", cue, inner, (begins, last) if told else (first, cue.first))]
        if outer is not None and all(c.source != outer for c in before):
            found.insert(0, Cited("say", cue, outer, (first, last)))
        return found

    def _verb(self, reading: Reading, cue: Hit, first: int, last: int, before: list[Cited]) -> Cited | None:
        source = self._sources.before(reading, cue.first, _floor(first, before))
        goes_on = bool(before) and reading.has("grammar.join", cue.first - 1)  # "blamed … and said …"
        if source is None and not goes_on and self._opens_with_verb(reading, cue, first):
            inverted = self._sources.after(reading, self._skip(reading, cue.last + 1, last), last)
            if inverted is not None and self._follows_content(reading, cue.first, first):
                return Cited(cue.label, cue, inverted, (first, cue.first))
            if inverted is not None and self._that_follows(reading, inverted.last, last):
                return Cited(cue.label, cue, inverted, (inverted.last + 1, last))
        if source is None:
            same = before[-1].source if before else None
            if same is None and cue.label not in ("deny", "doubt"):
                return None
            ahead = self._content_ahead(reading, cue, first, last)
            return Cited(cue.label, cue, same, ahead or (cue.last + 1, last))
        if cue.label == _DENY and self._is_around(reading, cue):
            return Cited(cue.label, cue, source, (cue.first + 1, cue.last))
        if self._trails(reading, source, cue, first, last):
            return Cited(cue.label, cue, source, (first, source.first))
        return Cited(cue.label, cue, source, (cue.last + 1, last))

    def _is_around(self, reading: Reading, cue: Hit) -> bool:
        """Return whether a cue holds what it is about: "called reports of a retreat fabricated"."""
        return any(reading.has("predicates", t) for t in range(cue.first + 1, cue.last))

    def _content_ahead(self, reading: Reading, cue: Hit, first: int, last: int) -> tuple[int, int] | None:
        """Return what stands before "called untrue" where nothing stands behind: "and reports of … he …"."""
        if cue.label != _DENY or any(reading.has("predicates", t) for t in range(cue.last + 1, last)):
            return None
        mark = next((t for t in range(cue.first - 1, first, -1) if reading.words.keys[t] in _MARKS), None)
        if mark is None or not any(reading.has("predicates", t) for t in range(mark + 1, cue.first)):
            return None
        return mark + 1, cue.first

    def _trails(self, reading: Reading, source: Source, cue: Hit, first: int, last: int) -> bool:
        """Return whether the content stands before: "…, the ministry said on Monday."."""
        if not self._follows_content(reading, source.first, first):
            return False
        if self._that_follows(reading, cue.last, last):
            return False
        rest = [t for t in range(cue.last + 1, last) if reading.words.is_word(t)]
        told = any(reading.has("predicates", t) for t in rest)
        return len(rest) <= _TAIL and not told

    def _follows_content(self, reading: Reading, token: int, first: int) -> bool:
        """Return whether a comma or a closing quotation mark, and content, stand before a token."""
        at = token - 1
        while at > first and not reading.words.is_word(at) and reading.words.keys[at] not in _CLOSING:
            at -= 1
        while at > first and (reading.has("grammar.leading", at) or reading.has("grammar.determiners", at)):
            at -= 1
        return at > first + 1 and reading.words.keys[at] in _CLOSING

    def _that_follows(self, reading: Reading, token: int, last: int) -> bool:
        return any(reading.has("grammar.that", t) for t in range(token + 1, min(token + 3, last)))

    def _opens_with_verb(self, reading: Reading, cue: Hit, first: int) -> bool:
        return (
            cue.first == first
            or not reading.words.is_word(cue.first - 1)
            or reading.has("grammar.leading", cue.first - 1)
        )

    def _skip(self, reading: Reading, token: int, last: int) -> int:
        while token < last and (
            reading.has("grammar.auxiliaries", token) or reading.words.keys[token] == ","
        ):
            token += 1
        return token

    def _is_noun(self, reading: Reading, cue: Hit, first: int) -> bool:
        """Tell "the reports" from "reports": a determiner stands before a noun."""
        at = cue.first - 1
        if cue.last > cue.first or at < first or not reading.has("grammar.determiners", at):
            return False
        return reading.words.keys[cue.first] not in ("said", "says") and not reading.has(
            "speakers.pronouns", at
        )

    def _is_passive(self, reading: Reading, cue: Hit, first: int) -> bool:
        at = cue.first - 1
        key = reading.words.keys[cue.first]
        ends = key.endswith(("ed", "id", "ld", "en")) and key not in ("said",)
        return (
            at >= first
            and ends
            and cue.label in ("say", "confirm", "deny")
            and reading.has("grammar.passive", at)
        )

    def _passive(self, reading: Reading, cue: Hit, first: int, last: int) -> Cited | None:
        """Return the attribution of "… was reported by the mayor"; none where nobody is named."""
        at = cue.last + 1
        if at < last and reading.has("grammar.agent", at):
            source = self._sources.after(reading, at + 1, last)
            if source is not None:
                return Cited(cue.label, cue, source, (first, cue.first))
        return None

    def _after(self, reading: Reading, cue: Hit, first: int, last: int) -> Cited | None:
        """Return the attribution of "according to …", before or after its content."""
        back = [t for t in range(cue.first, cue.last + 1) if reading.has("grammar.own", t)]
        if back:  # "за його словами": the phrase itself points back
            source: Source | None = Source(cue.first, cue.last, (), refers_back=True)
        else:
            source = self._sources.after(reading, cue.last + 1, last)
        if source is None:
            return None
        words_before = [t for t in range(first, cue.first) if reading.words.is_word(t)]
        leads = all(reading.has("grammar.leading", t) for t in words_before)
        inserted = reading.words.keys[cue.first - 1] == "," and any(
            reading.has("predicates", t) for t in range(source.last + 1, last)
        )  # "reported that, according to the governor, eleven people …"
        that = self._that_follows(reading, source.last, last)
        content = (source.last + 1, last) if leads or inserted or that else (first, cue.first)
        return Cited("say", cue, source, content)


def _floor(first: int, before: Sequence[Cited]) -> int:
    """Return the token before which another attribution has its words."""
    ends = (
        max(c.cue.last, c.source.last if c.source and c.source.first > c.cue.last else -1) for c in before
    )
    return max([first, *(end + 1 for end in ends)])
