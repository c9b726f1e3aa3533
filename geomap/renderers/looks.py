"""How ground and outlines look: the same on the page, in the figure and in the key.

Colour is for the ground of assessors alone: navy and vermillion, which stay
apart for colour-blind readers and in greyscale, then light blue. No fourth hue
does, so that from the fourth holder on patterns and names carry the
meaning. Holders are numbered by their ids: no side has a colour of its own.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from geomap.model.scene import Ground, Part
from geomap.renderers import assets

INK, SOFT, PAPER = "#1d1d1b", "#55524b", "#fbfaf6"
SEA, LAND, BORDER = "#e3eaed", "#f4f2eb", "#b3ad9f"
HOLDERS = ("#004488", "#d55e00", "#66ccee")
_OTHERS = "#4a4843"


@dataclass(frozen=True, slots=True)
class Look:
    """A fill (a colour, or a pattern by name) and an edge; widths in pixels."""

    fill: str = "none"
    opacity: float = 1.0
    stroke: str = INK
    width: float = 1.0
    dash: str = ""

    def attributes(self, prefix: str) -> dict[str, str]:
        """Return the look as presentation attributes; patterns are found under a prefix."""
        found = {
            "fill": f"url(#{prefix}{self.fill[1:]})" if self.fill.startswith("@") else self.fill,
            "stroke": self.stroke,
            "stroke-width": f"{self.width:g}",
        }
        if self.opacity != 1:
            found["fill-opacity"] = f"{self.opacity:g}"
        if self.dash:
            found["stroke-dasharray"] = self.dash
        return found


OUTLINES = {
    "solid": Look(width=1.5),
    "dashed": Look(width=1.8, dash="7 4"),
    "dotted": Look(width=1.8, dash="1.5 4"),
    "casing": Look(width=3),
    "thin": Look(width=1, stroke=SOFT),
    "faint": Look(width=0.5, stroke="#8d887c"),
}
UNMARKED = Look("@unmarked", stroke=SOFT)


def of(ground: Ground | Part) -> Look:
    """Return how ground, or a part of a bar, is drawn."""
    if ground.kind == "":
        return UNMARKED
    colour = _holder(ground.colour)
    number = ground.colour if 0 <= ground.colour < len(HOLDERS) else "x"
    if ground.kind == "control" and ground.basis in ("", "assessed"):
        # The second assessor's ground is an outline: over the first one's fill both are seen.
        filled = not getattr(ground, "rank", 0)
        return Look(colour, 0.55 if filled else 0.1, colour, 1.5 if filled else 2.2)
    looks = {
        "control": Look(f"@stripes-{number}", 1, colour, 1.5, "6 4"),
        "advance": Look(f"@wide-{number}", 1, colour, 1),
        "infiltration": Look(f"@dots-{number}", 1, colour, 1, "1 3"),
        "partisan": Look(f"@ticks-{number}", 1, colour, 1, "4 3"),
        "regained": Look("none", 1, colour, 1, "2 4"),
        "contested": Look("@contested", 1, INK, 1.5),
        "grey_zone": Look("@dots", 1, INK, 1, "5 4"),
        "difference": Look("@edge", 1, INK, 1),
        "change": Look("@change", 1, INK, 1),
    }
    return looks.get(ground.kind, looks["grey_zone"])


def as_data(look: Look) -> dict[str, object]:
    """Return a look for the page's script."""
    return {key: value for key, value in asdict(look).items() if value != ""}


def patterns(prefix: str) -> str:
    """Return all patterns as an SVG of no size; their ids begin with a prefix."""
    return assets.template("patterns.svg").render(
        prefix=prefix, holders=[*enumerate(HOLDERS), ("x", _OTHERS)], ink="#2b2b29"
    )


def _holder(number: int) -> str:
    return HOLDERS[number] if 0 <= number < len(HOLDERS) else _OTHERS
