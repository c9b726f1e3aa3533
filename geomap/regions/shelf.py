"""The shelf of regions: joins by code, by polygon, by nearness."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geomap.errors import UsageError
from geomap.language.normalise import name_key
from geomap.model import Place, PlaceKind, Region
from geomap.regions import worldview as views
from geomap.regions.table import Bounds, Table, embedded

NEAREST_KM = 25.0
_KM_PER_DEGREE = 111.32
_MARGIN = 0.5  # degrees around a region's bounds within which it may be nearest


class Regions:
    """Regions by code or point, and their polygons, WGS 84.

    Open it with :meth:`open`. Polygons are read when first asked for, country
    by country.
    """

    def __init__(self, table: Table, view: str, own: Any = None) -> None:
        self._table = table
        self._own = own  # a frame of the user's polygons, None for the embedded ones
        self.worldview = view

    @classmethod
    def open(cls, worldview: str = "un", boundaries: Path | None = None, level: int = 1) -> Regions:
        """Open the embedded regions, or those of a file.

        Parameters
        ----------
        worldview : str
            ``un`` or ``defacto``: under which country contested regions are shown.
        boundaries : Path, optional
            The user's own regions, in any format GDAL reads.
        level : int
            The administrative level of those (1 to 5).

        Raises
        ------
        UsageError
            When there is no such worldview.
        InputError
            When the file is not boundaries.
        """
        views.areas(worldview)
        if boundaries is None:
            return cls(embedded(worldview), worldview)
        from geomap.regions.boundaries import read

        regions, frame = read(Path(boundaries), level)
        bounds = {str(i): g.bounds for i, g in frame.geometry.items()}
        return cls(Table(regions, lambda region: region, bounds, {}), worldview, frame)

    def __iter__(self) -> Any:
        return (region for i in self._table if (region := self._table.get(i)))

    def region(self, region_id: str) -> Region | None:
        """Return a region by its id."""
        return self._table.get(region_id)

    def by_code(self, geonames_code: str) -> Region | None:
        """Return the region that a GeoNames ADM1 code (``UA.05``) means."""
        return self.region(self._table.codes.get(geonames_code, ("", ""))[0])

    def of_country(self, code: str) -> list[Region]:
        """Return the regions of a country (ISO 3166-1 alpha-2)."""
        return self._table.of_country(code)

    def codes_of(self, name: str) -> list[str]:
        """Return the GeoNames codes of a region, by its id, its code, or a name in any language.

        Raises
        ------
        UsageError
            When no region is called so.
        """
        wanted = name_key(name)
        found = [
            region.geonames_code
            for i in self._table
            if (region := self._table.get(i))
            and wanted in (name_key(region.id), name_key(region.geonames_code), *_keys(region))
            and region.geonames_code
        ]
        if not found:
            raise UsageError(
                f"{name}: no region of that name", hint="Give a name or an ISO code, such as UA-59."
            )
        return found

    def join(self, place: Place) -> tuple[Region | None, str]:
        """Return the region of a place and how it was found.

        Returns
        -------
        tuple of Region or None, str
            By the gazetteer's own ``code`` (or its ``parent`` where the source
            of polygons is coarser), else by ``polygon``, else the ``nearest``
            within 25 km. Countries and larger areas have no region.
        """
        if place.kind in (PlaceKind.COUNTRY, PlaceKind.MACROREGION):
            return None, ""
        region_id, method = self._table.codes.get(place.admin1, ("", ""))
        region = self.region(region_id)
        return (region, method) if region else self.join_point(place.lon, place.lat, place.country)

    def join_point(self, lon: float, lat: float, country: str = "") -> tuple[Region | None, str]:
        """Return the region at or nearest to a point (degrees) and how it was found."""
        import shapely

        point = shapely.Point(lon, lat)
        near = self._table.around(lon, lat, _MARGIN)
        for region_id in near:
            if _within(self._table.bounds[region_id], lon, lat, 0) and self.polygon(region_id).covers(point):
                return self.region(region_id), "polygon"
        distances = [(_km(self.polygon(i), point), i) for i in near if self._may_be_in(i, country)]
        if distances and min(distances)[0] <= NEAREST_KM:
            return self.region(min(distances)[1]), "nearest"
        return None, ""

    def polygon(self, region_id: str) -> Any:
        """Return the polygon of a region in degrees, WGS 84.

        Raises
        ------
        KeyError
            When there is no such region.
        """
        if self._own is not None:
            return self._own.geometry.loc[region_id]
        from geomap.regions import shapes

        region = self._table.get(region_id)
        if region is None:
            raise KeyError(region_id)
        return shapes.polygon(region.country, region_id)

    def polygons(self, ids: Iterable[str]) -> Any:
        """Return the polygons of regions as a GeoDataFrame indexed by id, EPSG:4326."""
        import geopandas as gpd

        known = [i for i in ids if self._table.get(i)]
        return gpd.GeoDataFrame(index=known, geometry=[self.polygon(i) for i in known], crs="EPSG:4326")

    def neighbours(self, bounds: Bounds) -> list[Region]:
        """Return the regions whose bounds meet a box (west, south, east, north)."""
        near = (i for i, box in self._table.bounds.items() if _meets(box, bounds))
        return [region for i in near if (region := self._table.get(i))]

    def countries(self, bounds: Bounds) -> dict[str, Any]:
        """Return coarse outlines of the countries that meet a box, by code, for the map's base.

        Bounds are west, south, east, north in degrees.
        """
        from geomap.regions import shapes

        world = embedded(self.worldview)
        near = (world.get(i) for i, box in world.bounds.items() if _meets(box, bounds))
        codes = {region.country for region in near if region}
        return {c: shapes.country(c, "countries.zip").polygon(c) for c in sorted(codes)}

    def boundary_note(self) -> str:
        """Return what has to be said of the boundaries."""
        return views.note(self.worldview)

    def _may_be_in(self, region_id: str, country: str) -> bool:
        region = self._table.get(region_id)
        return not country or not region or not region.country or region.country == country


def _keys(region: Region) -> set[str]:
    return {name_key(region.name), *(name_key(name) for _, name in region.names)}


def _within(box: Bounds, lon: float, lat: float, margin: float) -> bool:
    return box[0] - margin <= lon <= box[2] + margin and box[1] - margin <= lat <= box[3] + margin


def _meets(one: Bounds, other: Bounds) -> bool:
    if one[2] - one[0] > 180 and other[0] > -150 and other[2] < 150:
        return False  # it lies on both sides of the 180th meridian, far from the other
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _km(polygon: Any, point: Any) -> float:
    """Return the distance in km, on a plane true to scale at the point."""
    import shapely

    squeeze = math.cos(math.radians(point.y))
    flat = shapely.transform(polygon, lambda xy: xy * [squeeze, 1.0])
    return float(flat.distance(shapely.Point(point.x * squeeze, point.y))) * _KM_PER_DEGREE
