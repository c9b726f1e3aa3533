"""Maps in frames of other pages, in Chromium: they take their height, and nothing breaks in a sandbox."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hosts import Reader, reader, served
from playwright.sync_api import Browser, FrameLocator, Page

from geomap.embedding import Embedding

pytestmark = pytest.mark.browser

HOST = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Host</title><body style="margin:0">{}</body></html>'
FITS = """() => [...document.querySelectorAll('iframe')].map(f => f.getBoundingClientRect().height)"""
CONTENT = "document.body.getBoundingClientRect().height"


def host(folder: Path, *pieces: str) -> Path:
    (folder / "host.html").write_text(
        HOST.format("\n<p>Text of the host.</p>\n".join(pieces)), encoding="utf-8"
    )
    return folder


def ready(page: Page, number: int = 0) -> FrameLocator:
    """Return the map in the n-th frame, once it is drawn."""
    page.locator("iframe").nth(number).scroll_into_view_if_needed()
    frame = page.frame_locator("iframe").nth(number)
    frame.locator("html[data-ready=yes]").wait_for(state="attached")
    return frame


def settled(page: Page, number: int = 0) -> tuple[float, float]:
    """Return the height of a frame and of what is in it, once neither moves any more."""
    page.evaluate("() => document.querySelectorAll('iframe').forEach(f => { delete f.dataset.was; })")
    page.wait_for_timeout(150)
    page.wait_for_function(
        """n => { const f = document.querySelectorAll('iframe')[n], now = f.getBoundingClientRect().height;
                  const still = f.dataset.was === String(now) && f.style.height.endsWith('px'); f.dataset.was = String(now);
                  return still; }""",
        arg=number,
        polling=400,
    )
    outer = page.evaluate(FITS)[number]
    inner = (
        page.frame_locator("iframe")
        .nth(number)
        .locator("body")
        .evaluate("b => b.getBoundingClientRect().height")
    )
    return outer, inner


def works(window: Reader, frame: FrameLocator) -> None:
    """Use a map as a reader does: a region, its sentences, the table and a download."""
    frame.locator('.badge[title^="Kursk"]').click()
    assert "Kazachya Loknya" in frame.locator("#panel").inner_text()
    frame.locator("#table-toggle").click()
    with window.page.expect_download() as download:
        frame.locator("#get-csv").click()
    assert "Kazachya Loknya" in Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [360, 700, 1200])
def test_a_frame_takes_the_height_of_its_map(
    browser: Browser, embedded: Embedding, tmp_path: Path, width: int
) -> None:
    with (
        served(host(tmp_path, embedded.iframe)) as origin,
        reader(browser, viewport={"width": width, "height": 700}) as window,
    ):
        window.page.goto(f"{origin}/host.html")
        frame = ready(window.page)
        outer, inner = settled(window.page)
        assert outer == pytest.approx(inner, abs=1.5)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= width
        frame.locator('button[data-region="RU-KRS"]').click()
        outer, inner = settled(window.page)
        assert outer == pytest.approx(inner, abs=1.5)
        room, said = frame.locator("#side").bounding_box(), frame.locator("#panel").bounding_box()
        assert room is not None and said is not None
        assert room["y"] - 1 <= said["y"] < room["y"] + 40, "the panel has to be looked for"
        assert window.complaints == []
        assert window.turned_away == []


def test_it_follows_when_the_host_is_resized_and_when_its_content_grows(
    browser: Browser, embedded: Embedding, tmp_path: Path
) -> None:
    with served(host(tmp_path, embedded.iframe)) as origin, reader(browser) as window:
        page = window.page
        page.goto(f"{origin}/host.html")
        frame = ready(page)
        heights = [settled(page)]
        page.set_viewport_size({"width": 400, "height": 800})
        heights.append(settled(page))
        page.set_viewport_size({"width": 1000, "height": 800})
        heights.append(settled(page))
        frame.locator("#table-toggle").click()
        heights.append(settled(page))
        frame.locator("#table-toggle").click()
        heights.append(settled(page))
        for outer, inner in heights:
            assert outer == pytest.approx(inner, abs=1.5)
        first, narrow, wide, table, again = (outer for outer, _ in heights)
        assert narrow != first
        assert wide == pytest.approx(first, abs=1.5)
        assert table > wide + 50
        assert again == pytest.approx(wide, abs=1.5)  # it shrinks, too


def test_a_tall_window_does_not_make_it_grow_for_ever(
    browser: Browser, embedded: Embedding, tmp_path: Path
) -> None:
    with (
        served(host(tmp_path, embedded.iframe)) as origin,
        reader(browser, viewport={"width": 1000, "height": 3000}) as window,
    ):
        window.page.goto(f"{origin}/host.html")
        ready(window.page)
        first = settled(window.page)[0]
        window.page.wait_for_timeout(600)
        assert window.page.evaluate(FITS)[0] == first < 1200


def test_two_maps_on_one_page_live_side_by_side(
    browser: Browser, embedded: Embedding, tmp_path: Path
) -> None:
    narrow = f'<div style="width:420px">{embedded.iframe}</div>'
    with served(host(tmp_path, embedded.iframe, narrow)) as origin, reader(browser) as window:
        window.page.goto(f"{origin}/host.html")
        frames = [ready(window.page, n) for n in (0, 1)]
        heights = [settled(window.page, n) for n in (0, 1)]
        for outer, inner in heights:
            assert outer == pytest.approx(inner, abs=1.5)
        assert heights[0][0] != heights[1][0]
        for frame in frames:
            works(window, frame)
        assert window.complaints == []


def test_downloads_panel_and_table_work_in_the_sandbox(
    browser: Browser, embedded: Embedding, tmp_path: Path
) -> None:
    with served(host(tmp_path, embedded.iframe)) as origin, reader(browser) as window:
        window.page.goto(f"{origin}/host.html")
        frame = ready(window.page)
        assert frame.locator("body").evaluate("() => window.origin") == "null"  # it is sandboxed indeed
        works(window, frame)
        assert window.complaints == []


def test_it_works_without_a_server_too(browser: Browser, map_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(map_folder, folder)
    host(folder, (folder / "iframe.html").read_text(encoding="utf-8"))
    with reader(browser, offline=True) as window:
        window.page.goto((folder / "host.html").as_uri())
        frame = ready(window.page)
        outer, inner = settled(window.page)
        assert outer == pytest.approx(inner, abs=1.5)
        works(window, frame)
        assert window.complaints == []


def test_srcdoc_needs_nothing_but_itself(browser: Browser, embedded: Embedding, tmp_path: Path) -> None:
    host(tmp_path, embedded.srcdoc)
    with reader(browser, offline=True) as window:
        window.page.goto((tmp_path / "host.html").as_uri())
        frame = ready(window.page)
        outer, inner = settled(window.page)
        assert outer == pytest.approx(inner, abs=1.5)
        works(window, frame)
        assert window.complaints == []


def test_a_strict_host_lets_the_bare_frame_in(
    browser: Browser, embedded: Embedding, tmp_path: Path, map_url: str
) -> None:
    """The host forbids styles and scripts but its own and the map's; it says so in the console if one is tried."""
    origin_of_map = map_url.removesuffix("/map.html")
    (tmp_path / "host.html").write_text(
        f'<!DOCTYPE html><html lang="en"><title>Host</title><body>{embedded.bare}</body></html>',
        encoding="utf-8",
    )
    policy = f"default-src 'none'; script-src {origin_of_map}; frame-src {origin_of_map}; style-src 'self'"
    with served(tmp_path, Content_Security_Policy=policy) as origin, reader(browser) as window:
        window.page.goto(f"{origin}/host.html")
        frame = ready(window.page)
        outer, inner = settled(window.page)
        assert outer == pytest.approx(inner, abs=1.5)
        works(window, frame)
        assert [line for line in window.complaints if "favicon" not in line] == []


