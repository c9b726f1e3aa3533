"""The page as part of a site: its scripts and styles are files beside it, written once for all pages."""

from __future__ import annotations

from markupsafe import Markup

from geomap.language.interface import words
from geomap.model.scene import Part, Scene
from geomap.renderers import assets, data, looks
from geomap.renderers.origin import origin

_MAP = Markup('<div class="folium-map" id="map_geomap"></div>')


def hosted(scene: Scene, folder: str, home: str, *, address: str = "", picture: str = "") -> str:
    """Return a scene as a page whose scripts and styles are the files of :func:`hosted_files`.

    Nothing of it is inline but the data block, so that a policy without
    hashes holds: ``script-src 'self'``.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    folder : str
        Where the files are, as seen from the page; ends with a slash.
    home : str
        The page to which it leads back.
    address, picture : str, optional
        Where the page is published, and the picture that is shown where that
        address is shared.
    """
    return assets.template("page.html").render(
        hosted=folder,
        home=home,
        address=address,
        picture=picture,
        scene=scene,
        policy=hosted_policy(origin(scene.tiles)),
        map_html=_MAP,
        patterns=Markup(looks.patterns("p-")),
        block=Markup(data.block(scene)),
        words=words(scene.lang),
    )


def hosted_files() -> dict[str, str]:
    """Return the files that hosted pages share, by name."""
    return {
        "leaflet.js": assets.leaflet_script(),
        "leaflet.css": assets.leaflet_style(),
        "page.js": f"{assets.page_script()}\n{assets.static('hosted.js')}",
        "page.css": assets.static("page.css"),
    }


def hosted_policy(pictures: str = "") -> str:
    """Return the policy of a site's pages: scripts, styles and pictures are files of the site."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: {pictures}".strip(),
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def ground(part: Part) -> dict[str, str]:
    """Return how the map draws what a part of a region's bar stands for, as attributes of a shape."""
    return looks.of(part).attributes("p-")


def patterns() -> str:
    """Return the patterns of statuses as a hidden SVG: ``url(#p-…)`` needs them in the page itself."""
    return looks.patterns("p-")
