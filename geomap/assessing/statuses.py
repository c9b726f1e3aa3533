"""Statuses of rules 1 to 4 above those that claims make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from geomap.assessing.layers import actor_name, layers, own_id
from geomap.control import ControlLayer
from geomap.model import Findings, Region, RegionStatus, When
from geomap.regions import Regions
from geomap.status.assessed import Thresholds
from geomap.status.control import ControlPicture, picture, put_beside


@lru_cache(maxsize=4)
def seen(
    known: tuple[ControlLayer, ...], regions: Regions, as_of: When | None, thresholds: Thresholds
) -> ControlPicture:
    """Return shares and statuses of all regions that the layers touch, worked out once a run."""
    return picture(known, regions, actor_name, as_of=as_of, thresholds=thresholds)


def beside_control(
    findings: Findings,
    claimed: Sequence[RegionStatus],
    named: Sequence[Region],
    regions: Regions,
    files: tuple[str, ...],
    as_of: When | None,
    thresholds: Thresholds,
) -> tuple[list[RegionStatus], list[Region]]:
    """Return statuses with rules 1 to 4 above those of claims, and the regions they are of."""
    assessed = seen(layers(files), regions, as_of, thresholds)
    found = put_beside(claimed, assessed, findings.claims, findings.reports)
    statuses = [_with_own_ids(status) for status in found]
    known = {region.id for region in named}
    added = [r for s in statuses if s.region_id not in known and (r := regions.region(s.region_id))]
    return statuses, sorted((*named, *added), key=lambda region: region.id)


def _with_own_ids(status: RegionStatus) -> RegionStatus:
    return replace(status, actors=tuple(dict.fromkeys(own_id(actor) for actor in status.actors)))
