"""Words of a text in, the actors they name out: parties, third parties, and the side of each."""

from geomap.actors.shelf import Actors, open_actors, with_own

__all__ = ["Actors", "open_actors", "with_own"]
