"""Which language a text is in: by script, by letters, by stop words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from geomap import datapackage

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters; more text does not change the answer


class LanguageProfiles:
    """Stop words and telling letters of the languages known.

    Parameters
    ----------
    profiles : mapping
        Language code to a table with ``words`` (common small words) and
        ``letters`` (letters that the language's neighbours lack).
    """

    def __init__(self, profiles: Mapping[str, Mapping[str, str]]) -> None:
        self._words = {code: frozenset(table["words"].split()) for code, table in profiles.items()}
        self._letters = {code: table.get("letters", "") for code, table in profiles.items()}

    def identify(self, text: str, default: str = "en") -> str:
        """Return the code of the likeliest language; ``default`` where nothing tells.

        Examples
        --------
        >>> LanguageProfiles({"en": {"words": "the of"}, "ru": {"words": "и в"}}).identify("и в лесу")
        'ru'
        """
        sample = text[:_SAMPLE].lower()
        words = _WORD.findall(sample)
        best, best_score = default, 0.0
        for code, stop_words in self._words.items():
            score = sum(word in stop_words for word in words) + 0.5 * sum(
                sample.count(letter) for letter in self._letters[code]
            )
            if score > best_score:
                best, best_score = code, score
        return best


def read_profiles(path: Path) -> LanguageProfiles:
    """Read the profiles from a TOML file with a table for each language."""
    return LanguageProfiles(tomllib.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=4)
def shipped_profiles(path: Path) -> LanguageProfiles:
    """Return the profiles of a file, read once in a process."""
    return read_profiles(path)


def detect(text: str) -> str:
    """Return the code of a text's language."""
    return shipped_profiles(datapackage.path("language/profiles.toml")).identify(text)
