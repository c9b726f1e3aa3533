"""Mentions in, resolutions out: ``Resolver(gazetteer, regions).resolve(report, mentions)``, in order.

``OnlineResolver(service, regions).complete(mentions, resolutions)`` asks a service
for the names that no gazetteer knows.
"""

from geomap.places.corrections import read_corrections, told
from geomap.places.online import OnlineResolver
from geomap.places.resolver import Resolver

__all__ = ["OnlineResolver", "Resolver", "read_corrections", "told"]
