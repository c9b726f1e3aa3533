"""Who says what a clause tells: the innermost source, through whom, and in which mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.claims.attribution import Cited
from geomap.claims.memory import Memory
from geomap.claims.reading import Reading
from geomap.claims.sources import Source
from geomap.model import Attribution, Claimant, Mode

_QUOTES = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class Speech:
    """An attribution, the kind of its cue ("none" for the author's voice), and why."""

    attribution: Attribution
    kind: str = "none"
    reasons: tuple[str, ...] = ()


def speech_of(
    reading: Reading,
    cited: Sequence[Cited],
    token: int,
    span: tuple[int, int],
    memory: Memory,
    own: Cited | None = None,
) -> Speech:
    """Return who says what stands at a token; ``own`` is the cue of the clause itself, if decided."""
    covering = [
        c for c in cited if c.source is not None and (c.covers(token) or _warns(c, token) or c is own)
    ]
    if own is not None and own in covering:
        covering = [own]
    covering.sort(key=lambda c: c.size)
    if not covering:
        return _unsaid(reading, cited, token, span, memory, own)
    inner = next((c for c in covering if c.source and not c.source.is_media), covering[0])
    outer = [c for c in reversed(covering) if c.source != inner.source]
    claimants, reasons = _resolved(inner.source, memory)
    via = tuple(c for one in outer for c in _resolved(one.source, memory)[0])
    return Speech(
        Attribution(
            claimants=claimants,
            via=tuple(v for v in dict.fromkeys(via) if v not in claimants),
            mode=_mode(reading, inner, token),
            cue=reading.words.span_text(inner.cue.first, inner.cue.last),
            source_span=_characters(reading, inner.source),
            cue_span=(reading.words.starts[inner.cue.first], reading.words.ends[inner.cue.last]),
            content_span=_content(reading, inner),
        ),
        inner.kind,
        reasons,
    )


def _warns(cited: Cited, token: int) -> bool:
    """Return whether the cue is the happening: "warned residents to leave"."""
    return cited.kind == "warn" and cited.cue.first <= token <= cited.cue.last


def _unsaid(
    reading: Reading,
    cited: Sequence[Cited],
    token: int,
    span: tuple[int, int],
    memory: Memory,
    own: Cited | None,
) -> Speech:
    """Return the speech of a clause without a source of its own: quoted on, or the author's."""
    if own is not None or _in_quotes(reading, span):
        before = memory.speaker()
        if before is not None and _in_quotes(reading, span):
            reason = f"goes on quoting {before.name}"
            return Speech(Attribution((before,), mode=Mode.DIRECT), "say", (reason,))
    presiding = memory.presiding()
    if presiding is not None:
        reason = f"stands in a list by {presiding.name}"
        return Speech(Attribution((presiding,), mode=Mode.INDIRECT), "say", (reason,))
    return Speech(Attribution())


def _resolved(source: Source | None, memory: Memory) -> tuple[tuple[Claimant, ...], tuple[str, ...]]:
    """Return the claimants of a source; one that points back means an earlier speaker."""
    if source is None:
        return (), ()
    if not source.refers_back:
        return source.claimants, ()
    word = source.claimants[0].name if source.claimants else ""
    pronoun = not word or (" " not in word and len(word) <= 4)
    earlier = memory.speaker("" if pronoun else word)
    if earlier is None:
        return (_without_article(source.claimants) if word and not pronoun else ()), ()
    return (earlier,), (f"“{word or 'it'}” refers back to {earlier.name}",)


def _without_article(claimants: tuple[Claimant, ...]) -> tuple[Claimant, ...]:
    return tuple(
        replace(c, name=c.name[4:] if c.name.casefold().startswith("the ") else c.name) for c in claimants
    )


def _mode(reading: Reading, cited: Cited, token: int) -> Mode:
    first, last = cited.content
    marks = [t for t in range(first, min(last, len(reading.words))) if reading.words.keys[t] in _QUOTES]
    if not marks:
        return Mode.INDIRECT
    inside = sum(t < token for t in marks) % 2 == 1
    return Mode.DIRECT if inside and len(marks) <= 2 else Mode.MIXED


def _in_quotes(reading: Reading, span: tuple[int, int]) -> bool:
    """Return whether a clause opens with a quotation mark and closes with one."""
    keys = reading.words.keys[span[0] : span[1]]
    return bool(keys) and keys[0] in _QUOTES and any(k in _QUOTES for k in keys[-3:])


def _characters(reading: Reading, source: Source | None) -> tuple[int, int] | None:
    if source is None or not source.claimants:
        return None
    return reading.words.starts[source.first], reading.words.ends[source.last]


def _content(reading: Reading, cited: Cited) -> tuple[int, int] | None:
    first, last = cited.content
    if first >= last or first >= len(reading.words):
        return None
    return reading.words.starts[first], reading.words.ends[last - 1]
