"""The day a control layer stands for, from a property, a file name or an option."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from geomap.model.when import TimePrecision, When

# geomap reads no clock, so "in the future" cannot be told; a century can ("2202" is a slip of the keys).
FIRST_YEAR, LAST_YEAR = 1900, 2099
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(r"(?<!\d)(\d{4})[-/_.](\d{1,2})[-/_.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_SHORT = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})_\d{4}(?!\d)")  # YYMMDD_HHMM, as map backups are named
_UNIX = re.compile(r"(?<!\d)(1\d{9})(\d{3})?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\w)(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(?<!\w)([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)")


class ImpossibleDateError(ValueError):
    """A date that is written well and cannot be meant: 2202-01-26, 2025-02-30."""


@lru_cache(maxsize=4096)
def find_date(text: str) -> date | None:
    """Return the first date in a text, None if there is none.

    Raises
    ------
    ImpossibleDateError
        When what looks like a date is none, or lies outside 1900-2099.

    Examples
    --------
    >>> find_date("deepstatemap_data_20240708").isoformat()
    '2024-07-08'
    """
    for pattern, make in _READERS:
        match = pattern.search(text)
        if match:
            return make(match)
    return None


def as_when(day: date, text: str = "") -> When:
    """Return a day as the half-open stretch of time that it is."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return When(start, start + timedelta(days=1), TimePrecision.DAY, text)


def _of(year: str, month: str | int, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise ImpossibleDateError(f"{year}-{month}-{day}") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ImpossibleDateError(found.isoformat())
    return found


def _named(year: str, month: str, day: str) -> date | None:
    number = _MONTHS.get(month[:3].casefold())
    return _of(year, number, day) if number else None


def _compact(match: re.Match[str]) -> date | None:
    year = int(match[1])
    # Eight digits may be any number; only a century that could be meant makes them a date.
    if not 1000 <= year < 3000 or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3]) <= 31:
        return None
    return _of(*match.groups())


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...] = (
    (_ISO, lambda m: _of(m[1], m[2], m[3])),
    (_COMPACT, _compact),
    (_DAY_FIRST, lambda m: _named(m[3], m[2], m[1])),
    (_MONTH_FIRST, lambda m: _named(m[3], m[1], m[2])),
    (_UNIX, lambda m: datetime.fromtimestamp(int(m[1]), tz=UTC).date()),
    (_SHORT, lambda m: _of(f"20{m[1]}", m[2], m[3])),
)
