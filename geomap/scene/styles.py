"""How each situation is drawn: by pattern, outline and letter, never by a fill.

A fill is for an assessor's polygons alone. Patterns and letters carry the
meaning, in one ink for all sides, so that the map reads in greyscale and to
colour-blind readers.
"""

from __future__ import annotations

from geomap.model import Situation
from geomap.model.scene import Style

STYLES: dict[str, Style] = {
    style.key: style
    for style in (
        Style("assessed_held", "H", "none", "solid", "Assessed as held"),
        Style("assessed_split", "C", "none", "solid", "Assessed as split"),
        Style("assessed_part", "P", "none", "solid", "Assessed in part"),
        Style("assessed_contested", "G", "dots", "dashed", "Assessed as contested"),
        Style("disputed", "!", "cross", "casing", "Disputed: said and denied"),
        Style("claimed_change", "?", "stripes", "dashed", "A party says control changed"),
        Style("reported_change", "R", "stripes", "dotted", "Change of control reported"),
        Style("claimed_advance", "A", "wide", "solid", "Advance or presence said"),
        Style("claimed_fighting", "C", "weave", "solid", "Fighting said"),
        Style("threatened", "T", "chevrons", "dashed", "Under threat, as said"),
        Style("struck", "S", "ticks", "solid", "Strikes said"),
        Style("ceasefire_said", "=", "bars", "dotted", "Pause or ceasefire said"),
        Style("mentioned", "m", "none", "thin", "Named; nothing said of control"),
        Style("no_information", "–", "lines", "faint", "No information"),
    )
}


def style_of(situation: Situation) -> Style:
    """Return how a situation is drawn."""
    return STYLES[situation.value]
