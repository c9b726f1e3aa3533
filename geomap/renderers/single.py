"""The page: one HTML file, no network."""

from __future__ import annotations

from markupsafe import Markup

from geomap.language.interface import words
from geomap.model.scene import Scene
from geomap.renderers import assets, data, looks
from geomap.renderers.elements import Page, bare_map, put_on
from geomap.renderers.figure import figure
from geomap.renderers.origin import origin

NOSCRIPT_CLAIMS = 200


def page(scene: Scene) -> str:
    """Return a scene as one HTML page that needs nothing but itself.

    Text from reports enters it by two paths only: the JSON block, which our
    script puts into the page as text, and escaped templates.
    """
    west, south, east, north = scene.bounds
    chart = bare_map(((south + north) / 2, (west + east) / 2), 6)
    newest = scene.claims[::-1][:NOSCRIPT_CLAIMS]
    # Markup: ours, or made safe by its maker. Everything else is escaped by the template.
    sheet = Page(
        scene=scene,
        leaflet_script=Markup(assets.leaflet_script()),
        leaflet_style=Markup(assets.leaflet_style()),
        page_script=Markup(assets.page_script()),
        page_style=Markup(assets.static("page.css")),
        patterns=Markup(looks.patterns("p-")),
        figure=Markup(figure(scene)),
        block=Markup(data.block(scene)),
        newest=newest,
        words=words(scene.lang),
        tiles_from=origin(scene.tiles),
        left_out=len(scene.claims) - len(newest),
    )
    put_on(sheet, chart)
    return sheet.render()
