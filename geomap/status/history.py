"""History: which layer counts at a day, and what was gained and lost between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geomap.control.area import km2
from geomap.control.layer import ControlLayer, Geometry, joined
from geomap.model.control import ControlCategory
from geomap.model.region import Region
from geomap.model.status import Basis
from geomap.model.when import When
from geomap.status.differences import SLIVER_KM2
from geomap.status.shares import Polygons, along_border, composition, ground


@dataclass(frozen=True, slots=True)
class Change:
    """What an actor gained and lost in a region between two layers of one assessor, in km².

    ``along_border``: all of it lies along the region's outline, where the
    assessor's drawing of the border and ours may differ.
    """

    region_id: str
    assessor_id: str
    actor_id: str
    earlier: str
    later: str
    gained_km2: float
    lost_km2: float
    gained: Geometry
    lost: Geometry
    along_border: bool = False


def days(layers: Iterable[ControlLayer]) -> list[ControlLayer]:
    """Return one layer per assessor and day, oldest first; files of the same day are joined."""
    groups: dict[tuple[str, str], list[ControlLayer]] = {}
    for layer in layers:
        groups.setdefault((layer.day, layer.assessor.id), []).append(layer)
    return [joined(groups[key]) for key in sorted(groups)]


def as_of(layers: Iterable[ControlLayer], when: When | None) -> list[ControlLayer]:
    """Return the layers known at a time, newest first within each assessor.

    Layers of later days are left out; undated layers count as the oldest.
    """
    limit = _end(when)
    known = [layer for layer in days(layers) if limit is None or _start(layer.valid) < limit]
    ordered = sorted(known, key=lambda layer: layer.day, reverse=True)
    return sorted(ordered, key=lambda layer: layer.assessor.id)


def changes(
    earlier: ControlLayer, later: ControlLayer, regions: Iterable[Region], polygon: Polygons
) -> list[Change]:
    """Return what each actor gained and lost in each region, by region and actor.

    Only assessed control counts; a region where nothing changed has no row.
    """
    known = [(region, shape) for region in regions if (shape := polygon(region.id)) is not None]
    found: list[Change] = []
    before, after = _held(earlier), _held(later)
    for actor in sorted(before.keys() | after.keys()):
        old, new = before.get(actor, shapely.Polygon()), after.get(actor, shapely.Polygon())
        gained, lost = ground(shapely.difference(new, old)), ground(shapely.difference(old, new))
        found += _rows(earlier, later, actor, gained, lost, known)
    return sorted(found, key=lambda change: (change.region_id, change.actor_id))


def _rows(
    earlier: ControlLayer,
    later: ControlLayer,
    actor: str,
    gained: Geometry,
    lost: Geometry,
    known: Sequence[tuple[Region, Geometry]],
) -> list[Change]:
    shapes = np.array([shape for _, shape in known], dtype=object)
    inside = [[ground(s) for s in shapely.intersection(change, shapes)] for change in (gained, lost)]
    rows = [
        Change(
            region_id=region.id,
            assessor_id=later.assessor.id,
            actor_id=actor,
            earlier=earlier.id,
            later=later.id,
            gained_km2=float(km2(inside[0][n])),
            lost_km2=float(km2(inside[1][n])),
            gained=inside[0][n],
            lost=inside[1][n],
            along_border=_only_along_border((inside[0][n], inside[1][n]), shape),
        )
        for n, (region, shape) in enumerate(known)
    ]
    return [row for row in rows if max(row.gained_km2, row.lost_km2) >= SLIVER_KM2]


def _only_along_border(pieces: Sequence[Geometry], shape: Geometry) -> bool:
    return all(piece.is_empty or along_border(piece, shape) for piece in pieces)


def _held(layer: ControlLayer) -> dict[str, Geometry]:
    return {
        actor: shape
        for (category, actor, basis), shape in composition(layer).items()
        if category is ControlCategory.CONTROL and basis is Basis.ASSESSED
    }


def _start(when: When | None) -> float:
    return when.start.timestamp() if when and when.start else float("-inf")


def _end(when: When | None) -> float | None:
    moment = when.last if when else None
    if moment is None:
        return None
    # An instant has no length: a layer that begins at that very moment is known.
    return moment.timestamp() + (1e-6 if when and when.start == when.end else 0.0)
