"""A scene in, a page, a figure or a Folium map out."""

from geomap.renderers.figure import figure
from geomap.renderers.folium_map import to_folium
from geomap.renderers.page import page

__all__ = ["figure", "page", "to_folium"]
