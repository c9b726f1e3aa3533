"""A finished page, read back: its title, its figure, and what the gate has to know.

The page is the only witness of what it shows: reports may have changed since.
"""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from geomap.checking import ClaimFacts, Facts, SourceFacts, SpotFacts
from geomap.errors import InputError
from geomap.language.interface import words
from geomap.model import Review
from geomap.model.control import Assessor
from geomap.writing import claims_beside

_MADE_BY = '<meta name="generator" content="geomap">'
_BLOCK = re.compile(r'<script type="application/json" id="scene">(.*?)</script>', re.DOTALL)
_FRAMES = re.compile(r"<svg\b|</svg>")
_HEAD = 4000  # characters in which the generator is named
_MOST_REGIONS = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as far as embedding is concerned.

    ``line`` is the page's own line of facts (as of, counts, review);
    ``regions`` are told as (name, headline), the ``key`` as (letter, label);
    ``figure`` is its SVG; ``beside`` the table of all claims, where they are too
    many for the page.
    """

    text: str
    title: str
    line: str
    lang: str
    regions: tuple[tuple[str, str], ...]
    key: tuple[tuple[str, str], ...]
    method_note: str
    boundary_note: str
    figure: str
    facts: Facts
    beside: Path | None = None

    @property
    def alt(self) -> str:
        """A text for who does not see the map: title, facts, and what is said of each region."""
        told = [f"{name}: {headline}" for name, headline in self.regions[:_MOST_REGIONS]]
        left = len(self.regions) - _MOST_REGIONS
        if left > 0:
            told.append(f"+ {left}")
        return f"{self.title}. {self.line}. {'; '.join(told)}".strip().rstrip(";")


def is_page(path: Path) -> bool:
    """Tell whether a file is a page of ours, by a look at its start."""
    if path.suffix.casefold() not in (".html", ".htm") or not path.is_file():
        return False
    with path.open("rb") as file:
        return _MADE_BY.encode() in file.read(_HEAD)


def read(path: Path | str) -> Sheet:
    """Return what a page says of itself.

    Raises
    ------
    InputError
        When the file cannot be read, or is no page that this geomap drew.
    """
    path = Path(path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read ({error})", hint="Give the page: geomap render … -o map.html."
        ) from error
    block, figure = _BLOCK.search(text), _figure(text)
    if _MADE_BY not in text[:_HEAD] or not (block and figure):
        raise InputError(
            f"{path}: not a page that geomap drew", hint="Draw one first: geomap render … -o map.html."
        )
    try:
        return _sheet(path, text, json.loads(block[1]), figure)
    except (KeyError, IndexError, TypeError, ValueError, ET.ParseError) as error:
        raise InputError(
            f"{path}: its data cannot be read ({error})", hint="Draw it again with this geomap."
        ) from error


def _figure(text: str) -> str:
    """Return the figure that a page has for those without scripts, "" if there is none."""
    start = text.find("<svg", text.find("<noscript>"))
    depth = 0
    for tag in _FRAMES.finditer(text, start) if start > 0 else ():
        depth += -1 if tag[0] == "</svg>" else 1
        if not depth:
            return text[start : tag.end()]
    return ""


def _sheet(path: Path, text: str, scene: Mapping[str, Any], figure: str) -> Sheet:
    ET.fromstring(figure)  # what cannot be parsed is not passed on
    terms, said = scene["terms"], words(scene["lang"])
    note = str(terms["boundary_note"])
    shown = note in html.unescape(_BLOCK.sub("", text))
    labels = {style["key"]: str(style["label"]) for style in scene["styles"]}
    table = claims_beside(path)
    drawn = {entry["style"] for entry in scene["key"] if entry["layer"] == "status"}
    return Sheet(
        text=text,
        title=str(scene["title"]),
        line=str(terms["facts"]),
        lang=str(scene["lang"]),
        regions=tuple(
            (str(region["name"]), labels[region["style"]])
            for region in scene["regions"]
            if region["claims"] or region["style"] != "no_information"
        ),
        key=tuple((str(s["letter"]), str(s["label"])) for s in scene["styles"] if s["key"] in drawn),
        method_note=said("word.method"),
        boundary_note=note,
        figure=figure,
        facts=_facts(scene, note if shown else ""),
        beside=table if table.name in text and table.is_file() else None,
    )


def _facts(scene: Mapping[str, Any], note: str) -> Facts:
    claims = scene["claims"]
    fields = {name: claims[f"{name}_fields"].index for name in ("source", "what", "terms")}
    reviewed, licence = fields["what"]("reviewed"), fields["terms"]("licence")
    pairs: dict[tuple[int, int], int] = {}
    found = [
        ClaimFacts(
            str(ident),
            pairs.setdefault((claims["source"][n], claims["terms"][n]), len(pairs)),
            Review.REVIEWED if claims["what_rows"][claims["what"][n]][reviewed] else Review.MACHINE,
            len(claims["texts"][claims["quote"][n]]),
        )
        for n, ident in enumerate(claims["ids"])
    ]
    nobody = words(scene["lang"])("word.no_source")
    sources = [
        _source(
            dict(zip(claims["source_fields"], claims["source_rows"][source], strict=True)),
            str(claims["terms_rows"][terms][licence]),
            nobody,
        )
        for source, terms in pairs
    ]
    terms = scene["terms"]
    return Facts(
        sources=tuple(sources),
        claims=tuple(found),
        spots=tuple(SpotFacts(f"place {m['name']}", float(m["fineness_km"])) for m in scene["marks"]),
        layers=tuple(Assessor(**assessor) for assessor in terms["assessors"]),
        boundary_note=note,
        as_of=datetime.fromisoformat(terms["until"]) if terms["until"] else None,
    )


def _source(cells: Mapping[str, Any], licence: str, nobody: str) -> SourceFacts:
    """Return the facts of a source; a page knows the day, so its claims count as of the day's end."""
    first, last = cells["published"]
    day = last or first
    publisher = "" if cells["publisher"] == nobody else str(cells["publisher"])
    title = str(cells["title"]) or publisher or str(cells["date"])
    until = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1) if day else None
    return SourceFacts(f"report {title[:60]}", publisher, str(cells["url"]), licence, until)
