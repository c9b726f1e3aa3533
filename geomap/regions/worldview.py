"""Whose view of contested boundaries is shown; never whose joins or statuses."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from geomap import datapackage
from geomap.errors import UsageError

WORLDVIEWS = {
    "un": "Boundaries: UN view, areas as resolutions of the United Nations name them.",
    "defacto": "Boundaries: de facto view, areas under who administers them.",
}
_CAUTION = "No endorsement of any boundary is implied."


@dataclass(frozen=True, slots=True)
class Area:
    """A contested area: the country it is shown under, and what is to be said of it."""

    name: str
    shown_under: str
    note: str


def areas(view: str) -> dict[str, Area]:
    """Return the contested areas by region id (``XK-*`` for all regions of a country).

    Raises
    ------
    UsageError
        When there is no such worldview.
    """
    if view not in WORLDVIEWS:
        raise UsageError(f"no worldview is called {view!r}", hint=f"Use {' or '.join(WORLDVIEWS)}.")
    found: dict[str, Area] = {}
    with datapackage.path("contested.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            area = Area(row["name"], row[view], row["note"])
            found.update(dict.fromkeys(row["regions"].split(), area))
    return found


def note(view: str) -> str:
    """Return the boundary note of a worldview."""
    return f"{WORLDVIEWS[view]} {_CAUTION}"
