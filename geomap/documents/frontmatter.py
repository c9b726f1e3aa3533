"""Front matter: ``key: value`` lines between two ``---`` lines at the top of a text.

Read line by line rather than as YAML: YAML would turn ``lang: no`` into False
and lets a small file expand into a huge one.
"""

from __future__ import annotations

import re

from geomap.documents.metadata import FIELDS, Metadata, from_mapping

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<head>(?:[^\n]{0,2000}\n){0,60}?)---[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"^(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$")


def split(text: str) -> tuple[Metadata, str]:
    """Return the metadata at the top of a text, and the text without it.

    A block that names no known field is left in the text: three dashes may
    also be a ruler.
    """
    block = _BLOCK.match(text)
    if not block:
        return Metadata(), text
    pairs = [m for line in block["head"].splitlines() if (m := _LINE.match(line))]
    values = {m["key"].casefold(): _unquote(m["value"]) for m in pairs}
    if not values.keys() & set(FIELDS):
        return Metadata(), text
    return from_mapping(values), text[block.end() :]


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
