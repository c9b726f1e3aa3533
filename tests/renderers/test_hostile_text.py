"""Whatever a report brings along stays text: in the page, the figure, the data and the table."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from payloads import FORMULAS, PAYLOADS
from playwright.sync_api import Browser
from watched import show

import geomap
from geomap import archive, renderers
from geomap.maps import to_scene
from geomap.model import (
    Attribution,
    Claim,
    Claimant,
    Findings,
    Mention,
    Place,
    PlaceKind,
    Predicate,
    Proposition,
    Report,
    Resolution,
    Role,
    Stance,
    When,
    WherePrecision,
)
from geomap.model.scene import Scene
from geomap.pipeline import Engine, conclude
from geomap.results import Results

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def hostile() -> Findings:
    """Return findings with every payload in every text field, each in a region of its own."""
    engine = Engine()
    areas = islice(
        (r for c in ("RU", "UA", "US", "PL", "RO", "TR") for r in engine.regions.of_country(c)), len(PAYLOADS)
    )
    reports, mentions, resolutions, claims = [], [], [], []
    names = {}
    for n, (text, area) in enumerate(zip(PAYLOADS, areas, strict=True)):
        day = datetime(2025, 1, 1 + n % 20, tzinfo=UTC)
        when = When(day, day, text=text)
        before, after = f"Before {text}.", f"After {text}."
        quote = f"Shelling {text} hit the town."
        body = f"{before} {quote} {after}"
        start = body.index(quote)
        reports.append(Report(f"r{n}", body, text, text, text, text, "en", when, when, text))
        mention = Mention(f"r{n}", start, start + 8, "Shelling", ("Shelling",), role=Role.LOCATION)
        place = Place(
            id=f"p{n}",
            name=text,
            kind=PlaceKind.SETTLEMENT,
            lon=area.label_lon,
            lat=area.label_lat,
            country=area.country,
        )
        mentions.append(mention)
        resolutions.append(
            Resolution(
                mention.id,
                place=place,
                lon=area.label_lon,
                lat=area.label_lat,
                where_prec=WherePrecision.EXACT,
                region_ids=(area.id,),
                method=text,
                reasons=(text,),
            )
        )
        claims.append(
            Claim(
                id=f"{n:016x}",
                report_id=f"r{n}",
                start=start,
                end=start + len(quote),
                quote=quote,
                proposition=Proposition(Predicate.SHELLS),
                stance=list(Stance)[n % len(Stance)],
                attribution=Attribution((Claimant(text),), (Claimant(text),), cue=text),
                mention_ids=(mention.id,),
                region_ids=(area.id,),
                where_prec=WherePrecision.EXACT,
                event_time=when,
                before=before,
                after=after,
                reasons=(text,),
            )
        )
        names[area.id] = replace(area, name=text, country_name=text, note=text)
    raw = Results(tuple(reports), tuple(mentions), tuple(resolutions), tuple(claims))
    found = conclude(raw, engine.regions, engine.options)
    return replace(found, regions=tuple(names[r.id] for r in found.regions))


@pytest.fixture(scope="module")
def scene(hostile: Findings) -> Scene:
    return to_scene(hostile, title="".join(PAYLOADS[:40]))


def test_there_are_enough_of_them() -> None:
    assert len(PAYLOADS) >= 150


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_draws_and_runs_nothing(
    browser: Browser, scene: Scene, tmp_path: Path, scripts: bool
) -> None:
    path = tmp_path / "map.html"
    path.write_text(renderers.page(scene), encoding="utf-8", errors="surrogatepass")
    watched = show(browser, path, java_script_enabled=scripts)
    page = watched.page
    assert watched.complaints == []
    assert watched.requests == [path.as_uri()]
    if not scripts:
        assert page.locator("noscript svg, body > svg").count() >= 1
        assert page.locator("ol.claims li").count() == len(PAYLOADS)
        return
    drawn = page.locator(
        "#map_geomap .leaflet-status-pane path, #map_geomap .leaflet-quiet-pane path"
    ).count()
    assert drawn >= len(PAYLOADS)
    for button in page.locator("#regions > li > button[data-region]").all():
        button.evaluate("node => node.click()")
        assert "Shelling" in page.locator("#panel").text_content()
    page.locator("#table-toggle").click()
    page.locator("#more-rows").click()
    assert page.locator("#rows tr").count() == len(PAYLOADS)
    for text in ("script", "onerror", "1+1", "{{", "\u202e"):
        page.locator("#search").fill(text)
    assert page.evaluate("window.pwned") is None
    links = page.locator("a[href]").evaluate_all("nodes => nodes.map(n => n.getAttribute('href'))")
    assert [href for href in links if not href.startswith(("http://", "https://", "#"))] == []
    assert watched.complaints == []
    assert watched.requests == [path.as_uri()]


@pytest.mark.browser
def test_the_pages_own_csv_holds_no_formula(browser: Browser, scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_text(renderers.page(scene), encoding="utf-8", errors="surrogatepass")
    page = show(browser, path, accept_downloads=True).page
    page.locator("#table-toggle").click()
    with page.expect_download() as waiting:
        page.locator("#get-csv").click()
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text("utf-8-sig"), newline="")))
    assert len(rows) == len(PAYLOADS) + 1
    assert _formulas(rows) == []


def test_the_figure_is_pure_drawing(scene: Scene) -> None:
    drawing = ET.fromstring(renderers.figure(scene))
    tags = {node.tag.removeprefix(SVG) for node in drawing.iter()}
    assert tags <= {"svg", "defs", "pattern", "path", "circle", "rect", "text", "tspan", "title"}
    names = {name for node in drawing.iter() for name in node.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name == "style"}


def test_picture_and_print_can_be_made(scene: Scene) -> None:
    assert renderers.png(scene).startswith(b"\x89PNG")
    assert renderers.pdf(scene).startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["geojson", "jsonl"])
def test_data_files_come_back_as_they_were(hostile: Findings, tmp_path: Path, kind: str) -> None:
    archive.save(hostile, tmp_path / f"f.{kind}")
    again = archive.load(tmp_path / f"f.{kind}")
    assert [c.quote for c in again.claims] == [_storable(c.quote) for c in hostile.claims]
    assert [r.title for r in again.reports] == [_storable(r.title) for r in hostile.reports]


def test_no_cell_of_the_csv_begins_a_formula(hostile: Findings, tmp_path: Path) -> None:
    archive.save(hostile, tmp_path / "f.csv")
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > len(PAYLOADS)
    assert _formulas(rows) == []
    assert any(text in cell for row in rows for cell in row for text in FORMULAS)


@pytest.mark.browser
def test_all_of_them_at_once_through_the_front_door(browser: Browser, tmp_path: Path) -> None:
    source = tmp_path / "reports.jsonl"
    rows = [
        {
            "text": f"Shelling hit Konotop in the Sumy region, {text} said on Tuesday.",
            "title": text,
            "publisher": text,
            "author": text,
            "url": text,
        }
        for text in PAYLOADS
    ]
    source.write_text("\n".join(json.dumps(row) for row in rows))
    findings = geomap.analyse(geomap.read(source))
    assert (
        len(findings.reports) >= len(PAYLOADS) - 2
    )  # two that differ in control characters only are one report
    geomap.render(findings, tmp_path / "map.html")
    watched = show(browser, tmp_path / "map.html")
    watched.page.locator('button[data-region="UA-59"]').click()
    assert "Shelling hit Konotop" in watched.page.locator("#panel").inner_text()
    assert watched.page.evaluate("window.pwned") is None
    assert watched.complaints == []


def _formulas(rows: list[list[str]]) -> list[str]:
    return [
        cell
        for row in rows
        for cell in row
        if cell.strip("\ufeff \n")[:1] in tuple("=+-@\t\r") and cell.strip("\ufeff \n") and not _number(cell)
    ]


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _storable(text: str) -> str:
    """Return a text as UTF-8 can hold it: half of a pair is none."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


assert {f.name for f in fields(Findings)} >= {"reports", "claims"}
