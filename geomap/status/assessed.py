"""Rules 1 to 4: what the assessors' shares make of a region.

The rules stand above those of claims in the headline; ``beside`` adds the
dispute, or the newer claimed change, that must be named in the sentence.
Shares of places (towns listed) never make an area: they are told, not ruled on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from geomap.model.control import ControlCategory, Measure, RegionShares
from geomap.model.status import Basis, RegionStatus, Situation
from geomap.model.when import When

Name = Callable[[str], str]
_DOUBT = (ControlCategory.CONTESTED, ControlCategory.GREY_ZONE)
_PART = (*_DOUBT, ControlCategory.ADVANCE, ControlCategory.INFILTRATION)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which shares on a rule holds; fractions of a region's area.

    ``held``: as good as all of it. ``doubt``: so little grey or contested
    ground that it does not count. ``holder``: below it a holding may be the
    difference of two boundary sets.
    ``differ``: assessors disagree from here on. ``stale_days``: how old
    an assessment may be at the map's date.
    """

    held: float = 0.95
    doubt: float = 0.02
    holder: float = 0.005
    differ: float = 0.05
    stale_days: int = 14


@dataclass(frozen=True, slots=True)
class _Range:
    """A share across assessors: never a mean."""

    low: float
    high: float

    @property
    def words(self) -> str:
        low, high = f"{self.low * 100:.1f}", f"{self.high * 100:.1f}"
        return f"{low} %" if low == high else f"{low}–{high} %"


def assess_control(
    shares: Iterable[RegionShares],
    actor_name: Name,
    assessor_name: Name,
    *,
    as_of: When | None = None,
    thresholds: Thresholds | None = None,
) -> RegionStatus | None:
    """Return what the assessors make of one region, None where none of rules 1 to 4 fits.

    Parameters
    ----------
    shares : iterable of RegionShares
        Of one region, one per assessor (its newest that says something there).
    actor_name, assessor_name : callable
        Give the name of an actor's and of an assessor's id.
    as_of : When, optional
        The date of the map.
    thresholds : Thresholds, optional
        From which shares on a rule holds.

    Returns
    -------
    RegionStatus or None
        Its evidence are layer ids (``isw@2025-11-09``), in the order of the sentence.
    """
    limits = thresholds or Thresholds()
    rows = [_inland(row) for row in sorted(_speaking(shares), key=lambda r: r.assessor_id)]
    if not rows:
        return None
    ranges = {actor: _control(rows, actor) for actor in _actors(rows)}
    held = {actor: r for actor, r in ranges.items() if r.high >= limits.holder}
    holders = sorted(held, key=lambda actor: (-held[actor].high, -held[actor].low, actor))
    doubt = _across(rows, _PART)
    headline = _headline(holders, held, doubt, _across(rows, _DOUBT), actor_name, limits)
    if headline is None:
        return None
    situation, words = headline
    return RegionStatus(
        region_id=rows[0].region_id,
        situation=situation,
        basis=Basis.ASSESSED,
        rule=situation.value,
        sentence=f"{words} ({_sources(rows, holders, actor_name, assessor_name)})",
        evidence=tuple(row.layer_id for row in rows),
        flags=_flags(rows, limits, as_of),
        actors=tuple(holders) or tuple(_actors(rows, _PART)),
        as_of=as_of,
    )


def beside(assessed: RegionStatus, claimed: RegionStatus | None, newer: bool) -> RegionStatus:
    """Return an assessed status with the dispute or newer claimed change that stands beside it.

    Parameters
    ----------
    assessed : RegionStatus
        The headline, by rules 1 to 4.
    claimed : RegionStatus or None
        What claims alone make of the region, by rules 5 to 14.
    newer : bool
        Whether the claims are newer than the newest assessment.
    """
    if claimed is None:
        return assessed
    changes = (Situation.CLAIMED_CHANGE, Situation.REPORTED_CHANGE)
    named = claimed.situation is Situation.DISPUTED or (newer and claimed.situation in changes)
    return replace(
        assessed,
        sentence=f"{assessed.sentence}; {claimed.sentence}" if named else assessed.sentence,
        evidence=assessed.evidence + claimed.evidence,
        flags=tuple(dict.fromkeys((*assessed.flags, *claimed.flags, *((claimed.situation.value,) * named)))),
        actors=tuple(dict.fromkeys((*assessed.actors, *claimed.actors))),
        reports=claimed.reports,
        origins=claimed.origins,
        over=claimed.situation if named else None,
    )


def newest_of_each(shares: Iterable[RegionShares]) -> list[RegionShares]:
    """Return, of each assessor and measure, its newest row that says something about the region.

    An assessor may publish one file for the front and another for a border
    region: each speaks for the regions that it marks or covers.
    """
    newest: dict[tuple[str, Measure], RegionShares] = {}
    for row in shares:
        key = (row.assessor_id, row.measure)
        if says_something(row) and (key not in newest or _day(row) > _day(newest[key])):
            newest[key] = row
    return [newest[key] for key in sorted(newest)]


