"""Claims and shares of control in, one ``RegionStatus`` a region out."""

from geomap.status.said import assess

__all__ = ["assess"]
