"""Short forms of regions and countries: "Ala.", ", WV", "U.S."."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geomap.language.normalise import name_key
from geomap.mentions.tokens import Tokens

_LONGEST = 3  # words
_LONGEST_WORD = 5


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Keys of short forms and the keys of the names they stand for."""

    dotted: Mapping[str, str]
    postal: Mapping[str, str]
    plain: Mapping[str, str]

    def at(self, tokens: Tokens, first: int) -> tuple[int, str] | None:
        """Return the last word of a short form that starts here, and its name's key."""
        found, key = None, ""
        if len(tokens.words[first]) > _LONGEST_WORD:
            return None
        for last in range(first, min(first + _LONGEST, len(tokens))):
            if last > first and tokens.gap(last - 1) not in (".", ". ", " "):
                break
            key = f"{key} {tokens.lower[last]}" if key else tokens.lower[last]
            name = self._name(tokens, first, last, key)
            if name:
                found = last, name
            if len(tokens.words[last]) > _LONGEST_WORD or not tokens.capital[last]:
                break
        return found

    def _name(self, tokens: Tokens, first: int, last: int, key: str) -> str:
        capitals = all(word.isupper() for word in tokens.words[first : last + 1])
        if capitals and key in self.plain:
            return self.plain[key]
        behind_comma = first > 0 and tokens.gap(first - 1) == ", "
        if capitals and behind_comma and key in self.postal:
            return self.postal[key]
        dotted = tokens.gap(last).startswith(".")
        if key in self.dotted and ((dotted and behind_comma) or (dotted and len(key) > 3)):
            return self.dotted[key]
        return ""


@lru_cache(maxsize=4)
def read_abbreviations(path: Path) -> Abbreviations:
    """Read the short forms from a TOML file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Abbreviations(
        *(
            {key: name_key(name) for key, name in table[part].items()}
            for part in ("dotted", "postal", "plain")
        )
    )
