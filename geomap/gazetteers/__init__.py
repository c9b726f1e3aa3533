"""A name in, the places it may mean out: the embedded index and any geopy service."""

from geomap.gazetteers.base import Gazetteer
from geomap.gazetteers.embedded import EmbeddedGazetteer, open_gazetteer
from geomap.gazetteers.service import ServiceGazetteer, open_service

__all__ = ["EmbeddedGazetteer", "Gazetteer", "ServiceGazetteer", "open_gazetteer", "open_service"]
