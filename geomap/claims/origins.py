"""Origins, not echoes: several reports of one statement are one origin with several appearances."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from geomap.model import Claim, Report

_WINDOW = timedelta(days=2)
_WORD = re.compile(r"[^\W_]{3,}")
_NUMBER = re.compile(r"\d[\d.,]*")
_ALIKE = 0.6
_SURNAMES, _SHORTEST_NAME = 2, 3


def origins(claims: Sequence[Claim], reports: Sequence[Report]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return for each claim its origin and the reports that carry that statement.

    Two claims are one statement if the same voice says the same of the same
    place within two days with no differing figures, or if their words are
    almost the same. The origin is named after its first claim.
    """
    dates = {r.id: r.published.start if r.published else None for r in reports}
    parent = {claim.id: claim.id for claim in claims}
    order = {claim.id: number for number, claim in enumerate(claims)}
    traits = {claim.id: _traits(claim) for claim in claims}
    buckets: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        for place in claim.region_ids or claim.countries or ("",):
            buckets[(place, claim.proposition.predicate.value)].append(claim)
    for together in buckets.values():
        for claim, other in _near_in_time(together, dates):
            if claim.report_id != other.report_id and _same(traits[claim.id], traits[other.id]):
                _join(parent, order, claim.id, other.id)
    return _grouped(claims, parent)


def _near_in_time(
    claims: Sequence[Claim], dates: dict[str, datetime | None]
) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of claims that are not too far apart in time; what has no date is near to all."""
    dated = [(when, claim) for claim in claims if (when := dates.get(claim.report_id)) is not None]
    dated.sort(key=lambda pair: pair[0])
    undated = [claim for claim in claims if dates.get(claim.report_id) is None]
    first = 0
    for number, (when, claim) in enumerate(dated):
        while when - dated[first][0] > _WINDOW:
            first += 1
        yield from ((claim, other) for _, other in dated[first:number])
    for number, claim in enumerate(undated):
        yield from ((claim, other) for _, other in dated)
        yield from ((claim, other) for other in undated[:number])


def _grouped(claims: Sequence[Claim], parent: dict[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    members: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        members[_root(parent, claim.id)].append(claim)
    found = {}
    for group in members.values():
        carried = tuple(dict.fromkeys(c.report_id for c in group))
        found.update({c.id: (group[0].id, carried) for c in group})
    return found


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a claim is compared by: worked out once, since a claim is compared with many."""

    claim: Claim
    words: frozenset[str]
    figures: frozenset[str]
    actors: frozenset[str]
    names: frozenset[str]


def _traits(claim: Claim) -> _Traits:
    claimants = claim.attribution.claimants
    names = (word.strip(".,") for c in claimants for word in c.name.split()[-_SURNAMES:])
    return _Traits(
        claim,
        frozenset(_WORD.findall(claim.quote.casefold())),
        frozenset(_NUMBER.findall(claim.quote)),
        frozenset(c.actor_id for c in claimants if c.actor_id),
        frozenset(word.casefold() for word in names if word[:1].isupper() and len(word) > _SHORTEST_NAME),
    )


def _same(a: _Traits, b: _Traits) -> bool:
    """Return whether two claims that are near in time are one statement."""
    if a.claim.stance is not b.claim.stance or not _same_figures(a, b):
        return False
    if _likeness(a, b) >= _ALIKE:
        return True
    one, other = a.claim, b.claim
    return _same_voice(a, b) and bool(set(one.place_ids) & set(other.place_ids)) and _same_time(one, other)


def _same_voice(a: _Traits, b: _Traits) -> bool:
    """Return whether one actor or one person speaks: names may be shortened to the surname."""
    return bool(a.names & b.names) or (bool(a.actors & b.actors) and not (a.names and b.names))


def _same_time(a: Claim, b: Claim) -> bool:
    """Return whether both may speak of one moment; two days that both name may not."""
    if a.event_time is None or b.event_time is None:
        return True
    starts = (a.event_time.start, b.event_time.start)
    ends = (a.event_time.end, b.event_time.end)
    if None in starts or None in ends:
        return True
    return max(s for s in starts if s) < min(e for e in ends if e) or starts[0] == starts[1]


def _same_figures(a: _Traits, b: _Traits) -> bool:
    return not a.figures or not b.figures or bool(a.figures & b.figures)


def _likeness(a: _Traits, b: _Traits) -> float:
    common = len(a.words & b.words)
    union = len(a.words) + len(b.words) - common
    return common / union if union else 0.0


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _join(parent: dict[str, str], order: dict[str, int], a: str, b: str) -> None:
    first, second = sorted((_root(parent, a), _root(parent, b)), key=order.__getitem__)
    parent[second] = first
