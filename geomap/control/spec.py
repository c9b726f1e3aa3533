"""``FILE[:assessor][:date]`` as users write it, with ``name=value`` for their own files."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from geomap.errors import InputError, UsageError

_EXAMPLE = "FILE[:assessor][:date], as in towns.csv:wikipedia:2024-08-17"


@dataclass(frozen=True, slots=True)
class Spec:
    """A control file and what the user says about it; empty where nothing is said.

    ``category``, ``actor``, ``valid`` and ``name`` are property names of a
    user's own file; ``licence`` and ``redistributable`` its terms.
    """

    path: Path
    assessor: str = ""
    date: str = ""
    category: str = ""
    actor: str = ""
    valid: str = ""
    name: str = ""
    licence: str = ""
    redistributable: str = ""


_NAMED = tuple(f.name for f in fields(Spec) if f.name != "path")


def parse_spec(text: str) -> Spec:
    """Read ``FILE[:assessor][:date][:name=value…]``.

    The file is the longest beginning that exists, so its name may hold colons.

    Raises
    ------
    InputError
        When there is no such file.
    UsageError
        When what follows the file cannot be understood.
    """
    parts = text.split(":")
    for cut in range(len(parts), 0, -1):
        path = Path(":".join(parts[:cut]))
        if path.is_file():
            return _spec(path, parts[cut:])
    raise InputError(f"{parts[0]}: no such control file", hint=f"Write {_EXAMPLE}.")


def _spec(path: Path, rest: list[str]) -> Spec:
    given: dict[str, str] = {}
    for part in (p.strip() for p in rest):
        name, sign, value = part.partition("=")
        if not sign:
            name, value = ("date" if part[:4].isdigit() else "assessor"), part
        if name not in _NAMED or name in given:
            raise UsageError(
                f"{path.name}: {part!r} cannot be understood",
                hint=f"Write {_EXAMPLE}; further: {', '.join(n + '=' for n in _NAMED)}",
            )
        if value:
            given[name] = value
    return Spec(path, **given)
