"""The actors of the reports: data in ``geodata/actors/``, found by name, demonym and office."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from geomap import datapackage
from geomap.errors import InputError, UsageError, meant
from geomap.language.normalise import name_key
from geomap.language.phrases import Hit, PhraseTable
from geomap.language.words import Words, key_of, words_of
from geomap.model import Actor

ENGLISH = "en"
# What coders put around an actor's name: its kind before, years of a government behind.
_CODED = re.compile(
    r"^(government of|military forces of|police forces of)\s+(the\s+)?|\s*\(\d{4}-(\d{4})?\).*$",
    re.IGNORECASE,
)
_PARTS = ("names", "demonyms", "offices", "media")
_KEYS = ("id", "name", "kind", "side", "iso", *_PARTS)
_LONGEST_ACRONYM = 5
_PARTY_KINDS = frozenset(("state", "armed_group"))


class Actors:
    """Actors by name and by country.

    Parameters
    ----------
    actors : iterable of Actor
        Where two share a phrase, the first wins.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_id: dict[str, Actor] = {}
        self._by_country: dict[str, Actor] = {}
        self._capitals: set[str] = set()
        phrases: dict[str, dict[str, str]] = defaultdict(dict)  # language → phrase → actor id
        for actor in actors:
            self._by_id[actor.id] = actor
            if actor.country:
                self._by_country.setdefault(actor.country, actor)
            for part in _PARTS:
                for language, phrase in getattr(actor, part):
                    phrases[language].setdefault(phrase, actor.id)
                    if phrase.isupper() and len(phrase) <= _LONGEST_ACRONYM:
                        self._capitals.add(key_of(phrase))
        self._phrases = phrases
        self._tables: dict[str, PhraseTable] = {}

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def get(self, actor_id: str) -> Actor | None:
        """Return an actor by id."""
        return self._by_id.get(actor_id)

    def of_country(self, code: str) -> Actor | None:
        """Return the state of a country (ISO 3166-1 alpha-2)."""
        return self._by_country.get(code)

    def find(self, words: Words, lang: str) -> list[Hit]:
        """Return the actors named in a text, in order; labels are their ids."""
        return [hit for hit in self._table(lang).find(words.keys) if self._is_meant(hit, words)]

    def _is_meant(self, hit: Hit, words: Words) -> bool:
        """Tell "US" from "us": a name that is all capitals is written so."""
        if hit.first != hit.last or words.keys[hit.first] not in self._capitals:
            return True
        return words.span_text(hit.first, hit.last).isupper()

    def named(self, name: str) -> str:
        """Return the id of the actor that a coded name stands for ("Government of Syria"), "" if unknown.

        All of the name must be the actor's: "Civilians (Syria)" is no actor.
        """
        words = words_of(_CODED.sub("", name).strip())
        hits = self.find(words, ENGLISH)
        whole = [hit for hit in hits if hit.first == 0 and hit.last == len(words) - 1]
        return whole[0].label if whole else ""

    def side(self, actor_id: str) -> str:
        """Return the side an actor speaks for, "" for third parties and unknown ones."""
        actor = self._by_id.get(actor_id)
        return actor.side if actor else ""

    def is_party(self, actor_id: str) -> bool:
        """Return whether an actor may itself fight; mediators and monitors do not."""
        actor = self._by_id.get(actor_id)
        return actor is not None and actor.kind in _PARTY_KINDS

    def _table(self, lang: str) -> PhraseTable:
        if lang not in self._tables:
            merged = {**self._phrases.get(ENGLISH, {}), **self._phrases.get(lang, {})}
            by_actor: dict[str, list[str]] = defaultdict(list)
            for phrase, actor_id in merged.items():
                by_actor[actor_id].append(phrase)
            self._tables[lang] = PhraseTable(by_actor)
        return self._tables[lang]


@cache
def open_actors() -> Actors:
    """Return the actors that come with geomap.

    Raises
    ------
    MissingDataError
        When their data is not there.
    """
    listed = read_actors(datapackage.path("actors/actors.toml"))
    named = {actor.country for actor in listed if actor.country}
    states = read_states(datapackage.path("actors/states.csv"), datapackage.path("mentions/demonyms.toml"))
    return Actors([*listed, *(state for state in states if state.country not in named)])


