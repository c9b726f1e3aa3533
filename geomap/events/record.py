"""One row of an event table → its report, mention, resolution and claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from geomap.events.coding import Coding, Rule
from geomap.model import (
    Attribution,
    Claim,
    Claimant,
    Mention,
    Mode,
    Place,
    PlaceKind,
    Proposition,
    Region,
    Report,
    Resolution,
    Review,
    TimePrecision,
    When,
    WherePrecision,
    claim_id,
    text_digest,
)

Join = Callable[[Place], tuple[Region | None, str]]
ActorId = Callable[[str], str]
_KINDS = {
    WherePrecision.DISTRICT: PlaceKind.DISTRICT,
    WherePrecision.REGION: PlaceKind.REGION,
    WherePrecision.FUZZY: PlaceKind.AREA,
    WherePrecision.COUNTRY: PlaceKind.COUNTRY,
    WherePrecision.UNKNOWN: PlaceKind.AREA,
}
Meaning = TypeVar("Meaning")
_SEPARATOR = re.compile(r"\s*;\s*")
_STATE_FORCES = ("1", "State forces", "State Forces")
_HALF_WEEK = timedelta(days=3)


class BadRowError(ValueError):
    """A row that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a row becomes."""

    report: Report
    mention: Mention
    resolution: Resolution
    claim: Claim


def event(row: Mapping[str, str], coding: Coding, join: Join, actor_id: ActorId) -> Event:
    """Return the records of a row.

    The report's text is made of the row's own cells, one a line: id, place,
    description, source text; the claim quotes the last.

    Raises
    ------
    BadRowError
        When the row has no id, no place, no date or an unknown code.
    """
    rule = coding.rule(row)
    if rule is None:
        kinds = ", ".join(f"{c} {row.get(c, '')!r}" for c, _ in coding.rules[0].match)
        raise BadRowError(f"its kind of event is not known ({kinds})")
    precision = _code(coding.where, coding.cell(row, "where"), "precision of place")
    ident, name = coding.cell(row, "id"), coding.cell(row, "place")
    if not ident or not name:
        raise BadRowError("it has no id or no place")
    report, start = _report(row, coding, ident, name)
    lon, lat = _coordinates(row, coding)
    place = Place(f"{coding.id}:{ident}", name, _KINDS.get(precision, PlaceKind.SETTLEMENT), lon, lat)
    # The point of an event known to its country only says the country, not the region it happens to lie in.
    near, method = join(replace(place, kind=PlaceKind.SETTLEMENT))
    region = near if precision < WherePrecision.COUNTRY else None
    country = near.country if near and precision < WherePrecision.UNKNOWN else ""
    mention_start = len(ident) + 1
    mention = Mention(report.id, mention_start, mention_start + len(name), name, (name,), place.kind)
    resolution = Resolution(
        mention.id,
        place,
        confidence=1.0,
        method=coding.id,
        where_prec=precision,
        lon=lon,
        lat=lat,
        region_ids=(region.id,) if region else (),
        region_method=method if region else "",
        reasons=(f"coded by {coding.name}",),
    )
    claim = _claim(row, coding, rule, report, start, resolution, actor_id)
    claim = replace(claim, countries=(country,) if country else ())
    return Event(report, mention, resolution, claim)


def _report(row: Mapping[str, str], coding: Coding, ident: str, name: str) -> tuple[Report, int]:
    context = coding.cell(row, "context")
    quote = coding.cell(row, "text") or context or name
    lines = [ident, name, *([context] if context else ())]
    start = len("\n".join(lines)) + 1
    text = "\n".join([*lines, quote])
    published = _published(coding.cell(row, "published"))
    report = Report(
        id=f"{coding.id}:{ident}",
        text=text,
        title=coding.cell(row, "title"),
        publisher=coding.name,
        published=published,
        licence=coding.licence,
        text_sha256=text_digest(text),
    )
    return report, start


def _claim(
    row: Mapping[str, str],
    coding: Coding,
    rule: Rule,
    report: Report,
    start: int,
    resolution: Resolution,
    actor_id: ActorId,
) -> Claim:
    end = len(report.text)
    said_by = _names(coding.cell(row, "claimant"))
    attribution = Attribution(
        claimants=tuple(Claimant(who, actor_id(who)) for who in said_by),
        via=tuple(Claimant(who) for who in _names(coding.cell(row, "via"))),
        mode=Mode.INDIRECT if said_by else Mode.NONE,
    )
    ident = claim_id(report.text_sha256, start, end)
    return Claim(
        id=ident,
        report_id=report.id,
        start=start,
        end=end,
        quote=report.text[start:end],
        proposition=_proposition(row, coding, rule, actor_id),
        attribution=attribution,
        mention_ids=(resolution.mention_id,),
        place_ids=(resolution.place.id,) if resolution.place else (),
        region_ids=resolution.region_ids,
        where_prec=resolution.where_prec,
        event_time=_when(row, coding),
        origin_id=ident,
        appearances=(report.id,),
        review=Review.REVIEWED,
        reviewer=coding.name,
        before=coding.cell(row, "context"),
        reasons=_reasons(row, coding),
    )


def _proposition(row: Mapping[str, str], coding: Coding, rule: Rule, actor_id: ActorId) -> Proposition:
    sides = (coding.cell(row, "actor"), coding.cell(row, "target"))
    if rule.actor in ("state", "non_state"):
        kinds = (coding.cell(row, "actor_kind"), coding.cell(row, "target_kind"))
        pairs = zip(sides, kinds, strict=True)
        wanted = [side for side, kind in pairs if (kind in _STATE_FORCES) is (rule.actor == "state")]
        # Two of a kind: the row does not say which of them took the ground.
        sides = (wanted[0] if len(wanted) == 1 else "", "")
    elif rule.actor == "none":
        sides = ("", "")
    acting, target = (actor_id(side) if side else "" for side in sides)
    return Proposition(rule.predicate, acting, target)


def _reasons(row: Mapping[str, str], coding: Coding) -> tuple[str, ...]:
    sides = " – ".join(filter(None, (coding.cell(row, "actor"), coding.cell(row, "target"))))
    figures = ", ".join(f"{name} {row[name]}" for name in coding.figures if row.get(name))
    return tuple(filter(None, (f"{coding.name}: {sides}", figures)))


def _when(row: Mapping[str, str], coding: Coding) -> When:
    precision = _code(coding.date, coding.cell(row, "date"), "precision of date")
    first = _day(coding.cell(row, "start"))
    if first is None:
        raise BadRowError(f"its date {coding.cell(row, 'start')[:30]!r} cannot be read")
    last = _day(coding.cell(row, "end")) or first
    if not coding.columns.get("end"):
        first, last = _widened(first, precision)
    if last < first:
        raise BadRowError("it ends before it starts")
    return When(_midnight(first), _midnight(last + timedelta(days=1)), precision, coding.cell(row, "start"))


def _widened(day: date, precision: TimePrecision) -> tuple[date, date]:
    """Return the first and last day that a single coded day stands for."""
    if precision is TimePrecision.WEEK:
        return day - _HALF_WEEK, day + _HALF_WEEK
    if precision is TimePrecision.MONTH:
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day, day


def _published(text: str) -> When | None:
    """Return the day of the newest of several sources."""
    found = [day for part in _names(text) if (day := _day(part))]
    return When(_midnight(max(found)), _midnight(max(found) + timedelta(days=1))) if found else None


def _day(text: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y"):
        try:
            return datetime.strptime(text.split(" 00:00")[0], pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _names(text: str) -> list[str]:
    return [name for name in _SEPARATOR.split(text.strip()) if name]


def _coordinates(row: Mapping[str, str], coding: Coding) -> tuple[float, float]:
    try:
        lon, lat = float(coding.cell(row, "lon")), float(coding.cell(row, "lat"))
    except ValueError:
        raise BadRowError("its coordinates are no numbers") from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise BadRowError(f"its coordinates lie outside the world ({lon}, {lat})")
    return lon, lat


def _code(codes: Mapping[str, Meaning], code: str, what: str) -> Meaning:
    try:
        return codes[code.removesuffix(".0")]
    except KeyError:
        raise BadRowError(f"its {what} {code!r} is not a code of the data set") from None
