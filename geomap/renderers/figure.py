"""The figure: the scene as one SVG, for print, for pages without scripts, for reports.

Drawn with presentation attributes only, since a strict page forbids styles.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from geomap.language.interface import words
from geomap.model.scene import Ground, KeyEntry, RegionCard, Scene, Style
from geomap.renderers import assets
from geomap.renderers.labels import Labels
from geomap.renderers.projection import Projection, fitted

WIDTH, MAP_HEIGHT = 960, 620
_MARGIN, _HEAD, _LINE = 40, 58, 20
_INK, _SOFT = "#1d1d1b", "#55524b"
_FONT = "system-ui, 'DejaVu Sans', sans-serif"
_OUTLINES = {
    "solid": {"stroke-width": "1.5"},
    "dashed": {"stroke-width": "1.8", "stroke-dasharray": "7 4"},
    "dotted": {"stroke-width": "1.8", "stroke-dasharray": "2 4"},
    "casing": {"stroke-width": "3"},
    "thin": {"stroke-width": "1"},
    "faint": {"stroke-width": "0.6", "stroke": "#8d887c"},
}
_SIGNS = {
    "point": {"r": "4.5", "fill": "#fff", "stroke": _INK, "stroke-width": "2"},
    "ring": {"r": "7", "fill": "none", "stroke": _INK, "stroke-dasharray": "4 3"},
}
_SCALES_KM = (1000, 500, 200, 100, 50, 20, 10, 5)
_FOOT_CHARS = 150
_HOLDERS = ("#004488", "#d55e00", "#117733", "#aa3377", "#777777")  # by order, no side has one of its own


def figure(scene: Scene) -> str:
    """Return a scene as an SVG document with key, scale, credits and boundary note."""
    said = words(scene.lang)("page.as_of")
    foot = _foot_lines(scene)
    entries = _shown(scene)
    rows = (len(entries) + 1) // 2
    height = _HEAD + MAP_HEIGHT + rows * _LINE + len(foot) * 16 + 34
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "role": "img",
            "font-family": _FONT,
            "aria-label": _xml(f"{scene.title}. {said} {scene.as_of}. {scene.summary}."),
        },
    )
    root.append(_patterns())
    ET.SubElement(root, "rect", {"width": str(WIDTH), "height": str(height), "fill": "#fbfaf6"})
    _text(root, 16, 26, scene.title[:90], {"font-size": "19", "font-weight": "650"})
    _text(
        root,
        16,
        46,
        f"{said} {scene.as_of} · {scene.summary} · {scene.review}",
        {"font-size": "13", "fill": _SOFT},
    )
    _map(root, scene)
    _key(root, entries, scene, _HEAD + MAP_HEIGHT + 22)
    for number, line in enumerate(foot):
        y = _HEAD + MAP_HEIGHT + rows * _LINE + 34 + number * 16
        _text(root, 16, y, line, {"font-size": "11", "fill": _SOFT})
    return ET.tostring(root, encoding="unicode")


def _patterns() -> ET.Element:
    # Ids of their own: the page has the same patterns, and hides them with its map.
    drawing = ET.fromstring(assets.static("patterns.svg").replace('id="p-', 'id="f-'))
    return drawing[0]


def _map(root: ET.Element, scene: Scene) -> None:
    frame = ET.SubElement(
        root,
        "svg",
        {"x": "0", "y": str(_HEAD), "width": str(WIDTH), "height": str(MAP_HEIGHT), "overflow": "hidden"},
    )
    ET.SubElement(frame, "rect", {"width": str(WIDTH), "height": str(MAP_HEIGHT), "fill": "#dfe7ea"})
    projection = fitted(scene.bounds, WIDTH, MAP_HEIGHT, _MARGIN)
    for area in scene.base:
        land = {
            "d": projection.path(area.rings),
            "fill": "#efece3",
            "stroke": "#a9a395",
            "fill-rule": "evenodd",
        }
        ET.SubElement(frame, "path", land)
    for ground in scene.grounds:
        if not ground.hidden:
            _ground(frame, ground, projection)
    styles = {style.key: style for style in scene.styles}
    quiet = [r for r in scene.regions if r.style == "no_information"]
    loud = [r for r in scene.regions if r.style != "no_information"]
    for region in (*quiet, *loud):
        _region(frame, region, styles[region.style], styles[region.over or region.style].outline, projection)
    _marks(frame, scene, projection)
    _badges(frame, (*loud, *quiet), styles, projection)
    _scale(frame, scene, projection)


def _ground(frame: ET.Element, ground: Ground, projection: Projection) -> None:
    path = ET.SubElement(frame, "path", {"d": projection.path(ground.rings), **_fill(ground)})
    ET.SubElement(path, "title").text = _xml(f"{ground.label} ({ground.km2:,.0f} km²)")


def _fill(ground: Ground) -> dict[str, str]:
    """Return how ground is filled: the same in the page's script, where it can be switched."""
    common = {"fill-rule": "evenodd", "stroke-width": "1"}
    if ground.colour < 0:
        return {
            **common,
            "fill": "#8c8c8c",
            "fill-opacity": "0.35",
            "stroke": _SOFT,
            "stroke-dasharray": "3 3",
        }
    colour = _HOLDERS[ground.colour % len(_HOLDERS)]
    whole = ground.kind == "control"
    return {**common, "fill": colour, "fill-opacity": "0.32" if whole else "0.14", "stroke": colour}


