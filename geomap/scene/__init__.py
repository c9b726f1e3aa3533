"""Findings in, a ``Scene`` out: the map as plain data, in the words a reader sees."""

from geomap.scene.build import build
from geomap.scene.cards import state_of

__all__ = ["build", "state_of"]
