"""Mentions in, resolutions out: ``Resolver(gazetteer, regions).resolve(report, mentions)``, one for each, in order."""

from geomap.places.resolver import Resolver

__all__ = ["Resolver"]
