"""The resolver: mentions in, the places they mean out, with reasons and the right not to know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from geomap.model import Candidate, Mention, Report, Resolution
from geomap.places.confidence import Calibration, read_calibration, signals
from geomap.places.document import Document, Floats, Name, assemble
from geomap.places.outcome import RegionJoin, resolution
from geomap.places.scoring import FEATURES, Bias, Scorer, ScoreWeights, read_weights
from geomap.places.table import Gazetteer, PlaceTable

_SHOWN = 5  # candidates kept with an answer


class Resolver:
    """Resolves mentions in the light of their report.

    Parameters
    ----------
    gazetteer : Gazetteer
        Names to places.
    regions : RegionJoin, optional
        Finds the region of a place; without it resolutions carry no region.
    countries, admin : sequence of str
        Countries (ISO 3166-1) and regions (GeoNames codes) that are likelier.
    abstain_below : float
        Confidence below which the answer is "I do not know".
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        regions: RegionJoin | None = None,
        *,
        countries: Sequence[str] = (),
        admin: Sequence[str] = (),
        abstain_below: float = 0.25,
        weights: Path | None = None,
        table: PlaceTable,
        folder: Path,
    ) -> None:
        self._gazetteer = gazetteer
        self._regions = regions
        self._table = table
        self._abstain_below = abstain_below
        path = weights or folder / "places" / "weights.json"
        self._scorer = Scorer(table, read_weights(path))
        self._calibration: Calibration = read_calibration(path)
        numbers = {code: number for number, code in enumerate(table.countries)}
        codes = {code: number for number, code in enumerate(table.admin1s)}
        self._bias = Bias(
            frozenset(numbers[c] for c in countries if c in numbers),
            frozenset(codes[a] for a in admin if a in codes),
        )

    def resolve(self, report: Report, mentions: Sequence[Mention]) -> list[Resolution]:
        """Return one resolution for each mention, in order."""
        document = assemble(report.text, mentions, self._gazetteer, self._table)
        matrix, scores, chances = self._scorer.score(document, self.bias(report))
        answers: list[Resolution | None] = [None] * len(mentions)
        for name in document.names:
            for at in name.mentions:
                answers[at] = self._answer(document, name, mentions[at], matrix, scores, chances)
        return [answer for answer in answers if answer is not None]

    def bias(self, report: Report) -> Bias:
        """Return what is known beside the text."""
        return self._bias

    def _answer(
        self, document: Document, name: Name, mention: Mention, matrix: Floats, scores: Floats, chances: Floats
    ) -> Resolution:
        if name.last == name.first:
            return resolution(mention, None, (), 0.0, None, reasons=("in no gazetteer",))
        rows = np.argsort(-scores[name.first : name.last], kind="stable")[:_SHOWN] + name.first
        best = int(rows[0])
        signal = signals(document, self._table, matrix, chances, name.first, name.last, best)
        confidence = self._calibration.probability(signal)
        shown = tuple(
            Candidate(
                self._gazetteer.place(int(document.place[row])), round(float(chances[row]), 3), telling(matrix[row])
            )
            for row in rows
        )
        if confidence < self._abstain_below:
            return resolution(mention, None, shown, confidence, None, reasons=("too uncertain",))
        return resolution(
            mention, shown[0].place, shown, confidence, self._regions, reasons=shown[0].reasons
        )


def telling(row: Floats) -> tuple[str, ...]:
    """Return the features of a row that are set, as reasons."""
    return tuple(
        f"{name} {row[i]:.2f}".removesuffix(" 1.00") for i, name in enumerate(FEATURES) if row[i] > 0.05
    )


def score_weights(resolver: Resolver) -> ScoreWeights:
    """Return the weights a resolver scores with."""
    return resolver._scorer._weights
