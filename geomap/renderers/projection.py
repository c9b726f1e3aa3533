"""Web Mercator for the figure, so that it looks like the map."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from geomap.model.scene import Bounds, Ring

_MAX_LAT = 85.0
_EARTH_KM = 6371.0
_ZERO = re.compile(r"(?<!\d)0(?=\.)")  # SVG does not want the nought of 0.5


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to pixels of a drawing; x to the right, y downwards."""

    scale: float
    left: float
    top: float
    width: float
    height: float

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the pixel of a place, to a tenth."""
        x, y = _mercator(lon, lat)
        return round((x - self.left) * self.scale, 1), round((self.top - y) * self.scale, 1)

    def path(self, rings: tuple[Ring, ...]) -> str:
        """Return rings as the data of an SVG path."""
        return "".join(self._ring(ring) for ring in rings)

    def _ring(self, ring: Ring) -> str:
        """Return a ring on a grid of half pixels; points that fall together are one."""
        degrees = np.radians(np.asarray(ring, dtype=float))
        lat = np.clip(degrees[:, 1], -math.radians(_MAX_LAT), math.radians(_MAX_LAT))
        x = (degrees[:, 0] - self.left) * self.scale
        y = (self.top - np.log(np.tan(np.pi / 4 + lat / 2))) * self.scale
        halves = np.round(np.column_stack((x, y)) * 2).astype(int)
        kept = np.ones(len(halves), dtype=bool)
        kept[1:] = (halves[1:] != halves[:-1]).any(axis=1)
        halves = halves[kept]
        if len(halves) < 3 or not self._in_frame(halves):
            return ""
        steps = np.vstack((halves[:1], np.diff(halves, axis=0))) / 2
        first, *others = [f"{x:g} {y:g}" for x, y in steps.tolist()]
        return _ZERO.sub("", f"M{first}l{' '.join(others)}Z").replace(" -", "-")

    def _in_frame(self, halves: np.ndarray[Any, Any]) -> bool:
        """Return whether any of a ring may be seen: the box of its points meets the frame."""
        low, high = halves.min(axis=0) / 2, halves.max(axis=0) / 2
        return bool(high.min() >= 0 and low[0] <= self.width and low[1] <= self.height)

    def km_per_pixel(self, lat: float) -> float:
        """Return the kilometres a pixel spans at a latitude."""
        return _EARTH_KM * math.cos(math.radians(lat)) / self.scale


def fitted(bounds: Bounds, width: float, height: float, margin: float) -> Projection:
    """Return the projection that puts a box into a frame with a margin, centred."""
    west, south = _mercator(bounds[0], bounds[1])
    east, north = _mercator(bounds[2], bounds[3])
    wide, high = max(east - west, 1e-6), max(north - south, 1e-6)
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / high)
    left = (west + east) / 2 - width / 2 / scale
    top = (south + north) / 2 + height / 2 / scale
    return Projection(scale, left, top, width, height)


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    clipped = max(min(lat, _MAX_LAT), -_MAX_LAT)
    return math.radians(lon), math.log(math.tan(math.pi / 4 + math.radians(clipped) / 2))
