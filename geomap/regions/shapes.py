"""Polygons of the embedded regions, decoded one by one from a country's TopoJSON.

GDAL reads these files too (a test compares), but the whole country at once and
after importing more than a map needs: on the one-page job that was a tenth of
a second out of one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
import numpy as np
import shapely

from geomap import datapackage

CRS = "EPSG:4326"


class _Parsed(msgspec.Struct):
    """A TopoJSON whose arcs stay text until they are drawn: a map shows few of a country's borders."""

    transform: dict[str, list[float]]
    objects: dict[str, Any]
    arcs: list[msgspec.Raw]


_decoder = msgspec.json.Decoder(_Parsed)


class Topology:
    """The polygons of a TopoJSON object, by the ``id`` among their properties.

    Parameters
    ----------
    content : bytes
        TopoJSON with quantised, delta-encoded arcs (its specification, 2.1.3).
    """

    def __init__(self, content: bytes) -> None:
        topology = _decoder.decode(content)
        self._scale = np.asarray(topology.transform["scale"], dtype=float)
        self._shift = np.asarray(topology.transform["translate"], dtype=float)
        self._raw = topology.arcs
        self._arcs: dict[int, Any] = {}
        geometries = [g for layer in topology.objects.values() for g in layer["geometries"]]
        self._geometries = {g["properties"]["id"]: g for g in geometries}
        self._built: dict[str, Any] = {}

    def __iter__(self) -> Any:
        return iter(self._geometries)

    def polygon(self, region_id: str) -> Any:
        """Return a polygon or multipolygon in degrees, WGS 84.

        Raises
        ------
        KeyError
            When there is no such region.
        """
        if region_id not in self._built:
            geometry = self._geometries[region_id]
            if "arcs" not in geometry:  # dropped when outlines were simplified
                return shapely.Polygon()
            arcs = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            parts = [self._part(rings) for rings in arcs]
            single = geometry["type"] == "Polygon"
            self._built[region_id] = parts[0] if single else shapely.MultiPolygon(parts)
        return self._built[region_id]

    def _part(self, rings: Sequence[Sequence[int]]) -> Any:
        outer, *holes = (self._ring(arcs) for arcs in rings)
        return shapely.Polygon(outer, holes)

    def _ring(self, arcs: Sequence[int]) -> Any:
        """Return the points of a ring: its arcs end to end, ``~i`` for an arc run backwards."""
        pieces = [self._arc(i) if i >= 0 else self._arc(~i)[::-1] for i in arcs]
        whole = np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
        return whole * self._scale + self._shift

    def _arc(self, number: int) -> Any:
        if number not in self._arcs:
            steps = msgspec.json.decode(self._raw[number])
            self._arcs[number] = np.cumsum(np.asarray(steps, dtype=np.int64), axis=0)
        return self._arcs[number]


@cache
def country(code: str, archive: str = "admin1.zip") -> Topology:
    """Return the polygons of a country's regions."""
    return Topology(_archive(archive).read(f"{code}.topojson"))


@cache
def _archive(name: str) -> zipfile.ZipFile:
    """Return an archive, kept open: its list of files is long, and a map asks for dozens of countries."""
    return zipfile.ZipFile(io.BytesIO(datapackage.path(name).read_bytes()))


def polygon(country_code: str, region_id: str) -> Any:
    """Return the polygon of an embedded region."""
    return country(country_code).polygon(region_id)
