"""Figures of claims and statuses.

A predicted claim meets a labelled one where they share at least half of the
shorter span and a fifth of both together. Several predictions on one labelled
sentence are no error; their regions and claimants are taken together. Names
meet where they share half the telling words of the shorter one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from geomap.evaluation.matching import shared
from geomap.evaluation.measures import f1, ratio, region_key
from geomap.language.normalise import name_key

Label = Mapping[str, Any]
AUTHOR = "author"
_GENERIC = frozenset(
    (
        *("the", "a", "an", "of", "in", "and", "forces", "force", "ministry", "army", "officials"),
        *("official", "spokesman", "spokeswoman", "military", "government"),
    )
)
FRONT_LINE = frozenset(("advancing", "contested", "held", "under_threat", "claimed_captured"))


@dataclass(slots=True)
class ClaimTally:
    """What was counted in one passage; figures are ratios of sums."""

    gold: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0
    region_f1: float = 0.0
    named: int = 0
    named_right: int = 0
    disputed: int = 0
    disputed_said: int = 0
    disputed_right: int = 0
    dispute_agrees: int = 0
    stance_right: int = 0
    unusual: int = 0
    unusual_right: int = 0
    topic_right: int = 0
    regions: int = 0
    regions_found: int = 0
    status_right: int = 0
    status_also: int = 0
    never: int = 0
    never_broken: int = 0


def tally_claims(record: Label, predicted: Mapping[str, Any]) -> ClaimTally:
    """Count the claims and statuses of one passage."""
    counted = ClaimTally()
    said: Sequence[Label] = predicted.get("claims") or ()
    gold: Sequence[Label] = record.get("claims") or ()
    mates = {i: [p for p in said if meet(g, p)] for i, g in enumerate(gold)}
    counted.gold, counted.predicted = len(gold), len(said)
    counted.found = sum(bool(found) for found in mates.values())
    counted.right = sum(any(meet(g, p) for g in gold) for p in said)
    for i, found in mates.items():
        _count_claim(counted, gold[i], sorted(found, key=lambda p: -closeness(gold[i], p)))
    _count_statuses(counted, record, predicted.get("status") or {})
    return counted


def summary(tallies: Sequence[ClaimTally]) -> dict[str, float]:
    """Return the figures of passages together."""
    t = ClaimTally()
    for one in tallies:
        for field in fields(ClaimTally):
            setattr(t, field.name, getattr(t, field.name) + getattr(one, field.name))
    precision, recall = ratio(t.right, t.predicted), ratio(t.found, t.gold)
    return {
        "sentence_p": precision,
        "sentence_r": recall,
        "sentence_f1": f1(precision, recall),
        "region_f1": ratio(t.region_f1, t.found),
        "claimant_named": ratio(t.named_right, t.named),
        "dispute_p": ratio(t.disputed_right, t.disputed_said),
        "dispute_r": ratio(t.disputed_right, t.disputed),
        "dispute_all": ratio(t.dispute_agrees, t.found),
        "stance_all": ratio(t.stance_right, t.found),
        "stance_not_asserted": ratio(t.unusual_right, t.unusual),
        "topic": ratio(t.topic_right, t.found),
        "status_region_r": ratio(t.regions_found, t.regions),
        "status_right": ratio(t.status_right, t.regions),
        "status_or_alternative": ratio(t.status_also, t.regions),
        "must_not_broken": float(t.never_broken),
    }


def meet(gold: Label, predicted: Label) -> bool:
    """Return whether a predicted claim is about a labelled sentence."""
    overlap = shared(gold, predicted)
    shorter = min(gold["end"] - gold["start"], predicted["end"] - predicted["start"])
    return shorter > 0 and overlap * 2 >= shorter and closeness(gold, predicted) >= 0.2


def closeness(gold: Label, predicted: Label) -> float:
    """Return the share of both spans that they have in common."""
    overlap = shared(gold, predicted)
    together = int(gold["end"] - gold["start"] + predicted["end"] - predicted["start"]) - overlap
    return overlap / together


def _count_claim(counted: ClaimTally, gold: Label, found: Sequence[Label]) -> None:
    deniers = [n for p in found for n in p.get("disputed_by") or ()]
    counted.disputed += bool(gold.get("disputed_by"))
    counted.disputed_said += bool(deniers)
    if not found:
        return
    wanted = {region_key(r) for r in gold.get("regions") or ()}
    said = {region_key(r) for p in found for r in p.get("regions") or ()}
    counted.region_f1 += (
        1.0 if not wanted and not said else 2 * len(wanted & said) / (len(wanted) + len(said))
    )
    claimants = [n for n in gold.get("claimant") or () if n != AUTHOR]
    if claimants:
        counted.named += 1
        counted.named_right += some_meet(claimants, [n for p in found for n in p.get("claimant") or ()])
    denied = some_meet(gold.get("disputed_by") or (), deniers)
    counted.disputed_right += denied
    counted.dispute_agrees += denied or not (gold.get("disputed_by") or deniers)
    counted.stance_right += found[0].get("stance") == gold.get("stance", "asserted")
    if gold.get("stance", "asserted") != "asserted":
        counted.unusual += 1
        counted.unusual_right += found[0].get("stance") == gold["stance"]
    counted.topic_right += found[0].get("topic") == gold.get("topic")


def _count_statuses(counted: ClaimTally, record: Label, said: Mapping[str, str]) -> None:
    by_key = {region_key(region): status for region, status in said.items()}
    for region, status in (record.get("status") or {}).items():
        if status == "none":  # silence is right there
            continue
        given = by_key.get(region_key(region))
        also = (record.get("status_also") or {}).get(region, [])
        counted.regions += 1
        counted.regions_found += given is not None
        counted.status_right += given == status
        counted.status_also += given in (status, *also)
    for region in record.get("must_not_be_frontline") or ():
        counted.never += 1
        counted.never_broken += by_key.get(region_key(region)) in FRONT_LINE


def some_meet(wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Return whether a wanted name is among those said."""
    return any(_same_name(a, b) for a in wanted for b in said)


def _same_name(a: str, b: str) -> bool:
    words = [set(name_key(name).replace("'", "").split()) for name in (a, b)]
    both = words[0] & words[1]
    if not both:
        return False
    telling = words[0] == words[1] or bool(both - _GENERIC)
    return telling and 2 * len(both) >= min(len(w) for w in words)
