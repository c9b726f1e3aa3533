"""Predictions for gold passages: what the whole road makes of each text, in the gold's own form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from geomap.evaluation.claims import claim_labels, status_labels
from geomap.evaluation.gold import Passage
from geomap.evaluation.predictions import EVERY_ROLE, labels
from geomap.mentions import Recognizer
from geomap.model import Resolution, Role
from geomap.options import Options
from geomap.pipeline import Engine

Prediction = dict[str, Any]
Progress = Callable[[Iterable[Passage]], Iterable[Passage]]
TOLD = frozenset((Role.LOCATION, Role.METONYM, Role.NAME_PART))


class Predictor:
    """Reads passages as a user's reports are read.

    Parameters
    ----------
    every_role : bool
        Whether demonyms are looked for and resolved too, as the published
        corpora count them.
    """

    def __init__(self, *, every_role: bool = False) -> None:
        self._engine = Engine(Options())
        self._roles = EVERY_ROLE if every_role else TOLD
        if every_role:
            self._engine.recognizer = Recognizer(self._engine.gazetteer, demonyms=True)

    def predict(self, passage: Passage) -> Prediction:
        """Return the prediction of a passage; only its text, language, date and outlet are read."""
        findings = self._engine.findings([passage.report])
        return {
            "id": passage.report.id,
            "mentions": labels(findings.mentions, findings.resolutions, self._of_resolution, self._roles),
            "claims": claim_labels(findings, self.region_name),
            "status": status_labels(findings, self.region_name),
        }

    def all(self, passages: Sequence[Passage], progress: Progress | None = None) -> Iterator[Prediction]:
        """Yield the predictions of passages in order."""
        for passage in progress(passages) if progress else passages:
            yield self.predict(passage)

    def region_name(self, region_id: str) -> str:
        """Return the English name of a region."""
        region = self._engine.regions.region(region_id)
        return region.name if region else region_id

    def _of_resolution(self, resolution: Resolution) -> str:
        return self.region_name(resolution.region_ids[0]) if resolution.region_ids else ""
