"""An ordinary, networked ``folium.Map`` of a scene, to add what you like.

Folium puts popups and layer names into scripts as they are, so text from
reports never goes there: it travels as properties of GeoJSON and is put into a
popup as text.
"""

from __future__ import annotations

from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template

from geomap.model.scene import ClaimCard, Mark, RegionCard, Scene

_MOST_CLAIMS = 20


class TextPopups(MacroElement):
    """Binds a popup to each feature of a GeoJSON layer; its text is set as text."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.eachLayer(function (layer) {
            var box = document.createElement("div");
            (layer.feature.properties.lines || []).forEach(function (line) {
                var paragraph = document.createElement("p");
                paragraph.dir = "auto";
                paragraph.textContent = line;
                box.appendChild(paragraph);
            });
            layer.bindPopup(box, {maxWidth: 420, maxHeight: 320});
        });
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "TextPopups"


def to_folium(scene: Scene) -> folium.Map:
    """Return a scene as a Folium map with a layer of regions and a layer of places.

    The map loads Leaflet and tiles from the network as any Folium map does; for
    a page that is complete on its own use :func:`geomap.render`.
    """
    chart = folium.Map(tiles=None)
    referrer = {"referrer_policy": "strict-origin-when-cross-origin"}  # without one the tiles answer 403
    folium.TileLayer("OpenStreetMap", name="OpenStreetMap", **referrer).add_to(chart)  # type: ignore[arg-type]
    claims = {claim.id: claim for claim in scene.claims}
    known = [region for region in scene.regions if region.claims]
    _layer(chart, "Regions", [_region(region, claims) for region in known])
    _layer(chart, "Places", [_mark(mark, claims) for mark in scene.marks])
    folium.LayerControl().add_to(chart)
    west, south, east, north = scene.bounds
    chart.fit_bounds([[south, west], [north, east]])
    return chart


def _layer(chart: folium.Map, name: str, features: list[dict[str, Any]]) -> None:
    if not features:
        return
    look = {"color": "#1d1d1b", "weight": 2, "fillOpacity": 0.04}
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=name,
        marker=folium.CircleMarker(radius=6),
        style_function=lambda _: look,
        zoom_on_click=False,
    )
    layer.add_child(TextPopups())
    layer.add_to(chart)


def _region(region: RegionCard, claims: dict[str, ClaimCard]) -> dict[str, Any]:
    head = [f"{region.name} ({region.country})", f"{region.headline} · {region.basis}", region.sentence]
    return _feature(
        {"type": "MultiPolygon", "coordinates": [[[list(p) for p in ring]] for ring in region.rings]},
        [*head, *_lines(region.claims, claims)],
    )


def _mark(mark: Mark, claims: dict[str, ClaimCard]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [mark.lon, mark.lat]}
    return _feature(point, [f"{mark.name}: {mark.precision}", *_lines(mark.claims, claims)])


def _lines(ids: tuple[str, ...], claims: dict[str, ClaimCard]) -> list[str]:
    cards = [claims[i] for i in ids if i in claims]
    lines = [f"{c.claimant} {c.verb}: “{c.quote}” ({c.publisher}, {c.date})" for c in cards[:_MOST_CLAIMS]]
    left = len(cards) - _MOST_CLAIMS
    return [*lines, f"and {left} more claims"] if left > 0 else lines


def _feature(geometry: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"lines": lines}}
