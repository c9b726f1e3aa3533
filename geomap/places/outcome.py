"""From a chosen place to a resolution: where it is drawn, how precisely, in which region."""

from __future__ import annotations

import math
from typing import Protocol

from geomap.model import (
    Candidate,
    Mention,
    Place,
    PlaceKind,
    Region,
    Relation,
    RelationKind,
    Resolution,
    WherePrecision,
)

_EARTH_KM = 6371.0088
_NEAR_KM = 10.0  # how far "near a place" reaches where nothing tells
_FARTHEST_KM = 25.0  # what lies farther off is in the district, no longer near

_PRECISION = {
    PlaceKind.SETTLEMENT: WherePrecision.EXACT,
    PlaceKind.SITE: WherePrecision.EXACT,
    PlaceKind.POINT: WherePrecision.EXACT,
    PlaceKind.DISTRICT: WherePrecision.DISTRICT,
    PlaceKind.REGION: WherePrecision.REGION,
    PlaceKind.AREA: WherePrecision.FUZZY,
    PlaceKind.WATER: WherePrecision.FUZZY,
    PlaceKind.COUNTRY: WherePrecision.COUNTRY,
    PlaceKind.MACROREGION: WherePrecision.UNKNOWN,
}


class RegionJoin(Protocol):
    """What a resolution needs of the regions: the region of a place, and how it was found."""

    def join(self, place: Place) -> tuple[Region | None, str]:
        """Return the region of a place and the method: code, polygon, nearest …."""


def precision(place: Place, mention: Mention) -> WherePrecision:
    """Return how precisely a mention of a place is located, as UCDP codes it."""
    own = _PRECISION[place.kind]
    if place.near:
        near = WherePrecision.NEAR if place.radius_km <= _FARTHEST_KM else WherePrecision.DISTRICT
        own = max(own, near)
    kind = mention.relation.kind
    if kind in (RelationKind.BORDER, RelationKind.DIRECTION):
        return max(own, WherePrecision.FUZZY)
    if kind in (RelationKind.NEAR, RelationKind.OFFSET) or mention.kind is PlaceKind.SITE:
        return max(own, WherePrecision.NEAR)
    return own


def position(place: Place, relation: Relation) -> tuple[float, float, float]:
    """Return longitude, latitude and radius in km of where an event is drawn."""
    if relation.kind is RelationKind.OFFSET and relation.distance_km and relation.bearing_deg is not None:
        lon, lat = travel(place.lon, place.lat, relation.distance_km, relation.bearing_deg)
        return lon, lat, max(2.0, relation.distance_km * 0.25)
    if relation.kind is RelationKind.AT:
        return place.lon, place.lat, place.radius_km
    return place.lon, place.lat, max(place.radius_km, _NEAR_KM)


def travel(lon: float, lat: float, km: float, bearing: float) -> tuple[float, float]:
    """Return the point some kilometres away in a compass direction."""
    turn, angle = math.radians(bearing), km / _EARTH_KM
    phi, lam = math.radians(lat), math.radians(lon)
    to_phi = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(turn))
    to_lam = lam + math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(to_phi)
    )
    return (math.degrees(to_lam) + 540.0) % 360.0 - 180.0, math.degrees(to_phi)


def resolution(
    mention: Mention,
    place: Place | None,
    candidates: tuple[Candidate, ...],
    confidence: float,
    regions: RegionJoin | None,
    *,
    method: str = "gazetteer",
    reasons: tuple[str, ...] = (),
) -> Resolution:
    """Build the record of an answer; ``place`` None is "I do not know"."""
    if place is None:
        return Resolution(mention.id, None, candidates, round(confidence, 3), method, reasons=reasons)
    lon, lat, radius = position(place, mention.relation)
    region, how = regions.join(place) if regions is not None else (None, "")
    return Resolution(
        mention_id=mention.id,
        place=place,
        candidates=candidates,
        confidence=round(confidence, 3),
        method=method,
        where_prec=precision(place, mention),
        lon=lon,
        lat=lat,
        radius_km=radius,
        region_ids=(region.id,) if region is not None else (),
        region_method=how,
        reasons=reasons,
    )
