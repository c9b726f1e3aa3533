"""Benchmark of control shares: 100,000 vertices against two countries; linear in layers."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable

import numpy as np
import shapely

from geomap.control.layer import ControlLayer
from geomap.model import Basis
from geomap.model.control import Assessor, ControlAssertion, ControlCategory, ImportReport
from geomap.regions import Regions
from geomap.status.shares import shares

VERTICES = 100_000
LIMIT_S = 1.0
RUNS = 5


def wavy(lon: float, lat: float, radius: float, vertices: int) -> shapely.Polygon:
    """Return a disc with a ragged edge of so many vertices."""
    angle = np.linspace(0, 2 * math.pi, vertices, endpoint=False)
    reach = radius * (1 + 0.05 * np.sin(37 * angle) + 0.004 * np.sin(1201 * angle))
    return shapely.Polygon(np.column_stack([lon + 1.5 * reach * np.cos(angle), lat + reach * np.sin(angle)]))


def made(number: int) -> ControlLayer:
    """Return a layer of five pieces with all the vertices."""
    assertions, geometry = [], {}
    for piece in range(5):
        ident = f"made{number}#{piece}"
        category = ControlCategory.CONTROL if piece else ControlCategory.GREY_ZONE
        assertions.append(ControlAssertion(ident, f"made{number}", "", category, "state:RU", Basis.ASSESSED))
        geometry[ident] = wavy(33 + 1.5 * piece, 46.5 + 0.9 * piece, 1.1, VERTICES // 5)
    report = ImportReport("made", "", "", "", 5)
    return ControlLayer(Assessor(f"made{number}", "made"), None, tuple(assertions), geometry, report)


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def verdict(good: bool) -> str:
    """Return the word for a measure within its limit or beyond."""
    return "ok" if good else "TOO SLOW"


def main() -> None:
    """Print the time of one layer and the ratio of four to one."""
    shelf = Regions.open()
    regions = [*shelf.of_country("UA"), *shelf.of_country("RU")]
    shelf.polygons(region.id for region in regions)  # read once, as a map does
    layers = [made(number) for number in range(4)]
    shares(layers[0], regions, shelf.polygon)
    one = seconds(lambda: shares(layers[0], regions, shelf.polygon))
    four = seconds(lambda: [shares(layer, regions, shelf.polygon) for layer in layers])
    size = f"{VERTICES:,} vertices in {len(regions)} regions"
    print(f"shares of {size}: {one:.3f} s (limit {LIMIT_S:g}) {verdict(one <= LIMIT_S)}")
    print(f"four layers against one: ratio {four / one:.2f} (limit 5) {verdict(four <= 5 * one)}")


if __name__ == "__main__":
    main()
