"""Names that stand for a government as often as for a place."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geomap.language.normalise import name_key


@dataclass(frozen=True, slots=True)
class Seats:
    """Keys of capitals and blocs, and of buildings and bodies that stand for governments."""

    capitals: frozenset[str]
    houses: frozenset[str]


@lru_cache(maxsize=4)
def read_seats(path: Path) -> Seats:
    """Read the seats of government from a TOML file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Seats(
        frozenset(map(name_key, (*table["capitals"], *table["blocs"]))),
        frozenset(map(name_key, table["houses"])),
    )
