"""Findings and the region shelf in, a scene out: the map as plain data."""

from geomap.scene.build import build

__all__ = ["build"]
