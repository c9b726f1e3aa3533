"""A table of coded events (UCDP GED, ACLED) in, ``Findings`` out: reports, places and claims."""

from geomap.events.join import JoinScore, check_join
from geomap.events.reading import is_events, read

__all__ = ["JoinScore", "check_join", "is_events", "read"]
