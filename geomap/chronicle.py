"""Findings in, a timeline out: what the map was at each step of each clock."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from geomap.actors import Actors
from geomap.language.interface import Words, words
from geomap.model import Claim, Findings, Region, RegionStatus, Report, When
from geomap.model.scene import Clock, RegionState, Timeline
from geomap.scene import state_of
from geomap.status import ClaimRules

MOST_STEPS = 92  # a quarter by days; longer stretches are stepped by weeks, then by months
_PLAIN = "published"  # the clock of control layers where no claim has a day
_WORK = 200_000  # claims looked at for the frames of a clock before a coarser unit is taken
_UNITS = ("day", "week", "month")
Beside = Callable[[Sequence[RegionStatus], When], Iterable[RegionStatus]]


def timeline(
    findings: Findings,
    lang: str,
    *,
    layer_days: Sequence[str] = (),
    beside: Beside | None = None,
    actors: Actors | None = None,
) -> Timeline:
    """Return the clocks by which findings can be told, with the state of each region at their steps.

    Parameters
    ----------
    findings : Findings
        With their regions.
    lang : str
        The language of the sentences.
    layer_days : sequence of str
        Days (ISO 8601) of control layers: steps of every clock.
    beside : callable, optional
        Puts statuses of assessed control beside those of claims at a time.
    actors : Actors, optional
        Whose side is whose; those that come with geomap, if none are given.

    Returns
    -------
    Timeline
        Only clocks with at least two steps; claims without a day on a clock
        count at each of its steps.
    """
    reports = {report.id: report for report in findings.reports}
    rules = ClaimRules(findings.claims, findings.resolutions, actors=actors, lang=lang)
    states: dict[RegionState, int] = {}
    clocks = []
    for key, day_of in _CLOCKS.items():
        days = {c.id: day for c in findings.claims if (day := day_of(c, reports.get(c.report_id)))}
        if len({*days.values(), *layer_days}) < 2 or not (days or key == _PLAIN):
            continue
        unit, steps = _steps({*days.values(), *layer_days}, len(days))
        walk = _Walk(rules, days, findings.regions, words(lang), states, beside)
        clocks.append(Clock(key, unit, steps, tuple(walk.frames(steps))))
    return Timeline(tuple(clocks), tuple(states))


@dataclass(frozen=True, slots=True)
class _Walk:
    rules: ClaimRules
    days: dict[str, str]
    regions: tuple[Region, ...]
    words: Words
    states: dict[RegionState, int]
    beside: Beside | None

    def frames(self, steps: Sequence[str]) -> list[tuple[tuple[str, int], ...]]:
        """Return, for each step, the regions whose state differs from the step before."""
        before: dict[str, int] = {}
        found = []
        for step in steps:
            now = {s.region_id: self._number(s) for s in self._statuses(step)}
            gone = [(i, -1) for i in before if i not in now]
            found.append((*gone, *((i, n) for i, n in now.items() if before.get(i) != n)))
            before = now
        return found

    def _statuses(self, step: str) -> Iterable[RegionStatus]:
        moment = datetime.combine(date.fromisoformat(step), time(), UTC)
        when = When(moment, moment + timedelta(days=1))

        def known(claim: Claim) -> bool:
            return self.days.get(claim.id, "") <= step

        statuses = [
            self.rules.status(region, when, known)
            for region in self.regions
            if any(map(known, self.rules.claims_of(region.id)))
        ]
        return self.beside(statuses, when) if self.beside else statuses

    def _number(self, status: RegionStatus) -> int:
        return self.states.setdefault(state_of(status, self.words), len(self.states))


def _steps(days: set[str], claims: int) -> tuple[str, tuple[str, ...]]:
    """Return the finest unit that is not too fine, and the last day of each of its steps."""
    ordered = sorted(days)
    for unit in _UNITS:
        ends = sorted({_end(day, unit) for day in ordered})
        if unit == _UNITS[-1] or (len(ends) <= MOST_STEPS and len(ends) * claims <= _WORK):
            # The last step ends with the last day: no map of a day that nobody has told of.
            return unit, (*ends[: bisect_left(ends, ordered[-1])], ordered[-1])
    raise AssertionError("months are always few enough")


def _end(day: str, unit: str) -> str:
    when = date.fromisoformat(day)
    if unit == "week":
        return (when + timedelta(days=6 - when.weekday())).isoformat()
    if unit == "month":
        following = when.replace(day=28) + timedelta(days=4)
        return (following - timedelta(days=following.day)).isoformat()
    return day


def _happened(claim: Claim, _: Report | None) -> str:
    first, last = claim.event_time.days if claim.event_time else ("", "")
    return first or last


def _published(_: Claim, report: Report | None) -> str:
    # Known by then: a report of "March" may be of its last day.
    first, last = report.published.days if report and report.published else ("", "")
    return last or first


def _captured(_: Claim, report: Report | None) -> str:
    first, last = report.captured.days if report and report.captured else ("", "")
    return last or first


_CLOCKS: dict[str, Callable[[Claim, Report | None], str]] = {
    "published": _published,
    "event": _happened,
    "captured": _captured,
}
