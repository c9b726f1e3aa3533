"""Findings: everything that was found, the record that is saved and corrected."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model.claim import Claim
from geomap.model.mention import Mention
from geomap.model.place import Resolution
from geomap.model.region import Region
from geomap.model.report import Report
from geomap.model.status import RegionStatus
from geomap.model.when import When


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the findings should know; never fatal."""

    code: str
    message: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """Reports and what was found in them, in a fixed order.

    ``as_of`` is the option given, else the newest publication date, else None
    ("undated"). ``regions`` are those that any record names.
    """

    reports: tuple[Report, ...] = ()
    mentions: tuple[Mention, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    claims: tuple[Claim, ...] = ()
    regions: tuple[Region, ...] = ()
    statuses: tuple[RegionStatus, ...] = ()
    worldview: str = "un"
    as_of: When | None = None
    notices: tuple[Notice, ...] = ()
