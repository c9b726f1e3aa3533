"""``python -m geodata.recipe.measure``: how near the near positions of villages are.

Settlements that GeoNames has too are placed as if it had not: by their council,
and by the other places of their community.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from geodata.recipe import admin1, boundaries, names, register, sources, villages

_CACHE = Path(__file__).resolve().parents[2] / ".cache" / "geodata"


def main() -> None:
    """Print counts and the distances to GeoNames' positions."""
    frame = admin1.read(sources.fetch(sources.ADMIN1, _CACHE))
    units = boundaries.read(
        sources.fetch(sources.UNITS, _CACHE), sources.fetch(sources.UNIT_SHAPES, _CACHE), frame
    )
    councils = [unit for unit in units if unit.country == "UA"]
    listed = register.read(sources.fetch(sources.REGISTER, _CACHE))
    cities = names.settlements(json.loads(sources.fetch(sources.PLACES, _CACHE).read_bytes()))
    placed = villages.place(listed, cities, councils)
    settlements = [one for one in listed if one.is_settlement]
    possible = villages.candidates_of(settlements)
    keys = [(villages.area(c.admin1), villages.council_key(c.name)) for c in councils]
    matched = sum(key in possible for key in keys)
    print(f"{len(settlements):,} settlements, {len(placed.city):,} of them GeoNames'")
    print(f"{len(councils):,} councils, {matched:,} with a settlement of a fitting name in their region")
    print(f"{len(placed.council):,} councils given to a settlement")
    _say("by council", _by_council(settlements, placed))
    _say("by community", _by_community(settlements, placed))


def _by_council(settlements: Iterable[register.Listed], placed: villages.Placed) -> list[tuple[float, float]]:
    found = []
    for one in settlements:
        city, council = placed.city.get(one.code), placed.council.get(one.code)
        if city and council:
            found.append((villages.kilometres(council, (city.lon, city.lat)), council[2]))
    return found


def _by_community(
    settlements: Iterable[register.Listed], placed: villages.Placed
) -> list[tuple[float, float]]:
    members: dict[str, list[tuple[str, tuple[float, float]]]] = defaultdict(list)
    for one in settlements:
        point = placed.point(one)
        if point is not None:
            members[one.community].append((one.code, point))
    found = []
    for one in settlements:
        city = placed.city.get(one.code)
        others = [point for code, point in members[one.community] if code != one.code]
        if city and others:
            middle = villages.middle(others)
            found.append((villages.kilometres(middle, (city.lon, city.lat)), middle[2]))
    return found


def _say(how: str, found: list[tuple[float, float]]) -> None:
    far = np.array([km for km, _ in found])
    within = " ".join(f"≤{km} km {100 * (far <= km).mean():.1f} %" for km in (5, 10, 20, 40))
    held = 100 * np.mean([km <= radius for km, radius in found])
    print(f"{how}: n {len(far):,}, median {np.median(far):.1f} km, {within}; within its radius {held:.1f} %")


if __name__ == "__main__":
    main()
