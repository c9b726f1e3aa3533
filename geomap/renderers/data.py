"""The one data block of a page: the scene as JSON that cannot end its element."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from geomap.model.scene import Ground, RegionCard, Ring, Scene, Shape

GRID = 1000  # coordinates are whole thousandths of a degree, each relative to the one before
# JSON lets these be written as escapes; in HTML, raw, they could end the element or start a comment.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def block(scene: Scene) -> str:
    """Return the scene as JSON for ``<script type="application/json">``."""
    bare = replace(scene, base=(), regions=(), grounds=())  # rings are many: no copy of them is made
    data: dict[str, Any] = asdict(bare)
    data["base"] = [_area(shape) for shape in scene.base]
    data["regions"] = [_area(card) for card in scene.regions]
    data["grounds"] = [_area(ground) for ground in scene.grounds]
    data["grid"] = GRID
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _area(area: Shape | RegionCard | Ground) -> dict[str, Any]:
    return {**asdict(replace(area, rings=())), "rings": [_deltas(ring) for ring in area.rings]}


def _deltas(ring: Ring) -> list[int]:
    flat: list[int] = []
    x = y = 0
    for lon, lat in ring:
        next_x, next_y = round(lon * GRID), round(lat * GRID)
        flat += [next_x - x, next_y - y]
        x, y = next_x, next_y
    return flat
