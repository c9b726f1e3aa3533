"""Control layers, put beside the statuses that claims make: one walk for the whole map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from geomap.control.layer import ControlLayer
from geomap.model import Claim, Region, RegionStatus, Report, When
from geomap.model.control import Measure, RegionShares
from geomap.regions import Regions
from geomap.status.assessed import Name, Thresholds, assess_control, beside, newest_of_each, says_something
from geomap.status.history import as_of as known_at
from geomap.status.shares import shares


@dataclass(frozen=True, slots=True)
class ControlPicture:
    """What the assessors make of each region, by region id.

    ``shares`` holds a row for every assessor and measure that says something
    there, also where no rule of assessed control fits and claims decide.
    """

    shares: Mapping[str, tuple[RegionShares, ...]]
    statuses: Mapping[str, RegionStatus]
    layers: tuple[ControlLayer, ...] = ()

    @property
    def region_ids(self) -> tuple[str, ...]:
        """The regions about which some assessor says something, in order."""
        return tuple(sorted(self.shares))


def picture(
    layers: Iterable[ControlLayer],
    regions: Regions,
    actor_name: Name,
    *,
    as_of: When | None = None,
    thresholds: Thresholds | None = None,
) -> ControlPicture:
    """Return shares and statuses of all regions that the layers touch.

    Parameters
    ----------
    layers : iterable of ControlLayer
        All that were given; of each assessor the newest that says something
        about a region counts there, none newer than ``as_of``.
    regions : Regions
        The shelf of regions.
    actor_name : callable
        Gives an actor's name by its id.
    as_of : When, optional
        The date of the map.
    thresholds : Thresholds, optional
        From which shares on a rule holds.
    """
    known = known_at(layers, as_of)
    names = {layer.assessor.id: layer.assessor.name for layer in known}
    rows = _rows(known, regions)
    newest = {ident: tuple(kept) for ident, found in sorted(rows.items()) if (kept := newest_of_each(found))}
    marked = {ident: kept for ident, kept in newest.items() if any(row.shares for row in kept)}
    statuses = {
        ident: status
        for ident, kept in marked.items()
        if (status := assess_control(kept, actor_name, names.__getitem__, as_of=as_of, thresholds=thresholds))
    }
    return ControlPicture(marked, statuses, tuple(known))


def put_beside(
    claimed: Iterable[RegionStatus], seen: ControlPicture, claims: Iterable[Claim], reports: Iterable[Report]
) -> list[RegionStatus]:
    """Return one status a region: assessed where rules 1 to 4 fit, with what claims add; else as claimed.

    A dispute is always named, a claimed or reported change where its report is
    not older than the newest assessment (or has no date).
    """
    published = {report.id: report.published for report in reports}
    said = {claim.id: published.get(claim.report_id) or claim.event_time for claim in claims}
    by_region = {status.region_id: status for status in claimed}
    found = [
        beside(status, own := by_region.get(ident), newer=_newer(own, said, seen.shares[ident]))
        for ident, status in seen.statuses.items()
    ]
    found += [own for ident, own in by_region.items() if ident not in seen.statuses]
    return sorted(found, key=lambda status: status.region_id)


def _rows(known: Sequence[ControlLayer], regions: Regions) -> dict[str, list[RegionShares]]:
    """Return the shares of each region; older layers only where the newer of an assessor are silent."""
    near = _near(known, regions)
    rows: dict[str, list[RegionShares]] = {}
    settled: set[tuple[str, str, bool]] = set()
    for layer in known:
        own, areal = layer.assessor.id, layer.has_areas
        wanted = [region for region in near if (own, region.id, areal) not in settled]
        for row in shares(layer, wanted, regions.polygon) if wanted else ():
            rows.setdefault(row.region_id, []).append(row)
            if says_something(row):
                settled.add((own, row.region_id, areal))
    return rows


def _newer(own: RegionStatus | None, said: Mapping[str, When | None], rows: Sequence[RegionShares]) -> bool:
    if own is None:
        return False
    days = [day for row in rows if row.measure is Measure.AREA and (day := _moment(row.valid))]
    assessed = max(days, default=None)
    times = [_moment(said.get(ident)) for ident in own.evidence]
    return assessed is None or any(time is None or time >= assessed for time in times)


def _moment(when: When | None) -> datetime | None:
    return (when.start or when.end) if when else None


def _near(layers: Sequence[ControlLayer], regions: Regions) -> list[Region]:
    near = {region.id: region for layer in layers for region in regions.neighbours(layer.bounds)}
    return [near[ident] for ident in sorted(near)]
