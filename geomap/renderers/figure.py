"""The figure: the scene as one SVG, for print, for pages without scripts, for reports.

Drawn with presentation attributes only, since a strict page forbids styles.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from geomap.language.interface import words
from geomap.model.scene import RegionCard, Scene
from geomap.renderers import ink, looks
from geomap.renderers.facts import dated, facts
from geomap.renderers.figure_key import key
from geomap.renderers.figure_map import MAP_HEIGHT, WIDTH, draw_map
from geomap.renderers.labels import wrapped

_EDGE = 24  # white around everything
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_MOST_TOLD = 8  # regions whose sentence the figure prints
_COLUMN = 500  # width of the sentences; the key stands to the right
_LINE, _SMALL = 17, 15
_SIZE, _HEAD_CHARS = re.compile(r'<svg [^>]*width="(\d+)" height="(\d+)"'), 600


def figure(scene: Scene) -> str:
    """Return a scene as an SVG document with sentences, key, scale, credits and boundary note."""
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    root.append(_patterns())
    paper = ink.shape(root, "rect", {"width": str(WIDTH), "fill": looks.PAPER})
    top = _head(root, scene)
    draw_map(root, scene, top)
    below = top + MAP_HEIGHT + 30
    told = _sentences(root, scene, below)
    listed = key(root, scene, _EDGE + _COLUMN + 30, below)
    height = _foot(root, scene, max(told, listed) + 16)
    paper.set("height", f"{height:g}")
    for name, value in {
        "viewBox": f"0 0 {WIDTH} {height:g}",
        "width": str(WIDTH),
        "height": f"{height:g}",
        "role": "img",
        "font-family": _FONT,
        "aria-label": ink.xml(f"{scene.title}. {dated(scene)}. {scene.summary}."),
    }.items():
        root.set(name, value)
    return ET.tostring(root, encoding="unicode")


def figure_size(drawing: str) -> tuple[int, int]:
    """Return width and height of a figure of ours in pixels, (0, 0) of another drawing."""
    found = _SIZE.search(drawing[:_HEAD_CHARS])
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _patterns() -> ET.Element:
    # Ids of their own: the page has the same patterns, and hides them with its map.
    return ET.fromstring(looks.patterns("f-"))[0]


def _head(root: ET.Element, scene: Scene) -> float:
    y = 16.0
    for line in wrapped(scene.title, WIDTH - 2 * _EDGE, 22, most=2):
        y += 26
        ink.text(root, _EDGE, y, line, font_size="22", font_weight="700")
    ink.text(root, _EDGE, y + 22, facts(scene), font_size="13", fill=looks.SOFT)
    return y + 38


def _sentences(root: ET.Element, scene: Scene, y: float) -> float:
    """Write who says what of which region; return how far down that went."""
    said = words(scene.lang)
    short = {style.key: style.short for style in scene.styles}
    telling = [r for r in scene.regions if short[r.style] and r.style != "mentioned"]
    if not telling:
        return y
    ink.text(root, _EDGE, y, said("page.overview"), font_size="14", font_weight="700")
    y += 8
    for region in telling[:_MOST_TOLD]:
        y = _told(root, region, short[region.over or region.style], y + 18)
    if len(telling) > _MOST_TOLD:
        y += 18
        more = said("page.more_regions", n=len(telling) - _MOST_TOLD)
        ink.text(root, _EDGE, y, more, font_size="12", fill=looks.SOFT)
    return y


def _told(root: ET.Element, region: RegionCard, short: str, y: float) -> float:
    head = ink.text(root, _EDGE, y, region.name, font_size="12.5", font_weight="700")
    rest = ET.SubElement(head, "tspan", {"font-weight": "400", "fill": looks.SOFT, "dx": "6"})
    rest.text = ink.xml(f"{region.country} · {short}")
    for line in wrapped(region.sentence[:1].upper() + region.sentence[1:], _COLUMN, 12.5, most=3):
        y += _LINE
        ink.text(root, _EDGE, y, line, font_size="12.5")
    return y + 2


def _foot(root: ET.Element, scene: Scene, y: float) -> float:
    """Write method, notes, boundary note and credits; return where the figure ends."""
    ink.shape(root, "path", {"d": f"M{_EDGE} {y:g}H{WIDTH - _EDGE}", "stroke": "#dcd7ca", "fill": "none"})
    beyond = ""
    if scene.beyond:
        beyond = words(scene.lang)("page.beyond", names=", ".join(scene.beyond))
    body = " ".join((scene.method_note, beyond, *scene.notes, scene.boundary_note, " · ".join(scene.credits)))
    for line in wrapped(body, WIDTH - 2 * _EDGE, 11):
        y += _SMALL
        ink.text(root, _EDGE, y + 4, line, font_size="11", fill=looks.SOFT)
    return y + 20
