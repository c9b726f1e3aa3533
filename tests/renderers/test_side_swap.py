"""Exchange the sides in a text with fixed places, and the page mirrors: words, order, size, style."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from watched import show

import geomap

pytestmark = pytest.mark.browser

TEXT = (
    "{A}'s defence ministry said its troops had taken the village of Kazachya Loknya in the Kursk region. "
    "{B}'s defence ministry denied the claim. {B}'s defence ministry said its forces had advanced near Shebekino in the "
    "Belgorod region. {A}'s defence ministry said its troops had repelled attacks near Konotop in the Sumy region."
)
SIDES = {"Russia": "Ukraine", "Ukraine": "Russia"}
LOOK = """() => ({
    regions: [...document.querySelectorAll('#regions button[data-region]')].map(b => [b.dataset.region,
        b.querySelector('.line bdi').firstChild.textContent, b.querySelector('.headline').textContent, b.querySelector('.sentence').textContent]).filter(r => r[2]),
    shapes: [...document.querySelectorAll('.leaflet-status-pane path')].map(p => ['fill', 'stroke', 'stroke-width', 'stroke-dasharray'].map(a => p.getAttribute(a))),
    badges: [...document.querySelectorAll('.badge')].map(b => b.textContent),
    key: [...document.querySelectorAll('#key label')].map(l => l.textContent),
})"""
PANEL = """() => [...document.querySelectorAll('#panel .claim')].map(c => [c.querySelector('.who').textContent, c.className,
    c.querySelector('mark').textContent, getComputedStyle(c.querySelector('mark')).fontSize, getComputedStyle(c.querySelector('.who')).fontSize])"""


def mirrored(value: object) -> object:
    if isinstance(value, str):
        return re.sub("Russia|Ukraine", lambda found: SIDES[found[0]], value)
    if isinstance(value, list):
        return [mirrored(part) for part in value]
    if isinstance(value, dict):
        return {key: mirrored(part) for key, part in value.items()}
    return value


def seen(browser: Browser, folder: Path, one: str, other: str) -> tuple[object, list[object]]:
    folder.mkdir()
    (folder / "r.jsonl").write_text(json.dumps({"date": "2025-03-05", "text": TEXT.format(A=one, B=other)}))
    geomap.render(geomap.analyse(geomap.read(folder / "r.jsonl")), folder / "map.html", title="Both")
    page = show(browser, folder / "map.html").page
    whole = page.evaluate(LOOK)
    panels = []
    for region in ("RU-KRS", "RU-BEL", "UA-59"):
        page.locator(f'button[data-region="{region}"]').click()
        panels.append(page.evaluate(PANEL))
        page.keyboard.press("Escape")
    return whole, panels


def test_the_page_mirrors(browser: Browser, tmp_path: Path) -> None:
    one, one_panels = seen(browser, tmp_path / "one", "Russia", "Ukraine")
    other, other_panels = seen(browser, tmp_path / "other", "Ukraine", "Russia")
    assert one["regions"], "there is something to mirror"  # type: ignore[index]
    assert mirrored(one) == other
    assert mirrored(one_panels) == other_panels
