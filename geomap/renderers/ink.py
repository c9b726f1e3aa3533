"""Text and shapes put into an SVG, with presentation attributes only."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from geomap.renderers.looks import INK


def text(parent: ET.Element, x: float, y: float, words: str, **look: str) -> ET.Element:
    """Add a line of text; its baseline begins at (x, y). ``font_size`` stands for ``font-size``."""
    node = shape(parent, "text", {"x": f"{x:g}", "y": f"{y:g}", "fill": INK}, **look)
    node.text = xml(words)
    return node


def shape(parent: ET.Element, tag: str, given: dict[str, str], **look: str) -> ET.Element:
    """Add a shape."""
    return ET.SubElement(
        parent, tag, {**given, **{name.replace("_", "-"): value for name, value in look.items()}}
    )


def titled(node: ET.Element, words: str) -> None:
    """Say what a shape is, to a screen reader and under the mouse."""
    ET.SubElement(node, "title").text = xml(words)


def xml(words: str) -> str:
    """Return a text as XML can hold it; most of what it cannot, the scene has shown as U+FFFD already."""
    return "".join(c for c in words if c >= " " and c not in "\ufffe\uffff")