def _region(frame: ET.Element, region: RegionCard, style: Style, edge: str, projection: Projection) -> None:
    """Draw a region in its style, with the edge of what is said over an assessed one."""
    outline = projection.path(region.rings)
    if edge == "casing":
        ET.SubElement(frame, "path", {"d": outline, "fill": "none", "stroke": "#fff", "stroke-width": "7"})
    fill = "none" if style.pattern == "none" else f"url(#f-{style.pattern})"
    attributes = {
        "d": outline,
        "fill": fill,
        "fill-rule": "evenodd",
        "stroke": _INK,
        **_OUTLINES[edge],
    }
    path = ET.SubElement(frame, "path", attributes)
    ET.SubElement(path, "title").text = _xml(f"{region.name}: {region.headline}")


def _marks(frame: ET.Element, scene: Scene, projection: Projection) -> None:
    for mark in scene.marks:
        x, y = projection.point(mark.lon, mark.lat)
        radius = 4.5 if mark.exact else max(mark.radius_km / projection.km_per_pixel(mark.lat), 6)
        look = (
            {"fill": "#fff", "stroke-width": "2"}
            if mark.exact
            else {"fill": "none", "stroke-dasharray": "4 3"}
        )
        circle = {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{radius:.1f}", "stroke": _INK, **look}
        ET.SubElement(ET.SubElement(frame, "circle", circle), "title").text = _xml(
            f"{mark.name}: {mark.precision}"
        )


def _badges(
    frame: ET.Element, regions: tuple[RegionCard, ...], styles: dict[str, Style], projection: Projection
) -> None:
    labels = Labels(WIDTH, MAP_HEIGHT)
    places = [(region, projection.point(*region.label)) for region in regions]
    for region, (x, y) in places:
        if region.style != "no_information":
            labels.block(x, y, 18)
    for region, (x, y) in places:
        style = styles[region.style]
        known = region.style != "no_information"
        if known:
            circle = {
                "cx": f"{x:g}",
                "cy": f"{y:g}",
                "r": "15",
                "fill": "#fff",
                "stroke": _INK,
                "stroke-width": "2",
            }
            ET.SubElement(frame, "circle", circle)
            _text(
                frame,
                x,
                y + 5,
                style.letter + (styles[region.over].letter if region.over else ""),
                {"font-size": "15", "font-weight": "700", "text-anchor": "middle"},
            )
        at = labels.place(x, y + (32 if known else 4), region.name, 12)
        if at:
            _halo(frame, at, region.name, "600" if known else "400")


def _halo(frame: ET.Element, at: tuple[float, float], text: str, weight: str) -> None:
    look = {"font-size": "12", "font-weight": weight, "text-anchor": "middle"}
    _text(frame, *at, text, {**look, "stroke": "#fff", "stroke-width": "3", "stroke-linejoin": "round"})
    _text(frame, *at, text, look)


def _scale(frame: ET.Element, scene: Scene, projection: Projection) -> None:
    per_pixel = projection.km_per_pixel((scene.bounds[1] + scene.bounds[3]) / 2)
    km = next((k for k in _SCALES_KM if k / per_pixel < WIDTH / 5), _SCALES_KM[-1])
    length, y = round(km / per_pixel, 1), MAP_HEIGHT - 16
    line = {
        "d": f"M16 {y - 6}V{y}H{16 + length:g}V{y - 6}",
        "fill": "none",
        "stroke": _INK,
        "stroke-width": "1.5",
    }
    ET.SubElement(frame, "path", line)
    _text(frame, 16 + length / 2, y - 6, f"{km} km", {"font-size": "11", "text-anchor": "middle"})


def _shown(scene: Scene) -> list[KeyEntry]:
    """Return the lines of the key, without what only a switch would show."""
    hidden = {ground.layer for ground in scene.grounds if ground.hidden}
    return [entry for entry in scene.key if entry.style not in hidden and entry.layer != "kind"]


def _key(root: ET.Element, entries: Sequence[KeyEntry], scene: Scene, top: float) -> None:
    styles = {style.key: style for style in scene.styles}
    grounds = {ground.layer: ground for ground in reversed(scene.grounds)}
    for number, entry in enumerate(entries):
        x, y = 16 + (number % 2) * WIDTH / 2, top + (number // 2) * _LINE
        style = styles.get(entry.style)
        if style:
            fill = "none" if style.pattern == "none" else f"url(#f-{style.pattern})"
            box = {
                "x": f"{x:g}",
                "y": f"{y - 11:g}",
                "width": "26",
                "height": "14",
                "fill": fill,
                "stroke": _INK,
            }
            ET.SubElement(root, "rect", {**box, **_OUTLINES[style.outline]})
        if entry.style in grounds:
            box = {"x": f"{x:g}", "y": f"{y - 11:g}", "width": "26", "height": "14"}
            ET.SubElement(root, "rect", {**box, **_fill(grounds[entry.style])})
        if entry.style in _SIGNS:
            ET.SubElement(root, "circle", {"cx": f"{x + 13:g}", "cy": f"{y - 4:g}", **_SIGNS[entry.style]})
        letter = f" ({style.letter})" if style else ""
        _text(
            root,
            x + 36,
            y,
            f"{entry.label}{letter}: {entry.count:,}{' km²' if entry.style in grounds else ''}",
            {"font-size": "12"},
        )


def _foot_lines(scene: Scene) -> list[str]:
    text = " ".join((scene.method_note, *scene.notes, scene.boundary_note, " · ".join(scene.credits)))
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > _FOOT_CHARS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _text(parent: ET.Element, x: float, y: float, text: str, look: dict[str, str]) -> None:
    node = ET.SubElement(parent, "text", {"x": f"{x:g}", "y": f"{y:g}", "fill": _INK, **look})
    node.text = _xml(text)


def _xml(text: str) -> str:
    """Return a text as XML can hold it; most of what it cannot, the scene has shown as U+FFFD already."""
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")
