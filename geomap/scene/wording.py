"""The words of the map: the same verb, size and order for every side."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

from geomap.language.interface import Words
from geomap.model import Report, TimePrecision, When

# Marks that turn or hide the text around them; a quote must not reorder the page.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def day(words: Words, when: When | None, missing: str = "word.no_date") -> str:
    """Return a time as a reader writes it, as precisely as it is known."""
    moment = when and (when.start or when.end)
    if not when or not moment:
        return words(missing)
    if when.precision is TimePrecision.YEAR:
        return f"{moment.year}"
    year, month = f"{moment.year}", words.months[moment.month - 1]
    if when.precision is TimePrecision.MONTH:
        return words("month", month=month, year=year)
    return words("day", day=f"{moment.day}", month=month, year=year)


def event_day(words: Words, when: When | None) -> str:
    """Return when it is said to have happened; open sides are said."""
    if when is None:
        return ""
    if when.end is None and when.start is not None:
        return words("word.since", day=day(words, when))
    if when.start is None:
        return words("word.until", day=day(words, when))
    return day(words, when)


def publisher(words: Words, report: Report) -> str:
    """Return who published a report, or that it does not say."""
    return clean(report.publisher) or words("word.no_source")


def link(url: str) -> str:
    """Return a link if it is an ordinary web address, else nothing."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.casefold() in ("http", "https") and parts.netloc else ""


def clean(text: str) -> str:
    """Return a text without characters that turn, hide or break what stands around it.

    What is taken out is shown as U+FFFD: nothing disappears unseen.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(c) for c in text)


def _visible(character: str) -> str:
    if character in "\n\t":
        return character
    hidden = character in _TURNING or unicodedata.category(character) in ("Cc", "Cs")
    return "\ufffd" if hidden else character
