"""What a gazetteer promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from geomap.model import Place


class Gazetteer(Protocol):
    """Looks names up."""

    def search(self, name: str, *, limit: int = 10) -> Sequence[Place]:
        """Return the places of a name, likeliest first; empty if there is none.

        Raises
        ------
        ServiceError
            When a service could not answer: that is not "no such place".
        """
