"""The names of one report with all the places they may mean, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geomap.language.normalise import name_key
from geomap.model import Mention, PlaceKind, Role
from geomap.places.table import KIND_CODES, Gazetteer, PlaceTable

_MOST_CANDIDATES = 60  # a name with more keeps its largest places

_BORROWED = 2  # a region's rank under its town's name: an alternate one

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a report under one sense: where it stands and what it may mean."""

    forms: tuple[str, ...]
    kind: PlaceKind | None
    mentions: tuple[int, ...]
    demonym: bool
    first: int  # its candidates are rows first … last of the arrays
    last: int


@dataclass(frozen=True, slots=True)
class Document:
    """Candidates of all names, row by row.

    ``name`` is the number of the name a row belongs to, ``place`` the place's
    number, ``rank`` how good the name is for the place (0 primary), ``form``
    which of the looked-up forms led there.
    """

    names: tuple[Name, ...]
    name: Ints
    place: Ints
    rank: Ints
    form: Ints
    next_name: Ints  # the name that follows in apposition ("X, Y"), -1 for none; by name
    previous_name: Ints


def assemble(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, table: PlaceTable) -> Document:
    """Look the names of a report up, each once."""
    senses: dict[tuple[tuple[str, ...], PlaceKind | None, bool], list[int]] = {}
    for i, mention in enumerate(mentions):
        key = (mention.names, mention.kind, mention.role is Role.DEMONYM)
        senses.setdefault(key, []).append(i)
    names: list[Name] = []
    rows: list[tuple[int, int, int, int]] = []
    for (forms, kind, demonym), places in senses.items():
        found = candidates(forms, kind, gazetteer, table)
        first = len(rows)
        rows += [(len(names), place, rank, form) for place, rank, form in found]
        names.append(Name(forms, kind, tuple(places), demonym, first, len(rows)))
    array = np.asarray(rows, dtype=np.int64).reshape(-1, 4)
    following = _appositions(text, mentions, names)
    preceding = np.full(len(names), -1, dtype=np.int64)
    for inner, outer in enumerate(following):
        if outer >= 0:
            preceding[outer] = inner
    return Document(tuple(names), array[:, 0], array[:, 1], array[:, 2], array[:, 3], following, preceding)


def candidates(
    forms: Sequence[str], kind: PlaceKind | None, gazetteer: Gazetteer, table: PlaceTable
) -> list[tuple[int, int, int]]:
    """Return (place number, rank of the name, number of the form), best name first."""
    best: dict[int, tuple[int, int]] = {}
    for number, form in enumerate(forms):
        name_id = gazetteer.name_id(name_key(form))
        if name_id is None:
            continue
        for place, rank in gazetteer.entries(name_id):
            held = best.get(place)
            if held is None or (rank, number) < held:
                best[place] = (rank, number)
    if kind is PlaceKind.REGION and not any(table.kind[place] == KIND_CODES[kind] for place in best):
        _add_seats_regions(
            best, table
        )  # "Donetsk region" is the region called so, not Rostov for a Donetsk in it
    if kind is PlaceKind.REGION:
        best = _not_towns(best, table)
    rows = [(place, rank, form) for place, (rank, form) in best.items()]
    if len(rows) > _MOST_CANDIDATES:
        rows.sort(
            key=lambda row: (
                table.kind[row[0]] == KIND_CODES[PlaceKind.SETTLEMENT],
                row[1],
                -table.population[row[0]],
                row[0],
            )
        )
        rows = rows[:_MOST_CANDIDATES]
    return sorted(rows)


def _not_towns(best: dict[int, tuple[int, int]], table: PlaceTable) -> dict[int, tuple[int, int]]:
    """Leave towns out where the text says "region" and there is one: not Kharkiv for "Kharkiv region"."""
    town = KIND_CODES[PlaceKind.SETTLEMENT]
    wide = {place: found for place, found in best.items() if table.kind[place] != town}
    return wide if any(table.kind[p] == KIND_CODES[PlaceKind.REGION] for p in wide) else best


def _add_seats_regions(best: dict[int, tuple[int, int]], table: PlaceTable) -> None:
    """Let a region go by its town's name: "Луганська область" by "Луганськ"."""
    for place, (rank, form) in sorted(best.items()):
        owner = table.region_of_code.get(int(table.admin1[place]))
        if owner is not None and (table.population[place] > 50_000):
            best.setdefault(owner, (max(rank, _BORROWED), form))


def _appositions(text: str, mentions: Sequence[Mention], names: Sequence[Name]) -> Ints:
    """For each name, the name that follows it as "X, Y" or "X (Y)" somewhere."""
    owner = {mention: number for number, name in enumerate(names) for mention in name.mentions}
    following = np.full(len(names), -1, dtype=np.int64)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    for left, right in pairwise(order):
        gap = text[mentions[left].end : mentions[right].start]
        joined = gap in (", ", " (", ".,", "., ", ",", ", the ") and owner[left] != owner[right]
        joined = joined and mentions[right].role is Role.LOCATION  # not "…, Russia's ministry said"
        if joined and following[owner[left]] < 0:
            following[owner[left]] = owner[right]
    return following
