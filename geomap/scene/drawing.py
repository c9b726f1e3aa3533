"""Geometry for the map: outlines that still meet when simplified, places at their precision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import shapely

from geomap.language.interface import Words
from geomap.model import Findings, PlaceKind, Region, Resolution, Role, WherePrecision
from geomap.model.scene import Bounds, ClaimCard, Mark, Ring, Shape
from geomap.scene import wording

_TOLERANCE = 0.004  # degrees: a pixel at zoom 8
_STEPS = 2_500  # that fit into the width of what is drawn: three to a pixel at first
_LAND_STEPS = 500  # of the land around, which carries no information
_GRID = 1e-3
_SMALLEST = 4e-4  # square degrees: islets below it are not drawn
_MARGIN = 0.35  # of the extent, drawn around what is named
_LAND = 1.5  # of the extent: how far the base map goes, so that no window shows its edge
_SHOWN = 0.9  # of the claims, which the first view holds
_WORLD: Bounds = (-25.0, -35.0, 60.0, 65.0)
_NEAR_KM = 10.0


class Shelf(Protocol):
    """What a scene needs of the region shelf."""

    worldview: str

    def of_country(self, code: str) -> list[Region]:
        """Return the regions of a country."""

    def polygon(self, region_id: str) -> Any:
        """Return the polygon of a region, WGS 84."""

    def neighbours(self, bounds: Bounds) -> list[Region]:
        """Return the regions whose bounds meet a box."""

    def countries(self, bounds: Bounds) -> dict[str, Any]:
        """Return coarse outlines of the countries that meet a box."""

    def boundary_note(self) -> str:
        """Return what has to be said of the boundaries."""


def rings_of(regions: Sequence[Region], shelf: Shelf) -> dict[str, tuple[Ring, ...]]:
    """Return drawable rings of regions; neighbours are simplified together.

    A map of half the world keeps as much detail as its first view can show.
    """
    if not regions:
        return {}
    polygons = [shelf.polygon(r.id) for r in regions]
    west, _, east, _ = shapely.total_bounds(polygons)
    shapes = shapely.coverage_simplify(polygons, max(_TOLERANCE, (east - west) / _STEPS))
    return {region.id: _rings(shape) for region, shape in zip(regions, shapes, strict=True)}


def rings_at(shape: Any, tolerance: float) -> tuple[Ring, ...]:
    """Return drawable rings of one shape on its own, simplified by degrees."""
    return _rings(shapely.simplify(shape, tolerance))


def base(bounds: Bounds, shelf: Shelf, first: Bounds) -> tuple[Shape, ...]:
    """Return the outlines of the countries in a box, no finer than the ``first`` view needs them."""
    found = shelf.countries(bounds)
    wide = max((first[2] - first[0]) / _LAND_STEPS, (bounds[2] - bounds[0]) / _LAND_STEPS / 4)
    fine = list(found.values())
    coarse = shapely.coverage_simplify(fine, wide) if wide > _TOLERANCE else fine
    shapes = {code: shapely.clip_by_rect(shape, *bounds) for code, shape in zip(found, coarse, strict=True)}
    return tuple(
        Shape(code, code, "country", _rings(shape)) for code, shape in shapes.items() if not shape.is_empty
    )


def view(regions: Iterable[Region], shelf: Shelf, marks: Sequence[Mark]) -> Bounds:
    """Return the box that holds regions and places."""
    boxes = [shelf.polygon(region.id).bounds for region in regions]
    boxes += [(m.lon, m.lat, m.lon, m.lat) for m in marks]
    return _around(boxes) if boxes else _WORLD


def core(regions: Sequence[Region], shelf: Shelf, weights: Mapping[str, int]) -> list[Region]:
    """Return the regions that the first view shows: all, but for far ones of few claims.

    One region on another continent, perhaps a mistaken one, would make specks
    of all others. A region is left out only where that halves the view, and
    while nine claims in ten stay in it.
    """
    kept = {r.id: shelf.polygon(r.id).bounds for r in regions}
    needed = _SHOWN * sum(weights.get(i, 1) for i in kept)
    while len(kept) > 1:
        sizes = {i: _size(_around([box for j, box in kept.items() if j != i])) for i in kept}
        far = min(sizes, key=lambda i: (sizes[i], i))
        left = sum(weights.get(i, 1) for i in kept if i != far)
        if left < needed or sizes[far] * 2 > _size(_around(kept.values())):
            break
        del kept[far]
    return [r for r in regions if r.id in kept]


def _around(boxes: Iterable[Bounds]) -> Bounds:
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _size(box: Bounds) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def together(one: Bounds, other: Bounds) -> Bounds:
    """Return the box around two boxes."""
    return _around((one, other))


def widened(bounds: Bounds) -> Bounds:
    """Return a box with room around it, for the base map."""
    return _grown(bounds, _MARGIN, 2.0)


def land(bounds: Bounds) -> Bounds:
    """Return the box that the base map fills."""
    return _grown(bounds, _LAND, 10.0)


def _grown(bounds: Bounds, share: float, least: float) -> Bounds:
    west, south, east, north = bounds
    dx, dy = max((east - west) * share, least), max((north - south) * share, least)
    return max(west - dx, -180.0), max(south - dy, -85.0), min(east + dx, 180.0), min(north + dy, 85.0)


def marks_of(findings: Findings, cards: Sequence[ClaimCard], words: Words) -> tuple[Mark, ...]:
    """Return the places of claims that are known to a settlement or its surroundings.

    A settlement is a point; "near" is a ring; anything coarser is left to the
    region's badge or the list.
    """
    order = {card.id: number for number, card in enumerate(cards)}
    by_place: dict[tuple[str, float, float], list[str]] = defaultdict(list)
    first: dict[tuple[str, float, float], Resolution] = {}
    placed = {r.mention_id: r for r in findings.resolutions}
    located = {m.id for m in findings.mentions if m.role is Role.LOCATION}
    for claim in findings.claims:
        for mention_id in claim.mention_ids if claim.id in order else ():
            spot = placed.get(mention_id)
            if spot and mention_id in located and _is_markable(spot):
                key = (spot.place.id if spot.place else "", spot.lon or 0.0, spot.lat or 0.0)
                by_place[key].append(claim.id)
                first.setdefault(key, spot)
    return tuple(
        _mark(number, first[key], sorted(set(ids), key=order.__getitem__), words)
        for number, (key, ids) in enumerate(sorted(by_place.items()))
    )


def _is_markable(spot: Resolution) -> bool:
    known = spot.place is not None and spot.lon is not None and spot.lat is not None
    return known and spot.where_prec <= WherePrecision.NEAR


def _mark(number: int, spot: Resolution, claims: list[str], words: Words) -> Mark:
    exact = spot.where_prec is WherePrecision.EXACT
    radius = spot.radius_km or (0.0 if exact else _NEAR_KM)
    kind = spot.place.kind.value if spot.place else PlaceKind.SETTLEMENT.value
    return Mark(
        id=f"m{number}",
        name=wording.clean(spot.place.name if spot.place else ""),
        lon=round(spot.lon or 0.0, 4),
        lat=round(spot.lat or 0.0, 4),
        radius_km=round(radius, 1),
        exact=exact,
        precision=f"{words(f'precision.{int(spot.where_prec)}')} ({kind})",
        region=spot.region_ids[0] if spot.region_ids else "",
        claims=tuple(claims),
        fineness_km=round(spot.fineness_km, 3),
    )


def _rings(shape: Any) -> tuple[Ring, ...]:
    """Return the rings of a shape on the drawing grid; islets that nobody would see are left out."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    large = [p for p in parts if p.area >= _SMALLEST] or parts[:1]
    rings = shapely.get_rings(large)
    return tuple(ring for r in rings if len(ring := _ring(shapely.get_coordinates(r))) > 3)


def _ring(points: np.ndarray[Any, Any]) -> Ring:
    grid = np.round(points / _GRID).astype(np.int64)
    moving = np.ones(len(grid), dtype=bool)
    moving[1:] = (grid[1:] != grid[:-1]).any(axis=1)
    lons, lats = np.round(grid[moving] * _GRID, 3).T.tolist()
    return tuple(zip(lons, lats, strict=True))


def country_names(regions: Iterable[Region]) -> Mapping[str, str]:
    """Return the names of the countries of regions, by code."""
    return {r.country: r.country_name for r in regions if r.country}