def with_own(tables: Sequence[Mapping[str, Any]]) -> Actors:
    """Return the actors that come with geomap, the user's own before them.

    Parameters
    ----------
    tables : sequence of mapping
        ``[[actors]]`` of ``geomap.toml``: ``id`` and, as in
        ``geodata/actors/actors.toml``, ``name``, ``kind``, ``side``, ``iso``,
        ``names``, ``demonyms``, ``offices``, ``media`` (phrases by language). One
        with the id of a listed actor takes its place.

    Raises
    ------
    UsageError
        When a table has no id, an unknown key, or phrases that are no text.
    """
    listed = open_actors()
    if not tables:
        return listed
    own = [_own(table) for table in tables]
    ids, states = {actor.id for actor in own}, {actor.country for actor in own if actor.country}
    return Actors(
        [*own, *(a for a in listed if a.id not in ids and (not a.country or a.country not in states))]
    )


def _own(table: object) -> Actor:
    if not isinstance(table, Mapping) or not isinstance(table.get("id"), str) or not table["id"]:
        raise UsageError("[[actors]]: an actor without id", hint='Give it one: id = "…".')
    for key, value in table.items():
        if key not in _KEYS:
            raise UsageError(f"[[actors]], {table['id']}: unknown key {key}", hint=meant(key, _KEYS, "keys"))
        phrases = isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values())
        if not (phrases if key in _PARTS else isinstance(value, str)):
            wanted = 'It takes phrases by language: { en = "…; …" }.' if key in _PARTS else "It takes a text."
            raise UsageError(f"[[actors]], {table['id']}: {key} is {str(value)[:40]!r}", hint=wanted)
    return _actor(table, Path("geomap.toml"))


def read_actors(path: Path) -> list[Actor]:
    """Read actors from a TOML file of ``[[actor]]`` tables.

    Raises
    ------
    InputError
        When the file is no TOML or an actor has no id.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("actor", [])
    except tomllib.TOMLDecodeError as error:
        message = f"{path.name}: not a table of actors ({error})"
        raise InputError(message, hint="Each actor is an [[actor]] with id, name and names.") from error
    return [_actor(table, path) for table in tables]


def read_states(states: Path, demonyms: Path) -> list[Actor]:
    """Return every state as an actor, by its name and its demonyms."""
    words = tomllib.loads(demonyms.read_text(encoding="utf-8"))
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    english: dict[str, str] = {}
    with states.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, name = row["iso"], row["name"]
            if name.isascii():
                english.setdefault(code, name)
                found[code]["names"].append((ENGLISH, name))
            for language, table in words.items():
                found[code]["demonyms"] += _demonyms(language, table.get(name, ""))
    return [
        Actor(
            id=name_key(name).replace(" ", "-"),
            name=name,
            kind="state",
            side=name_key(name).replace(" ", "-"),
            country=code,
            names=tuple(found[code]["names"]),
            demonyms=tuple(found[code]["demonyms"]),
        )
        for code, name in english.items()
    ]


def _demonyms(language: str, listed: str) -> list[tuple[str, str]]:
    words = [word.strip() for word in listed.split(";") if word.strip()]
    if language == ENGLISH:
        return [(language, form) for word in words for form in (word, word + "s")]
    return [(language, word + "*") for word in words]


def _actor(table: Mapping[str, Any], path: Path) -> Actor:
    if not table.get("id"):
        raise InputError(f"{path.name}: an actor without id", hint='Give it one: id = "…".')
    parts = {part: _phrases(table.get(part, {})) for part in _PARTS}
    return Actor(
        id=table["id"],
        name=table.get("name", table["id"]),
        kind=table.get("kind", ""),
        side=table.get("side", ""),
        country=table.get("iso", ""),
        **parts,
    )


def _phrases(listed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (language, phrase.strip())
        for language, phrases in listed.items()
        for phrase in phrases.split(";")
        if phrase.strip()
    )
