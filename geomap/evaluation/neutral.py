"""Recogniser and resolver without any weights: a fit must not stand on an earlier one."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from geomap.gazetteers import open_gazetteer
from geomap.mentions import Recognizer
from geomap.places import Resolver


def neutral() -> tuple[Recognizer, Resolver]:
    """Return both with all weights at nothing."""
    gazetteer = open_gazetteer()
    nothing = {"bias": 0, "weights": {}}
    blank = {**nothing, "threshold": 0.5, "alone": {}, "together": {}, "confidence": nothing}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.json"
        path.write_text(json.dumps(blank), encoding="utf-8")
        return Recognizer(gazetteer, demonyms=True, weights=path), Resolver(gazetteer, weights=path)
