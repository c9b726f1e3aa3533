"""The sentence of a status: the same words for every side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geomap.actors import Actors
from geomap.model import Claim, Predicate, Situation

_MOST = 4  # names in one list
_GLOSS = {
    Predicate.TAKES_CONTROL: "control taken",
    Predicate.LOSES_CONTROL: "control lost",
    Predicate.HOLDS: "positions held",
    Predicate.PRESENT_IN: "forces present",
    Predicate.ADVANCES: "an advance",
    Predicate.INFILTRATES: "infiltration",
    Predicate.REPELS_ATTACK: "attacks repelled",
    Predicate.WITHDRAWS: "a withdrawal",
    Predicate.ENCIRCLES: "an encirclement",
    Predicate.STRIKES: "strikes",
    Predicate.SHELLS: "shelling",
    Predicate.CLASHES: "fighting",
    Predicate.EVACUATION_ORDERED: "an evacuation",
    Predicate.DAMAGE_OR_CASUALTIES: "casualties or damage",
    Predicate.CEASEFIRE: "a pause or ceasefire",
    Predicate.THREATENS: "a threat",
    Predicate.OTHER: "other news",
}
UNATTRIBUTED = "reports (unattributed)"


def sentence(
    situation: Situation,
    evidence: Sequence[Claim],
    disputes: Sequence[tuple[Claim, Claim]],
    names: Mapping[str, str],
    actors: Actors,
) -> str:
    """Return what a reader is told: who says what of which place, and who denies it."""
    if not evidence:
        return "Named in reports; nothing is said of control or attack."
    if situation is Situation.DISPUTED:
        return _disputed(disputes, names, actors)
    if situation is Situation.MENTIONED:
        return "Named in reports; nothing is said of an attack or a change of control."
    told = dict.fromkeys(_told(claim, names, actors) for claim in evidence)
    shown = list(told)[:_MOST]
    more = len(told) - len(shown)
    closing = f"; and {more} more" if more else ""
    return "; ".join(shown) + closing + "."


def _disputed(disputes: Sequence[tuple[Claim, Claim]], names: Mapping[str, str], actors: Actors) -> str:
    """Return who said what and all who denied it, each statement once."""
    deniers: dict[str, dict[str, None]] = {}
    for claim, denial in disputes:
        deniers.setdefault(_told(claim, names, actors), {}).update({_speakers(denial): None})
    parts = [f"{told}; {listed(who)} denied it" for told, who in deniers.items()]
    more = len(parts) - _MOST
    closing = f"; and {more} more" if more > 0 else ""
    return "; ".join(parts[:_MOST]) + closing + "."


def _told(claim: Claim, names: Mapping[str, str], actors: Actors) -> str:
    actor = actors.get(claim.proposition.actor_id)
    by = f" by {actor.name}" if actor is not None and claim.proposition.predicate in _HAS_ACTOR else ""
    return f"{_speakers(claim)} said: {_GLOSS[claim.proposition.predicate]}{by}{_at(claim, names)}"


_HAS_ACTOR = frozenset(
    (
        Predicate.TAKES_CONTROL,
        Predicate.ADVANCES,
        Predicate.HOLDS,
        Predicate.INFILTRATES,
        Predicate.PRESENT_IN,
    )
)


def _speakers(claim: Claim) -> str:
    return listed(dict.fromkeys(c.name for c in claim.attribution.claimants)) or UNATTRIBUTED


def _at(claim: Claim, names: Mapping[str, str]) -> str:
    places = listed(dict.fromkeys(names[m] for m in claim.mention_ids if m in names))
    return f" at {places}" if places else ""


def listed(items: Iterable[str]) -> str:
    """Return names as a reader lists them."""
    words = list(items)
    if len(words) > _MOST:
        words = [*words[:_MOST], f"{len(words) - _MOST} more"]
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
