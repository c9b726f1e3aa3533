"""Places a gazetteer knows, and which of them a mention means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

_SETTLEMENT_KM = 1.0  # a village: its point tells no more than that


class PlaceKind(StrEnum):
    """What sort of place an entry is."""

    SETTLEMENT = "settlement"
    REGION = "region"  # ADM1
    DISTRICT = "district"  # ADM2 and below
    COUNTRY = "country"
    MACROREGION = "macroregion"  # continents, "the Middle East"
    AREA = "area"  # historical or fuzzy: "Donbas"
    WATER = "water"
    SITE = "site"  # plant, airport, base, street
    POINT = "point"  # coordinates written in the text


class WherePrecision(IntEnum):
    """Location precision as UCDP codes it (``where_prec``)."""

    EXACT = 1  # the place itself, a settlement
    NEAR = 2  # near a place
    DISTRICT = 3  # ADM2 or ADM3
    REGION = 4  # ADM1
    FUZZY = 5  # a line or fuzzy area
    COUNTRY = 6
    UNKNOWN = 7


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a gazetteer; WGS 84 longitude and latitude in degrees.

    ``admin1`` is the GeoNames code with its country (``UA.05``), ``country``
    ISO 3166-1 alpha-2. ``radius_km`` says how far the place itself extends,
    0 where the gazetteer does not know; where the position is only ``near`` the
    place, it says how far off that may lie.
    """

    id: str  # "geonames:709717", "admin1:UA-14", "osm:…"
    name: str
    kind: PlaceKind
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    radius_km: float = 0.0
    names: tuple[tuple[str, str], ...] = ()  # (language, name)
    near: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may mean, with its score and why."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention was resolved to.

    ``place`` is None when nothing fits well enough (NIL, never 0,0) or when a
    service failed; ``failure`` tells the two apart. ``lon``/``lat`` are where
    the event is drawn: the place itself or an offset from it.
    ``region_method`` is how the region was found: ``code``, ``polygon``,
    ``nearest``, ``parent``, or ``said`` where the text alone puts an unknown place there.
    """

    mention_id: str
    place: Place | None
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    method: str = ""  # gazetteer, correction, coordinates, or the service's name
    where_prec: WherePrecision = WherePrecision.UNKNOWN
    lon: float | None = None
    lat: float | None = None
    radius_km: float = 0.0
    region_ids: tuple[str, ...] = ()
    region_method: str = ""
    failure: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def fineness_km(self) -> float:
        """How finely the point tells where something is, in kilometres.

        Coordinates written in a report stand for themselves, however they are
        drawn: the quote has them too. The point of a settlement, or of a site
        of unknown size, stands for the whole of it.
        """
        if self.place is None:
            return self.radius_km
        if self.place.kind is PlaceKind.POINT:
            return self.place.radius_km
        least = self.place.kind is PlaceKind.SETTLEMENT or not self.radius_km
        return max(self.radius_km, _SETTLEMENT_KM) if least else self.radius_km
