"""Who denies whom: denials find what they deny, and contrary claims of two parties find each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from operator import itemgetter

from geomap.claims.draft import DOUBTS_BEFORE
from geomap.model import Claim, Predicate, Stance, WherePrecision

_WINDOW = timedelta(days=7)
_NEAR_CHARS = 600
_SAID = frozenset((Stance.ASSERTS, Stance.CONFIRMS, Stance.REPORTS, Stance.PLANS, Stance.DOUBTS))
_AGAINST = frozenset((Stance.DENIES, Stance.DOUBTS))
_P = Predicate
# A denial of one of these reaches a claim of another.
_FAMILIES = (
    frozenset((_P.TAKES_CONTROL, _P.LOSES_CONTROL)),
    frozenset((_P.TAKES_CONTROL, _P.ADVANCES)),
    frozenset((_P.ADVANCES, _P.PRESENT_IN, _P.INFILTRATES)),
    frozenset((_P.LOSES_CONTROL, _P.WITHDRAWS)),
    frozenset((_P.STRIKES, _P.SHELLS, _P.DAMAGE_OR_CASUALTIES)),
    frozenset((_P.CLASHES, _P.REPELS_ATTACK)),
    frozenset((_P.LOSES_CONTROL, _P.PRESENT_IN)),
    frozenset((_P.LOSES_CONTROL, _P.ADVANCES)),
    frozenset((_P.CLASHES, _P.ADVANCES)),
    frozenset((_P.CLASHES, _P.PRESENT_IN)),
)
# What cannot be so at once where two parties say it of one place.
_CONTRARY = frozenset(
    (
        frozenset((_P.TAKES_CONTROL, _P.HOLDS)),
        frozenset((_P.TAKES_CONTROL, _P.REPELS_ATTACK)),
        frozenset((_P.TAKES_CONTROL, _P.WITHDRAWS)),
        frozenset((_P.ADVANCES, _P.REPELS_ATTACK)),
        frozenset((_P.PRESENT_IN, _P.REPELS_ATTACK)),
    )
)
_CONTRARY_STANCES = frozenset((Stance.ASSERTS, Stance.REPORTS))
# The same tables by predicate.
_KINDRED = {p: frozenset((p,)).union(*(family for family in _FAMILIES if p in family)) for p in _P}
_CONTRARY_TO = {p: frozenset(q for q in _P if frozenset((p, q)) in _CONTRARY) for p in _P}
_CONTRARY_TO[_P.TAKES_CONTROL] |= {_P.TAKES_CONTROL}
_ByPlace = dict[tuple[str, Predicate], list[tuple[int, Claim]]]
Dates = Mapping[str, datetime | None]


def disputes(claims: Sequence[Claim], dates: Dates) -> dict[str, list[str]]:
    """Return, for each claim that denies others, their ids.

    Within a report a denial reaches the nearest fitting claim before it, and
    the same claim elsewhere in the report (a headline and its body). Across
    reports it reaches what fits at the very same place within a week. Of
    claims that cannot both be so the later one denies the earlier.

    Parameters
    ----------
    claims : sequence of Claim
        In the order of their reports and texts.
    dates : mapping
        When each report was published, None where it does not say.
    """
    by_place = _by_place(claims)
    found: dict[str, list[str]] = {}
    for denial in claims:
        partners = _partners(denial)
        if not partners:
            continue
        fitting = [c for c in _candidates(denial, partners, by_place) if _fits(denial, c, dates)]
        inside = _nearest(denial, [c for c in fitting if c.report_id == denial.report_id])
        outside = [c for c in fitting if c.report_id != denial.report_id and _share_place(denial, c)]
        if inside or outside:
            found[denial.id] = list(dict.fromkeys(c.id for c in (*inside, *outside)))
    return found


def _by_place(claims: Sequence[Claim]) -> _ByPlace:
    found: _ByPlace = defaultdict(list)
    for number, claim in enumerate(claims):
        for key in _keys(claim):
            found[key, claim.proposition.predicate].append((number, claim))
    return found


def _keys(claim: Claim) -> tuple[str, ...]:
    return claim.region_ids or claim.place_ids or claim.countries or (claim.report_id,)


def _partners(denial: Claim) -> frozenset[Predicate]:
    """Return of what a claim must speak to be denied by another: few claims of a large set do."""
    predicate = denial.proposition.predicate
    if denial.stance is Stance.DENIES or _is_named_doubt(denial):
        return _KINDRED[predicate]
    return _CONTRARY_TO[predicate] if denial.stance in _CONTRARY_STANCES else frozenset()


def _candidates(denial: Claim, partners: frozenset[Predicate], by_place: _ByPlace) -> list[Claim]:
    """Return the claims of the same places that may be meant, place by place in their order."""
    unique: dict[str, Claim] = {}
    for key in _keys(denial):
        here = [pair for predicate in partners for pair in by_place.get((key, predicate), ())]
        for _, claim in sorted(here, key=itemgetter(0)):
            if claim.id != denial.id:
                unique.setdefault(claim.id, claim)
    return list(unique.values())


def _fits(denial: Claim, other: Claim, dates: Dates) -> bool:
    if other.stance not in _SAID or not _near_in_time(denial, other, dates) or _same_voice(denial, other):
        return False
    if denial.stance is Stance.DENIES or _is_named_doubt(denial):
        place = _share_place(denial, other) if denial.proposition.negated else _same_place(denial, other)
        return place and _kindred(denial, other)
    later = denial.report_id != other.report_id or denial.start > other.start
    return later and denial.stance in _CONTRARY_STANCES and _contrary(denial, other)


def _is_named_doubt(claim: Claim) -> bool:
    return claim.stance is Stance.DOUBTS and DOUBTS_BEFORE in claim.reasons


def _nearest(denial: Claim, fitting: Sequence[Claim]) -> list[Claim]:
    """Return the claim of a report that a denial most likely means, and its repetitions."""
    if denial.stance not in _AGAINST or not fitting:
        return list(fitting)
    predicate = denial.proposition.predicate
    best = min(
        fitting,
        key=lambda c: (
            c.proposition.predicate is not predicate,
            c.start > denial.start,
            abs(c.start - denial.start),
        ),
    )
    return [best, *(c for c in fitting if c is not best and _repeats(c, best))]


def _repeats(claim: Claim, other: Claim) -> bool:
    same = claim.proposition.predicate is other.proposition.predicate and _share_place(claim, other)
    return same and _same_voice(claim, other)


def _contrary(denial: Claim, other: Claim) -> bool:
    """Return whether both cannot be so: two parties took, or one took what the other holds."""
    pair = frozenset((denial.proposition.predicate, other.proposition.predicate))
    shared = _share_place(denial, other)
    if pair == {_P.TAKES_CONTROL}:
        actors = (denial.proposition.actor_id, other.proposition.actor_id)
        return all(actors) and actors[0] != actors[1] and shared and _opposed(denial, other)
    if pair not in _CONTRARY or not _opposed(denial, other):
        return False
    if _P.REPELS_ATTACK in pair:  # attacks near a town may well be repelled by those who lost it
        exact = max(denial.where_prec, other.where_prec) <= WherePrecision.EXACT
        return shared and exact and (_P.TAKES_CONTROL in pair or _beside(denial, other))
    return shared or _beside(denial, other)


def _opposed(denial: Claim, other: Claim) -> bool:
    """Return whether two parties speak, or two named voices side by side in one report."""
    sides = [{c.side for c in claim.attribution.claimants if c.side} for claim in (denial, other)]
    if all(sides):
        return sides[0].isdisjoint(sides[1])
    named = all(claim.attribution.claimants for claim in (denial, other))
    return named and any(sides) and _beside(denial, other)


def _beside(denial: Claim, other: Claim) -> bool:
    near = denial.report_id == other.report_id and abs(denial.start - other.start) <= _NEAR_CHARS
    return near and bool(set(denial.region_ids) & set(other.region_ids))


def _kindred(denial: Claim, other: Claim) -> bool:
    return other.proposition.predicate in _KINDRED[denial.proposition.predicate]


def _share_place(denial: Claim, other: Claim) -> bool:
    return bool(set(denial.place_ids) & set(other.place_ids))


def _same_place(denial: Claim, other: Claim) -> bool:
    """Return whether both speak of one place; a denial for a region covers the places in it."""
    if _share_place(denial, other):
        return True
    coarse = max(denial.where_prec, other.where_prec) >= WherePrecision.DISTRICT
    return coarse and (bool(set(denial.region_ids) & set(other.region_ids)) or not denial.region_ids)


def _same_voice(denial: Claim, other: Claim) -> bool:
    """Return whether one side, one person or the author speaks in both."""
    voices = [
        {c.side or c.actor_id or c.name.casefold() for c in claim.attribution.claimants}
        or {f"author of {claim.report_id}"}
        for claim in (denial, other)
    ]
    return not voices[0].isdisjoint(voices[1])


def _near_in_time(denial: Claim, other: Claim, dates: Dates) -> bool:
    if denial.report_id == other.report_id:
        return True
    a, b = dates.get(denial.report_id), dates.get(other.report_id)
    return a is not None and b is not None and abs(a - b) <= _WINDOW
