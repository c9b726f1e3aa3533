"""Where two assessors differ: the ground, its km², and the places on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely

from geomap.control.area import km2
from geomap.control.layer import ControlLayer, Geometry, Key
from geomap.model.control import ControlCategory
from geomap.model.status import Basis
from geomap.status.shares import composition, ground

# What a layer says about ground that it does not mark.
UNMARKED = None
SLIVER_KM2 = 0.01  # a hectare: below that, differences are how two hands draw one line


@dataclass(frozen=True, slots=True)
class Difference:
    """Ground that two layers put into different categories; ``None`` is "not marked"."""

    first_layer: str
    second_layer: str
    first: Key | None
    second: Key | None
    km2: float
    geometry: Geometry


@dataclass(frozen=True, slots=True)
class PlaceDifference:
    """A place about which assessors say different things: layer id → what it says."""

    name: str
    place_id: str
    lon: float
    lat: float
    said: tuple[tuple[str, Key | None], ...]


def differences(
    first: ControlLayer,
    second: ControlLayer,
    within: Geometry | None = None,
    *,
    basis: Basis | None = Basis.ASSESSED,
) -> list[Difference]:
    """Return where two layers differ, the largest first.

    Parameters
    ----------
    first, second : ControlLayer
        Two layers with ground, as a rule of two assessors at one day.
    within : geometry, optional
        Only inside this (WGS 84): the union of the regions of a map.
    basis : Basis, optional
        Only what stands on this basis; ``None`` for all.
    """
    a, b = _clipped(first, within, basis), _clipped(second, within, basis)
    rest_a = ground(shapely.difference(_union(b.values()), _union(a.values())))
    rest_b = ground(shapely.difference(_union(a.values()), _union(b.values())))
    pairs: list[tuple[Key | None, Key | None, Geometry]] = []
    pairs += ((key, other, shapely.intersection(s, t)) for key, s in a.items() for other, t in b.items())
    pairs += ((key, UNMARKED, shapely.intersection(s, rest_b)) for key, s in a.items())
    pairs += ((UNMARKED, key, shapely.intersection(t, rest_a)) for key, t in b.items())
    found = [
        Difference(first.id, second.id, one, other, float(km2(area)), area)
        for one, other, shape in pairs
        if one != other and not (area := ground(shape)).is_empty
    ]
    kept = [d for d in found if d.km2 >= SLIVER_KM2]
    return sorted(kept, key=lambda d: (-d.km2, str(d.first), str(d.second)))


def agreement(first: ControlLayer, second: ControlLayer, actor_id: str) -> float:
    """Return the intersection over union of the ground that two layers assess as held by an actor."""
    key = (ControlCategory.CONTROL, actor_id, Basis.ASSESSED)
    a, b = (composition(layer).get(key, shapely.Polygon()) for layer in (first, second))
    union = float(km2(shapely.union(a, b)))
    return float(km2(shapely.intersection(a, b))) / union if union else 1.0


def place_differences(layers: Sequence[ControlLayer]) -> list[PlaceDifference]:
    """Return the listed places about which the layers differ, by name.

    A layer of ground says about a place what it says about the ground there;
    a table of places says nothing about a place that it does not list. One
    place is known in two tables by its gazetteer id, else by its coordinates.
    """
    places = _listed(layers)
    grounds = {layer.id: composition(layer) for layer in layers if layer.has_areas}
    found = []
    for (name, place_id, lon, lat), listed in places.items():
        point = shapely.Point(lon, lat)
        said = dict(listed)
        for layer_id, pieces in grounds.items():
            said.setdefault(layer_id, _at(point, pieces))
        # Silence about a place that another marks is a difference only of one-sided maps, not of views.
        if len({key for key in said.values() if key is not None}) > 1:
            found.append(PlaceDifference(name, place_id, lon, lat, tuple(sorted(said.items()))))
    return sorted(found, key=lambda p: (p.name, p.lon, p.lat))


def contact_line(layer: ControlLayer, actor_id: str, land: Geometry, *, clearance: float = 0.03) -> Geometry:
    """Return the line of contact as an assessor's own polygons draw it.

    It is the outline of the ground assessed as held by an actor, without the
    stretches along coasts and outer borders.

    Parameters
    ----------
    layer : ControlLayer
        One assessor's layer; a line is never made from two.
    actor_id : str
        Whose ground it bounds.
    land : geometry
        The union of the regions of the country where the front runs (WGS 84).
    clearance : float, optional
        How near to the outline of ``land`` counts as along it, in degrees;
        boundary sets differ by a kilometre or two.

    Returns
    -------
    geometry
        Lines, WGS 84; empty where the layer has no such ground.
    """
    key = (ControlCategory.CONTROL, actor_id, Basis.ASSESSED)
    held = composition(layer).get(key)
    if held is None:
        return shapely.LineString()
    inside = shapely.difference(land, shapely.buffer(shapely.boundary(land), clearance))
    return shapely.line_merge(shapely.intersection(shapely.boundary(held), inside))


def _clipped(layer: ControlLayer, within: Geometry | None, basis: Basis | None) -> dict[Key, Geometry]:
    pieces = {k: s for k, s in composition(layer).items() if basis is None or k[2] is basis}
    if within is None:
        return pieces
    clipped = {key: ground(shapely.intersection(shape, within)) for key, shape in pieces.items()}
    return {key: shape for key, shape in clipped.items() if not shape.is_empty}


def _listed(
    layers: Sequence[ControlLayer],
) -> dict[tuple[str, str, float, float], dict[str, Key | None]]:
    known: dict[str, tuple[str, str, float, float]] = {}
    places: dict[tuple[str, str, float, float], dict[str, Key | None]] = {}
    for layer in layers:
        for a, lon, lat in layer.points():
            identity = a.place_id or f"{lon:.3f} {lat:.3f}"
            place = known.setdefault(identity, (a.place_name, a.place_id, lon, lat))
            places.setdefault(place, {})[layer.id] = (a.category, a.actor_id, a.basis)
    return places


def _at(point: Geometry, pieces: dict[Key, Geometry]) -> Key | None:
    return next((key for key, shape in pieces.items() if shapely.intersects(shape, point)), UNMARKED)


def _union(shapes: Iterable[Geometry]) -> Geometry:
    return shapely.union_all(list(shapes))
