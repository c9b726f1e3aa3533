"""Names on the figure that do not lie on each other, on badges or on places."""

from __future__ import annotations

from collections.abc import Iterable

Box = tuple[float, float, float, float]
_CHAR = 0.58  # width of a character, of the font size
_BADGE, _DOT = 17.0, 7.0  # how far a name keeps off the middle of what it names
# Where a badge goes if a place or another badge is in its way: nearest first.
_SHIFTS = (
    (0, 0),
    (0, -20),
    (0, 20),
    (20, 0),
    (-20, 0),
    (20, -20),
    (-20, -20),
    (20, 20),
    (-20, 20),
    (0, -32),
    (0, 32),
)


class Labels:
    """Places badges and names one after the other; a name that finds no free spot is left out.

    Parameters
    ----------
    width, height : float
        The frame in pixels.
    """

    def __init__(self, width: float, height: float) -> None:
        self._frame = (2.0, 2.0, width - 2, height - 2)
        self._taken: list[Box] = []

    def block(self, x: float, y: float, radius: float) -> None:
        """Keep everything off a disc."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def badge(self, x: float, y: float) -> tuple[float, float]:
        """Return where a badge stands: at its place, or beside what is there already."""
        spots = [(x + dx, y + dy) for dx, dy in _SHIFTS]
        boxes = [(left - 16, top - 17, left + 18, top + 16) for left, top in spots]
        found = next((n for n, box in enumerate(boxes) if self._free(box)), 0)
        self._taken.append(boxes[found])
        return spots[found]

    def beside_badge(self, x: float, y: float, wide: float, high: float) -> Box | None:
        """Return the box of a name below, above, right or left of a badge; None if all are taken."""
        gap = _BADGE + 2
        return self._first(
            (
                (x - wide / 2, y + _BADGE),
                (x - wide / 2, y - _BADGE - high),
                (x + gap, y - high / 2),
                (x - gap - wide, y - high / 2),
            ),
            wide,
            high,
        )

    def beside_dot(self, x: float, y: float, wide: float, high: float) -> Box | None:
        """Return the box of a name right, left, below or above of a place; None if all are taken."""
        return self._first(
            (
                (x + _DOT, y - high / 2),
                (x - _DOT - wide, y - high / 2),
                (x - wide / 2, y + _DOT),
                (x - wide / 2, y - _DOT - high),
            ),
            wide,
            high,
        )

    def on_point(self, x: float, y: float, wide: float, high: float) -> Box | None:
        """Return the box of a name in the middle of its area; None if that is taken."""
        return self._first(((x - wide / 2, y - high / 2),), wide, high)

    def _first(self, corners: Iterable[tuple[float, float]], wide: float, high: float) -> Box | None:
        boxes = ((left, top, left + wide, top + high) for left, top in corners)
        found = next((box for box in boxes if self._inside(box) and self._free(box)), None)
        if found:
            self._taken.append(found)
        return found

    def _free(self, box: Box) -> bool:
        return not any(overlap(box, other) for other in self._taken)

    def _inside(self, box: Box) -> bool:
        left, top, right, bottom = self._frame
        return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes lie on each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, in pixels."""
    return len(text) * size * _CHAR


def wrapped(text: str, width: float, size: float, most: int = 0) -> list[str]:
    """Return a text as lines of a width; what ``most`` lines do not hold is cut, and shown to be."""
    room = max(int(width / size / _CHAR), 8)
    lines = [""]
    for word in text.split():
        for part in (word[i : i + room] for i in range(0, len(word), room)):
            if lines[-1] and len(lines[-1]) + 1 + len(part) > room:
                lines.append("")
            lines[-1] = f"{lines[-1]} {part}".strip()
    if most and len(lines) > most:
        return [*lines[: most - 1], lines[most - 1][: room - 2].rstrip(" ;,") + " …"]
    return lines
