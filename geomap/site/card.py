"""The picture that is shown where the address of a site is shared."""

from __future__ import annotations

from geomap.checking import Facts
from geomap.embedding import Sheet
from geomap.embedding.card import card as drawn
from geomap.model.scene import Scene
from geomap.renderers import facts, set_svg
from geomap.site.made import Made, key_of

_PIXELS = 96.0  # pixels an inch at which the drawing keeps its own: 1200 × 630


def card(scene: Scene, figure: str) -> Made:
    """Return the card of a site, made when it is asked for.

    Raises
    ------
    MissingExtraError
        When it is made and Typst is not installed.
    """
    sheet = _sheet(scene, figure)
    drawing = drawn(sheet)
    return Made(
        "card.png", key_of(drawing, sheet.alt), lambda: set_svg(drawing, sheet.alt, "png", ppi=_PIXELS)
    )


def _sheet(scene: Scene, figure: str) -> Sheet:
    labels = {style.key: style.label for style in scene.styles}
    shown = {entry.style for entry in scene.key if entry.layer == "status"}
    return Sheet(
        text="",
        title=scene.title,
        line=facts(scene),
        lang=scene.lang,
        regions=tuple((region.name, labels[region.style]) for region in scene.regions if region.claims),
        key=tuple((style.letter, style.label) for style in scene.styles if style.key in shown),
        method_note=scene.method_note,
        boundary_note=scene.boundary_note,
        figure=figure,
        facts=Facts(),
    )
