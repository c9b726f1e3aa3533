"""How an event data set codes what happened, where and when, as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geomap import datapackage
from geomap.model import Predicate, TimePrecision, WherePrecision

_FOLDER = "events"


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns of columns that must all be found, and the predicate they mean.

    ``actor`` says which of the two sides acts: ``first``, ``both`` (the first
    against the second), ``state``, ``non_state`` or ``none``.
    """

    match: tuple[tuple[str, re.Pattern[str]], ...]
    predicate: Predicate
    actor: str


@dataclass(frozen=True, slots=True)
class Coding:
    """One data set: its columns, its codes, its terms."""

    id: str
    name: str
    licence: str
    redistributable: bool
    needed: tuple[str, ...]
    columns: Mapping[str, str]
    figures: tuple[str, ...]
    where: Mapping[str, WherePrecision]
    date: Mapping[str, TimePrecision]
    rules: tuple[Rule, ...]

    def fits(self, columns: Sequence[str]) -> bool:
        """Return whether a table with these columns is of this data set."""
        return set(self.needed) <= set(columns)

    def cell(self, row: Mapping[str, str], name: str) -> str:
        """Return a row's cell by what it holds; empty where the data set has no such column."""
        return row.get(self.columns.get(name, ""), "")

    def rule(self, row: Mapping[str, str]) -> Rule | None:
        """Return the first rule that fits a row."""
        for rule in self.rules:
            if all(pattern.search(row.get(column, "")) for column, pattern in rule.match):
                return rule
        return None


@cache
def codings() -> tuple[Coding, ...]:
    """Return the data sets that are known."""
    return tuple(_coding(path) for path in sorted(datapackage.path(_FOLDER).glob("*.toml")))


def _coding(path: Path) -> Coding:
    raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    columns = dict(raw["columns"])
    figures = tuple(columns.pop("figures", ()))
    return Coding(
        id=raw["id"],
        name=raw["name"],
        licence=raw["licence"],
        redistributable=raw["redistributable"],
        needed=tuple(raw["columns_needed"]),
        columns=columns,
        figures=figures,
        where={code: WherePrecision(number) for code, number in raw["where"].items()},
        date={code: TimePrecision(word) for code, word in raw["date"].items()},
        rules=tuple(
            Rule(
                tuple((column, re.compile(text)) for column, text in rule["match"].items()),
                Predicate(rule["predicate"]),
                rule["actor"],
            )
            for rule in raw["rules"]
        ),
    )
