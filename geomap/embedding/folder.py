"""Everything of one map as a folder: to be put on a server, or beside a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from geomap.errors import MissingExtraError
from geomap.writing import write_whole


def write(
    folder: Path, contents: Mapping[str, str | bytes], pictures: Mapping[str, Callable[[], bytes]]
) -> list[str]:
    """Write files by name, empty ones left out; return the pictures that could not be drawn, and why.

    Raises
    ------
    GeomapError
        When the folder cannot be written to.
    """
    drawn: dict[str, bytes] = {}
    left_out = []
    for name, draw in pictures.items():
        try:
            drawn[name] = draw()
        except MissingExtraError as error:
            left_out.append(f"{name}: {error.message}; {error.hint}")
    for name, content in {**contents, **drawn}.items():
        if content:
            write_whole(folder / name, content)
    return left_out
