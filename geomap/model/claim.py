"""A claim: somebody commits, more or less, to a proposition about a place.

Terms follow PARC 3.0 (source, cue, content), FactBank (factuality relative to a
source) and UCDP GED (where-precision, claimant apart from publisher).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from geomap.model.place import WherePrecision
from geomap.model.when import When


class Stance(StrEnum):
    """What a claimant does with the proposition."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    CONFIRMS = "confirms"
    RETRACTS = "retracts"
    PLANS = "plans"
    REPORTS = "reports"  # without commitment: "reportedly"


class Predicate(StrEnum):
    """What is said to happen; one neutral word for both sides' verbs."""

    TAKES_CONTROL = "takes_control"
    LOSES_CONTROL = "loses_control"
    HOLDS = "holds"
    PRESENT_IN = "present_in"
    ADVANCES = "advances"
    INFILTRATES = "infiltrates"
    REPELS_ATTACK = "repels_attack"
    WITHDRAWS = "withdraws"
    ENCIRCLES = "encircles"
    STRIKES = "strikes"
    SHELLS = "shells"
    CLASHES = "clashes"
    EVACUATION_ORDERED = "evacuation_ordered"
    DAMAGE_OR_CASUALTIES = "damage_or_casualties"
    CEASEFIRE = "ceasefire"
    THREATENS = "threatens"
    OTHER = "other"


class Mode(StrEnum):
    """How the words of the source reach the page."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"  # the reporter's own voice


class Review(StrEnum):
    """Whether a person has looked at the claim."""

    MACHINE = "machine"
    REVIEWED = "reviewed"
    REJECTED = "rejected"


class LinkKind(StrEnum):
    """How one claim stands to another."""

    DENIES = "denies"
    DOUBTS = "doubts"
    REPEATS = "repeats"
    RETRACTS = "retracts"
    SUPERSEDES = "supersedes"


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says it: the name as written, the actor it stands for if known."""

    name: str
    actor_id: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of a claim; spans are offsets into the report.

    ``claimants`` is empty where the reporter speaks: "unattributed
    (publisher)". ``via`` holds those who passed it on, outermost first ("TASS
    reported that the ministry said": via TASS).
    """

    claimants: tuple[Claimant, ...] = ()
    via: tuple[Claimant, ...] = ()
    mode: Mode = Mode.NONE
    cue: str = ""
    source_span: tuple[int, int] | None = None
    cue_span: tuple[int, int] | None = None
    content_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is said, shared by those who assert and those who deny it."""

    predicate: Predicate
    actor_id: str = ""
    target_id: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A directed link to another claim."""

    kind: LinkKind
    claim_id: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about one or more places, with its verbatim words.

    ``quote == report.text[start:end]``; ``before`` and ``after`` are the
    sentences around it. ``mention_ids`` are the places where it is said to
    happen, not all places named. ``appearances`` are the reports that carry
    it; ``origin_id`` groups claims that trace to one statement.
    """

    id: str
    report_id: str
    start: int
    end: int
    quote: str
    proposition: Proposition
    stance: Stance = Stance.ASSERTS
    attribution: Attribution = Attribution()
    mention_ids: tuple[str, ...] = ()
    place_ids: tuple[str, ...] = ()
    region_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    where_prec: WherePrecision = WherePrecision.UNKNOWN
    event_time: When | None = None
    links: tuple[Link, ...] = ()
    origin_id: str = ""
    appearances: tuple[str, ...] = ()
    review: Review = Review.MACHINE
    reviewer: str = ""
    before: str = ""
    after: str = ""
    reasons: tuple[str, ...] = ()


def claim_id(text_sha256: str, start: int, end: int) -> str:
    """Return the identity of a claim; rules may change, links survive."""
    seed = f"{text_sha256}:{start}:{end}"
    return hashlib.sha256(seed.encode()).hexdigest()[:16]
