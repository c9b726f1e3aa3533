"""Words for peoples, and the countries they belong to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geomap.language.normalise import name_key

_INFLECTED = ("uk", "ru")
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Demonyms:
    """Whole words where a language hardly inflects them, stems where it does.

    Both lead to the key of the country's name.
    """

    words: Mapping[str, str]
    stems: Mapping[str, str]

    def country(self, key: str) -> str | None:
        """Return the key of the country a word belongs to, None for no demonym."""
        found = self.words.get(key)
        if found is not None or key.isascii():
            return found
        for length in range(len(key), _SHORTEST_STEM - 1, -1):
            found = self.stems.get(key[:length])
            if found is not None:
                return found
        return None


@lru_cache(maxsize=4)
def read_demonyms(path: Path) -> Demonyms:
    """Read demonyms from a TOML file: a table for each language, country by country."""
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    for language, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for country, listed in table.items():
            for word in map(name_key, listed.split(";")):
                if language in _INFLECTED:
                    stems[word] = name_key(country)
                else:
                    words[word] = name_key(country)
                    words.setdefault(word + "s", name_key(country))
    return Demonyms(words, stems)
