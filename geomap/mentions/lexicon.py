"""The words beside a name that tell what it is, as bit masks; data in, look-ups out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from enum import IntFlag, auto
from functools import lru_cache
from pathlib import Path
from typing import Any

from geomap.model import PlaceKind


class Cue(IntFlag):
    """What a word beside a name may say about it."""

    LOCATIVE = auto()
    PLACE_NOUN = auto()
    DIRECTION = auto()
    ACT = auto()
    WEAK_ACT = auto()
    PASSIVE = auto()
    POWER = auto()
    TITLE = auto()
    RELATIVE = auto()
    ORGANISATION = auto()
    MEDIA = auto()
    SITE = auto()
    STREET = auto()
    WATER = auto()
    RELIEF = auto()
    WATER_FIRST = auto()
    GIVEN_NAME = auto()
    CALENDAR = auto()
    COMMON = auto()
    NEAR = auto()
    BORDER = auto()
    TOWARDS = auto()
    APPROACH = auto()
    ATTACK_ACT = auto()
    ADVERB = auto()
    DISPOSED = auto()
    TOPONYM_FIRST = auto()
    VESSEL = auto()
    GIVEN_BY = auto()
    REGAIN = auto()
    PARTNER = auto()
    TAKEN = auto()
    FALLEN = auto()
    SUFFERS = auto()


_RELATIONS = {"near": Cue.NEAR, "border": Cue.BORDER, "direction": Cue.TOWARDS, "approach": Cue.APPROACH}


class Lexicon:
    """Cue words of one language, with names of persons and common words.

    Parameters
    ----------
    cues : mapping
        A cue table as in ``geodata/mentions/cues.en.toml``.
    shared : mapping of str to Cue
        Words that hold for every language.
    """

    def __init__(self, cues: Mapping[str, Any], shared: Mapping[str, Cue]) -> None:
        masks: dict[str, int] = {word: int(cue) for word, cue in shared.items()}
        for cue in Cue:
            listed = cues.get((cue.name or "").lower(), "")
            _add(masks, listed, cue)
        for name, cue in _RELATIONS.items():
            _add(masks, cues.get("relation", {}).get(name, ""), cue)
        self.masks = masks
        self.verb_endings = tuple(str(cues.get("verb_ending", "")).split())
        self.designators = _kinds(cues.get("designator", {}))
        self.designators_first = _kinds(cues.get("designator_first", {}))

    def mask(self, word: str) -> int:
        """Return the cues of a word in lower case, 0 for a word not listed."""
        return self.masks.get(word, 0)


def _add(masks: dict[str, int], words: str, cue: Cue) -> None:
    for word in words.split():
        masks[word] = masks.get(word, 0) | int(cue)


def _kinds(table: Mapping[str, str]) -> dict[str, PlaceKind]:
    return {word: PlaceKind[kind] for kind, words in table.items() for word in words.split()}


@lru_cache(maxsize=4)
def read_lexicons(folder: Path) -> Lexicons:
    """Return the lexicons of all languages that have a cue table in a folder."""
    words = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    shared: dict[str, Cue] = {}
    uncommon = set(words["not_common"].split())
    listed = (
        (Cue.COMMON, [word for word in words["common"].split() if word not in uncommon]),
        (Cue.CALENDAR, words["calendar"].split()),
        (Cue.GIVEN_NAME, (folder / "given_names.txt").read_text(encoding="utf-8").split()),
    )
    for cue, members in listed:
        for word in members:
            shared[word] = shared.get(word, Cue(0)) | cue
    return Lexicons({path.suffixes[0][1:]: path for path in sorted(folder.glob("cues.*.toml"))}, shared)


class Lexicons(Mapping[str, Lexicon]):
    """Lexicons by language, each read when a text in it comes: most runs know one.

    Parameters
    ----------
    paths : mapping of str to Path
        The cue table of each language.
    shared : mapping of str to Cue
        Words that hold for every language.
    """

    def __init__(self, paths: Mapping[str, Path], shared: Mapping[str, Cue]) -> None:
        self._paths = paths
        self._shared = shared
        self._read: dict[str, Lexicon] = {}

    def __getitem__(self, language: str) -> Lexicon:
        if language not in self._read:
            cues = tomllib.loads(self._paths[language].read_text(encoding="utf-8"))
            self._read[language] = Lexicon(cues, self._shared)
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
