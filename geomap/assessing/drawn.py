"""What a map shows of control layers: ground, differences, changes, and shares of each region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from geomap.assessing.changed import Row, changed_rows
from geomap.assessing.layers import actor_name, assessors, layers
from geomap.assessing.statuses import seen
from geomap.control import ControlLayer
from geomap.model import When
from geomap.model.scene import Assessed, Ground
from geomap.regions import Regions
from geomap.scene.ground import (
    change_grounds,
    compositions,
    credit_lines,
    difference_grounds,
    grounds,
    holders,
)
from geomap.status.assessed import Thresholds
from geomap.status.differences import differences
from geomap.status.history import as_of as known_at

_LARGEST = 40  # pieces of difference drawn; the key has the sum of all


def drawn(files: tuple[str, ...], regions: Regions, as_of: When | None, thresholds: Thresholds) -> Assessed:
    """Return what to draw of control layers, and whose it is."""
    given = layers(files)
    known = [layer for layer in known_at(given, as_of) if layer.has_areas]
    newest: dict[str, ControlLayer] = {}
    for layer in known:
        newest.setdefault(layer.assessor.id, layer)
    order = holders(known)
    differ = [g for one, other in combinations(newest.values(), 2) for g in _differences(one, other)]
    rows = changed_rows(given, regions, as_of)
    names = {layer.assessor.id: layer.assessor.name for layer in known}
    shares = seen(given, regions, as_of, thresholds).shares
    return Assessed(
        grounds=(*grounds(known, order, actor_name), *differ, *_changes(rows)),
        compositions={
            region: compositions(of_one, order, actor_name, names) for region, of_one in shares.items()
        },
        changes=_sentences(rows),
        credits=credit_lines(given),
        assessors=assessors(files),
    )


def _changes(rows: Sequence[Row]) -> tuple[Ground, ...]:
    return change_grounds(
        (f"{row.assessor}: {row.since} to {row.until}", f"{row.region}: {row.actor} {verb}", size, shape)
        for row in rows
        for verb, size, shape in (("gained", row.gained_km2, row.gained), ("lost", row.lost_km2, row.lost))
        if size >= 1 and not row.along_border
    )


def _sentences(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.region_id].append(row.sentence)
    return {region: tuple(lines) for region, lines in found.items()}


def _differences(one: ControlLayer, other: ControlLayer) -> tuple[Ground, ...]:
    title = f"{one.assessor.name} and {other.assessor.name} differ"
    named = (
        (f"{title}: {_said(d.first)} / {_said(d.second)}", d.km2, d.geometry)
        for d in differences(one, other)[:_LARGEST]
    )
    return difference_grounds(title, named)


def _said(key: tuple[object, str, object] | None) -> str:
    if key is None:
        return "not marked"
    category, actor, _ = key
    return f"{str(category).replace('_', ' ')} {actor_name(actor)}".strip()
