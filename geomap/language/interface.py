"""The map's own words, by language: ``geodata/interface/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from geomap import datapackage
from geomap.errors import UsageError

FALLBACK = "en"


class Words:
    """The words of one language; what it lacks is said in English.

    Parameters
    ----------
    lang : str
        Its code, as the page's ``lang`` has it.
    own, fallback : mapping
        The tables of its file and of the English one.
    """

    def __init__(self, lang: str, own: Mapping[str, Any], fallback: Mapping[str, Any]) -> None:
        self.lang = lang
        self.name = str(own["name"])
        self.months = tuple(own.get("months", fallback["months"]))
        self._plural = str(own.get("plural", fallback["plural"]))
        self._flat = {**_flat(fallback), **_flat(own)}

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key with their values put in; ``n`` chooses among plural forms.

        Raises
        ------
        KeyError
            When no language has the key.
        """
        found = self._flat[key]
        if not values:
            return str(found)
        if isinstance(found, dict):
            found = found.get(self._form(values["n"]), found["other"])
        shown = {k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()}
        return str(found).format_map(shown)

    def section(self, name: str) -> dict[str, Any]:
        """Return the keys of a section, without its name."""
        start = f"{name}."
        return {key.removeprefix(start): value for key, value in self._flat.items() if key.startswith(start)}

    def _form(self, number: object) -> str:
        n = int(str(number))
        if self._plural == "one-other":
            return "one" if n == 1 else "other"
        # East Slavic (CLDR): 1, 21 … are one; 2–4, 22–24 … few; the rest many.
        if n % 10 == 1 and n % 100 != 11:
            return "one"
        return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


@cache
def words(lang: str = FALLBACK) -> Words:
    """Return the words of a language.

    Raises
    ------
    UsageError
        When geomap has no words in it.
    """
    known = languages()
    if lang not in known:
        raise UsageError(
            f"no words for the page in {lang!r}",
            hint=f"It is one of {', '.join(known)}; a language is a file in geodata/interface/.",
        )
    return Words(lang, _read(lang), _read(FALLBACK))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that the page can speak."""
    return tuple(sorted(file.stem for file in datapackage.path("interface").glob("*.toml")))


@cache
def _read(lang: str) -> dict[str, Any]:
    return tomllib.loads(datapackage.path(f"interface/{lang}.toml").read_text("utf-8"))


def _flat(tables: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for section, table in tables.items():
        if isinstance(table, dict):
            flat.update({f"{section}.{key}": value for key, value in table.items()})
        else:
            flat[section] = table
    return flat
