"""Claims and statuses in the gold's own form, for any outside scorer.

The mapping is fixed and part of the documentation (docs/claims.md): a
predicate becomes a topic, a stance one of four words, a situation the word of
the last column of the table of statuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from geomap.model import Claim, Findings, LinkKind, Predicate, Situation, Stance

AUTHOR = "author"
TOPICS = {
    Predicate.TAKES_CONTROL: "control",
    Predicate.LOSES_CONTROL: "control",
    Predicate.HOLDS: "control",
    Predicate.PRESENT_IN: "advance",
    Predicate.ADVANCES: "advance",
    Predicate.INFILTRATES: "advance",
    Predicate.REPELS_ATTACK: "clashes",
    Predicate.WITHDRAWS: "withdrawal",
    Predicate.ENCIRCLES: "encirclement",
    Predicate.STRIKES: "strike",
    Predicate.SHELLS: "shelling",
    Predicate.CLASHES: "clashes",
    Predicate.EVACUATION_ORDERED: "other",
    Predicate.DAMAGE_OR_CASUALTIES: "civilian_harm",
    Predicate.CEASEFIRE: "ceasefire",
    Predicate.THREATENS: "threat",
    Predicate.OTHER: "other",
}
STANCES = {
    Stance.ASSERTS: "asserted",
    Stance.CONFIRMS: "asserted",
    Stance.PLANS: "asserted",
    Stance.RETRACTS: "denied",
    Stance.DENIES: "denied",
    Stance.DOUBTS: "doubted",
    Stance.REPORTS: "reported",
}
STATUSES = {
    Situation.ASSESSED_HELD: "held",
    Situation.ASSESSED_SPLIT: "contested",
    Situation.ASSESSED_PART: "contested",
    Situation.ASSESSED_CONTESTED: "contested",
    Situation.DISPUTED: "contested",
    Situation.CLAIMED_CHANGE: "claimed_captured",
    Situation.REPORTED_CHANGE: "held",
    Situation.CLAIMED_ADVANCE: "advancing",
    Situation.CLAIMED_FIGHTING: "contested",
    Situation.THREATENED: "under_threat",
    Situation.STRUCK: "struck",
    Situation.CEASEFIRE_SAID: "ceasefire",
    Situation.MENTIONED: "none",
    Situation.NO_INFORMATION: "none",
}

RegionName = Callable[[str], str]


def claim_labels(findings: Findings, region_name: RegionName) -> list[dict[str, Any]]:
    """Return the claims as labels, in the order of the text."""
    words = {m.id: m.text for m in findings.mentions}
    deniers = _deniers(findings)
    return [
        {
            "start": claim.start,
            "end": claim.end,
            "about": [words[m] for m in claim.mention_ids if m in words],
            "regions": [region_name(i) for i in claim.region_ids],
            "claimant": _claimants(claim),
            "disputed_by": deniers.get(claim.id, []),
            "stance": STANCES[claim.stance],
            "topic": TOPICS[claim.proposition.predicate],
        }
        for claim in findings.claims
    ]


def status_labels(findings: Findings, region_name: RegionName) -> dict[str, str]:
    """Return the status of each region in the words of the gold."""
    return {
        region_name(status.region_id): STATUSES[status.situation]
        for status in findings.statuses
        if STATUSES[status.situation] != "none"
    }


def _claimants(claim: Claim) -> list[str]:
    named = [c.name for c in (*claim.attribution.claimants, *claim.attribution.via)]
    return named or [AUTHOR]


def _deniers(findings: Findings) -> Mapping[str, list[str]]:
    """Return who denies each claim; the author where a text itself says there is no proof."""
    found: dict[str, list[str]] = {}
    for claim in findings.claims:
        names = [c.name for c in claim.attribution.claimants] or [AUTHOR]
        for link in claim.links:
            if link.kind in (LinkKind.DENIES, LinkKind.DOUBTS):
                found.setdefault(link.claim_id, []).extend(names)
        if claim.stance is Stance.DOUBTS and not claim.links and claim.attribution.claimants:
            found.setdefault(claim.id, []).append(AUTHOR)
    return found
