"""Pictures of the page as readers meet it, to be looked at; ``make shots`` writes them into outputs/shots."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

import geomap

SIZES = {1280: 800, 768: 1024, 360: 740}
TOWNS = ("Sumy", "Konotop", "Shostka", "Kharkiv", "Kupiansk", "Izium", "Pokrovsk", "Kramatorsk", "Sloviansk", "Orikhiv", "Kherson", "Nikopol", "Sudzha", "Rylsk", "Belgorod", "Shebekino", "Bryansk", "Mariupol", "Odesa")  # fmt: skip
SPEAKERS = (
    "Russia's defence ministry",
    "Ukraine's General Staff",
    "The regional governor",
    "The mayor of the town",
)
SAYINGS = (
    "{who} said that shelling hit {town} overnight.",
    "{who} said its troops had taken the village near {town}.",
    "{who} said fighting continued near {town}.",
    "{who} said that drones struck a depot in {town}.",
    "{who} denied that {town} had been taken.",
    "Officials said an attack on {town} was feared.",
)
CONTROL = ("isw_control_2025-11-09.geojson", "deepstate_occupied_2025-11-09.geojson", "deepstate_occupied_2024-07-08.geojson")  # fmt: skip
Act = Callable[[Page], object]
VIEWS: dict[str, Act] = {
    "first": lambda page: None,
    "region": lambda page: page.locator("#regions button[data-region]").first.click(),
    "table": lambda page: page.locator("#table-toggle").click(),
    "filter": lambda page: page.locator("#filter summary").click(),
    "search": lambda page: page.locator("#search").fill("shelling"),
    "place": lambda page: page.locator(
        "path.leaflet-interactive[role=button][aria-label*='itself']"
    ).first.press("Enter"),
    "country": lambda page: page.locator("#listed button").first.click(),
    "day": lambda page: page.locator("#back").click(click_count=2),
    "far": lambda page: page.locator("#zoom-all").click(),
}


def main() -> None:
    """Draw the maps, open each, take its pictures."""
    chromium = os.environ.get("GEOMAP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("error: no Chromium\nhint: sudo apt-get install chromium")
    project = Path(__file__).resolve().parents[2]
    folder = project / "outputs" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in _maps(project, folder).items():
            for width, height in SIZES.items():
                for view, act in VIEWS.items():
                    _shoot(browser, path, folder / f"{name}-{view}-{width}.png", (width, height), act)
            _printed(browser, path, folder / f"{name}-print.png")
            _without_scripts(browser, path, folder / f"{name}-noscript.png")
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder.relative_to(project)}")


def _maps(project: Path, folder: Path) -> dict[str, Path]:
    """Draw the maps; that of control layers needs real ones beside this checkout."""
    many = folder / "many.jsonl"
    many.write_text("\n".join(json.dumps(row) for row in _rows(300)), encoding="utf-8")
    found = {
        "samples": _render(project / "docs" / "samples", folder / "samples", title="Sample reports"),
        "many": _render(many, folder / "many"),
        "uk": _render(project / "docs" / "samples", folder / "uk", geomap.Options(lang="uk")),
    }
    samples = Path(os.environ.get("GEOMAP_SHARED", project.parent / "shared")) / "samples"
    if samples.is_dir():
        layers = tuple(str(samples / "control" / name) for name in CONTROL)
        options = geomap.Options(control=layers, as_of="2025-11-10")
        found["control"] = _render(samples / "trump-putin-call.txt", folder / "control", options)
    return found


def _render(source: Path, target: Path, options: geomap.Options | None = None, title: str = "") -> Path:
    findings = geomap.analyse(geomap.read(source), options)
    for kind in (".svg", ".png", ".html"):
        geomap.render(findings, target.with_suffix(kind), options, title=title)
    return target.with_suffix(".html")


def _rows(count: int) -> list[dict[str, str]]:
    chance = random.Random(7)
    return [
        {
            "date": f"2025-{1 + n % 2:02d}-{1 + n % 28:02d}",
            "publisher": chance.choice(("North Wire", "South Wire", "Daily East")),
            "title": f"Digest {n}",
            "url": f"https://example.org/{n}",
            "text": " ".join(
                chance.choice(SAYINGS).format(who=chance.choice(SPEAKERS), town=chance.choice(TOWNS))
                for _ in range(4)
            ),
        }
        for n in range(count)
    ]


def _shoot(browser: Browser, path: Path, picture: Path, size: tuple[int, int], act: Act) -> None:
    dense = 2 if size[0] < 400 else 1
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(offline=True, viewport=viewport, device_scale_factor=dense)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(2000)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]", timeout=20000)
    try:
        act(page)
    except Error as error:
        print(
            f"{picture.name}: {str(error).splitlines()[0]}"
        )  # a map without a clock has no day to go back to
    else:
        page.wait_for_timeout(150)
        page.screenshot(path=picture)
    context.close()


def _printed(browser: Browser, path: Path, picture: Path) -> None:
    page = browser.new_page(viewport={"width": 718, "height": 1000})  # an A4 sheet without its margins
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    page.emulate_media(media="print")
    page.wait_for_timeout(200)
    page.screenshot(path=picture, full_page=True)
    page.close()


def _without_scripts(browser: Browser, path: Path, picture: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.goto(path.as_uri())
    page.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main()
