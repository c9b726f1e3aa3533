"""The one data block of a page: the scene as JSON that cannot end its element.

Ten thousand claims share their sources, speakers and sentences: claims are
columns of numbers that point into tables, so that each text is there once.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from geomap.language.interface import words
from geomap.model.scene import ClaimCard, Clock, Composition, Ground, RegionCard, Ring, Scene, Shape
from geomap.renderers import looks
from geomap.renderers.facts import facts

GRID = 1000  # coordinates are whole thousandths of a degree, each relative to the one before
# JSON lets these be written as escapes; in HTML, raw, they could end the element or start a comment.
_ESCAPES = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
# Fields that go together are one row of a table.
_TABLES = {
    "source": ("publisher", "title", "date", "url", "lang", "published", "captured"),
    "who": ("claimant", "unattributed", "via"),
    "what": ("verb", "stance", "kind", "predicate", "precision", "reviewed", "cut", "reports", "more"),
    "when": ("event_time", "happened"),
    "places": ("places",),
    "terms": ("licence",),
}
# Words that the page shares with the scene.
_WORDS = {"reviewed": "reviewed", "claim_count": "claim", "origin_count": "origin", "report_count": "report"}
_TEXTS = ("quote", "before", "after")


def block(scene: Scene) -> str:
    """Return the scene as JSON for ``<script type="application/json">``."""
    number = {card.id: n for n, card in enumerate(scene.claims)}
    said = words(scene.lang)
    data: dict[str, Any] = {
        "title": scene.title,
        "as_of": scene.as_of,
        "lang": scene.lang,
        "words": {
            **said.section("page"),
            **{name: said.section("word")[k] for name, k in _WORDS.items()},
            "day": said("day"),
        },
        "months": said.months,
        "stances": said.section("stance"),
        "because": said.section("because"),
        "bounds": scene.bounds,
        "grid": GRID,
        "styles": [asdict(style) for style in scene.styles],
        "outlines": {name: looks.as_data(look) for name, look in looks.OUTLINES.items()},
        "base": [_area(shape) for shape in scene.base],
        "regions": [_region(card, number) for card in scene.regions],
        "grounds": [{**_area(ground), "look": looks.as_data(looks.of(ground))} for ground in scene.grounds],
        "marks": [{**asdict(mark), "claims": _numbers(mark.claims, number)} for mark in scene.marks],
        "countries": [{**asdict(card), "claims": _numbers(card.claims, number)} for card in scene.countries],
        "tiles": scene.tiles,
        "key": [asdict(entry) for entry in scene.key],
        "clocks": [_clock(clock, scene.regions) for clock in scene.timeline.clocks],
        "states": [asdict(state) for state in scene.timeline.states],
        "claims": _columns(scene.claims, number),
        # What whoever publishes the page has to know of it; geomap embed reads it.
        "terms": {
            "facts": facts(scene),
            "until": scene.until,
            "boundary_note": scene.boundary_note,
            "assessors": [asdict(assessor) for assessor in scene.assessors],
        },
    }
    return as_script(data)


def as_script(data: object) -> str:
    """Return data as JSON that can stand in a script, or in an element of HTML."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES:  # far quicker than str.translate
        text = text.replace(character, escape)
    return text


def _columns(cards: Sequence[ClaimCard], number: dict[str, int]) -> dict[str, Any]:
    texts = _Table()
    columns: dict[str, Any] = {
        "ids": [card.id for card in cards],
        "origins": _Table().numbers(card.origin for card in cards),
        **{name: texts.numbers(getattr(card, name) for card in cards) for name in _TEXTS},
        "texts": texts.rows,
        "denies": {str(number[c.id]): _numbers(c.denies, number) for c in cards if c.denies},
        "denied_by": {str(number[c.id]): _numbers(c.denied_by, number) for c in cards if c.denied_by},
    }
    for name, fields in _TABLES.items():
        table = _Table()
        columns[name] = table.numbers(tuple(getattr(card, f) for f in fields) for card in cards)
        columns[f"{name}_fields"], columns[f"{name}_rows"] = fields, table.rows
    return columns


class _Table:
    """Values by number, in the order in which they first come."""

    def __init__(self) -> None:
        self._number: dict[Hashable, int] = {}

    @property
    def rows(self) -> list[Hashable]:
        return list(self._number)

    def numbers(self, values: Iterable[Hashable]) -> list[int]:
        return [self._number.setdefault(value, len(self._number)) for value in values]


def _numbers(ids: Iterable[str], number: dict[str, int]) -> list[int]:
    return [number[i] for i in ids if i in number]


def _clock(clock: Clock, regions: Sequence[RegionCard]) -> dict[str, Any]:
    place = {region.id: n for n, region in enumerate(regions)}
    frames = [[[place[i], state] for i, state in frame if i in place] for frame in clock.frames]
    return {"key": clock.key, "unit": clock.unit, "steps": clock.steps, "frames": frames}


def _region(card: RegionCard, number: dict[str, int]) -> dict[str, Any]:
    shares = [_shares(composition) for composition in card.compositions]
    return {**_area(card), "claims": _numbers(card.claims, number), "compositions": shares}


def _shares(composition: Composition) -> dict[str, Any]:
    parts = [{**asdict(part), "look": looks.as_data(looks.of(part))} for part in composition.parts]
    return {**asdict(composition), "parts": parts}


def _area(area: Shape | RegionCard | Ground) -> dict[str, Any]:
    return {**asdict(replace(area, rings=())), "rings": [_deltas(ring) for ring in area.rings]}


def _deltas(ring: Ring) -> list[int]:
    flat: list[int] = []
    x = y = 0
    for lon, lat in ring:
        next_x, next_y = round(lon * GRID), round(lat * GRID)
        flat += [next_x - x, next_y - y]
        x, y = next_x, next_y
    return flat
