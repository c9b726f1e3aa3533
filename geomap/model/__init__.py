"""The types that flow between rooms; standard library only, no geometry."""

from geomap.model.actor import Actor
from geomap.model.claim import (
    Attribution,
    Claim,
    Claimant,
    Link,
    LinkKind,
    Mode,
    Predicate,
    Proposition,
    Review,
    Stance,
    claim_id,
)
from geomap.model.correction import Correction
from geomap.model.findings import Findings, Notice
from geomap.model.mention import Mention, Relation, RelationKind, Role
from geomap.model.place import Candidate, Place, PlaceKind, Resolution, WherePrecision
from geomap.model.problem import Level, Problem
from geomap.model.region import Region
from geomap.model.report import Report, text_digest
from geomap.model.status import Basis, RegionStatus, Situation
from geomap.model.when import TimePrecision, When

__all__ = [
    "Actor",
    "Attribution",
    "Basis",
    "Candidate",
    "Claim",
    "Claimant",
    "Correction",
    "Findings",
    "Level",
    "Link",
    "LinkKind",
    "Mention",
    "Mode",
    "Notice",
    "Place",
    "PlaceKind",
    "Predicate",
    "Problem",
    "Proposition",
    "Region",
    "RegionStatus",
    "Relation",
    "RelationKind",
    "Report",
    "Resolution",
    "Review",
    "Role",
    "Situation",
    "Stance",
    "TimePrecision",
    "When",
    "WherePrecision",
    "claim_id",
    "text_digest",
]
