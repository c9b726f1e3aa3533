"""The one data block of a page: the scene as JSON that cannot end its element."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from geomap.model.scene import Ring, Scene

GRID = 1000  # coordinates are whole thousandths of a degree, each relative to the one before
# JSON lets these be written as escapes; in HTML, raw, they could end the element or start a comment.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def block(scene: Scene) -> str:
    """Return the scene as JSON for ``<script type="application/json">``."""
    data: dict[str, Any] = asdict(scene)
    for area in (*data["base"], *data["regions"]):
        area["rings"] = [_deltas(ring) for ring in area["rings"]]
    data["grid"] = GRID
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_ESCAPES.get(c, c) for c in text)


def _deltas(ring: Ring) -> list[int]:
    flat: list[int] = []
    x = y = 0
    for lon, lat in ring:
        next_x, next_y = round(lon * GRID), round(lat * GRID)
        flat += [next_x - x, next_y - y]
        x, y = next_x, next_y
    return flat
