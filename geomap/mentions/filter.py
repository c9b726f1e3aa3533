"""A linear filter over named features: how likely a candidate is a place name."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import MissingDataError


@dataclass(frozen=True, slots=True)
class LinearFilter:
    """Weights by feature, with the bias and the threshold they were fitted for."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability that a candidate with these features is a place name."""
        weight = self.weights.get
        score = self.bias
        for feature in features:
            score += weight(feature, 0.0)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def telling(self, features: Iterable[str], limit: int = 4) -> tuple[str, ...]:
        """Return the features that weigh most, with their weights."""
        weighed = [(self.weights.get(feature, 0.0), feature) for feature in features]
        weighed.sort(key=lambda row: (-abs(row[0]), row[1]))
        return tuple(f"{feature} {weight:+.1f}" for weight, feature in weighed[:limit] if weight)


def read_filter(path: Path) -> LinearFilter:
    """Read a filter from its JSON file.

    Raises
    ------
    MissingDataError
        If the file is absent or no such filter.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return LinearFilter(table["weights"], float(table["bias"]), float(table["threshold"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingDataError(
            f"{path}: no weights of the recogniser ({error})", hint="Run: geomap data check"
        ) from error
