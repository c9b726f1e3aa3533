"""The words of the map: the same verb, size and order for every side."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

from geomap.model import Basis, Report, Stance, TimePrecision, When, WherePrecision

# "said" for all; the source's own cue stands in the quote. "Claimed" would carry doubt, "admitted" guilt.
VERBS = {
    Stance.ASSERTS: "said",
    Stance.DENIES: "denied",
    Stance.DOUBTS: "doubted",
    Stance.CONFIRMS: "confirmed",
    Stance.RETRACTS: "took back",
    Stance.PLANS: "announced",
    Stance.REPORTS: "said, without committing to it",
}
PRECISIONS = {
    WherePrecision.EXACT: "the place itself",
    WherePrecision.NEAR: "near the place",
    WherePrecision.DISTRICT: "known to the district",
    WherePrecision.REGION: "known to the region",
    WherePrecision.FUZZY: "a line or fuzzy area",
    WherePrecision.COUNTRY: "known to the country",
    WherePrecision.UNKNOWN: "place not known",
}
BASES = {
    Basis.ASSESSED: "assessed",
    Basis.CLAIMED: "claimed by a party",
    Basis.REPORTED: "reported",
    Basis.NONE: "nothing said",
}
NO_SOURCE = "source not given"
NO_DATE = "date not given"
UNDATED = "undated"
METHOD = "Shows what is said, not what is so."
REVIEW_NONE = "machine-extracted, not reviewed"
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
# Marks that turn or hide the text around them; a quote must not reorder the page.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def day(when: When | None, missing: str = NO_DATE) -> str:
    """Return a time as a reader writes it, as precisely as it is known."""
    moment = when and (when.start or when.end)
    if not when or not moment:
        return missing
    year = f"{moment.year}"
    if when.precision is TimePrecision.YEAR:
        return year
    if when.precision is TimePrecision.MONTH:
        return f"{_MONTHS[moment.month - 1]} {year}"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {year}"


def event_day(when: When | None) -> str:
    """Return when it is said to have happened; open sides are said."""
    if when is None:
        return ""
    if when.end is None and when.start is not None:
        return f"since {day(when)}"
    if when.start is None:
        return f"until {day(when)}"
    return day(when)


def publisher(report: Report) -> str:
    """Return who published a report, or that it does not say."""
    return clean(report.publisher) or NO_SOURCE


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


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
    return "".join(_visible(c) for c in text)


def _visible(character: str) -> str:
    if character in "\n\t":
        return character
    hidden = character in _TURNING or unicodedata.category(character) in ("Cc", "Cs")
    return "\ufffd" if hidden else character