def test_where_the_hosts_script_is_forbidden_the_map_fills_a_fixed_frame(
    browser: Browser, embedded: Embedding, tmp_path: Path, map_url: str
) -> None:
    origin_of_map = map_url.removesuffix("/map.html")
    policy = f"default-src 'none'; frame-src {origin_of_map}; style-src 'unsafe-inline'"
    with (
        served(host(tmp_path, embedded.iframe), Content_Security_Policy=policy) as origin,
        reader(browser) as window,
    ):
        window.page.goto(f"{origin}/host.html")
        frame = ready(window.page)
        width, height = window.page.locator("iframe").evaluate("f => [f.clientWidth, f.clientHeight]")
        assert height == pytest.approx(width * 3 / 4, abs=2)
        for part in (".map", "#side"):
            low = frame.locator(part).evaluate("e => e.getBoundingClientRect().bottom")
            assert low <= height, f"a reader would have to scroll within the frame to see {part}"
        works(window, frame)


def test_a_strict_host_keeps_scripts_out_of_srcdoc(
    browser: Browser, embedded: Embedding, tmp_path: Path
) -> None:
    """The documented limit: the host's policy holds within; the page's head and notes are all there is."""
    policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'"
    with (
        served(host(tmp_path, embedded.srcdoc), Content_Security_Policy=policy) as origin,
        reader(browser) as window,
    ):
        window.page.goto(f"{origin}/host.html")
        frame = window.page.frame_locator("iframe")
        assert frame.locator("h1").inner_text() == embedded.sheet.title
        assert "Boundaries: UN view" in frame.locator("footer").inner_text()
        assert not frame.locator("main").is_visible()


