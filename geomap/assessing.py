"""Control layers for a map: statuses with what assessors say, their ground, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from geomap.actors import open_actors
from geomap.control import ControlLayer, read_all
from geomap.gazetteers.by_id import open_places_by_id
from geomap.model import Findings, Region, RegionStatus, When
from geomap.model.scene import Ground
from geomap.regions import Regions
from geomap.scene.ground import credit_lines, difference_grounds, grounds
from geomap.status.control import picture, put_beside
from geomap.status.differences import differences
from geomap.status.history import as_of as known_at

_LARGEST = 40  # pieces of difference drawn; the key has the sum of all


@cache
def layers(files: tuple[str, ...]) -> tuple[ControlLayer, ...]:
    """Return the control layers of files, each ``FILE[:assessor][:date]``.

    Raises
    ------
    GeomapError
        When a file is none, naming it and the remedy.
    """
    return tuple(layer for file in files for layer in read_all(file, places=open_places_by_id()))


def actor_name(actor_id: str) -> str:
    """Return the name of an actor, its id where it is not known."""
    actor = open_actors().get(own_id(actor_id))
    return actor.name if actor else actor_id


def own_id(actor_id: str) -> str:
    """Return the id that claims use for an actor of an assessor's table (``state:RU`` is ``russia``)."""
    kind, _, code = actor_id.partition(":")
    actor = open_actors().of_country(code) if kind == "state" else None
    return actor.id if actor else actor_id


def beside_control(
    findings: Findings,
    claimed: Sequence[RegionStatus],
    named: Sequence[Region],
    regions: Regions,
    files: tuple[str, ...],
    as_of: When | None,
) -> tuple[list[RegionStatus], list[Region]]:
    """Return statuses with rules 1 to 4 above those of claims, and the regions they are of."""
    seen = picture(layers(files), regions, actor_name, as_of=as_of)
    statuses = [_with_own_ids(s) for s in put_beside(claimed, seen, findings.claims, findings.reports)]
    known = {region.id for region in named}
    added = [r for s in statuses if s.region_id not in known and (r := regions.region(s.region_id))]
    return statuses, sorted((*named, *added), key=lambda region: region.id)


def drawn(files: tuple[str, ...], as_of: When | None) -> tuple[tuple[Ground, ...], tuple[str, ...]]:
    """Return the ground to draw, with the differences of the newest layers, and whose it is."""
    known = [layer for layer in known_at(layers(files), as_of) if layer.has_areas]
    newest: dict[str, ControlLayer] = {}
    for layer in known:
        newest.setdefault(layer.assessor.id, layer)
    pairs = combinations(newest.values(), 2)
    found = [ground for one, other in pairs for ground in _differences(one, other)]
    return (*grounds(known, actor_name), *found), credit_lines(known)


def _with_own_ids(status: RegionStatus) -> RegionStatus:
    return replace(status, actors=tuple(dict.fromkeys(own_id(actor) for actor in status.actors)))


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