def places_sentence(row: RegionShares, actor_name: Name, assessor_name: Name) -> str:
    """Return what a table of places says about a region, as counts of places."""
    parts = [
        f"{share.amount:,.0f} {_phrase(share.category, actor_name(share.actor_id))}" for share in row.shares
    ]
    return f"Of {row.total:,.0f} places listed by {assessor_name(row.assessor_id)}: {', '.join(parts)}"


def _headline(
    holders: Sequence[str],
    held: dict[str, _Range],
    part: _Range,
    doubt: _Range,
    name: Name,
    limits: Thresholds,
) -> tuple[Situation, str] | None:
    if len(holders) == 1:
        only = holders[0]
        if held[only].low >= limits.held and part.high <= limits.doubt:
            return Situation.ASSESSED_HELD, f"assessed as held by {name(only)}, {held[only].words}"
        rest = "" if part.high <= limits.doubt else f"{part.words} is contested, grey or advanced over, "
        words = f"{name(only)} holds {held[only].words}, {rest}the rest is not marked"
        return Situation.ASSESSED_PART, f"assessed in part: {words}"
    if holders:
        both = " and ".join(f"{name(actor)} ({held[actor].words})" for actor in holders)
        rest = f", {doubt.words} grey or contested" if doubt.high > limits.doubt else ""
        return Situation.ASSESSED_SPLIT, f"assessed as partly held by {both}{rest}"
    if part.high > limits.doubt:
        return Situation.ASSESSED_CONTESTED, f"assessed as contested, grey or advanced over in {part.words}"
    return None


def _sources(rows: Sequence[RegionShares], holders: Sequence[str], actor: Name, assessor: Name) -> str:
    return "; ".join(
        f"{assessor(row.assessor_id)}{_dated(row)}: {_own_words(row, holders, actor)}" for row in rows
    )


def _own_words(row: RegionShares, holders: Sequence[str], name: Name) -> str:
    said = [(actor, row.fraction(ControlCategory.CONTROL, actor_id=actor)) for actor in holders]
    parts = [f"{name(actor)} {share * 100:.1f} %" for actor, share in said if share]
    if part := row.fraction(*_PART):
        parts.append(f"contested, grey or advance {part * 100:.1f} %")
    return ", ".join(parts) or "nothing marked here"


def _dated(row: RegionShares) -> str:
    day = _day(row)
    return f", {day}" if day else ", undated"


def _speaking(shares: Iterable[RegionShares]) -> list[RegionShares]:
    return [row for row in shares if row.measure is Measure.AREA and says_something(row)]


def _inland(row: RegionShares) -> RegionShares:
    """Return a row without what lies only along the region's border: two boundary sets, no holding."""
    return replace(row, shares=tuple(share for share in row.shares if not share.along_border))


def says_something(row: RegionShares) -> bool:
    """Return whether an assessor marks ground in a region, or covers it and marks none."""
    return row.covered or any(not share.along_border for share in row.shares)


def _actors(
    rows: Iterable[RegionShares], categories: tuple[ControlCategory, ...] = (ControlCategory.CONTROL,)
) -> list[str]:
    shares = (share for row in rows for share in row.shares if share.basis is Basis.ASSESSED)
    return sorted({share.actor_id for share in shares if share.category in categories and share.actor_id})


def _control(rows: Sequence[RegionShares], actor: str) -> _Range:
    return _range([row.fraction(ControlCategory.CONTROL, actor_id=actor) for row in rows])


def _across(rows: Sequence[RegionShares], categories: tuple[ControlCategory, ...]) -> _Range:
    return _range([row.fraction(*categories) for row in rows])


def _range(values: Sequence[float]) -> _Range:
    return _Range(min(values), max(values))


def _flags(rows: Sequence[RegionShares], limits: Thresholds, as_of: When | None) -> tuple[str, ...]:
    ranges = [_control(rows, actor) for actor in _actors(rows)]
    ranges += [_across(rows, (category,)) for category in _PART]
    flags = []
    if any(r.high - r.low >= limits.differ for r in ranges):
        flags.append("assessors_disagree")
    if len(rows) == 1:
        flags.append("single_assessor")
    if _is_stale(rows, limits, as_of):
        flags.append("stale")
    return tuple(flags)


def _is_stale(rows: Sequence[RegionShares], limits: Thresholds, as_of: When | None) -> bool:
    moment = as_of.last if as_of else None
    newest = max((row.valid.end for row in rows if row.valid and row.valid.end), default=None)
    if moment is None or newest is None:
        return False
    return moment - newest > timedelta(days=limits.stale_days)


def _day(row: RegionShares) -> str:
    return row.valid.start.date().isoformat() if row.valid and row.valid.start else ""


def _phrase(category: ControlCategory, actor: str) -> str:
    return {
        ControlCategory.CONTROL: f"held by {actor}",
        ControlCategory.ADVANCE: f"advanced on by {actor}",
        ControlCategory.INFILTRATION: f"infiltrated by {actor}",
        ControlCategory.CONTESTED: "contested",
        ControlCategory.GREY_ZONE: "grey zone",
        ControlCategory.PARTISAN: "with partisans",
        ControlCategory.REGAINED: f"regained by {actor}",
    }[category]
