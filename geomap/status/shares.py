"""Shares: how much of each region an assessor puts into which category.

Ground is overlaid in longitude and latitude, where the files' edges are
straight, and measured in an equal-area projection (see ``control.area``).
What an assessor marks more than once counts once, under the first that fits
of ``PRECEDENCE``; what is left is *not marked*, which is nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from geomap.control.area import km2
from geomap.control.layer import ControlLayer, Geometry, Key
from geomap.model.control import ControlCategory, Measure, RegionShares, Share
from geomap.model.region import Region
from geomap.model.status import Basis

Polygons = Callable[[str], Geometry | None]

# Doubt before certainty: where an assessor marks ground as held *and* as contested or grey, it does not
# say plainly that it is held. Control before advance: who controls has advanced. Assessed before claimed
# before reported.
PRECEDENCE: tuple[tuple[Basis, ControlCategory], ...] = tuple(
    (basis, category)
    for basis in (Basis.ASSESSED, Basis.CLAIMED, Basis.REPORTED)
    for category in (
        ControlCategory.CONTESTED,
        ControlCategory.GREY_ZONE,
        ControlCategory.CONTROL,
        ControlCategory.INFILTRATION,
        ControlCategory.ADVANCE,
        ControlCategory.PARTISAN,
    )
)
# Natural Earth's borders and an assessor's differ by up to two kilometres (0.02 degrees), which along a
# long border makes up to a hundredth of a region.
_BORDER_DEG = 0.02
_LITTLE = 0.02
_MOSTLY = 0.2
_EMPTY = shapely.Polygon()


def composition(layer: ControlLayer) -> dict[Key, Geometry]:
    """Return the ground of a layer in pieces that do not overlap, by category, actor and basis.

    Ground that two actors are said to control (or advance over) at once is
    contested, whichever is named first. Regained ground is history and is not
    among the pieces.
    """
    areas = layer.areas()
    pieces: dict[Key, Geometry] = {}
    taken = _EMPTY
    for basis, category in PRECEDENCE:
        group = {key: area for key, area in areas.items() if key[0] is category and key[2] is basis}
        if not group:
            continue
        shared = _shared(list(group.values()))
        for key, area in group.items():
            _add(pieces, key, _without(_without(area, shared), taken))
        _add(pieces, (ControlCategory.CONTESTED, "", basis), _without(shared, taken))
        taken = shapely.union_all([taken, *group.values()])
    return pieces


def shares(layer: ControlLayer, regions: Iterable[Region], polygon: Polygons) -> list[RegionShares]:
    """Return what a layer makes of each region; ground and places apart.

    Parameters
    ----------
    layer : ControlLayer
        What one assessor says at one date.
    regions : iterable of Region
        The regions to measure.
    polygon : callable
        Gives a region's polygon by its id, None where it has none.

    Returns
    -------
    list of RegionShares
        For each region with a polygon one by area if the layer has ground,
        and one by places if it lists places there; in the order of the regions.
    """
    known = [(region, shape) for region in regions if (shape := polygon(region.id)) is not None]
    found: list[RegionShares] = []
    by_area = _area_shares(layer, known) if layer.has_areas else []
    by_place = _place_shares(layer, known)
    for number in range(len(known)):
        found += by_area[number : number + 1]
        found += by_place[number]
    return found


def _area_shares(layer: ControlLayer, known: Sequence[tuple[Region, Geometry]]) -> list[RegionShares]:
    shapes = np.array([shape for _, shape in known], dtype=object)
    totals = km2(shapes)
    pieces = composition(layer)
    amounts = {key: _inside(piece, shapes, totals) for key, piece in pieces.items()}
    history = np.zeros(len(known))
    for (category, _, _), area in layer.areas().items():
        if category is ControlCategory.REGAINED:
            history += _inside(area, shapes, totals)
    rows = []
    for n, (region, shape) in enumerate(known):
        total = float(totals[n])
        abroad = bool(layer.covers) and not _covered(layer, region)
        marked = [
            _share(key, pieces[key], shape, float(a[n]), total, abroad=abroad)
            for key, a in amounts.items()
            if a[n]
        ]
        rows.append(_region_shares(layer, region, total, marked, float(history[n]) / total))
    return rows


def _share(key: Key, piece: Geometry, shape: Geometry, amount: float, total: float, *, abroad: bool) -> Share:
    little = amount / total <= _LITTLE
    # A spill into a region that the layer is not about, or that goes no deeper than borders differ.
    spill = little and (abroad or along_border(piece, shape))
    return Share(*key, amount / total, amount, along_border=spill)


def _region_shares(
    layer: ControlLayer, region: Region, total: float, marked: Sequence[Share], regained: float
) -> RegionShares:
    return RegionShares(
        region_id=region.id,
        assessor_id=layer.assessor.id,
        layer_id=layer.id,
        valid=layer.valid,
        measure=Measure.AREA,
        total=total,
        shares=_ordered(marked),
        unmarked=max(0.0, 1.0 - sum(share.fraction for share in marked)),
        regained=regained,
        covered=_covered(layer, region),
    )


def _place_shares(layer: ControlLayer, known: Sequence[tuple[Region, Geometry]]) -> list[list[RegionShares]]:
    listed = layer.points()
    if not listed:
        return [[] for _ in known]
    tree = shapely.STRtree([shapely.Point(lon, lat) for _, lon, lat in listed])
    found: list[list[RegionShares]] = []
    for region, shape in known:
        inside = [listed[n][0] for n in tree.query(shape, predicate="intersects")]
        counts = Counter((a.category, a.actor_id, a.basis) for a in inside)
        regained = sum(n for key, n in counts.items() if key[0] is ControlCategory.REGAINED)
        current = {key: n for key, n in counts.items() if key[0] is not ControlCategory.REGAINED}
        total = sum(current.values())
        marked = (Share(*key, fraction=n / total, amount=n) for key, n in current.items())
        row = RegionShares(
            region_id=region.id,
            assessor_id=layer.assessor.id,
            layer_id=layer.id,
            valid=layer.valid,
            measure=Measure.PLACES,
            total=total,
            shares=_ordered(marked),
            regained=regained / total if total else 0.0,
        )
        found.append([row] if total else [])
    return found


def _ordered(marked: Iterable[Share]) -> tuple[Share, ...]:
    """Return shares by precedence, then the larger first; never by side."""
    rank = {key: number for number, key in enumerate(PRECEDENCE)}
    return tuple(sorted(marked, key=lambda s: (rank[s.basis, s.category], -s.amount, s.actor_id)))


def _inside(piece: Geometry, shapes: Any, totals: Any) -> Any:
    """Return how many km² of a piece lie in each shape."""
    amounts = np.zeros(len(shapes))
    shapely.prepare(piece)
    touched = shapely.intersects(piece, shapes)
    whole = touched & shapely.covers(piece, shapes)
    amounts[whole] = totals[whole]
    cut = touched & ~whole
    amounts[cut] = km2(shapely.intersection(piece, shapes[cut]))
    return amounts


def _covered(layer: ControlLayer, region: Region) -> bool:
    return bool({region.id, region.country} & set(layer.covers))


def along_border(piece: Geometry, shape: Geometry) -> bool:
    """Return whether what a piece covers of a shape lies only along the shape's outline, 0.02° deep."""
    inside = shapely.intersection(piece, shape)
    core = shapely.intersection(inside, shapely.buffer(shape, -_BORDER_DEG))
    return bool(core.area < _MOSTLY * inside.area)


def _shared(areas: Sequence[Geometry]) -> Geometry:
    """Return the ground that at least two of the areas have in common."""
    overlaps = [
        shapely.intersection(a, b)
        for n, a in enumerate(areas)
        for b in areas[n + 1 :]
        if shapely.intersects(a, b)
    ]
    return ground(shapely.union_all(overlaps)) if overlaps else _EMPTY


def _without(area: Geometry, other: Geometry) -> Geometry:
    if area.is_empty or other.is_empty or not shapely.intersects(area, other):
        return area
    return ground(shapely.difference(area, other))


def _add(pieces: dict[Key, Geometry], key: Key, area: Geometry) -> None:
    if area.is_empty:
        return
    pieces[key] = shapely.union(pieces[key], area) if key in pieces else area


def ground(shape: Geometry) -> Geometry:
    """Return the polygons of a geometry; lines and points where borders touch have no area."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shape)
    kept = [part for part in parts if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(kept) if kept else _EMPTY
