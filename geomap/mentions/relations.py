"""How an event lies to the place named: near it, towards it, along its border, 20 km south of it."""

from __future__ import annotations

import re

from geomap.mentions.lexicon import Cue
from geomap.mentions.spans import Reading, Span
from geomap.model import Relation, RelationKind

_NEAR, _BORDER = int(Cue.NEAR), int(Cue.BORDER)
_REACH = 80  # characters before a name in which an offset may stand
_UNITS_KM = {
    "km": 1.0,
    "kilomet": 1.0,
    "mile": 1.609,
    "mi": 1.609,
    "км": 1.0,
    "кілометр": 1.0,
    "километр": 1.0,
}

# Compass words by stem, longest first; uk and ru stems beside the English.
_COMPASS: tuple[tuple[str, float], ...] = (
    ("northeast", 45.0),
    ("northwest", 315.0),
    ("southeast", 135.0),
    ("southwest", 225.0),
    ("північно-схід", 45.0),
    ("північно-захід", 315.0),
    ("південно-схід", 135.0),
    ("південно-захід", 225.0),
    ("северо-восто", 45.0),
    ("северо-запад", 315.0),
    ("юго-восто", 135.0),
    ("юго-запад", 225.0),
    ("north", 0.0),
    ("east", 90.0),
    ("south", 180.0),
    ("west", 270.0),
    ("північ", 0.0),
    ("півден", 180.0),
    ("півдн", 180.0),
    ("схід", 90.0),
    ("захід", 270.0),
    ("север", 0.0),
    ("юг", 180.0),
    ("юж", 180.0),
    ("восто", 90.0),
    ("запад", 270.0),
)
_DISTANCE = re.compile(
    r"(\d{1,3}(?:[.,]\d)?)[\s\u00a0-]?(kilomet\w{1,4}|km|miles?|mi|кілометр\w{0,3}|километр\w{0,3}|км)\b",
    re.IGNORECASE,
)
_BEARING = re.compile(
    r"\b((?:north|south)[\s-]?(?:east|west)|north|south|east|west|північно-\w+|південно-\w+|північніше|південніше"
    r"|східніше|західніше|північ\w{0,3}|півд\w{1,4}|схід|сход\w{1,2}|захід|заход\w{1,2}|северо-\w+|юго-\w+|севернее|южнее|восточнее|западнее"
    r"|север\w{0,2}|юг\w{0,2}|восток\w{0,2}|запад\w{0,2})(?:\s+(?:of|from|від|от))?\s*(?:the\s+|міста\s+|города\s+|села\s+)?$",
    re.IGNORECASE,
)


def relation_of(reading: Reading, span: Span) -> Relation:
    """Return the relation that the words around a name tell."""
    if span.towards:
        return Relation(RelationKind.DIRECTION)
    offset = _offset(reading, span)
    if offset is not None:
        return offset
    i = span.first - 1
    while i >= 0 and span.first - i <= 5:
        mask = reading.masks[i]
        if "." in reading.tokens.gap(i) or ";" in reading.tokens.gap(i):
            break
        if mask & _BORDER:
            return Relation(RelationKind.BORDER)
        if mask & _NEAR and span.first - i <= 3:
            return Relation(RelationKind.NEAR)
        i -= 1
    return Relation()


def _offset(reading: Reading, span: Span) -> Relation | None:
    tokens = reading.tokens
    start = tokens.starts[span.first]
    before = tokens.text[max(0, start - _REACH) : start]
    bearing = _BEARING.search(before)
    if bearing is None:
        return None
    distance = list(_DISTANCE.finditer(before))
    if not distance:
        following = bearing.group(0).lower()
        behind = following.rstrip().endswith(("of", "from", "від", "от", "ше", "ее"))
        return Relation(RelationKind.OFFSET, None, _degrees(bearing.group(1))) if behind else None
    last = distance[-1]
    if any(mark in before[last.end() : bearing.start()] for mark in ".;\n"):
        return None
    km = float(last.group(1).replace(",", ".")) * _unit(last.group(2))
    return Relation(RelationKind.OFFSET, round(km, 1), _degrees(bearing.group(1)))


def _unit(word: str) -> float:
    lower = word.lower()
    return next(km for stem, km in _UNITS_KM.items() if lower.startswith(stem))


def _degrees(word: str) -> float | None:
    compact = word.lower().replace(" ", "")
    latin = compact.replace("-", "") if compact.isascii() else compact
    for stem, degrees in _COMPASS:
        if latin.startswith(stem):
            return degrees
    return 90.0 if latin.startswith("сход") else 270.0 if latin.startswith("заход") else None
