"""Sentences of a text: blocks (paragraphs, list items, headings) and the sentences in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]*\n?")
_BULLET = re.compile(r"\s*(?:[-*•·▪●◦–—►➡✅❗]|\d{1,2}[.)])\s+|\s*[▪●•►➡✅❗]\s*")
_MARK = re.compile(r"\s*#{1,6}\s+")
_END = re.compile(r"[.!?…]+[\"”»’')\]]*(?:\s+|$)")
_OPENER = re.compile(r"[\"“„«‘'(\[–—-]*\s*[^\Wa-zа-яіїєґё_]")
_ABBREVIATION = re.compile(
    r"""u\.s|u\.k|e\.g|i\.e|gen|lt|col|maj|sgt|capt|cpt|cmdr|brig|adm|st|dr|mr|mrs|ms|prof|rep|sen|gov|pres|no|vs
    |approx|etc|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mt|ft|jr|sr|inc|ltd|co
    |обл|р|г|с|м|ген|ім|им|ст|ул|вул|д|тис|тыс|млн|млрд|полк|майор|лейт|кап|см|т\.з|н\.п|п|к|о""",
    re.VERBOSE,
)
_WRAPPED = 60  # characters: a shorter line that ends without a mark is a line of its own


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, by offsets; ``block`` numbers paragraphs, items and headings.

    ``heading`` is set for a line of its own without a closing mark, ``item``
    for an item of a list.
    """

    start: int
    end: int
    block: int
    heading: bool = False
    item: bool = False


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a text in order; linear in its length."""
    found: list[Sentence] = []
    blocks = list(_blocks(text))
    for number, (start, end, item) in enumerate(blocks):
        spans = list(_split(text, start, end))
        lone = len(spans) == 1 and number + 1 < len(blocks)
        heading = lone and not item and _is_heading(text[start:end])
        found += [Sentence(first, last, number, heading, item) for first, last in spans]
    return found


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the blocks: lines joined where a paragraph was wrapped."""
    start, end, item = -1, -1, False
    for match in _LINE.finditer(text):
        line = match.group()
        if not line:
            continue
        bare = line.strip()
        bullet = _BULLET.match(line)
        opens = bool(bullet) or bool(_MARK.match(line))
        if start >= 0 and (not bare or opens or not _continues(text[start:end], bare)):
            yield start, end, item
            start = -1
        if not bare:
            continue
        offset = match.start() + len(line) - len(line.lstrip())
        if start < 0:
            skip = bullet or _MARK.match(line)
            start = match.start() + skip.end() if skip else offset
            item = bool(bullet)
        end = match.start() + len(line.rstrip())
        start = min(start, end)
    if start >= 0:
        yield start, end, item


def _continues(before: str, line: str) -> bool:
    """Return whether a line goes on with the paragraph before it, wrapped by hand."""
    last = before.rsplit("\n", 1)[-1].rstrip()
    if line[0].islower():
        return True
    return len(last) >= _WRAPPED and last[-1] not in '.!?…:;"”»)]'


def _is_heading(block: str) -> bool:
    return len(block) <= 140 and block[-1:] not in '.!?…:;,"”»' and "\n" not in block


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end:
            break
        if not _OPENER.match(text, match.end()) or _is_abbreviation(text, first, match):
            continue
        yield first, match.start() + len(match.group().rstrip())
        first = match.end()
    if first < end:
        yield first, end


def _is_abbreviation(text: str, first: int, match: re.Match[str]) -> bool:
    """Return whether a full stop belongs to an abbreviation or an initial."""
    if match.group().rstrip() != ".":
        return False
    before = text[max(first, match.start() - 12) : match.start()]
    word = before.split()[-1] if before.split() else ""
    bare = word.lstrip('("“«').casefold()
    return _ABBREVIATION.fullmatch(bare) is not None or (
        len(bare) == 1 and bare.isalpha() and word[-1].isupper()
    )
