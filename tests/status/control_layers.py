"""Control layers with known ground, made in memory."""

from __future__ import annotations

from datetime import date
from typing import Any

import shapely

from geomap.control.dates import as_when
from geomap.control.layer import ControlLayer
from geomap.model import Basis, Region
from geomap.model.control import (
    Assessor,
    ControlAssertion,
    ControlCategory,
    ImportReport,
    Measure,
    RegionShares,
    Share,
)

A, B = "state:AA", "state:BB"
CONTROL, GREY, CONTESTED = ControlCategory.CONTROL, ControlCategory.GREY_ZONE, ControlCategory.CONTESTED
ADVANCE, REGAINED = ControlCategory.ADVANCE, ControlCategory.REGAINED
Mark = tuple[ControlCategory, str, Any] | tuple[ControlCategory, str, Any, Basis]


def box(west: float, south: float, east: float, north: float) -> Any:
    return shapely.box(west, south, east, north)


def layer(
    assessor: str, *marks: Mark, day: str = "2024-05-01", covers: tuple[str, ...] = ("AA",)
) -> ControlLayer:
    """Return a layer of (category, actor, shape[, basis]) marks."""
    valid = as_when(date.fromisoformat(day)) if day else None
    assertions, geometry = [], {}
    for number, (category, actor, shape, *basis) in enumerate(marks, 1):
        ident = f"{assessor}@{day}#{number}"
        name = f"P{number}" if shape.geom_type == "Point" else ""
        assertions.append(
            ControlAssertion(
                ident, assessor, category.value, category, actor, *basis, valid=valid, place_name=name
            )
        )
        geometry[ident] = shape
    report = ImportReport("made.geojson", "0" * 64, "geojson", "EPSG:4326", len(marks))
    return ControlLayer(
        Assessor(assessor, assessor.upper()), valid, tuple(assertions), geometry, report, covers
    )


# Two regions of two degrees by one, side by side on the equator's side of 48° N, and one abroad.
POLYGONS = {"AA-1": box(30, 48, 32, 49), "AA-2": box(32, 48, 34, 49), "BB-1": box(34, 48, 36, 49)}
REGIONS = [Region(ident, ident, ident[:2], ident[:2]) for ident in POLYGONS]


def row(
    assessor: str, *shares: tuple[ControlCategory, str, float], day: str = "2024-05-01", **more: Any
) -> RegionShares:
    """Return an assessor's shares of region AA-1, given as (category, actor, fraction)."""
    marked = tuple(
        Share(c, actor, Basis.ASSESSED, fraction, fraction * 1000) for c, actor, fraction in shares
    )
    return RegionShares(
        "AA-1",
        assessor,
        f"{assessor}@{day}",
        as_when(date.fromisoformat(day)),
        more.pop("measure", Measure.AREA),
        1000.0,
        marked,
        unmarked=1 - sum(s.fraction for s in marked),
        **more,
    )
