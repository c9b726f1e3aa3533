"""Whether a place name is a part of another name: a person's, a paper's, a ship's."""

from __future__ import annotations

from collections.abc import Collection

from geomap.mentions.lexicon import Cue
from geomap.mentions.spans import Reading, Source, Span
from geomap.model import PlaceKind

_LOCATIVE = int(Cue.LOCATIVE)
_POWER, _TITLE = int(Cue.POWER), int(Cue.TITLE)
_NAME_HEAD = int(Cue.ORGANISATION | Cue.MEDIA)
_VESSEL = int(Cue.VESSEL)
_NO_SURNAME = int(
    Cue.TITLE
    | Cue.POWER
    | Cue.DIRECTION
    | Cue.PLACE_NOUN
    | Cue.SITE
    | Cue.CALENDAR
    | Cue.LOCATIVE
    | Cue.COMMON
)
_ARTICLES = frozenset(("the", "a", "an"))


def name_part(reading: Reading, span: Span, starts: Collection[int], *, power: bool) -> str:
    """Return by what a name is a part of another one, "" if by nothing."""
    if span.source is Source.STREET or span.kind is PlaceKind.SITE:
        return ""
    return (
        _part_by_what_follows(reading, span)
        or _part_by_what_precedes(reading, span, power=power)
        or _first_name(reading, span, starts)
    )


def _first_name(reading: Reading, span: Span, starts: Collection[int]) -> str:
    """Whether the name is a person's: "American socialite Paris Hilton"."""
    tokens, before, after = reading.tokens, span.first - 1, span.last + 1
    if span.kind is not None or reading.endings is not None or after in starts or before < 0:
        return ""
    if not tokens.is_capital(after) or tokens.gap(span.last) != " " or tokens.gap(before) != " ":
        return ""
    if reading.masks[after] & _NO_SURNAME or tokens.words[after].isupper() or tokens.capital[before]:
        return ""
    role_noun = reading.masks[before] & ~(_TITLE | int(Cue.RELATIVE)) == 0
    return f"a person, with {tokens.words[after]}" if role_noun else ""


def _part_by_what_follows(reading: Reading, span: Span) -> str:
    tokens, i = reading.tokens, span.last + 1
    while i < len(tokens) and i - span.last <= 5:
        gap = tokens.gap(i - 1)
        possessive = tokens.lower[i] == "s" and gap in ("'", "’")
        if not possessive and (gap not in (" ", "-", "\u00a0") or not tokens.capital[i]):
            break
        if not possessive and reading.masks[i] & _NAME_HEAD and tokens.gap(span.last) not in ("'", "’"):
            return f"part of a name with {tokens.words[i]}"
        i += 1
    if (
        reading.endings is not None
        and reading.mask(span.last + 1) & _NAME_HEAD
        and tokens.gap(span.last) == " "
    ):
        return f"part of a name with {tokens.words[span.last + 1]}"
    return ""


def _part_by_what_precedes(reading: Reading, span: Span, *, power: bool) -> str:
    tokens, i = reading.tokens, span.first - 1
    if i < 0:
        return ""
    gap = tokens.gap(i)
    quoted = i - 1 if tokens.words[i].isdigit() and gap == " " else i
    if (
        quoted >= 0
        and tokens.gap(quoted).strip() in ("«", "“", '"', "„")
        and reading.masks[quoted] & _NAME_HEAD
    ):
        return f"a name in quotation marks after {tokens.words[quoted]}"
    if reading.endings is not None and gap == " ":
        return _belongs(reading, i, power=power)
    if reading.masks[i] & _VESSEL and gap in (" ", " «", " “", ' "'):
        return f"a vessel, after {tokens.words[i]}"
    if tokens.lower[i] in _ARTICLES:
        i -= 1
    if tokens.word(i) != "of" or i < 1:
        return ""
    mask = reading.mask(i - 1)
    if (power and mask & _TITLE) or (mask & _NAME_HEAD and tokens.capital[i - 1]):
        return f"{tokens.words[i - 1]} of …"
    return ""


def _belongs(reading: Reading, i: int, *, power: bool) -> str:
    """Whether a bare genitive hangs on an office: "міністерство оборони РФ"."""
    tokens = reading.tokens
    heads = _NAME_HEAD | (_POWER | _TITLE if power else 0)
    for at in (i, i - 1):
        if at >= 0 and reading.masks[at] & heads and tokens.gap(at) == " ":
            return f"belongs to {tokens.words[at]}"
        if reading.masks[at] & _LOCATIVE or tokens.capital[at]:
            return ""
    return ""
