"""Small control files of our own making."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import mapping

Maker = Callable[..., Path]


@pytest.fixture
def geojson(tmp_path: Path) -> Maker:
    """Return a function that writes features, given as (properties, shape), to a named file."""

    def write(file: str, *features: tuple[dict[str, Any], Any], **extra: Any) -> Path:
        rows = [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": shape if shape is None or isinstance(shape, dict) else mapping(shape),
            }
            for properties, shape in features
        ]
        path = tmp_path / file
        path.write_text(json.dumps({"type": "FeatureCollection", "features": rows, **extra}), "utf-8")
        return path

    return write


@pytest.fixture
def square() -> Callable[..., Any]:
    """Return a function that makes a square of one degree (or so) at a corner."""

    def make(lon: float = 36.0, lat: float = 48.0, size: float = 1.0) -> Any:
        return shapely.box(lon, lat, lon + size, lat + size)

    return make
