"""Claims to each other: who denies whom, and which trace to one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from geomap.claims.origins import origins
from geomap.model import Claim, Link, LinkKind, Predicate, Report, Stance, WherePrecision

_WINDOW = timedelta(days=7)
_SAID = frozenset((Stance.ASSERTS, Stance.CONFIRMS, Stance.REPORTS, Stance.PLANS, Stance.DOUBTS))
_FAMILIES = (
    frozenset(
        (
            Predicate.TAKES_CONTROL,
            Predicate.LOSES_CONTROL,
            Predicate.ADVANCES,
            Predicate.PRESENT_IN,
            Predicate.INFILTRATES,
            Predicate.WITHDRAWS,
            Predicate.ENCIRCLES,
        )
    ),
    frozenset((Predicate.STRIKES, Predicate.SHELLS, Predicate.DAMAGE_OR_CASUALTIES)),
    frozenset((Predicate.CLASHES, Predicate.REPELS_ATTACK)),
)
# What cannot be so at once where two sides say it of one place.
_CONTRARY = frozenset(
    ((Predicate.HOLDS, Predicate.TAKES_CONTROL), (Predicate.REPELS_ATTACK, Predicate.TAKES_CONTROL))
)


_BOTH_TOOK = (Predicate.TAKES_CONTROL, Predicate.TAKES_CONTROL)


def relate(claims: Sequence[Claim], reports: Sequence[Report]) -> list[Claim]:
    """Return claims with their links and origins; earlier ones are worked out anew.

    A denial is linked to what it denies: the same or a kindred predicate, at
    the same place, said by somebody else, in the same report or within a week.
    """
    dates = {r.id: _published(r) for r in reports}
    pairs = _denials(claims, dates)
    grouped = origins(claims, reports)
    return [
        replace(
            claim,
            links=tuple(Link(LinkKind.DENIES, other) for other in pairs.get(claim.id, ())),
            origin_id=grouped[claim.id][0],
            appearances=grouped[claim.id][1],
        )
        for claim in claims
    ]


def _published(report: Report) -> datetime | None:
    return report.published.start if report.published else None


def _denials(claims: Sequence[Claim], dates: dict[str, datetime | None]) -> dict[str, list[str]]:
    by_key: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in _keys(claim):
            by_key[key].append(claim)
    found: dict[str, list[str]] = {}
    for denial in claims:
        others = dict.fromkeys(
            other.id
            for key in _keys(denial)
            for other in by_key[key]
            if other.id != denial.id and _disputes(denial, other, dates)
        )
        if others:
            found[denial.id] = list(others)
    return found


def _keys(claim: Claim) -> Iterable[str]:
    """Return the places under which a claim meets others: its regions, else its countries."""
    return claim.region_ids or claim.place_ids or claim.countries


def _disputes(denial: Claim, other: Claim, dates: dict[str, datetime | None]) -> bool:
    if other.stance not in _SAID or not _near_in_time(denial, other, dates) or _same_voice(denial, other):
        return False
    if denial.stance is Stance.DENIES:
        if denial.proposition.negated:  # "the town is not encircled": contrary only to that very claim
            return _kindred(denial, other) and bool(set(denial.place_ids) & set(other.place_ids))
        return _kindred(denial, other) and _same_place(denial, other)
    pair = (denial.proposition.predicate, other.proposition.predicate)
    contrary = pair in _CONTRARY or (pair == _BOTH_TOOK and _rivals(denial, other))
    return contrary and denial.stance in _SAID and _opposed(denial, other)


def _rivals(denial: Claim, other: Claim) -> bool:
    """Return whether two different actors are said to have taken a place."""
    actors = (denial.proposition.actor_id, other.proposition.actor_id)
    return all(actors) and actors[0] != actors[1]


def _kindred(denial: Claim, other: Claim) -> bool:
    a, b = denial.proposition.predicate, other.proposition.predicate
    return a is b or any(a in family and b in family for family in _FAMILIES)


def _same_place(denial: Claim, other: Claim) -> bool:
    """Return whether both speak of one place; a denial for a region covers the places in it."""
    if set(denial.place_ids) & set(other.place_ids):
        return True
    coarse = max(denial.where_prec, other.where_prec) >= WherePrecision.DISTRICT
    return coarse and (set(denial.region_ids) & set(other.region_ids) != set() or not denial.region_ids)


def _opposed(denial: Claim, other: Claim) -> bool:
    """Return whether two parties say contrary things of the same place and the same day."""
    sides = [{c.side for c in claim.attribution.claimants if c.side} for claim in (denial, other)]
    return (
        bool(sides[0])
        and sides[0].isdisjoint(sides[1])
        and bool(set(denial.place_ids) & set(other.place_ids))
    )


def _same_voice(denial: Claim, other: Claim) -> bool:
    """Return whether one side, one person or the author speaks in both."""
    voices = [
        {c.side or c.actor_id or c.name.casefold() for c in claim.attribution.claimants}
        or {f"author of {claim.report_id}"}
        for claim in (denial, other)
    ]
    return not voices[0].isdisjoint(voices[1])


def _near_in_time(denial: Claim, other: Claim, dates: dict[str, datetime | None]) -> bool:
    if denial.report_id == other.report_id:
        return True
    a, b = dates.get(denial.report_id), dates.get(other.report_id)
    return a is not None and b is not None and abs(a - b) <= _WINDOW
