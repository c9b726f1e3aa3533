"""When something is said to have happened: expressions of time against the day of publication.

Weekdays are the latest up to that day, or the next ones where the clause looks
ahead; months and days without a year are the latest likewise. Times are UTC,
stretches half-open.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from geomap import datapackage
from geomap.language.phrases import Hit, PhraseTable
from geomap.language.words import Words
from geomap.model import TimePrecision, When

_DAY = timedelta(days=1)
_ORDERED = ("weekdays", "months", "numbers")
_YEARS = range(1900, 2100)
_LONGEST_MONTH = 31
LONGEST_DATE = 4  # words of a line that is nothing but a date


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of time of one language, as one table."""

    table: PhraseTable

    def find(self, words: Words) -> dict[str, dict[int, Hit]]:
        """Return the words of time in a text: group, then first token."""
        found: dict[str, dict[int, Hit]] = {}
        for hit in self.table.find_all(words.keys):
            group, _, value = hit.label.partition("/")
            known = found.setdefault(group, {})
            if hit.first not in known or known[hit.first].last < hit.last:
                known[hit.first] = Hit(hit.first, hit.last, value)
        return found


@cache
def time_words(lang: str) -> TimeWords:
    """Return the words of time of a language; English where there are none."""
    tables = tomllib.loads(datapackage.path("language/times.toml").read_text(encoding="utf-8"))
    return TimeWords(_table(tables.get(lang[:2]) or tables["en"]))


def _table(lists: Mapping[str, str]) -> PhraseTable:
    phrases: dict[str, list[str]] = {}
    for group, text in lists.items():
        for number, entry in enumerate(text.split(";")):
            value = str(number) if group in _ORDERED else ""
            phrases.setdefault(f"{group}/{value}", []).extend(form.strip() for form in entry.split("|"))
    return PhraseTable(phrases)


