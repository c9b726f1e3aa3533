"""A name in, the places it may mean out: the embedded index and any geopy service."""

from geomap.gazetteers.base import Gazetteer
from geomap.gazetteers.embedded import EmbeddedGazetteer, open_gazetteer

__all__ = ["EmbeddedGazetteer", "Gazetteer", "open_gazetteer"]
