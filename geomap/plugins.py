"""What users bring themselves: recognisers and extractors, by entry point.

A package offers one in its metadata, in the group of the room it works in
(``geomap.mentions``, ``geomap.claims``); ours stand there too. Listing
imports nothing; one that cannot be loaded is an error only when it is asked
for.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from geomap.errors import UsageError


def names(group: str) -> list[str]:
    """Return the names that a group offers, in order."""
    return sorted({point.name for point in entry_points(group=group)})


def load(group: str, name: str) -> Any:
    """Return what a name of a group stands for.

    Raises
    ------
    UsageError
        When nothing or more than one thing has that name, or it cannot be imported.
    """
    found = {(point.value, point.name): point for point in entry_points(group=group) if point.name == name}
    if not found:
        raise UsageError(
            f"{group}: nothing named {name}", hint=f"Known: {', '.join(names(group)) or 'none'}."
        )
    if len(found) > 1:
        both = ", ".join(sorted(value for value, _ in found))
        raise UsageError(f"{group}: several are named {name} ({both})", hint="Uninstall all but one.")
    return _imported(group, next(iter(found.values())))


def _imported(group: str, point: EntryPoint) -> Any:
    try:
        return point.load()
    except Exception as error:
        raise UsageError(
            f"{group}: {point.name} cannot be loaded ({type(error).__name__}: {error})",
            hint=f"Check the package that offers it ({point.value}).",
        ) from error
