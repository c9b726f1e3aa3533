"""How well coordinates join to regions, against the regions that coders named by hand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from geomap.events.reading import open_rows
from geomap.events.record import BadRowError, event
from geomap.language.normalise import name_key
from geomap.model import Place, Region, WherePrecision
from geomap.regions import Regions

# What coders add to a region's name; what is left is compared.
_KIND_WORDS = re.compile(
    r"\b(province|governorate|state|region|oblast|district|department|departement|county|division|"
    r"prefecture|republic|republika|respublika|autonomous|territory|union|capital|city|municipality|administrative|"
    r"independent|strip|of|the|de|del|al|ar|as|an|ad|ash|at|az|el)\b"
)
_SPACES = re.compile(r"\s+")
# "North Darfur" and "South Darfur" have nearly all letters in common and are two regions.
_COMPASS = re.compile(r"\b(north|south|east|west|nord|sud|est|ouest|norte|sur|upper|lower|central)")
_CLOSE = 0.8  # share of letters in common, for names transliterated in different ways
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class JoinScore:
    """How many rows were joined to the region that the coder named; misses by cause."""

    checked: int
    matched: int
    misses: tuple[tuple[str, int], ...]
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        """Matched of checked."""
        return self.matched / self.checked if self.checked else 0.0


def check_join(path: Path | str, regions: Regions, *, examples: int = 40) -> JoinScore:
    """Join each event by its coordinates alone and compare the region's name with the coder's.

    Rows can be checked where the coder named a region and the place is no
    coarser than a region (codes 1 to 4).
    """
    coding, rows = open_rows(Path(path))
    checked = matched = 0
    misses: Counter[str] = Counter()
    shown: list[str] = []
    for _, row in rows:
        try:
            found = event(row, coding, regions.join, lambda name: "")
        except BadRowError:
            continue
        named = coding.cell(row, "region")
        if not named or found.resolution.where_prec > WherePrecision.REGION or found.resolution.place is None:
            continue
        checked += 1
        cause = _cause(named, found.resolution.place, found.resolution.region_ids, regions)
        if not cause:
            matched += 1
            continue
        misses[cause] += 1
        joined = ", ".join(_names(regions, found.resolution.region_ids)) or "none"
        shown.append(f"{cause}: {named!r} joined to {joined!r} ({coding.cell(row, 'country')})")
    return JoinScore(checked, matched, tuple(misses.most_common()), tuple(sorted(shown)[:examples]))


def _cause(named: str, place: Place, region_ids: tuple[str, ...], regions: Regions) -> str:
    """Return why a join missed; empty where it did not."""
    if not region_ids:
        return "no region at the coordinates"
    region = regions.region(region_ids[0])
    if region is None:
        return "no region at the coordinates"
    if _same(named, region):
        return ""
    bounds = (place.lon - 0.3, place.lat - 0.3, place.lon + 0.3, place.lat + 0.3)
    if any(_same(named, near) for near in regions.neighbours(bounds) if near.id != region.id):
        return "a neighbour: borders differ, or the coder's place lies across one"
    if any(_same(named, other) for other in regions.of_country(region.country)):
        return "another region of the country: far apart"
    return "no region of that name: renamed, split, merged or spelt otherwise"


def _same(named: str, region: Region) -> bool:
    names = (region.name, *(name for _, name in region.names))
    return any(_bare(named) == _bare(name) or _alike(named, name) for name in names)


def _alike(one: str, other: str) -> bool:
    if _COMPASS.findall(name_key(one)) != _COMPASS.findall(name_key(other)):
        return False
    first, second = _bare(one), _bare(other)
    if min(len(first), len(second)) < _SHORTEST:
        return False
    return SequenceMatcher(None, first, second).ratio() >= _CLOSE


def _bare(name: str) -> str:
    return _SPACES.sub("", _KIND_WORDS.sub(" ", name_key(name)))


def _names(regions: Regions, ids: tuple[str, ...]) -> list[str]:
    return [region.name for i in ids if (region := regions.region(i))]
