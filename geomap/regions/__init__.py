"""A code or a point in, a region out; a region in, its polygon out."""

from geomap.regions.shelf import Regions

__all__ = ["Regions"]
