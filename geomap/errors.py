"""What can go wrong, as classes; every message comes with a remedy.

GeomapError                 could not (exit code 1)
├── InputError              a source cannot be read as a report (also ValueError)
├── MissingDataError             a data file is absent or damaged (also FileNotFoundError)
├── MissingExtraError            an optional package is not installed (also ImportError)
├── ServiceError            an online service failed; never means "no such place"
└── UsageError              asked wrongly (exit code 2, also ValueError)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class GeomapError(Exception):
    """A failure a user can act on.

    Parameters
    ----------
    message : str
        What happened, in one line, naming file and line where there is one.
    hint : str
        What to do about it, in one line.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def meant(name: str, known: Iterable[str], what: str) -> str:
    """Return the hint for a name that is not known: the nearest one, else all of them."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    return f"Did you mean {near[0]}?" if near else f"The {what} are {', '.join(names)}."


class InputError(GeomapError, ValueError):
    """A source that cannot be read as a report, a table or findings."""


class MissingDataError(GeomapError, FileNotFoundError):
    """A data file of geomap that is absent or does not match its checksum."""


class MissingExtraError(GeomapError, ImportError):
    """An optional package is needed; the hint is the install line."""


class ServiceError(GeomapError):
    """An online service failed. Never to be read as "no such place"."""


class UsageError(GeomapError, ValueError):
    """A command or call was asked wrongly."""

    exit_code = 2
