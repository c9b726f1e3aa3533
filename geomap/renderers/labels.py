"""Labels that do not lie on each other."""

from __future__ import annotations

Box = tuple[float, float, float, float]
_CHAR = 0.56  # width of a character, of the font size
_STEPS = (0.0, 14.0, -14.0, 26.0, -40.0)


class Labels:
    """Places labels one after the other; one that finds no free spot is left out.

    Parameters
    ----------
    width, height : float
        The frame in pixels.
    """

    def __init__(self, width: float, height: float) -> None:
        self._width = width
        self._height = height
        self._taken: list[Box] = []

    def block(self, x: float, y: float, radius: float) -> None:
        """Keep labels off a disc."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius))

    def place(self, x: float, y: float, text: str, size: float) -> tuple[float, float] | None:
        """Return where a centred label fits (its baseline), None if nowhere near."""
        half = len(text) * size * _CHAR / 2
        for step in _STEPS:
            box = (x - half, y + step - size, x + half, y + step + 3)
            if self._inside(box) and not any(_overlap(box, other) for other in self._taken):
                self._taken.append(box)
                return x, y + step
        return None

    def _inside(self, box: Box) -> bool:
        return box[0] >= 2 and box[1] >= 2 and box[2] <= self._width - 2 and box[3] <= self._height - 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
