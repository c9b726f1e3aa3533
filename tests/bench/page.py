"""Benchmark of the page with many claims, beside what a Python user would write instead; ``make bench`` runs it.

The other maps load their scripts from foreign hosts; here their Leaflet comes from this machine and the rest is
left out, which flatters them.
"""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import folium
import geopandas
import records
from playwright.sync_api import Browser, Page, Route, sync_playwright

from geomap import maps, renderers
from geomap.model import Findings
from geomap.model.scene import Scene
from geomap.renderers import assets

SIZES = (1_000, 10_000)
RUNS = 3
MOST_BYTES, MOST_BUILD, MOST_LOAD, MOST_PANEL = 5e6, 1.0, 0.5, 0.1
PANEL = """() => { const button = document.querySelector('button[data-region="UA-63"]'); const start = performance.now();
button.click(); document.getElementById('panel').getBoundingClientRect(); return (performance.now() - start) / 1000; }"""


@dataclass(frozen=True)
class Row:
    """What a way of drawing costs."""

    name: str
    size: float
    build: float
    load: float
    panel: float
    heap: float


def main() -> None:
    """Print one table a size; fail where geomap misses its aim."""
    gc.set_threshold(100_000)  # as the command line does
    chromium = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("error: no Chromium\nhint: sudo apt-get install chromium")
    kept = True
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        args = ["--no-sandbox", "--enable-precise-memory-info"]
        browser = driver.chromium.launch(executable_path=chromium, args=args)
        for size in SIZES:
            kept = _compare(records.findings(size), browser, Path(folder), size) and kept
        browser.close()
    if not kept:
        sys.exit("geomap's page misses an aim")


def _compare(findings: Findings, browser: Browser, folder: Path, size: int) -> bool:
    scene = maps.to_scene(findings)
    ways: dict[str, Callable[[], str]] = {
        "geomap": lambda: renderers.page(maps.to_scene(findings)),
        "folium Marker + Popup": lambda: _markers(scene),
        "folium GeoJson": lambda: _geojson(scene),
        "geopandas.explore": lambda: _explore(scene),
    }
    print(f"{size:,} claims: bytes, build, load to interactive, panel, heap (medians of {RUNS}, in turn)")
    rows = [_row(name, draw, browser, folder) for name, draw in ways.items()]
    for row in rows:
        panel = f"{row.panel * 1000:.0f} ms" if row.panel else "–"
        print(
            f"  {row.name:<22} {row.size / 1e6:6.2f} MB  {row.build:6.2f} s  {row.load:6.2f} s  {panel:>7}  {row.heap / 1e6:5.0f} MB"
        )
    own = rows[0]
    aims = (
        (own.size, MOST_BYTES, "bytes"),
        (own.build, MOST_BUILD, "build"),
        (own.load, MOST_LOAD, "load"),
        (own.panel, MOST_PANEL, "panel"),
    )
    missed = [f"{name} {value:.2f} (aim {aim:g})" for value, aim, name in aims if value > aim]
    print(f"  geomap: {'missed: ' + ', '.join(missed) if missed else 'all aims met'}")
    return not missed


def _row(name: str, draw: Callable[[], str], browser: Browser, folder: Path) -> Row:
    built, loads, panels, heaps, text = [], [], [], [], ""
    for _ in range(RUNS):
        start = time.perf_counter()
        text = draw()
        built.append(time.perf_counter() - start)
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    for _ in range(RUNS):
        load, panel, heap = _opened(browser, path, own=name == "geomap")
        loads.append(load)
        panels.append(panel)
        heaps.append(heap)
    middle = statistics.median
    return Row(name, path.stat().st_size, middle(built), middle(loads), middle(panels), middle(heaps))


def _opened(browser: Browser, path: Path, *, own: bool) -> tuple[float, float, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    if not own:
        page.route("http*://**", _from_here)
    page.goto(path.as_uri(), wait_until="load")
    if own:
        page.wait_for_selector("html[data-ready=yes]")
    load = _interactive(page)
    panel = page.evaluate(PANEL) if own else 0.0
    heap = page.evaluate("performance.memory.usedJSHeapSize")
    context.close()
    return load, panel, heap


def _interactive(page: Page) -> float:
    """Return seconds from navigation to the end of the load event: all these maps are drawn by then."""
    return float(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd / 1000"))


def _from_here(route: Route) -> None:
    url = route.request.url
    if url.endswith("leaflet.js"):
        route.fulfill(body=assets.leaflet_script(), content_type="text/javascript")
    elif url.endswith("leaflet.css"):
        route.fulfill(body=assets.leaflet_style(), content_type="text/css")
    else:
        route.fulfill(body="", content_type="text/plain")


def _points(scene: Scene) -> list[tuple[float, float, str]]:
    where = {claim: (mark.lat, mark.lon) for mark in scene.marks for claim in mark.claims}
    return [
        (
            *where[c.id],
            f"{c.claimant} {c.verb}: {c.before} {c.quote} {c.after} ({c.publisher}, {c.date}, {c.url})",
        )
        for c in scene.claims
        if c.id in where
    ]


def _markers(scene: Scene) -> str:
    chart = folium.Map(tiles=None)
    for lat, lon, text in _points(scene):
        folium.Marker((lat, lon), popup=folium.Popup(text)).add_to(chart)
    return str(chart.get_root().render())


def _frame(scene: Scene) -> geopandas.GeoDataFrame:
    points = _points(scene)
    places = geopandas.points_from_xy([p[1] for p in points], [p[0] for p in points])
    return geopandas.GeoDataFrame({"text": [p[2] for p in points]}, geometry=places, crs="EPSG:4326")


def _geojson(scene: Scene) -> str:
    chart = folium.Map(tiles=None)
    folium.GeoJson(_frame(scene), popup=folium.GeoJsonPopup(["text"])).add_to(chart)
    return str(chart.get_root().render())


def _explore(scene: Scene) -> str:
    return str(_frame(scene).explore(tiles=None, tooltip="text").get_root().render())


if __name__ == "__main__":
    main()
