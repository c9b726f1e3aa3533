"""How reports are read and drawn, and the region shelf that this asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from geomap.config import Settings
from geomap.regions import Regions
from geomap.status.assessed import Thresholds


@dataclass(frozen=True, slots=True)
class Options:
    """How reports are read and drawn.

    ``worldview`` is whose view of contested boundaries is drawn (``un`` or
    ``defacto``); ``boundaries`` a file of the user's own regions, ``level``
    their administrative level; ``countries`` (ISO 3166-1 alpha-2)
    and ``regions`` (names or codes) are preferred for ambiguous names;
    ``corrections`` is a file of places pinned, renamed or rejected by a person;
    ``recogniser`` (``spacy:PIPELINE`` or an entry point of ``geomap.mentions``)
    and ``extractor`` (an entry point of ``geomap.claims``) replace ours;
    ``control`` are control layers of assessors (``FILE[:assessor][:date]``);
    ``geocoder`` names a geopy service for names that no gazetteer knows;
    ``as_of`` is a date as in the reports; ``lang`` is the language of the map's
    own words; ``tiles`` the address of background tiles
    (``https://…/{z}/{x}/{y}.png``), which a page then loads; ``settings``
    are those of ``geomap.toml``.
    """

    worldview: str = "un"
    boundaries: Path | None = None
    level: int = 1
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    corrections: Path | None = None
    recogniser: str = ""
    extractor: str = ""
    geocoder: str = ""
    as_of: str = ""
    lang: str = "en"
    tiles: str = ""
    control: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)

    @property
    def thresholds(self) -> Thresholds:
        """From which shares on a rule of assessed control holds."""
        set_ = self.settings
        return Thresholds(
            held=set_.control_held,
            doubt=set_.control_doubt,
            holder=set_.control_holder,
            differ=set_.control_differ,
            stale_days=set_.stale_days,
        )


def open_regions(options: Options) -> Regions:
    """Return the region shelf that the options ask for; the same one until its file changes."""
    file = options.boundaries
    stamp = file.stat().st_mtime_ns if file and file.exists() else 0
    return _shelf(options.worldview, file, options.level, stamp)


@lru_cache(maxsize=4)
def _shelf(worldview: str, boundaries: Path | None, level: int, stamp: int) -> Regions:
    return Regions.open(worldview=worldview, boundaries=boundaries, level=level)
