"""A name in, the places it may mean out: the embedded index and any geopy service.

``geomap.gazetteers.service.open_service(name)`` opens a service; it is imported only by those who go online.
"""

from geomap.gazetteers.base import Gazetteer
from geomap.gazetteers.embedded import open_gazetteer
from geomap.gazetteers.index import GazetteerIndex
from geomap.gazetteers.joined import JoinedGazetteer

__all__ = ["Gazetteer", "GazetteerIndex", "JoinedGazetteer", "open_gazetteer"]
