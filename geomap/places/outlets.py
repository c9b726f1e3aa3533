"""Where an outlet is at home: its town or its country."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geomap.language.normalise import name_key

_HOST = re.compile(r"^(?:https?://)?(?:www\.|m\.|edition\.)?([a-z0-9.-]+\.[a-z]{2,})(?:[/:?#].*)?$")


@dataclass(frozen=True, slots=True)
class Home:
    """A town with its first-level code, or a country alone (town "")."""

    town: str
    code: str  # "US.GA" with a town, "US" alone


def read_homes(path: Path) -> Mapping[str, Home]:
    """Read the homes of outlets by their host and by the key of their name."""
    return _read_homes(path)


@lru_cache(maxsize=4)
def _read_homes(path: Path) -> Mapping[str, Home]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    homes: dict[str, Home] = {}
    for town, outlets in table["towns"].items():
        name, code = town.rsplit(", ", 1)
        for outlet in outlets.split(";"):
            homes[outlet_key(outlet)] = Home(name, code)
    for code, outlets in table["countries"].items():
        for outlet in outlets.split(";"):
            homes[outlet_key(outlet)] = Home("", code)
    return homes


def outlet_key(outlet: str) -> str:
    """Return the host of an address, or the key of a name."""
    text = outlet.strip()
    host = _HOST.match(text.lower())
    return host.group(1) if host else name_key(text).removeprefix("the ")


def home_of(homes: Mapping[str, Home], publisher: str, url: str) -> Home | None:
    """Return where a report's outlet is at home, None if not known."""
    for source in (publisher, url):
        if not source:
            continue
        key = outlet_key(source)
        while key:
            if key in homes:
                return homes[key]
            key = key.split(".", 1)[1] if key.count(".") > 1 else ""
    return None
