"""Assessor tables: how each assessor's words are to be read, as data.

A table is a TOML file in ``geodata/assessors``; its rules are tried in order
and the first that matches a feature decides. A new assessor needs a file, not
code; a file of one's own is named where the assessor's id would stand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geomap import datapackage
from geomap.errors import MissingDataError, UsageError
from geomap.model.control import Assessor, ControlCategory
from geomap.model.status import Basis

FOLDER = "assessors"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns of properties that must all be found, and what they mean.

    ``ignore`` says why the feature is no control of ground; else ``category``
    is set. An empty ``actor`` is filled from the table's actor field.
    """

    native: str
    match: tuple[tuple[str, re.Pattern[str]], ...]
    category: ControlCategory | None = None
    actor: str = ""
    basis: Basis = Basis.ASSESSED
    ignore: str = ""
    covers: tuple[str, ...] = ()

    def fits(self, values: Mapping[str, str]) -> bool:
        """Return whether all patterns are found in the values; an absent value is empty."""
        return all(pattern.search(values.get(name, "")) for name, pattern in self.match)


@dataclass(frozen=True, slots=True)
class Fields:
    """Which properties hold what; the first that is filled counts."""

    category: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    geonames: str = ""


@dataclass(frozen=True, slots=True)
class Recognise:
    """By what a file is known to be an assessor's."""

    file: re.Pattern[str] | None = None
    layer: re.Pattern[str] | None = None
    properties: tuple[str, ...] = ()
    values: tuple[tuple[str, re.Pattern[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """How one assessor's files are to be read.

    ``variants`` are further assessors that the same rows hold in other columns.
    """

    assessor: Assessor
    recognise: Recognise
    fields: Fields
    rules: tuple[Rule, ...]
    actors: tuple[tuple[str, str], ...] = ()
    variants: tuple[tuple[Assessor, tuple[str, ...]], ...] = ()

    def categories(self) -> str:
        """Return the native categories that are known, for a reader."""
        return "; ".join(rule.native for rule in self.rules)

    def variant(self, assessor_id: str) -> Table | None:
        """Return the table of one of the assessors that the rows hold."""
        if assessor_id == self.assessor.id:
            return self
        for assessor, category in self.variants:
            if assessor.id == assessor_id:
                return replace(self, assessor=assessor, fields=replace(self.fields, category=category))
        return None


def load_tables(folder: Path | None = None) -> tuple[Table, ...]:
    """Return the tables of all known assessors, by id.

    Raises
    ------
    MissingDataError
        When the folder is absent.
    """
    found = sorted((folder or datapackage.path(FOLDER)).glob("*.toml"))
    if not found:
        raise MissingDataError(
            "the tables of assessors are absent", hint="Install geomap again: pip install geomap"
        )
    return tuple(load_table(path) for path in found)


def load_table(path: Path) -> Table:
    """Read one assessor's table.

    Raises
    ------
    UsageError
        When the file is no such table.
    """
    try:
        return _table(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})", hint="Check the path.") from error
    except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise UsageError(
            f"{path.name}: no table of an assessor ({type(error).__name__}: {error})",
            hint="Take one of geodata/assessors as a pattern.",
        ) from error


def find_table(tables: tuple[Table, ...], assessor: str) -> Table:
    """Return the table of an assessor's id, or of a TOML file.

    Raises
    ------
    UsageError
        When there is none.
    """
    if assessor.endswith(".toml"):
        return load_table(Path(assessor))
    for table in tables:
        if found := table.variant(assessor.casefold()):
            return found
    known = [t.assessor.id for t in tables] + [a.id for t in tables for a, _ in t.variants]
    raise UsageError(
        f"no assessor {assessor!r} is known",
        hint=f"Known: {', '.join(sorted(known))}; or give a table of your own: FILE:my-assessor.toml",
    )


def _table(raw: dict[str, Any]) -> Table:
    base = _assessor(raw)
    variants = tuple(
        (replace(base, id=v["id"], name=v["name"]), tuple(v["category"])) for v in raw.get("variants", ())
    )
    return Table(
        assessor=base,
        recognise=_recognise(raw.get("recognise", {})),
        fields=_fields(raw["fields"]),
        rules=tuple(_rule(r) for r in raw["rules"]),
        actors=tuple(raw.get("actors", {}).items()),
        variants=variants,
    )


def _assessor(raw: dict[str, Any]) -> Assessor:
    known = {k: raw[k] for k in ("url", "licence", "redistributable", "credit") if k in raw}
    return Assessor(id=raw["id"], name=raw["name"], **known)


def _recognise(raw: dict[str, Any]) -> Recognise:
    return Recognise(
        file=_pattern(raw["file"]) if "file" in raw else None,
        layer=_pattern(raw["layer"]) if "layer" in raw else None,
        properties=tuple(raw.get("properties", ())),
        values=_patterns(raw.get("values", {})),
    )


def _fields(raw: dict[str, Any]) -> Fields:
    lists = {k: tuple(raw.get(k, ())) for k in ("category", "actor", "date", "since", "name")}
    return Fields(**lists, geonames=raw.get("geonames", ""))


def _rule(raw: dict[str, Any]) -> Rule:
    ignored = raw.get("ignore", "")
    if not raw["match"]:
        raise ValueError(f"rule {raw['native']!r} matches everything")
    return Rule(
        native=raw["native"],
        match=_patterns(raw["match"]),
        category=None if ignored else ControlCategory(raw["category"]),
        actor=raw.get("actor", ""),
        basis=Basis(raw.get("basis", "assessed")),
        ignore=ignored,
        covers=tuple(raw.get("covers", ())),
    )


def _patterns(raw: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _pattern(text)) for name, text in raw.items())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
