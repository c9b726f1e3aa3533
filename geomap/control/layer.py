"""A control layer: the assertions of one assessor at one date, with their geometry beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely

from geomap.model.control import Assessor, ControlAssertion, ControlCategory, ImportReport
from geomap.model.status import Basis
from geomap.model.when import When

Geometry = Any  # shapely has no types: a shapely geometry, WGS 84 longitude and latitude
Key = tuple[ControlCategory, str, Basis]  # category, actor, basis


@dataclass(frozen=True, slots=True, eq=False)
class ControlLayer:
    """What one assessor says at one date.

    ``covers`` are the countries (ISO 3166-1) and regions (ISO 3166-2) about
    which the assessor would say something if there were anything to say.
    """

    assessor: Assessor
    valid: When | None
    assertions: tuple[ControlAssertion, ...]
    geometry: Mapping[str, Geometry] = field(repr=False)
    report: ImportReport
    covers: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The layer's identity: its assessor and its day."""
        return f"{self.assessor.id}@{self.day or 'undated'}"

    @property
    def day(self) -> str:
        """The day the layer stands for, as ISO 8601; empty if it is not known."""
        return self.valid.start.date().isoformat() if self.valid and self.valid.start else ""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what is marked."""
        west, south, east, north = shapely.total_bounds(list(self.geometry.values()))
        return float(west), float(south), float(east), float(north)

    @property
    def has_areas(self) -> bool:
        """Whether any assertion is about ground, not about a single place."""
        return any(not is_point(self.geometry[a.id]) for a in self.assertions)

    def areas(self) -> dict[Key, Geometry]:
        """Return the ground of each category, actor and basis; what is marked twice counts once."""
        return {key: shapely.union_all(shapes) for key, shapes in self._shapes(point=False).items()}

    def points(self) -> list[tuple[ControlAssertion, float, float]]:
        """Return the assertions about single places with longitude and latitude."""
        placed = ((a, self.geometry[a.id]) for a in self.assertions)
        return [(a, shape.x, shape.y) for a, shape in placed if is_point(shape)]

    def _shapes(self, *, point: bool) -> dict[Key, list[Geometry]]:
        groups: dict[Key, list[Geometry]] = {}
        for assertion in self.assertions:
            shape = self.geometry[assertion.id]
            if is_point(shape) is point:
                key = (assertion.category, assertion.actor_id, assertion.basis)
                groups.setdefault(key, []).append(shape)
        return groups


def is_point(shape: Geometry) -> bool:
    """Return whether a geometry is a single place."""
    return bool(shape.geom_type == "Point")


def joined(layers: Iterable[ControlLayer]) -> ControlLayer:
    """Return layers of one assessor and day as one (an assessor may publish several files a day)."""
    first, *rest = layers
    geometry = dict(first.geometry)
    assertions = list(first.assertions)
    for layer in rest:
        geometry.update(layer.geometry)
        assertions += [a for a in layer.assertions if a.id not in first.geometry]
    covers = {code for layer in (first, *rest) for code in layer.covers}
    return ControlLayer(
        first.assessor, first.valid, tuple(assertions), geometry, first.report, tuple(sorted(covers))
    )
