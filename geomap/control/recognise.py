"""Whose file it is: by the values of its properties, its layer's name, its columns, its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.control.features import Feature
from geomap.control.tables import Table
from geomap.errors import InputError, UsageError

# What a feature says of itself outweighs what somebody named the file.
_VALUES, _LAYER, _PROPERTIES, _FILE = 8, 4, 2, 1
# Military symbol codes: MIL-STD-2525B/C and APP-6B letters, or the digits of 2525D/E.
_LETTERS = re.compile(r"[SGWIOE][A-Z*-][A-Z*-][A-Z*-][A-Z0-9*-]{6}[A-Z0-9*-]{0,5}")
_DIGITS = re.compile(r"1[0-5]\d{18}(\d{10})?")


def recognise(features: Sequence[Feature], file: str, tables: Sequence[Table]) -> Table:
    """Return the table that fits a file best.

    Raises
    ------
    InputError
        When none fits.
    UsageError
        When two fit equally well.
    """
    scored = sorted(((_score(t, features, file), t.assessor.id, t) for t in tables), key=lambda s: s[:2])
    best, _, table = scored[-1]
    ids = ", ".join(sorted(t.assessor.id for t in tables))
    if best == 0:
        found = sorted({name for feature in features for name in feature.properties})
        raise InputError(
            f"{file}: no known assessor's file (properties: {', '.join(found)[:160] or 'none'})",
            hint=f"Say whose it is ({ids}: FILE:isw), or which properties hold what: "
            "FILE:category=status:actor=holder",
        )
    tied = [t.assessor.id for score, _, t in scored if score == best]
    if len(tied) > 1:
        raise UsageError(f"{file}: may be of {' or '.join(tied)}", hint=f"Say whose it is: FILE:{tied[0]}")
    return table


def refuse_units(features: Sequence[Feature], file: str) -> None:
    """Stop at a layer of unit positions.

    Raises
    ------
    InputError
        When the features are points that carry military symbol codes.
    """
    points = [f for f in features if f.shape is not None and f.shape.geom_type == "Point"]
    if not points or len(points) < len(features):
        return
    for name in sorted({n for f in points for n in f.properties}):
        codes = [f.properties.get(name, "") for f in points]
        if sum(map(_is_symbol_code, codes)) > len(points) / 2:
            raise InputError(
                f"{file}: a layer of unit positions ({len(points)} points with military symbol codes in "
                f"{name}); where a unit is drawn says nothing about who holds which ground",
                hint="Give polygons of control, or a table of places with who holds each.",
            )


def _is_symbol_code(text: str) -> bool:
    return bool(_LETTERS.fullmatch(text.upper()) or _DIGITS.fullmatch(text))


def _score(table: Table, features: Sequence[Feature], file: str) -> int:
    by = table.recognise
    score = 0
    if any(pattern.search(f.values(table.fields.category, file).get(name, ""))
           for name, pattern in by.values for f in features):  # fmt: skip
        score += _VALUES
    if by.layer and any(by.layer.search(f.layer) for f in features):
        score += _LAYER
    if by.properties and any(all(p in f.properties for p in by.properties) for f in features):
        score += _PROPERTIES
    if by.file and by.file.search(file):
        score += _FILE
    return score
