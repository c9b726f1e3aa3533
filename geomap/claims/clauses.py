"""A sentence into clauses, where its parts have their own speaker or contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geomap.claims.attribution import Cited
from geomap.claims.events import Event
from geomap.claims.reading import Reading

_MARKS = frozenset(",;—–")
_LEAD = 5  # words between the mark and the source: ", a claim that …"
_ENDS_CONTENT = frozenset(("deny", "doubt"))


def clauses(
    reading: Reading, first: int, last: int, cited: Sequence[Cited], events: Sequence[Event]
) -> list[tuple[int, int]]:
    """Return the clauses of a sentence as spans of tokens (last exclusive)."""
    cuts = sorted({c for c in _cuts(reading, first, last, cited, events) if first < c < last})
    edges = [first, *cuts, last]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _cuts(
    reading: Reading, first: int, last: int, cited: Sequence[Cited], events: Sequence[Event]
) -> list[int]:
    found = []
    for number, one in enumerate(cited):
        if one.source is None or one.source.first < first:
            continue
        if number and cited[number - 1].source == one.source:
            if one.kind in _ENDS_CONTENT and first < one.content[0] <= one.cue.first:
                found.append(one.content[0])
            found += _goes_on(reading, cited[number - 1], one, events, last)
            continue
        leads = one.content[0] > one.cue.first or one.kind in _ENDS_CONTENT
        cut = _mark_before(reading, min(one.source.first, one.cue.first), first)
        if cut is None or not leads:
            continue
        if _tells(events, first, cut) or (one.kind in _ENDS_CONTENT and _points(reading, cut, last)):
            found.append(cut)
    semicolons = [t + 1 for t in range(first + 1, last - 1) if reading.words.keys[t] == ";"]
    found += [cut for cut in semicolons if _tells(events, first, cut) and _tells(events, cut, last)]
    return found + _contradictions(reading, events)


def _goes_on(reading: Reading, before: Cited, one: Cited, events: Sequence[Event], last: int) -> list[int]:
    """Return where somebody who pointed at a claim goes on: "did not confirm this and stressed that …"."""
    joint = next((t for t in range(one.cue.first, before.cue.last, -1) if _joins(reading, t)), None)
    pointed = (
        before.kind in _ENDS_CONTENT and joint is not None and _points(reading, before.source_first, joint)
    )
    return [joint] if joint is not None and pointed and _tells(events, one.cue.last, last) else []


def _joins(reading: Reading, token: int) -> bool:
    return reading.has("grammar.join", token) or reading.words.keys[token] in _MARKS


def _points(reading: Reading, first: int, last: int) -> bool:
    relative = reading.has("pointing.relative", first)
    return relative or any(reading.has("pointing.words", t) for t in range(first, last))


def _mark_before(reading: Reading, token: int, first: int) -> int | None:
    """Return where the clause of a source begins: after a mark a few words before it."""
    for at in range(token - 1, max(first, token - _LEAD) - 1, -1):
        if reading.words.keys[at] in _MARKS:
            return at + 1
    return None


def _tells(events: Sequence[Event], first: int, last: int) -> bool:
    return any(first <= event.hit.first < last for event in events)


def _contradictions(reading: Reading, events: Sequence[Event]) -> list[int]:
    """Return the marks between what is said and what is said not to be: ", but the town is not …"."""
    found = []
    for before, after in pairwise(events):
        if before.negated == after.negated:
            continue
        marks = [
            at
            for at in range(before.hit.last + 1, after.hit.first)
            if reading.words.keys[at] in _MARKS and reading.has("clauses.contrast", at + 1)
        ]
        found += [at + 1 for at in marks[-1:]]
    return found
