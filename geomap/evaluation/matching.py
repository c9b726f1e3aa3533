"""Which predicted mention stands for which gold mention, and how far apart they lie."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

FARTHEST_KM = 20039.0  # half the Earth's circumference, the error of what was not answered
_EARTH_RADIUS_KM = 6371.0088

Label: TypeAlias = Mapping[str, Any]


def located(label: Label) -> bool:
    """Return whether a mention carries coordinates."""
    return label.get("lat") is not None and label.get("lon") is not None


def distance_km(a: Label, b: Label) -> float:
    """Return the great-circle distance between two located mentions."""
    north, south = math.radians(a["lat"]), math.radians(b["lat"])
    half = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(math.radians(b["lon"] - a["lon"]) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def shared(a: Label, b: Label) -> int:
    """Return how many characters two spans share."""
    return max(0, int(min(a["end"], b["end"]) - max(a["start"], b["start"])))


def match_spans(gold: Sequence[Label], predicted: Sequence[Label]) -> list[tuple[int, int, bool]]:
    """Pair spans one to one: equal spans first, then the largest overlap.

    Returns
    -------
    list of (int, int, bool)
        Index of the gold mention, index of the predicted one, equal spans.
    """
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            overlap = shared(g, p)
            if overlap:
                equal = (g["start"], g["end"]) == (p["start"], p["end"])
                pairs.append((not equal, -overlap, i, j))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    matched = []
    for unequal, _, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            matched.append((i, j, not unequal))
    return matched
