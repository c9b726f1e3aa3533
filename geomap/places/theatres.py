"""Theatres of war: where settlements of a report are likelier to lie, by what it tells of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geomap.language.phrases import PhraseTable, phrases_of
from geomap.language.words import words_of

_WAR = "war"
_LONGEST = 20_000  # characters of a report that are looked at: its war is named early


@dataclass(frozen=True, slots=True)
class Theatres:
    """The regions (GeoNames codes) of each theatre, and the words by which it is told."""

    regions: tuple[tuple[str, ...], ...]
    table: PhraseTable

    def of(self, text: str) -> frozenset[str]:
        """Return the regions of the theatres that a text tells of; empty where it tells of no war."""
        told = {hit.label for hit in self.table.find_all(words_of(text[:_LONGEST]).keys)}
        if _WAR not in told:
            return frozenset()
        named: Iterable[int] = (int(label) for label in told if label != _WAR)
        return frozenset(code for number in named for code in self.regions[number])


@lru_cache(maxsize=4)
def read_theatres(path: Path) -> Theatres:
    """Read the theatres from a TOML file."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    listed = content["theatre"]
    phrases = {_WAR: phrases_of(content[_WAR])}
    phrases |= {str(number): phrases_of(one["words"]) for number, one in enumerate(listed)}
    return Theatres(tuple(tuple(one["regions"]) for one in listed), PhraseTable(phrases))
