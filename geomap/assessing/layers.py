"""The control layers of a run, read once, and the names of the actors in them."""

from __future__ import annotations

from functools import lru_cache

from geomap.actors import open_actors
from geomap.control import ControlLayer, read_all
from geomap.control.spec import parse_spec
from geomap.errors import GeomapError
from geomap.gazetteers.by_id import open_places_by_id
from geomap.model.control import Assessor

_KEPT = 64  # files: a year of weekly layers


def layers(files: tuple[str, ...]) -> tuple[ControlLayer, ...]:
    """Return the control layers of files, each ``FILE[:assessor][:date]``.

    Raises
    ------
    GeomapError
        When a file is none, naming it and the remedy.
    """
    return tuple(layer for file in files for layer in _read(file, _stamp(file)))


def layer_days(files: tuple[str, ...]) -> tuple[str, ...]:
    """Return the days (ISO 8601) of which there are layers, in order."""
    return tuple(sorted({layer.day for layer in layers(files) if layer.day}))


def assessors(files: tuple[str, ...]) -> tuple[Assessor, ...]:
    """Return whose control layers these are, each once."""
    return tuple({layer.assessor.id: layer.assessor for layer in layers(files)}.values())


@lru_cache(maxsize=_KEPT)
def _read(file: str, stamp: tuple[int, int]) -> tuple[ControlLayer, ...]:
    return read_all(file, places=open_places_by_id())


def _stamp(file: str) -> tuple[int, int]:
    """Return what tells a file from what it was: one that was edited is read again."""
    try:
        found = parse_spec(file).path.stat()
    except (OSError, GeomapError):
        return 0, 0  # reading it says what is wrong
    return found.st_mtime_ns, found.st_size


def actor_name(actor_id: str) -> str:
    """Return the name of an actor, its id where it is not known."""
    actor = open_actors().get(own_id(actor_id))
    return actor.name if actor else actor_id


def own_id(actor_id: str) -> str:
    """Return the id that claims use for an actor of an assessor's table (``state:RU`` is ``russia``)."""
    kind, _, code = actor_id.partition(":")
    actor = open_actors().of_country(code) if kind == "state" else None
    return actor.id if actor else actor_id