def test_without_scripts_the_frame_shows_the_figure(
    browser: Browser, embedded: Embedding, tmp_path: Path
) -> None:
    with (
        served(host(tmp_path, embedded.iframe)) as origin,
        reader(browser, java_script_enabled=False) as window,
    ):
        window.page.goto(f"{origin}/host.html")
        frame = window.page.frame_locator("iframe")
        frame.locator("noscript svg, body > svg").first.wait_for(state="attached")
        assert "had taken the village of Kazachya Loknya" in frame.locator("body").inner_text()


def test_the_wheel_scrolls_the_host_until_the_map_is_clicked(
    browser: Browser, embedded: Embedding, tmp_path: Path
) -> None:
    with (
        served(host(tmp_path, embedded.iframe, "<div style='height:2000px'></div>")) as origin,
        reader(browser) as window,
    ):
        page = window.page
        page.goto(f"{origin}/host.html")
        frame = ready(page)
        settled(page)
        box = frame.locator(".folium-map").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
        page.mouse.wheel(0, 200)
        page.wait_for_function("scrollY > 100")
        page.mouse.wheel(0, -400)
        page.wait_for_function("scrollY === 0")
        box = frame.locator(".folium-map").bounding_box()
        assert box is not None
        at = (box["x"] + 30, box["y"] + box["height"] / 2)
        page.wait_for_timeout(1200)  # the browser lets a wheel that began on the host go on there for a while
        before = frame.locator(".leaflet-control-scale-line").first.inner_text()
        page.mouse.click(*at)
        page.wait_for_timeout(300)
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(600)
        assert page.evaluate("scrollY") == 0
        assert frame.locator(".leaflet-control-scale-line").first.inner_text() != before


def test_pym_itself_can_be_the_host(browser: Browser, map_url: str, tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parent / "pym" / "pym.v1.min.js", tmp_path / "pym.js")
    host(
        tmp_path,
        f'<div id="one"></div><script src="pym.js"></script><script>var p = new pym.Parent("one", "{map_url}", '
        '{sandbox: "allow-scripts allow-downloads"});</script>',
    )
    with served(tmp_path) as origin, reader(browser) as window:
        window.page.goto(f"{origin}/host.html")
        frame = ready(window.page)
        window.page.wait_for_function(
            "(document.querySelector('iframe').getAttribute('height') || '').endsWith('px')"
        )
        window.page.wait_for_timeout(500)
        outer = window.page.evaluate(FITS)[0]
        assert outer == pytest.approx(
            frame.locator("body").evaluate("b => b.getBoundingClientRect().height"), abs=1.5
        )
        works(window, frame)


def test_the_host_script_serves_pages_made_for_pym(
    browser: Browser, map_folder: Path, tmp_path: Path
) -> None:
    shutil.copy(Path(__file__).parent / "pym" / "pym.v1.min.js", tmp_path / "pym.js")
    shutil.copy(map_folder / "geomap-embed.js", tmp_path)
    (tmp_path / "child.html").write_text(
        '<!DOCTYPE html><title>c</title><body style="margin:0"><div style="height:777px"></div>'
        '<script src="pym.js"></script><script>new pym.Child({id: "geomap"})</script></body>'
    )
    host(tmp_path, '<iframe src="child.html" data-geomap></iframe><script src="geomap-embed.js"></script>')
    with served(tmp_path) as origin, reader(browser) as window:
        window.page.goto(f"{origin}/host.html")
        window.page.wait_for_function("document.querySelector('iframe').style.height === '777px'")


def test_a_message_from_elsewhere_sizes_nothing(
    browser: Browser, embedded: Embedding, tmp_path: Path
) -> None:
    with served(host(tmp_path, embedded.iframe)) as origin, reader(browser) as window:
        window.page.goto(f"{origin}/host.html")
        frame = ready(window.page)
        outer, _ = settled(window.page)
        window.page.evaluate("window.postMessage('pymxPYMxgeomapxPYMxheightxPYMx9', '*')")
        frame.locator("body").evaluate(
            """() => { for (const d of ['pymxPYMxgeomapxPYMxheightxPYMx-5', 'pymxPYMxgeomapxPYMxheightxPYMx1e9', 7, null,
                       {a: 1}, 'pymxPYMxaxPYMxheightxPYMx99999']) window.parent.postMessage(d, '*'); }"""
        )
        window.page.wait_for_timeout(300)
        assert window.page.evaluate(FITS)[0] in (outer, 6000)
        assert window.complaints == []
