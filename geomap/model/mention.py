"""A mention: a stretch of a report's text that names a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geomap.model.place import PlaceKind


class Role(StrEnum):
    """What a place name does where it stands."""

    LOCATION = "location"
    METONYM = "metonym"  # a government or state acting: "Moscow said"
    NAME_PART = "name_part"  # within another name: "Sudan Tribune"
    DEMONYM = "demonym"  # "Ukrainian", only on request


class RelationKind(StrEnum):
    """How the event lies to the named place."""

    AT = "at"
    NEAR = "near"
    DIRECTION = "direction"  # "Kupiansk direction": a fuzzy area
    BORDER = "border"  # "along the border of the Sumy region"
    OFFSET = "offset"  # "20 km south of …"


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of a mention to its place; km and degrees clockwise from north."""

    kind: RelationKind = RelationKind.AT
    distance_km: float | None = None
    bearing_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym found in a report; ``report.text[start:end] == text`` always.

    ``names`` are the forms to look up, best first: the surface itself, and for
    inflected languages the base forms it may come from. ``kind`` is set only
    when the words themselves say it ("Donetsk *region*").
    """

    report_id: str
    start: int
    end: int
    text: str
    names: tuple[str, ...]
    kind: PlaceKind | None = None
    role: Role = Role.LOCATION
    relation: Relation = Relation()
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The mention's identity: its report and its span."""
        return f"{self.report_id}:{self.start}-{self.end}"
