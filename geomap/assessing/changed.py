"""What was gained and lost, region by region, between the days that an assessor's layers are of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geomap.assessing.layers import actor_name
from geomap.control import ControlLayer
from geomap.model import When
from geomap.regions import Regions
from geomap.status.history import as_of as known_at
from geomap.status.history import changes


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of changes; areas in km², shapes in WGS 84."""

    region_id: str
    region: str
    assessor: str
    actor: str
    since: str
    until: str
    gained_km2: float
    lost_km2: float
    gained: Any
    lost: Any
    along_border: bool

    @property
    def sentence(self) -> str:
        """The line in words."""
        parts = [(self.gained_km2, "gained"), (self.lost_km2, "lost")]
        said = " and ".join(f"{verb} {size:,.0f} km²" for size, verb in parts if size >= 1)
        days = f"{self.since} to {self.until}"
        doubt = " (along the border only, where two drawings of it may differ)" if self.along_border else ""
        return f"{self.assessor}, {days}: {self.actor} {said or 'moved by less than 1 km²'}{doubt}"


def changed_rows(given: Iterable[ControlLayer], regions: Regions, as_of: When | None) -> tuple[Row, ...]:
    """Return the changes between neighbouring days of each assessor, oldest first.

    An assessor with one day, or without ground, has none. What one layer does
    not cover is no loss: only ground that both layers speak of is compared.
    """
    known = [layer for layer in known_at(given, as_of) if layer.has_areas and layer.day]
    rows: list[Row] = []
    for assessor in sorted({layer.assessor.id for layer in known}):
        of_one = sorted((la for la in known if la.assessor.id == assessor), key=lambda layer: layer.day)
        for earlier, later in pairwise(of_one):
            rows += _rows(earlier, later, regions)
    return tuple(rows)


def _rows(earlier: ControlLayer, later: ControlLayer, regions: Regions) -> Sequence[Row]:
    near = {r.id: r for layer in (earlier, later) for r in regions.neighbours(layer.bounds)}
    found = changes(earlier, later, [near[i] for i in sorted(near)], regions.polygon)
    return [
        Row(
            region_id=change.region_id,
            region=near[change.region_id].name,
            assessor=later.assessor.name,
            actor=actor_name(change.actor_id),
            since=earlier.day,
            until=later.day,
            gained_km2=round(change.gained_km2, 1),
            lost_km2=round(change.lost_km2, 1),
            gained=change.gained,
            lost=change.lost,
            along_border=change.along_border,
        )
        for change in found
    ]
