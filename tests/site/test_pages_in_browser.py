"""The site in Chromium: from a folder and from a sub-path, quiet, searchable, usable, and deaf to hostile text."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree
from payloads import PAYLOADS
from playwright.sync_api import Browser, Page
from sites import URL

import geomap
from geomap import site
from geomap.errors import InputError
from geomap.model import Claimant
from geomap.options import Options
from geomap.site import server

pytestmark = pytest.mark.browser

KINDS = (
    "index.html",
    "map.html",
    "regions/index.html",
    "regions/RU-KRS.html",
    "days/index.html",
    "days/2025-03-19.html",
    "claimants/index.html",
    "claimants/unattributed.html",
    "changes.html",
    "search.html",
    "method.html",
    "terms.html",
)
LINKS = "nodes => nodes.map(n => [n.href || n.src, n.getAttribute('href') || n.getAttribute('src')])"


@dataclass
class Seen:
    """A page, what it complained about and what it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def look(browser: Browser, address: str, **options: object) -> Seen:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    seen = Seen(context.new_page())
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.goto(address)
    return seen


@pytest.fixture(scope="module")
def served(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the site under a sub-path of a server on this machine."""
    root = tmp_path_factory.mktemp("root")
    (root / "index.html").write_text("elsewhere")
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "b" / "maps").symlink_to(published.resolve())
    with server(root) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/a/b/maps/"
        running.shutdown()


def test_every_link_resolves_from_a_folder(browser: Browser, published: Path) -> None:
    _follow(browser, published.resolve().as_uri() + "/", published)


def test_every_link_resolves_from_a_sub_path(browser: Browser, served: str, published: Path) -> None:
    _follow(browser, served, published)


def _follow(browser: Browser, root: str, folder: Path) -> None:
    """Walk all pages; each link of ours must lead to a page, and each fragment to something on it."""
    context = browser.new_context()
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    waiting, fragments, ids = [f"{root}index.html"], [], {}
    while waiting:
        address = waiting.pop()
        if address in ids:
            continue
        page.goto(address, wait_until="load")
        ids[address] = set(page.locator("[id]").evaluate_all("nodes => nodes.map(n => n.id)"))
        for bare, fragment in _targets(page, root):
            if bare.endswith(".html"):
                waiting.append(bare)
                fragments += [(bare, fragment)] if fragment and not bare.endswith("map.html") else []
            elif root.startswith("http"):
                assert context.request.get(bare).ok, (address, bare)
            else:
                assert Path(unquote(bare.removeprefix("file://"))).is_file(), (address, bare)
    assert failed == []
    pages = len(list(folder.resolve().rglob("*.html")))
    assert len(ids) == pages - 1  # all but the search, which is a form
    assert fragments
    for bare, fragment in fragments:
        assert fragment in ids[bare], (bare, fragment)


def _targets(page: Page, root: str) -> list[tuple[str, str]]:
    """Return where the links of a page lead within the site; all of them are written as relative."""
    found = []
    for target, written in page.locator("a[href], link[href], script[src], img[src]").evaluate_all(LINKS):
        if written == "data:,":  # no icon, so that none is asked for
            continue
        if written.startswith("http"):  # its canonical address, and sources elsewhere
            assert not target.startswith(root), written
            continue
        assert not written.startswith(("/", "file:")), written
        bare, fragment = urldefrag(target)
        assert bare.startswith(root), written
        found.append((bare, unquote(fragment)))
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", ["file", "http"])
def test_pages_are_quiet_and_ask_only_for_files_of_the_site(
    browser: Browser, published: Path, served: str, kind: str, way: str
) -> None:
    root = published.resolve().as_uri() + "/" if way == "file" else served
    seen = look(browser, f"{root}{kind}")
    seen.page.wait_for_load_state("load")
    if kind in ("map.html", "search.html"):
        seen.page.wait_for_selector("html[data-ready=yes]")
    assert seen.complaints == []
    assert all(request.startswith(root) for request in seen.requests if not request.endswith("favicon.ico"))


@pytest.mark.parametrize("kind", KINDS)
def test_no_script_stands_in_a_page_and_the_policy_forbids_it(
    browser: Browser, published: Path, kind: str
) -> None:
    page = look(browser, (published / kind).as_uri()).page
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    kinds = page.locator("script:not([src])").evaluate_all("nodes => nodes.map(n => n.type)")
    assert set(kinds) <= {"application/json", "application/ld+json"}
    assert (
        page.locator("style, [style]:not(.leaflet-container *):not(.leaflet-container)").count() == 0
        or kind == "map.html"
    )
    handlers = "nodes => nodes.flatMap(n => [...n.attributes]).filter(a => a.name.startsWith('on')).length"
    assert page.locator("*").evaluate_all(handlers) == 0
    # The policy holds: a script that gets into the page all the same does not run.
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s)"
    )
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious(browser: Browser, published: Path, kind: str, width: int) -> None:
    seen = look(
        browser, (published / kind).as_uri(), bypass_csp=True, viewport={"width": width, "height": 800}
    )
    page = seen.page
    if kind == "map.html":
        page.wait_for_selector("html[data-ready=yes]")
    page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    serious = [
        (v["id"], v["nodes"][0]["html"][:200])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("way", ["file", "http"])
def test_search_finds(browser: Browser, published: Path, served: str, way: str) -> None:
    root = published.resolve().as_uri() + "/" if way == "file" else served
    page = look(browser, f"{root}regions/UA-59.html").page
    page.locator("#q").fill("Kazachya")
    page.locator("#q").press("Enter")
    page.wait_for_selector("html[data-ready=yes]")
    assert page.url.endswith("search.html?q=Kazachya")
    assert "had taken the village of Kazachya Loknya" in page.locator("#hits").inner_text()
    page.locator("#q").fill("БЕЛГОРОД шебекино")
    assert page.locator("#hits li").count() == 1
    page.locator("#q").fill("kursk")
    first = page.locator("#hits li").first
    assert "Regions" in first.inner_text()
    first.locator("a").click()
    assert page.locator("h1").inner_text().startswith("Kursk")
    page.goto(f"{root}search.html?q=zzzz")
    page.wait_for_selector("html[data-ready=yes]")
    assert page.locator("#found").inner_text() == "Nothing found."


def test_a_region_leads_to_the_map_opened_at_it(browser: Browser, published: Path) -> None:
    page = look(browser, (published / "regions/RU-KRS.html").as_uri()).page
    page.locator("a.button").click()
    page.wait_for_selector("html[data-ready=yes]")
    assert "Kazachya Loknya" in page.locator("#panel").inner_text()
    page.locator(".home a").click()
    assert page.url.endswith("index.html")


def test_a_denial_is_as_large_as_what_it_denies(browser: Browser, published: Path) -> None:
    page = look(browser, (published / "regions/RU-KRS.html").as_uri()).page
    sizes = "nodes => nodes.map(n => { const s = getComputedStyle(n); return [s.fontSize, s.color, s.fontWeight].join(); })"
    for part in ("blockquote", "blockquote mark", ".who"):
        assert len(set(page.locator(f".claim {part}").evaluate_all(sizes))) == 1, part
    denial = page.locator(".claim.reply", has_text="denied the claim").first
    above = denial.locator("xpath=ancestor::li[1]")
    assert "had taken the village" in above.inner_text() or "Гуево" in above.inner_text()


def test_without_scripts_all_is_there_but_the_search(browser: Browser, published: Path) -> None:
    for kind in KINDS:
        page = look(browser, (published / kind).as_uri(), java_script_enabled=False).page
        assert page.locator("a[href$='index.html']").count() >= 1, kind
    page = look(browser, (published / "search.html").as_uri(), java_script_enabled=False).page
    assert "Searching needs scripts" in page.locator("noscript").inner_text()
    page = look(browser, (published / "map.html").as_uri(), java_script_enabled=False).page
    assert "The front page has it as a figure" in page.locator("noscript").inner_text()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose titles, publishers, claimants, words, licences and addresses are hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = [text for text in PAYLOADS if len(text) < 400]
    rows = [
        {
            **dict.fromkeys(("title", "publisher", "author", "url", "licence"), text),
            "date": f"2025-03-{1 + n % 9:02}",
            "text": f"The mayor said {text} shelling hit Sumy. Kyiv denied it. {text}",
        }
        for n, text in enumerate(texts)
    ]
    (folder / "hostile.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    reports = geomap.read(folder / "hostile.jsonl").reports
    assert len(reports) > 150
    place = site.Folder(folder / "site")
    found = site.analysed(reports, Options(), place.cache)
    names = itertools.cycle(texts)
    spoken = [
        replace(claim, attribution=replace(claim.attribution, claimants=(Claimant(next(names)),)))
        for claim in found.claims
    ]
    regions = [
        replace(r, name=next(names), note=next(names), country_name=next(names)) for r in found.regions
    ]
    found = replace(found, claims=tuple(spoken), regions=tuple(regions))
    title = "</title><script>window.pwned=1</script>${window.pwned=1}"
    done = site.build(found, place, Options(), site.Wanted(title, URL))
    assert done.pages > 120
    return folder / "site"


def test_hostile_text_is_text(browser: Browser, hostile: Path) -> None:
    pages = sorted(hostile.resolve().rglob("*.html"))
    claimants = [path for path in pages if path.parent.name == "claimants"]
    for path in [path for path in pages if path not in claimants] + claimants[::4]:
        seen = look(browser, path.as_uri(), viewport={"width": 900, "height": 600})
        assert seen.complaints == [], path
        assert seen.page.evaluate("window.pwned") is None, path
        assert seen.page.locator("main img:not([src='map.svg']), iframe, object, embed, base").count() == 0, (
            path
        )
        links = seen.page.locator("a[href]").evaluate_all("nodes => nodes.map(n => n.protocol)")
        assert set(links) <= {"file:", "http:", "https:", ":"}, (
            path
        )  # ":" is an address that no browser can read
        seen.page.context.close()
    seen = look(browser, (hostile / "search.html").as_uri() + "?q=script")
    seen.page.wait_for_selector("html[data-ready=yes]")
    assert seen.page.locator("#hits li").count() > 10
    assert seen.page.locator("#hits script, #hits img").count() == 0
    assert seen.page.evaluate("window.pwned") is None
    for name in ("feed.xml", "sitemap.xml"):
        etree.fromstring((hostile / name).read_bytes())


def test_the_preview_is_of_this_machine_alone(published: Path, tmp_path: Path) -> None:
    with server(published) as running:
        assert running.server_address[0] == "127.0.0.1"
    with pytest.raises(InputError, match="no site here"):
        server(tmp_path)
