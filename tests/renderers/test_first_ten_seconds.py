"""What a reader sees before touching anything, and what one click opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from watched import show

import geomap
from geomap.model.scene import Scene

pytestmark = pytest.mark.browser

REPORTS = [
    {
        "date": "2025-03-05",
        "publisher": "South Wire",
        "url": "https://example.org/2",
        "text": "Fog lay over the fields. Russia's defence ministry said its troops had taken the village of Kazachya Loknya "
        "in the Kursk region. Ukraine's General Staff denied the claim. Shelling hit Konotop in the Sumy region, the "
        "regional governor said.",
    },
    {
        "date": "2025-03-09",
        "publisher": "North Wire",
        "text": "Shelling hit Konotop in the Sumy region again, the regional governor said. " * 1,
    },
]
HELD = [[34.6, 51.1], [35.6, 51.1], [35.6, 51.5], [34.6, 51.5], [34.6, 51.1]]


def render(folder: Path, rows: list[dict[str, str]], **options: object) -> tuple[Path, Scene]:
    source = folder / "reports.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    chosen = geomap.Options(**options)  # type: ignore[arg-type]
    findings = geomap.analyse(geomap.read(source), chosen)
    return folder / "map.html", geomap.render(findings, folder / "map.html", chosen)


def layer(folder: Path, name: str, day: str, east: float) -> str:
    ring = [[east if x == 35.6 else x, y] for x, y in HELD]
    feature = {
        "type": "Feature",
        "properties": {"what": "control", "side": "RU"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = folder / f"{name}-{day}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return f"{path}:{name}:category=what:actor=side:date={day}"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ten")
    files = (layer(folder, "east", "2025-03-01", 35.6), layer(folder, "west", "2025-03-01", 35.9))
    return render(folder, REPORTS, control=files)[0]


@pytest.fixture
def page(browser: Browser, path: Path) -> Page:
    return show(browser, path).page


def test_who_says_what_where_stands_there_without_a_click(browser: Browser, tmp_path: Path) -> None:
    page = show(browser, render(tmp_path, REPORTS)[0]).page
    first = page.locator("#regions button[data-region]").first
    assert first.get_attribute("data-region") == "RU-KRS"  # disputed comes before struck
    assert "Russia's defence ministry said: control taken" in first.inner_text()
    assert "Ukraine's General Staff denied it" in first.inner_text()
    told = page.locator("#map_geomap .name", has_text="Kursk").locator(".said").all_inner_texts()
    assert "said and denied" in told
    assert "Shows what is said, not what is so." in page.locator(".bottom").inner_text()
    box = page.locator('path[aria-label^="Kursk, Russia"]').bounding_box()
    frame = page.locator("#map_geomap").bounding_box()
    assert box
    assert frame
    assert frame["x"] <= box["x"]
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    assert box["width"] > frame["width"] / 5  # in the frame, and large in it


def test_the_words_fit_the_map_and_do_not_lie_on_each_other(browser: Browser, tmp_path: Path) -> None:
    page = show(browser, render(tmp_path, REPORTS)[0]).page
    for zoomed in range(3):
        boxes = page.locator("#map_geomap .name:not(.gives) .box, #map_geomap .badge").evaluate_all(
            "nodes => nodes.map(n => n.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
        )
        assert len(boxes) >= 4, zoomed
        hits = [
            (a, b)
            for i, a in enumerate(boxes)
            for b in boxes[:i]
            if a[0] + 2 < b[2] and b[0] + 2 < a[2] and a[1] + 2 < b[3] and b[1] + 2 < a[3]
        ]
        assert hits == []
        page.locator("#zoom-in").click()
        page.wait_for_timeout(400)


def test_the_key_has_only_what_is_there_in_groups_with_counts(page: Page) -> None:
    groups = page.locator("#key legend").evaluate_all("nodes => nodes.map(n => n.textContent)")
    assert groups == [
        "Region status",
        "Claims by kind",
        "Assessed control",
        "Where assessors differ",
        "Places",
        "Also shown",
    ]
    line = page.locator('label:has(input[data-style="kind:shells"])')
    assert line.locator(".count").inner_text() == "2"
    assert "km²" in page.locator('label:has(input[data-style="east@2025-03-01"])').inner_text()
    assert page.locator('input[data-style="claimed_fighting"]').count() == 0


def test_the_order_of_drawing_survives_switching(page: Page) -> None:
    top = """() => { const box = document.querySelector('path[aria-label^="Kursk, Russia"]').getBoundingClientRect();
        for (let y = box.top + 4; y < box.bottom; y += 6) for (let x = box.left + 4; x < box.right; x += 6) {
            const stack = document.elementsFromPoint(x, y).map(n => n.closest('.leaflet-pane') && n.closest('.leaflet-pane').className).filter(Boolean);
            const status = stack.findIndex(c => c.includes('status-pane')), ground = stack.findIndex(c => c.includes('ground-pane'));
            if (status >= 0 && ground >= 0) return status < ground;
        } return null; }"""
    assert page.evaluate(top) is True
    page.locator('input[data-style="east@2025-03-01"]').uncheck()
    page.locator('input[data-style="east@2025-03-01"]').check()
    assert page.evaluate(top) is True


def test_a_region_tells_why_who_and_how_often(page: Page) -> None:
    page.locator('button[data-region="RU-KRS"]').click()
    panel = page.locator("#panel")
    text = panel.inner_text()
    assert "Because " in text
    assert "machine-extracted, not reviewed" in text
    assert panel.locator("svg.bar").count() == 2  # one an assessor
    assert "2 origins in 1 report" in text
    claim, denial = panel.locator(".claims > li").all()
    assert "Russia's defence ministry" in claim.inner_text()
    assert "Fog lay over the fields." in claim.locator("blockquote").inner_text()
    assert claim.locator("mark").inner_text().startswith("Russia's defence ministry said its troops")
    assert "answered" in (claim.get_attribute("class") or "")
    assert "Ukraine's General Staff" in denial.inner_text()
    assert claim.locator("a").get_attribute("href") == "https://example.org/2"
    widths = [item.locator("blockquote").bounding_box() for item in (claim, denial)]
    assert widths[0]
    assert widths[1]
    assert widths[0]["width"] == widths[1]["width"]
    assert panel.locator("blockquote:not([dir=auto])").count() == 0


def test_closing_leads_back_to_all_regions(page: Page) -> None:
    page.locator('button[data-region="UA-59"]').click()
    assert not page.locator("#overview").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#overview").is_visible()
    assert page.locator('button[data-region="UA-59"]').evaluate("n => n === document.activeElement")


def test_links_survive_rebuilds_and_say_what_is_gone(browser: Browser, path: Path, tmp_path: Path) -> None:
    page = show(browser, path).page
    page.locator("#table-toggle").click()
    page.locator("#rows tr", has_text="Kazachya Loknya").locator("button").first.click()
    fragment = page.url.split("#")[1]
    assert "open=claim" in fragment
    more = [
        *REPORTS,
        {"date": "2025-03-12", "text": "Shelling hit Rylsk in the Kursk region, officials said."},
    ]
    rebuilt, _ = render(tmp_path, more)
    again = browser.new_context(offline=True).new_page()
    again.goto(f"{rebuilt.as_uri()}#{fragment}")
    again.wait_for_selector("html[data-ready=yes]")
    assert "had taken the village of Kazachya Loknya" in again.locator("#panel").inner_text()
    gone = browser.new_context(offline=True).new_page()
    gone.goto(f"{rebuilt.as_uri()}#open=claim%3Affffffffffffffff&day=2031-01-01&claimant=nobody+here")
    gone.wait_for_selector("html[data-ready=yes]")
    assert "Not in this map" in gone.locator("#panel").inner_text()
    assert gone.locator("#shown").inner_text().startswith("5 of 5")


def test_control_layers_alone_have_a_slider(browser: Browser, tmp_path: Path) -> None:
    files = (layer(tmp_path, "east", "2025-03-01", 35.6), layer(tmp_path, "east", "2025-04-01", 35.9))
    undated = [{"text": "Shelling hit Konotop in the Sumy region, the regional governor said."}]
    page = show(browser, render(tmp_path, undated, control=files, as_of="2025-04-02")[0]).page
    page.locator("#back").click()
    page.locator("#back").click()
    assert page.locator("#when").inner_text() == "Up to 1 March 2025"
    page.locator('button[data-region="RU-KRS"]').click()
    assert "1 March 2025" in page.locator("#panel").inner_text()
    assert "1 April 2025" not in page.locator("#panel").inner_text()


def test_as_known_on_a_day_is_the_map_made_that_day(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "then").mkdir()
    rows = [
        *REPORTS,
        {"date": "2025-03-12", "text": "Fighting went on near Rylsk in the Kursk region, officials said."},
    ]
    later = show(browser, render(tmp_path, rows)[0]).page
    then = show(browser, render(tmp_path / "then", REPORTS[:1])[0]).page
    later.locator("#step").evaluate("node => { node.value = 0; node.dispatchEvent(new Event('input')); }")
    of = """() => [...document.querySelectorAll('#regions button[data-region]')].map(b =>
        [b.dataset.region, b.querySelector('.headline').textContent, b.querySelector('.sentence').textContent]).filter(r => r[1]).sort()"""
    assert later.evaluate(of) == then.evaluate(of) != []


def test_a_far_region_of_few_claims_is_named_not_framed(browser: Browser, tmp_path: Path) -> None:
    near = [
        {"text": f"Shelling hit Konotop in the Sumy region on day {n}, official {n} said."} for n in range(15)
    ]
    far = {"text": "A fire broke out after a strike near Yakutsk in the Sakha Republic, officials said."}
    path, scene = render(tmp_path, [*near, far])
    assert scene.beyond == ("Sakha Republic",)
    assert scene.bounds[2] < 45
    page = show(browser, path).page
    assert "Outside the first view: Sakha Republic." in page.locator("#overview").inner_text()
    page.locator("#zoom-all").click()
    box = page.locator('path[aria-label^="Sakha"]').bounding_box()
    assert box
    assert box["x"] + box["width"] < 1280


def test_without_scripts_the_newest_two_hundred(browser: Browser, tmp_path: Path) -> None:
    rows = [
        {
            "date": f"2025-03-{1 + n % 28:02d}",
            "text": f"Shelling hit Konotop in the Sumy region, official number {n} said.",
        }
        for n in range(230)
    ]
    page = show(browser, render(tmp_path, rows)[0], java_script_enabled=False).page
    assert page.locator("ol.claims li").count() == 200
    assert "30 older claims are left out here." in page.locator("body").inner_text()
    assert "28 March 2025" in page.locator("ol.claims li").first.inner_text()
    assert page.locator("noscript table tbody tr, body > table tbody tr").count() >= 1


def test_nothing_said_has_a_page_too(browser: Browser, tmp_path: Path) -> None:
    watched = show(browser, render(tmp_path, [{"text": "The committee met and adjourned."}])[0])
    assert "No region is named" in watched.page.locator("#overview").inner_text()
    assert watched.complaints == []


def test_reduced_motion_zooms_at_once(browser: Browser, path: Path) -> None:
    page = show(browser, path, reduced_motion="reduce").page
    before = page.locator('path[aria-label^="Kursk, Russia"]').bounding_box()
    page.locator("#zoom-in").click()
    assert page.locator(".leaflet-zoom-anim").count() == 0
    after = page.locator('path[aria-label^="Kursk, Russia"]').bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"]
