"""Who published what and when, from options, front matter, page heads or table columns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from geomap.documents.decoding import tidy
from geomap.errors import InputError
from geomap.model import Report, TimePrecision, When, text_digest

_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_SPACE = re.compile(r"\s+")
_DATE_HINT = "Write it as 2025-03-19, 2025-03-19T08:30+02:00, 2025-03 or 2025."


@dataclass(frozen=True, slots=True)
class Metadata:
    """Provenance of a report as given; empty where the source did not say."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    date: str = ""
    lang: str = ""
    licence: str = ""

    def over(self, fallback: Metadata) -> Metadata:
        """Return these values, with the gaps filled from ``fallback``."""
        gaps = {f.name: getattr(fallback, f.name) for f in fields(self) if not getattr(self, f.name)}
        return replace(self, **gaps)


FIELDS = tuple(f.name for f in fields(Metadata))


def from_mapping(values: Mapping[str, object]) -> Metadata:
    """Pick the known keys of a mapping (any case); white space runs become one space."""
    known = {str(key).strip().casefold(): value for key, value in values.items()}
    return Metadata(**{name: _one_line(known[name]) for name in FIELDS if known.get(name) is not None})


def make_report(text: str, metadata: Metadata) -> Report:
    """Return the report of a text with its provenance.

    Without an id of its own, a report is named by a hash of its text and
    provenance, so that the same input always has the same name.

    Raises
    ------
    InputError
        When the date cannot be understood.
    """
    digest = text_digest(text)
    seed = "\x1f".join([digest, metadata.publisher, metadata.url, metadata.title, metadata.date])
    return Report(
        id=metadata.id or hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        text=text,
        title=metadata.title,
        publisher=metadata.publisher,
        author=metadata.author,
        url=metadata.url,
        lang=metadata.lang.casefold(),
        published=parse_date(metadata.date) if metadata.date else None,
        licence=metadata.licence,
        text_sha256=digest,
    )


def parse_date(text: str) -> When:
    """Read a date as ISO 8601 (day, instant, month or year) or RFC 2822.

    Times without an offset are taken as UTC.

    Raises
    ------
    InputError
        When it is none of these.

    Examples
    --------
    >>> parse_date("2025-03").precision.value
    'month'
    """
    text = text.strip()
    try:
        if _YEAR.fullmatch(text):
            year = int(text)
            return _days(date(year, 1, 1), date(year + 1, 1, 1), TimePrecision.YEAR, text)
        if _MONTH.fullmatch(text):
            first = date.fromisoformat(text + "-01")
            return _days(first, (first + timedelta(days=31)).replace(day=1), TimePrecision.MONTH, text)
        if len(text) in (8, 10):
            day = date.fromisoformat(text)
            return _days(day, day + timedelta(days=1), TimePrecision.DAY, text)
        return _instant(text)
    except (ValueError, OverflowError) as error:
        raise InputError(f"not a date: {text[:60]!r}", hint=_DATE_HINT) from error


def _instant(text: str) -> When:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = parsedate_to_datetime(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return When(moment, moment, TimePrecision.INSTANT, text)


def _days(first: date, after: date, precision: TimePrecision, text: str) -> When:
    start, end = (datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (first, after))
    return When(start, end, precision, text)


def _one_line(value: object) -> str:
    return _SPACE.sub(" ", tidy(str(value))).strip()
