"""The page in a real browser with the network off: complete, quiet, usable by mouse and by keyboard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from watched import show

import geomap

pytestmark = pytest.mark.browser

REPORT = (
    "Russia's defence ministry said on Tuesday that its troops had taken the village of Kazachya Loknya in the "
    "Kursk region. Ukraine's General Staff denied the claim. Shelling hit Konotop in the Sumy region overnight, "
    "officials said. Ukraine's president said a pause in strikes on Ukrainian energy facilities would begin."
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    (folder / "report.txt").write_text(REPORT)
    findings = geomap.analyse(geomap.read(folder / "report.txt"))
    geomap.render(findings, folder / "map.html", title="Both sides")
    return folder / "map.html"


def test_nothing_is_asked_of_the_network_and_nothing_complains(browser: Browser, sample: Path) -> None:
    watched = show(browser, sample)
    assert watched.complaints == []
    assert watched.requests == [sample.as_uri()]


def test_regions_are_drawn_with_pattern_and_badge(browser: Browser, sample: Path) -> None:
    page = show(browser, sample).page
    kursk = page.locator('path[aria-label^="Kursk, Russia"]')
    assert kursk.count() == 1
    assert kursk.get_attribute("fill") == "url(#p-cross)"
    box = kursk.bounding_box()
    assert box is not None
    assert box["width"] > 50
    assert page.locator(".badge").count() == 2


def test_sentences_are_read_by_mouse(browser: Browser, sample: Path) -> None:
    page = show(browser, sample).page
    page.locator('.badge[title^="Kursk"]').click()
    panel = page.locator("#panel")
    assert panel.is_visible()
    assert "had taken the village of Kazachya Loknya" in panel.inner_text()
    assert "Ukraine's General Staff denied" in panel.inner_text()


def test_sentences_are_read_by_keyboard_alone(browser: Browser, sample: Path) -> None:
    page = show(browser, sample).page
    button = page.locator('button[data-region="RU-KRS"]')
    for _ in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    assert "Kazachya Loknya" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert button.evaluate("node => node === document.activeElement")


def test_a_denial_is_as_large_as_what_it_denies(browser: Browser, sample: Path) -> None:
    page = show(browser, sample).page
    page.locator('button[data-region="RU-KRS"]').click()
    sizes = page.locator("#panel .claim blockquote").evaluate_all(
        "nodes => nodes.map(n => [getComputedStyle(n).fontSize, getComputedStyle(n).color])"
    )
    assert len(sizes) == 2
    assert sizes[0] == sizes[1]


def test_a_layer_is_switched_off_and_the_address_remembers(browser: Browser, sample: Path) -> None:
    watched = show(browser, sample)
    watched.page.locator('input[data-style="disputed"]').uncheck()
    watched.page.locator('button[data-region="UA-59"]').click()
    assert watched.page.locator('path[aria-label^="Kursk, Russia"]').count() == 0
    address = watched.page.url
    assert "hide=disputed" in address
    again = show(browser, sample).page
    again.goto(address)
    again.reload()
    again.wait_for_selector("html[data-ready=yes]")
    assert again.locator('path[aria-label^="Kursk, Russia"]').count() == 0
    assert "Konotop" in again.locator("#panel").inner_text()


def test_without_scripts_figure_and_sentences_are_there(browser: Browser, sample: Path) -> None:
    page = show(browser, sample, java_script_enabled=False).page
    assert page.locator("noscript svg, body > svg").count() >= 1
    text = page.locator("body").inner_text()
    assert "had taken the village of Kazachya Loknya" in text
    assert "Disputed" in text


def test_it_fits_a_phone(browser: Browser, sample: Path) -> None:
    page = show(browser, sample, viewport={"width": 390, "height": 844}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator('button[data-region="RU-KRS"]').click()
    assert "Kazachya Loknya" in page.locator("#panel").inner_text()


CONTROL = {
    "type": "Feature",
    "properties": {"what": "control", "side": "RU"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[34.6, 51.1], [35.6, 51.1], [35.6, 51.5], [34.6, 51.5], [34.6, 51.1]]],
    },
}


def test_control_layers_are_switched_and_lie_below_the_claims(browser: Browser, tmp_path: Path) -> None:
    specs = []
    for day, east in (("2024-04-01", 35.6), ("2024-05-01", 35.8)):
        CONTROL["geometry"]["coordinates"][0][1][0] = CONTROL["geometry"]["coordinates"][0][2][0] = east
        path = tmp_path / f"{day}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [CONTROL]}))
        specs.append(f"{path}:east<b>:category=what:actor=side:date={day}")
    (tmp_path / "report.txt").write_text(REPORT)
    options = geomap.Options(control=tuple(specs))
    findings = geomap.analyse(geomap.read(tmp_path / "report.txt"), options)
    geomap.render(findings, tmp_path / "map.html", options)
    watched = show(browser, tmp_path / "map.html")
    page = watched.page
    paths = page.locator(".leaflet-ground-pane path")
    assert paths.count() == 1
    page.locator('input[data-style="east<b>@2024-04-01"]').check()
    assert paths.count() == 2
    page.locator('input[data-style="east<b>@2024-05-01"]').uncheck()
    assert paths.count() == 1
    order = "pane => getComputedStyle(document.querySelector(`.leaflet-${pane}-pane`)).zIndex * 1"
    assert page.evaluate(order, "ground") < page.evaluate(order, "status")
    assert page.locator(".badge").count() == 2
    page.locator('button[data-region="RU-KRS"]').click()
    text = page.locator("#panel").inner_text()
    assert "held by Russia" in text
    assert "2024-04-01 to 2024-05-01: Russia gained" in text
    assert page.locator("#panel svg.bar rect").count() >= 2
    assert watched.complaints == []


HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "${window.pwned=1}",
    "`${window.pwned=1}`",
    "{{ 7*7 }}{% raw %}",
    "\u202egnitrevni",
    "<!--<script>",
    "\u2028window.pwned=1\u2029",
    "'\"><svg onload=window.pwned=1>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_never_runs(browser: Browser, tmp_path: Path, text: str) -> None:
    source = tmp_path / "reports.jsonl"
    row = {
        "text": f"The governor of the Sumy region {text} said that shelling had hit Konotop {text} in Sumy region.",
        "title": text,
        "publisher": text,
        "author": text,
        "url": "javascript:window.pwned=1",
    }
    source.write_text(json.dumps(row), encoding="utf-8")
    findings = geomap.analyse(geomap.read(source))
    assert findings.claims
    geomap.render(findings, tmp_path / "map.html", title=text)
    watched = show(browser, tmp_path / "map.html")
    page = watched.page
    page.locator('button[data-region="UA-59"]').click()
    shown = page.locator("#panel").inner_text()
    assert "shelling had hit Konotop" in shown
    assert page.evaluate("window.pwned") is None
    assert watched.complaints == []
    assert page.locator("a[href^='javascript']").count() == 0
    assert "49" not in page.title()


def test_a_script_that_got_in_has_no_hash_and_does_not_run(
    browser: Browser, sample: Path, tmp_path: Path
) -> None:
    page = sample.read_text().replace("</header>", "</header><script>window.pwned=1</script>", 1)
    (tmp_path / "tampered.html").write_text(page)
    watched = show(browser, tmp_path / "tampered.html")
    assert watched.page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in complaint for complaint in watched.complaints)
