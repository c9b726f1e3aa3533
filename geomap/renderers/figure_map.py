"""The map of the figure: land, ground, regions, places, badges and names in drawing order."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from geomap.model.scene import RegionCard, Scene, Style, letters_of
from geomap.renderers import ink, looks
from geomap.renderers.labels import Box, Labels, text_width
from geomap.renderers.projection import Projection, fitted

WIDTH, MAP_HEIGHT = 960, 620
_MARGIN = 44
_SCALES_KM = (1000, 500, 200, 100, 50, 20, 10, 5)


def draw_map(root: ET.Element, scene: Scene, top: float) -> None:
    """Draw the map below a height of the figure."""
    size = {"width": str(WIDTH), "height": str(MAP_HEIGHT)}
    frame = ink.shape(root, "svg", {"x": "0", "y": f"{top:g}", **size, "overflow": "hidden"})
    ink.shape(frame, "rect", {**size, "fill": looks.SEA})
    projection = fitted(scene.bounds, WIDTH, MAP_HEIGHT, _MARGIN)
    land = {"fill": looks.LAND, "stroke": looks.BORDER, "fill-rule": "evenodd"}
    for area in scene.base:
        ink.shape(frame, "path", {"d": projection.path(area.rings), **land})
    for ground in scene.grounds:
        if not ground.hidden:
            shape = {"d": projection.path(ground.rings), "fill-rule": "evenodd"}
            path = ink.shape(frame, "path", {**shape, **looks.of(ground).attributes("f-")})
            ink.titled(path, f"{ground.label} ({ground.km2:,.0f} km²)")
    styles = {style.key: style for style in scene.styles}
    quiet = [r for r in scene.regions if r.style == "no_information"]
    loud = [r for r in scene.regions if r.style != "no_information"]
    for region in (*quiet, *loud):
        _region(frame, region, styles, projection)
    labels = Labels(WIDTH, MAP_HEIGHT)
    labels.block(16 + WIDTH / 10, MAP_HEIGHT - 18, WIDTH / 10)  # the scale
    _marks(frame, scene, projection, labels)
    _named(frame, scene, styles, projection, labels)
    _scale(frame, scene, projection)


def _region(frame: ET.Element, region: RegionCard, styles: dict[str, Style], projection: Projection) -> None:
    """Draw a region in its style, with the edge of what is said over an assessed one."""
    style, edge = styles[region.style], styles[region.over or region.style].outline
    shape = {"d": projection.path(region.rings), "fill-rule": "evenodd"}
    if not shape["d"]:
        return
    if edge == "casing":
        ink.shape(frame, "path", {**shape, "fill": "none", "stroke": "#fff", "stroke-width": "6.5"})
    fill = "none" if style.pattern == "none" else f"url(#f-{style.pattern})"
    path = ink.shape(frame, "path", {**shape, **looks.OUTLINES[edge].attributes("f-"), "fill": fill})
    ink.titled(path, f"{region.name}: {region.headline}")


def _marks(frame: ET.Element, scene: Scene, projection: Projection, labels: Labels) -> None:
    for mark in scene.marks:
        x, y = projection.point(mark.lon, mark.lat)
        if not (0 <= x <= WIDTH and 0 <= y <= MAP_HEIGHT):
            continue
        radius = 4.5 if mark.exact else max(mark.radius_km / projection.km_per_pixel(mark.lat), 7)
        look = {"stroke-width": "2"} if mark.exact else {"stroke-dasharray": "4 3", "fill-opacity": "0.25"}
        circle = {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{radius:.1f}", "fill": "#fff", "stroke": looks.INK}
        ink.titled(ink.shape(frame, "circle", {**circle, **look}), f"{mark.name}: {mark.precision}")
        labels.block(x, y, 6)


def _named(
    frame: ET.Element, scene: Scene, styles: dict[str, Style], projection: Projection, labels: Labels
) -> None:
    """Draw badges, then names: told regions first, then places, then regions of which nothing is known."""
    telling = [r for r in scene.regions if r.style not in ("no_information", "mentioned")]
    spots = [(r, _badge(frame, r, styles, projection, labels)) for r in telling]
    for region, spot in spots:
        if spot:
            _told(frame, region, styles[region.over or region.style].short, spot, labels)
    for mark in scene.marks:
        wide = text_width(mark.name, 12) + 6
        box = labels.beside_dot(*projection.point(mark.lon, mark.lat), wide, 16)
        _plate(frame, box)
        _line(frame, box, 12, mark.name, font_size="12")
    for region in scene.regions:
        if region.style in ("no_information", "mentioned"):
            wide = text_width(region.name, 11.5)
            box = labels.on_point(*projection.point(*region.label), wide, 14)
            halo = {"stroke": looks.LAND, "stroke_width": "3", "stroke_linejoin": "round"}
            look = {"font_size": "11.5", "fill": "#5f5b52"}
            _line(frame, box, 11, region.name, **look, **halo)
            _line(frame, box, 11, region.name, **look)


def _badge(
    frame: ET.Element, region: RegionCard, styles: dict[str, Style], projection: Projection, labels: Labels
) -> tuple[float, float] | None:
    x, y = projection.point(*region.label)
    if not (0 <= x <= WIDTH and 0 <= y <= MAP_HEIGHT):
        return None
    x, y = labels.badge(x, y)
    circle = {"cx": f"{x:g}", "cy": f"{y:g}", "r": "14", "fill": "#fff"}
    ink.shape(frame, "circle", {**circle, "stroke": looks.INK, "stroke-width": "1.8"})
    ink.text(
        frame, x, y + 5, letters_of(styles, region), font_size="14", font_weight="700", text_anchor="middle"
    )
    return x, y


def _told(
    frame: ET.Element, region: RegionCard, short: str, spot: tuple[float, float], labels: Labels
) -> None:
    """Write a region's name with what is said below it; the name alone where there is no room for both."""
    name, said = text_width(region.name, 13) + 8, text_width(short, 11.5) + 8
    box = labels.beside_badge(*spot, max(name, said), 32) if short else None
    both = box is not None
    box = box or labels.beside_badge(*spot, name, 18)
    _plate(frame, box)
    _line(frame, box, 13, region.name, font_size="13", font_weight="700")
    if both:
        _line(frame, box, 27, short, font_size="11.5")


