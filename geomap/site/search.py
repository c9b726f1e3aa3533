"""The search index: a script that sets one value, so that pages of a folder can read it too."""

from __future__ import annotations

from collections.abc import Hashable

from geomap.renderers import as_script
from geomap.site.content import Link
from geomap.writing import utf8


def index(
    regions: tuple[Link, ...],
    claimants: tuple[Link, ...],
    days: tuple[Link, ...],
    claims: tuple[tuple[str, str, str, str, str, str, str], ...],
) -> bytes:
    """Return the script of the index.

    Parameters
    ----------
    regions, claimants, days : tuple of Link
        Pages by their names.
    claims : tuple
        (page, id, publisher, date, who, places, quote) of each claim.
    """
    pages, sources, who = _Table(), _Table(), _Table()
    rows = [
        [pages.number(page), id_, sources.number((publisher, date)), who.number(speaker), places, quote]
        for page, id_, publisher, date, speaker, places, quote in claims
    ]
    data = {
        "regions": [[link.path, link.label, link.note] for link in regions],
        "claimants": [[link.path, link.label, link.note] for link in claimants],
        "days": [[link.path, link.label, ""] for link in days],
        "claims": rows[::-1],  # the newest first
        "pages": pages.rows,
        "sources": sources.rows,
        "who": who.rows,
    }
    return utf8(f"window.geomapIndex = {as_script(data)};\n")


class _Table:
    """Values by number, in the order in which they first come."""

    def __init__(self) -> None:
        self._number: dict[Hashable, int] = {}

    @property
    def rows(self) -> list[Hashable]:
        return list(self._number)

    def number(self, value: Hashable) -> int:
        return self._number.setdefault(value, len(self._number))
