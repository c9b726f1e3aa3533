"""The key of the figure: what is drawn on it, with counts."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from geomap.language.interface import words
from geomap.model.scene import Ground, KeyEntry, Scene, Style
from geomap.renderers import ink, looks
from geomap.renderers.labels import wrapped

_GROUPS = ("status", "ground", "difference", "change", "places", "listed")
_LINE, _WIDE = 21, 270
_SIGNS = {
    "point": {"r": "4.5", "fill": "#fff", "stroke": looks.INK, "stroke-width": "2"},
    "ring": {"r": "8", "fill": "none", "stroke": looks.INK, "stroke-dasharray": "4 3"},
}


def key(root: ET.Element, scene: Scene, x: float, y: float) -> float:
    """Draw the key with its corner at (x, y); return how far down it went."""
    said = words(scene.lang)
    hidden = {ground.layer for ground in scene.grounds if ground.hidden}
    entries = [entry for entry in scene.key if entry.style not in hidden]
    ink.text(root, x, y, said("page.key"), font_size="14", font_weight="700")
    for group in _GROUPS:
        lines = [entry for entry in entries if entry.layer == group]
        if not lines:
            continue
        y += 26
        ink.text(root, x, y, said(f"page.group_{group}"), font_size="11", fill=looks.SOFT, font_weight="600")
        for entry in lines:
            y = _line(root, scene, entry, x, y + _LINE)
    return y


def _line(root: ET.Element, scene: Scene, entry: KeyEntry, x: float, y: float) -> float:
    style = next((s for s in scene.styles if s.key == entry.style), None)
    grounds = {looks.of(g): g for g in scene.grounds if g.layer == entry.style}
    if style:
        swatch(root, style, x, y)
    elif entry.style in _SIGNS:
        circle = {"cx": f"{x + 19:g}", "cy": f"{y - 4:g}"}
        ink.shape(root, "circle", {**circle, **_SIGNS[entry.style]})
    count = f"{entry.count:,}" + (" km²" if grounds else "")
    indent = 0 if entry.layer == "listed" else 48
    for number, line in enumerate(wrapped(f"{entry.label}: {count}", _WIDE, 12)):
        y += 15 if number else 0
        ink.text(root, x + indent, y, line, font_size="12")
    for look, ground in grounds.items():
        y = _ground(root, look, ground, x, y, alone=len(grounds) == 1)
    return y


def _ground(root: ET.Element, look: looks.Look, ground: Ground, x: float, y: float, *, alone: bool) -> float:
    """Draw what a control layer marks: beside its line, or below where it marks several things."""
    at = y if alone else y + 18
    ink.shape(root, "rect", {**_box(x, at), **look.attributes("f-")})
    if ground.what:
        at += 16 if alone else 0
        ink.text(root, x + 48, at, ground.what, font_size="12", fill=looks.SOFT)
    return at


def swatch(root: ET.Element, style: Style, x: float, y: float) -> None:
    """Draw a situation as on the map: pattern, outline, letter."""
    look = looks.OUTLINES[style.outline]
    fill = "none" if style.pattern == "none" else f"url(#f-{style.pattern})"
    ink.shape(root, "rect", {**_box(x, y), **look.attributes("f-"), "fill": fill})
    ink.shape(root, "circle", {"cx": f"{x + 19:g}", "cy": f"{y - 4:g}", "r": "6.5", "fill": "#fff"})
    ink.text(root, x + 19, y, style.letter, font_size="11", font_weight="700", text_anchor="middle")


def _box(x: float, y: float) -> dict[str, str]:
    return {"x": f"{x + 2:g}", "y": f"{y - 12:g}", "width": "34", "height": "16"}