def _plate(frame: ET.Element, box: Box | None) -> None:
    if box:
        left, top, right, bottom = box
        size = {"width": f"{right - left:.1f}", "height": f"{bottom - top:.1f}", "rx": "4"}
        corner = {"x": f"{left:.1f}", "y": f"{top:.1f}"}
        ink.shape(frame, "rect", {**corner, **size, "fill": "#fff", "fill-opacity": "0.84"})


def _line(frame: ET.Element, box: Box | None, down: float, words: str, **look: str) -> None:
    if box:
        x, y = round((box[0] + box[2]) / 2, 1), round(box[1] + down, 1)
        ink.text(frame, x, y, words, text_anchor="middle", **look)


def _scale(frame: ET.Element, scene: Scene, projection: Projection) -> None:
    per_pixel = projection.km_per_pixel((scene.bounds[1] + scene.bounds[3]) / 2)
    km = next((k for k in _SCALES_KM if k / per_pixel < WIDTH / 5), _SCALES_KM[-1])
    length, y = round(km / per_pixel, 1), MAP_HEIGHT - 16
    line = {"d": f"M16 {y - 6}V{y}H{16 + length:g}V{y - 6}", "fill": "none"}
    ink.shape(frame, "path", {**line, "stroke": looks.INK, "stroke-width": "1.5"})
    ink.text(frame, 16 + length / 2, y - 6, f"{km} km", font_size="11", text_anchor="middle")
