"""Claims and shares of control in, one ``RegionStatus`` a region out."""

from geomap.status.said import ClaimRules, assess

__all__ = ["ClaimRules", "assess"]
