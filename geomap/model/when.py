"""A stretch of time and how precisely it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class TimePrecision(StrEnum):
    """How finely a time is known; the coarser, the wider the stretch."""

    INSTANT = "instant"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class When:
    """A half-open stretch of time ``[start, end)`` of aware datetimes.

    ``None`` on either side leaves that side open ("since August").
    ``text`` holds the words it was read from, if any.
    """

    start: datetime | None
    end: datetime | None
    precision: TimePrecision = TimePrecision.DAY
    text: str = ""

    def __post_init__(self) -> None:
        for moment in (self.start, self.end):
            if moment is not None and moment.tzinfo is None:
                raise ValueError("a When needs aware datetimes")
        if self.start and self.end and self.start > self.end:
            raise ValueError("a When ends before it starts")

    @property
    def last(self) -> datetime | None:
        """Where it ends, its start if that side is open."""
        return self.end or self.start

    @property
    def days(self) -> tuple[str, str]:
        """First and last day as ISO 8601, "" where that side is open."""
        # A stretch ends before its end: that of a day, at midnight, is still that day.
        last = self.end - _LEAST if self.end and self.end != self.start else self.end
        return _day(self.start), _day(last)


_LEAST = timedelta(microseconds=1)


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
