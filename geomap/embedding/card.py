"""The card: what is shown where the map's address is shared, 1200 × 630 pixels."""

from __future__ import annotations

import textwrap
import xml.etree.ElementTree as ET

from markupsafe import Markup

from geomap.embedding import parts
from geomap.embedding.sheet import Sheet
from geomap.writing import xml

WIDTH, HEIGHT = 1200, 630
_NAMESPACE = "http://www.w3.org/2000/svg"
_TAG = f"{{{_NAMESPACE}}}"
_SIZES = ((36, 15, 4), (28, 19, 6), (22, 24, 8))  # font size, characters a line, most lines
_STEP = 1.22  # from line to line, in font sizes
_LABEL_CHARS = 34
_MAP = {"x": "400", "y": "0", "width": "800", "height": "516", "viewBox": "0 0 960 620"}
ET.register_namespace("", _NAMESPACE)


def card(sheet: Sheet) -> str:
    """Return the card of a page as SVG: its title, its facts, and the map of its figure."""
    figure = ET.fromstring(sheet.figure)
    patterns = figure.find(f"{_TAG}defs")
    drawing = figure.find(f"{_TAG}svg")
    if drawing is None or patterns is None:
        raise ValueError("a figure without a map")
    drawing.attrib.update(_MAP)
    size, title = _title(sheet.title)
    facts = [line for fact in sheet.line.split(" · ") for line in textwrap.wrap(fact, 34)]
    room = HEIGHT - 84 - len(title) * size * _STEP - len(facts) * 25
    return parts.template(
        "card.svg"
    ).render(
        patterns=Markup(ET.tostring(patterns, encoding="unicode")),  # ours, and parsed as XML
        map=Markup(ET.tostring(drawing, encoding="unicode")),
        size=size,
        title=title,
        step=size * _STEP,
        facts=facts,
        key=[(letter, _short(label)) for letter, label in sheet.key[: max(int(room // 34) - 1, 0)]],
        notes=[*textwrap.wrap(sheet.method_note, 80), *textwrap.wrap(sheet.boundary_note, 80)][:3],
    )


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_CHARS else f"{label[: _LABEL_CHARS - 1].rstrip()}…"


def _title(title: str) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits, and its lines; one that never fits is cut."""
    title = xml(title)
    for size, chars, most in _SIZES:
        lines = textwrap.wrap(title, chars) or [""]
        if len(lines) <= most:
            return size, lines
    size, chars, most = _SIZES[-1]
    return size, textwrap.wrap(title, chars, max_lines=most, placeholder=" …")
