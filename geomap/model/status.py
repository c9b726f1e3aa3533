"""The status of a region: what is said or assessed, on which basis, by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geomap.model.when import When


class Basis(StrEnum):
    """On what a status stands."""

    ASSESSED = "assessed"
    CLAIMED = "claimed"
    REPORTED = "reported"
    NONE = "none"


class Situation(StrEnum):
    """The headline of a region, in the order in which the rules are tried."""

    ASSESSED_HELD = "assessed_held"
    ASSESSED_SPLIT = "assessed_split"
    ASSESSED_PART = "assessed_part"
    ASSESSED_CONTESTED = "assessed_contested"
    DISPUTED = "disputed"
    CLAIMED_CHANGE = "claimed_change"
    REPORTED_CHANGE = "reported_change"
    CLAIMED_ADVANCE = "claimed_advance"
    CLAIMED_FIGHTING = "claimed_fighting"
    THREATENED = "threatened"
    STRUCK = "struck"
    CEASEFIRE_SAID = "ceasefire_said"
    MENTIONED = "mentioned"
    NO_INFORMATION = "no_information"


@dataclass(frozen=True, slots=True)
class RegionStatus:
    """What the findings make of one region at one time.

    ``evidence`` are claim ids in the order of the sentence, ``rule`` the name
    of the rule that matched first, ``sentence`` what a reader is told.
    ``over`` is the dispute or the newer claimed change that is drawn over an
    assessed status, None where there is none.
    """

    region_id: str
    situation: Situation
    basis: Basis
    rule: str
    sentence: str
    evidence: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    reports: int = 0
    origins: int = 0
    as_of: When | None = None
    over: Situation | None = None
