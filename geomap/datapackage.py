"""Where a data file lies, and whether it is what ``geodata/datapackage.json`` says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geomap.errors import MissingDataError

_DESCRIPTOR = "datapackage.json"
_HINT = "Install geomap again: pip install --force-reinstall geomap"


@dataclass(frozen=True, slots=True)
class Resource:
    """A data file: its origin, licence, size and SHA-256."""

    path: str
    title: str
    sources: str
    licence: str
    bytes: int
    sha256: str


@cache
def root() -> Path:
    """Return the folder of the data: inside the installed package, or beside an editable checkout.

    Raises
    ------
    MissingDataError
        When it is at neither place.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "geodata", package.parent / "geodata"):
        if (folder / _DESCRIPTOR).is_file():
            return folder
    raise MissingDataError("the data of geomap is not there", hint=_HINT)


def path(name: str) -> Path:
    """Return where a data file lies.

    Raises
    ------
    MissingDataError
        When there is no such file.
    """
    file = root() / name
    if not file.exists():
        raise MissingDataError(f"geodata/{name} is missing", hint=_HINT)
    return file


def resources() -> list[Resource]:
    """Return the data files in the order of the descriptor."""
    entries = json.loads(path(_DESCRIPTOR).read_text("utf-8"))["resources"]
    return [
        Resource(
            e["path"], e["title"], e["sources"], e["licence"], e["bytes"], e["hash"].removeprefix("sha256:")
        )
        for e in entries
    ]


def check() -> list[str]:
    """Return a line for each data file that is missing or not as it was built."""
    problems = []
    for resource in resources():
        file = root() / resource.path
        if not file.is_file():
            problems.append(f"{resource.path}: missing")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != resource.sha256:
            problems.append(f"{resource.path}: not as it was built (SHA-256 differs)")
    return problems
