"""How sure an answer is: a calibrated probability that it is right."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geomap.errors import MissingDataError
from geomap.model import PlaceKind
from geomap.places.document import Document, Floats
from geomap.places.scoring import FEATURES, kilometres
from geomap.places.table import PlaceTable

SIGNALS = (
    "chance",
    "log_odds",
    "margin",
    "people",
    "only_candidate",
    "alternate",
    "supported",
    "contained",
    "coarse",
    "far_from_all",
    "site",
)
_SAME_KM = 30.0
_BORROWING = (PlaceKind.SITE, PlaceKind.WATER)  # "Pearson Airport" need not lie in Pearson
_COLUMN = {name: i for i, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over signals of certainty."""

    weights: Mapping[str, float]
    bias: float

    def probability(self, signals: Floats) -> float:
        """Return how likely an answer with these signals is right."""
        score = self.bias + sum(
            self.weights.get(name, 0.0) * float(value) for name, value in zip(SIGNALS, signals, strict=True)
        )
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def read_calibration(path: Path) -> Calibration:
    """Read the curve from a JSON file.

    Raises
    ------
    MissingDataError
        If the file is absent or no such curve.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))["confidence"]
        return Calibration(table["weights"], float(table["bias"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingDataError(
            f"{path}: no calibration of the resolver ({error})", hint="Run: geomap data check"
        ) from error


def signals(
    document: Document, table: PlaceTable, matrix: Floats, chances: Floats, first: int, last: int, best: int
) -> Floats:
    """Return what tells how sure the best row of a name is."""
    part, place = chances[first:last], document.place[first:last]
    far = kilometres(
        table.lon[place], table.lat[place], table.lon[document.place[best]], table.lat[document.place[best]]
    )
    here = far < _SAME_KM  # a town and the region around it are one answer
    top = min(1.0, float(part[here].sum()))
    second = float(part[~here].max()) if not here.all() else 0.0
    row = matrix[best]
    supported = max(row[_COLUMN["country_share"]], row[_COLUMN["near"]])
    coarse = row[_COLUMN["country"]] + row[_COLUMN["region"]]
    alone = row[_COLUMN["country_share"]] <= 0.01 and row[_COLUMN["near"]] <= 0.01
    return np.array(
        [
            top,
            math.log((top + 1e-3) / (1 - top + 1e-3)),
            top - second,
            min(math.log10(int(table.population[document.place[best]]) + 1) / 6.0, 1.2),
            float(last - first == 1),
            row[_COLUMN["alternate"]] + row[_COLUMN["old"]] + row[_COLUMN["code"]],
            supported,
            row[_COLUMN["contained_region"]] + row[_COLUMN["contained_country"]],
            coarse,
            float(alone and len(document.names) > 2 and not row[_COLUMN["country"]]),
            float(document.names[int(document.name[best])].kind in _BORROWING),
        ]
    )
