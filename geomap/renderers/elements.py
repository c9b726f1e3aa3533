"""Folium elements of our own: a map without random names, and a page around it.

Folium names each element by random bytes and loads its defaults from foreign
hosts; here every name is fixed, and nothing is loaded.
"""

from __future__ import annotations

import folium
from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from geomap.renderers import assets
from geomap.renderers.policy import policy

MAP_ID = "geomap"
MAP_NAME = f"map_{MAP_ID}"


class Page(Figure):
    """The page around the map: our own template in place of branca's."""

    def __init__(self, **slots: object) -> None:
        super().__init__()
        self._id = "page"
        self._slots = slots
        # branca's own head: a charset and a viewport, both of which our template has.
        self.header._children.clear()

    def render(self, **kwargs: object) -> str:
        """Render the map's parts, then the page with them.

        Folium's own head is left out: its viewport forbids zooming, and its styles are for a bare map.
        """
        for child in list(self._children.values()):
            child.render(**kwargs)
        parts = {
            "map_html": self.html.render(**kwargs),
            "map_script": self.script.render(**kwargs),
        }
        allowed = policy(
            [str(self._slots["leaflet_script"]), str(self._slots["page_script"]), parts["map_script"]],
            [str(self._slots["leaflet_style"]), str(self._slots["page_style"])],
            str(self._slots["tiles_from"]),
        )
        return assets.template("page.html").render(policy=allowed, **parts, **self._slots)


class Drawing(MacroElement):
    """Hands the map to our script, which draws the data block on it."""

    _template = Template(
        "{% macro script(this, kwargs) %}geomap.start({{ this._parent.get_name() }});{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._id = "drawing"


def bare_map(center: tuple[float, float], zoom: int) -> folium.Map:
    """Return a Folium map without tiles, foreign files or random names."""
    chart = folium.Map(
        location=list(center),
        zoom_start=zoom,
        tiles=None,
        control_scale=True,
        zoom_control=False,
        attributionControl=False,
        zoomSnap=0.25,
    )
    chart._id = MAP_ID
    chart.default_js = []
    chart.default_css = []
    return chart


def put_on(page: Page, chart: folium.Map) -> None:
    """Put the map and our script on a page, under fixed names."""
    for figure in [chart._parent] if isinstance(chart._parent, Element) else []:
        figure._children.clear()
    page.add_child(chart, name=MAP_NAME)
    chart.add_child(Drawing(), name="drawing")
