"""Findings at rest: GeoJSON and CSV for people to correct, JSONL without loss."""

from geomap.archive.files import FORMATS, dumps, encoded, is_findings, load, save
from geomap.archive.frames import to_geopandas

__all__ = ["FORMATS", "dumps", "encoded", "is_findings", "load", "save", "to_geopandas"]
