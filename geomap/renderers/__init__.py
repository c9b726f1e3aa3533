"""A scene in, a page, a figure or a Folium map out."""

from typing import TYPE_CHECKING

from geomap.renderers.data import as_script
from geomap.renderers.facts import facts
from geomap.renderers.figure import figure, figure_size
from geomap.renderers.hosted import ground, hosted, hosted_files, hosted_policy, patterns
from geomap.renderers.printed import pdf, png, set_svg

if TYPE_CHECKING:
    from geomap.renderers.folium_map import to_folium
    from geomap.renderers.frames import framed
    from geomap.renderers.single import page

__all__ = [
    "as_script",
    "facts",
    "figure",
    "figure_size",
    "framed",
    "ground",
    "hosted",
    "hosted_files",
    "hosted_policy",
    "page",
    "patterns",
    "pdf",
    "png",
    "set_svg",
    "to_folium",
]


def __getattr__(name: str) -> object:
    """Load what is drawn by Folium on first use: figures, and pages of a site, do not wait for it."""
    if name not in ("framed", "page", "to_folium"):
        raise AttributeError(f"module 'geomap.renderers' has no attribute {name!r}")
    from geomap.renderers.folium_map import to_folium
    from geomap.renderers.frames import framed
    from geomap.renderers.single import page

    # No module bears one of these names: importing it would put the module in place of the function.
    globals().update(framed=framed, page=page, to_folium=to_folium)
    return globals()[name]
