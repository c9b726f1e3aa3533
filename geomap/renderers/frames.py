"""The page in a frame of its own, for notebooks: nothing in it reaches the page around it."""

from __future__ import annotations

from markupsafe import Markup

from geomap.model.scene import Scene
from geomap.renderers.single import page

_HEIGHT = 640
# Scripts draw the map; downloads and links to sources leave the frame, and what they open is no frame of
# ours. Never allow-same-origin with scripts.
SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
_FRAME = Markup(
    '<iframe title="{title}" sandbox="{sandbox}" width="100%" '
    'height="{height}" style="border:1px solid #cfcabd" srcdoc="{page}"></iframe>'
)


def framed(scene: Scene) -> str:
    """Return a sandboxed ``<iframe>`` that holds the whole page."""
    return str(_FRAME.format(title=scene.title, sandbox=SANDBOX, height=_HEIGHT, page=page(scene)))
