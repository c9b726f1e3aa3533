"""Origins, not echoes: several reports of one statement are one origin with several appearances."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    buckets: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        for place in claim.region_ids or claim.countries or ("",):
            buckets[(place, claim.proposition.predicate.value)].append(claim)
    for together in buckets.values():
        for claim, other in _near_in_time(together, dates):
            if claim.report_id != other.report_id and _same(claim, other, dates):
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


def _same(a: Claim, b: Claim, dates: dict[str, datetime | None]) -> bool:
    first, second = dates.get(a.report_id), dates.get(b.report_id)
    if first is not None and second is not None and abs(first - second) > _WINDOW:
        return False
    if a.stance is not b.stance or not _same_figures(a, b):
        return False
    if _likeness(a, b) >= _ALIKE:
        return True
    return _same_voice(a, b) and bool(set(a.place_ids) & set(b.place_ids)) and _same_time(a, b)


def _same_voice(a: Claim, b: Claim) -> bool:
    """Return whether one actor or one person speaks: names may be shortened to the surname."""
    actors, names = zip(*(_voices(x) for x in (a, b)), strict=True)
    if names[0] & names[1]:
        return True
    return bool(actors[0] & actors[1]) and not (names[0] and names[1])


def _voices(claim: Claim) -> tuple[set[str], set[str]]:
    """Return the actors of a claim's claimants, and the words of their names that are names."""
    claimants = claim.attribution.claimants
    words = (word.strip(".,") for c in claimants for word in c.name.split()[-_SURNAMES:])
    return {c.actor_id for c in claimants if c.actor_id}, {
        word.casefold() for word in words if word[:1].isupper() and len(word) > _SHORTEST_NAME
    }


def _same_time(a: Claim, b: Claim) -> bool:
    """Return whether both may speak of one moment; two days that both name may not."""
    if a.event_time is None or b.event_time is None:
        return True
    starts = (a.event_time.start, b.event_time.start)
    ends = (a.event_time.end, b.event_time.end)
    if None in starts or None in ends:
        return True
    return max(s for s in starts if s) < min(e for e in ends if e) or starts[0] == starts[1]


def _same_figures(a: Claim, b: Claim) -> bool:
    figures = [set(_NUMBER.findall(x.quote)) for x in (a, b)]
    return not figures[0] or not figures[1] or bool(figures[0] & figures[1])


def _likeness(a: Claim, b: Claim) -> float:
    words = [set(_WORD.findall(x.quote.casefold())) for x in (a, b)]
    union = words[0] | words[1]
    return len(words[0] & words[1]) / len(union) if union else 0.0


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _join(parent: dict[str, str], order: dict[str, int], a: str, b: str) -> None:
    first, second = sorted((_root(parent, a), _root(parent, b)), key=order.__getitem__)
    parent[second] = first