class Times:
    """The expressions of time in a text.

    Parameters
    ----------
    words : Words
        The text.
    lang : str
        Its language.
    published : When, optional
        The day from which "yesterday" counts; without it only full dates are read.
    """

    def __init__(self, words: Words, lang: str, published: When | None) -> None:
        self._words = words
        self._found = time_words(lang).find(words)
        numbers = {at for at, key in enumerate(words.keys) if key[:1].isdecimal()}
        # Every expression begins with a word of time or a number: nothing else is looked at.
        self._spots = sorted(numbers.union(*self._found.values()))
        start = published.start if published and published.precision is not TimePrecision.YEAR else None
        self._today = start.replace(hour=0, minute=0, second=0, microsecond=0) if start else None

    def within(self, first: int, last: int) -> When | None:
        """Return the time that a clause gives, from one token to another (exclusive); None if none."""
        spots = self._spots[bisect_left(self._spots, first) : bisect_left(self._spots, last)]
        future = self._found.get("future", {})
        ahead = any(at in future for at in spots)
        readers = (self._since, self._clock, self._range, self._date, self._month, self._relative)
        for read in (*readers, self._weekday, self._year):
            for at in spots:
                when = read(at, last, ahead)
                if when is not None:
                    return when
        return None

    def is_time(self, token: int) -> bool:
        """Return whether a word names a day or a month."""
        return any(token in self._found.get(group, {}) for group in ("weekdays", "months"))

    def _hit(self, group: str, at: int) -> Hit | None:
        return self._found.get(group, {}).get(at)

    def _number(self, at: int) -> int | None:
        if at >= len(self._words):
            return None
        key = self._words.keys[at].rstrip("stndrh") if self._words.keys[at][:1].isdecimal() else ""
        if key.isdecimal() and len(key) <= 4:
            return int(key)
        hit = self._hit("numbers", at)
        return int(hit.label) + 1 if hit else None

    def _year_at(self, at: int) -> int | None:
        number = self._number(at)
        return number if number is not None and number in _YEARS else None

    def _since(self, at: int, last: int, ahead: bool) -> When | None:
        if self._hit("since", at) is None or at + 1 >= last:
            return None
        inner = (
            self._date(at + 1, last, False)
            or self._month(at + 1, last, False)
            or self._weekday(at + 1, last, False)
            or self._year(at + 1, last, False)
        )
        follows = inner is not None and self._begins_time(at + 1)
        return When(inner.start, None, TimePrecision.OPEN) if inner and follows else None

    def _begins_time(self, at: int) -> bool:
        groups = ("weekdays", "months", "last_week", "last_month", "last_year", "yesterday")
        return self._number(at) is not None or any(self._hit(group, at) for group in groups)

    def _clock(self, at: int, last: int, ahead: bool) -> When | None:
        """Read "14:30 UTC on 17 March"."""
        keys = self._words.keys
        if at + 3 >= last or keys[at + 1] != ":" or self._hit("zone", at + 3) is None:
            return None
        hour, minute = self._number(at), self._number(at + 2)
        if hour is None or minute is None or hour > 23 or minute > 59:
            return None
        day = next((d for i in range(at + 4, last) if (d := self._date(i, last, ahead))), None)
        start = day.start if day else self._today
        if start is None:
            return None
        moment = start + timedelta(hours=hour, minutes=minute)
        return When(moment, moment, TimePrecision.INSTANT)

    def _range(self, at: int, last: int, ahead: bool) -> When | None:
        """Read "between 10 and 12 March" and "3 and 4 June"."""
        opened = self._hit("between", at)
        first = at + 1 if opened else at
        begin = self._number(first)
        end = self._date(first + 2, last, ahead) if first + 3 < last and begin else None
        if begin is None or end is None or end.start is None or begin > _LONGEST_MONTH:
            return None
        if not self._words.is_word(first + 1) and self._words.keys[first + 1] not in ("-", "–"):
            return None
        start = _safe(end.start.year, end.start.month, begin)
        return When(start, end.end, TimePrecision.DAY) if start and start < end.start else None

    def _date(self, at: int, last: int, ahead: bool) -> When | None:
        """Read "3 March 2025", "March 3" and their like."""
        for day_at, month_at in ((at, at + 1), (at + 1, at)):
            if max(day_at, month_at) >= last:
                continue
            month, day = self._hit("months", month_at), self._number(day_at)
            if month is None or day is None or not 1 <= day <= _LONGEST_MONTH:
                continue
            after = max(day_at, month_at) + 1
            after += after < last and self._words.keys[after] == ","
            year = self._year_at(after) if after < last else None
            start = self._day(year, int(month.label) + 1, day, ahead)
            return When(start, start + _DAY, TimePrecision.DAY) if start else None
        return None

    def _day(self, year: int | None, month: int, day: int, ahead: bool) -> datetime | None:
        if year is not None:
            return _safe(year, month, day)
        if self._today is None:
            return None
        found = _safe(self._today.year, month, day)
        if found and found > self._today and not ahead:
            return _safe(self._today.year - 1, month, day)
        return found

    def _month(self, at: int, last: int, ahead: bool) -> When | None:
        month = self._hit("months", at)
        if month is None or not self._is_month(at, last):
            return None
        number = int(month.label) + 1
        year = self._year_at(at + 1) if at + 1 < last else None
        if year is None:
            if self._today is None:
                return None
            later = number > self._today.month
            year = self._today.year - (1 if later and not ahead else 0)
        start = _safe(year, number, 1)
        return When(start, _next_month(start), TimePrecision.MONTH) if start else None

    def _is_month(self, at: int, last: int) -> bool:
        """Tell the month of May from the verb, and March from marching: a year or a preposition stands by."""
        followed = at + 1 < last and self._year_at(at + 1) is not None
        led = at > 0 and (self._hit("in", at - 1) is not None or self._hit("since", at - 1) is not None)
        return followed or led

    def _relative(self, at: int, last: int, ahead: bool) -> When | None:
        if self._today is None:
            return None
        for group, days in (("today", 0), ("yesterday", -1), ("before_yesterday", -2), ("tomorrow", 1)):
            if self._hit(group, at):
                start = self._today + days * _DAY
                return When(start, start + _DAY, TimePrecision.DAY)
        if self._hit("overnight", at):
            return When(self._today - _DAY, self._today + _DAY, TimePrecision.DAY)
        return self._ago(at, last) or self._stretch(at)

    def _ago(self, at: int, last: int) -> When | None:
        number = self._number(at)
        if number is None or at + 2 >= last or self._today is None or self._hit("ago", at + 2) is None:
            return None
        if self._hit("day", at + 1):
            start = self._today - number * _DAY
            return When(start, start + _DAY, TimePrecision.DAY)
        if self._hit("week", at + 1):
            start = _monday(self._today) - number * 7 * _DAY
            return When(start, start + 7 * _DAY, TimePrecision.WEEK)
        return None

    def _stretch(self, at: int) -> When | None:
        if self._today is None:
            return None
        monday = _monday(self._today)
        month = self._today.replace(day=1)
        before = (month - _DAY).replace(day=1)
        year = month.replace(month=1)
        spans = {
            "last_week": (monday - 7 * _DAY, monday, TimePrecision.WEEK),
            "this_week": (monday, monday + 7 * _DAY, TimePrecision.WEEK),
            "last_month": (before, month, TimePrecision.MONTH),
            "last_year": (year.replace(year=year.year - 1), year, TimePrecision.YEAR),
        }
        return next((When(*span) for group, span in spans.items() if self._hit(group, at)), None)

    def _weekday(self, at: int, last: int, ahead: bool) -> When | None:
        hit = self._hit("weekdays", at)
        if hit is None or self._today is None:
            return None
        back = (self._today.weekday() - int(hit.label)) % 7
        start = self._today - back * _DAY
        if ahead and back:
            start += 7 * _DAY
        return When(start, start + _DAY, TimePrecision.DAY)

    def _year(self, at: int, last: int, ahead: bool) -> When | None:
        year = self._year_at(at)
        led = at > 0 and (self._hit("in", at - 1) is not None or self._hit("since", at - 1) is not None)
        if year is None or not led:
            return None
        start = datetime(year, 1, 1, tzinfo=UTC)
        return When(start, start.replace(year=year + 1), TimePrecision.YEAR)


def _safe(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _next_month(start: datetime) -> datetime:
    return (start + _LONGEST_MONTH * _DAY).replace(day=1)


def _monday(day: datetime) -> datetime:
    return day - day.weekday() * _DAY


def only_date(words: Words, span: Sequence[int], when: When | None) -> bool:
    """Return whether a line is nothing but a date: a heading for what follows."""
    return when is not None and when.precision is TimePrecision.DAY and len(span) <= LONGEST_DATE
