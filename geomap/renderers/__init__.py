"""A scene in, a page, a figure or a Folium map out."""

from geomap.renderers.figure import figure
from geomap.renderers.folium_map import to_folium
from geomap.renderers.framed import framed
from geomap.renderers.page import page
from geomap.renderers.printed import pdf, png, set_svg

__all__ = ["figure", "framed", "page", "pdf", "png", "set_svg", "to_folium"]
