"""How each situation is drawn: by pattern, outline and letter, never by a fill.

A fill is for an assessor's polygons alone. Patterns and letters carry the
meaning, in one ink for all sides, so that the map reads in greyscale and to
colour-blind readers.
"""

from __future__ import annotations

from geomap.language.interface import Words
from geomap.model.scene import Style

_LOOKS = (
    ("assessed_held", "H", "none", "solid"),
    ("assessed_split", "C", "none", "solid"),
    ("assessed_part", "P", "none", "solid"),
    ("assessed_contested", "G", "dots", "dashed"),
    ("disputed", "!", "cross", "casing"),
    ("claimed_change", "?", "stripes", "dashed"),
    ("reported_change", "R", "stripes", "dotted"),
    ("claimed_advance", "A", "wide", "solid"),
    ("claimed_fighting", "C", "weave", "solid"),
    ("threatened", "T", "chevrons", "dashed"),
    ("struck", "S", "ticks", "solid"),
    ("ceasefire_said", "=", "bars", "dotted"),
    ("mentioned", "m", "none", "thin"),
    ("no_information", "–", "lines", "faint"),
)


def styles(words: Words) -> tuple[Style, ...]:
    """Return how situations are drawn, in the order of the rules."""
    return tuple(Style(*look, words(f"status.{look[0]}"), words(f"short.{look[0]}")) for look in _LOOKS)
