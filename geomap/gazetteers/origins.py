"""Which gazetteer a place is from: by what its id starts with."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.gazetteers import installed

_SHIPPED = {
    "katottg": "Villages of Ukraine: KATOTTG register (public), placed by GeoNames (CC BY 4.0)"
    " and geoBoundaries (CC BY 4.0; Runfola et al. 2020)",
    "geoboundaries": "Districts: geoBoundaries (CC BY 4.0, in part ODbL; Runfola et al. 2020)",
}


def credits_of(place_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the credits that places oblige to beyond those every map bears, each once."""
    kinds = {place_id.partition(":")[0] for place_id in place_ids}
    shipped = [line for kind, line in _SHIPPED.items() if kind in kinds]
    if not kinds - {"geonames", "geomap", "point", *_SHIPPED}:
        own = []
    else:
        own = [f"Places: {i.title} ({i.licence})" for i in installed.installed() if i.name in kinds]
    return (*shipped, *own)


def gazetteer_of(place_id: str) -> str:
    """Return the name of the gazetteer a place id is from."""
    kind = place_id.partition(":")[0]
    names = {
        "geonames": "GeoNames",
        "geomap": "geomap's own tables",
        "katottg": "Ukraine's register",
        "geoboundaries": "geoBoundaries",
        "osm": "OpenStreetMap",
    }
    return names.get(kind, kind)
