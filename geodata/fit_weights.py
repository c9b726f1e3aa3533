"""Fit the weights of recogniser and resolver: ``python geodata/fit_weights.py GOLD.jsonl …``.

Each gold file is labelled text in the form ``geomap eval`` reads. The texts
are not part of the project; the weights say nothing of them. Figures are of
held-out folds (by outlet where a file names outlets, else by document), the
weights written are fitted on everything.

The shipped weights were fitted on TR-News, one half of the Local-Global
Lexicon (annotations GPL-3.0 by their authors, over news texts), and the
project's own front-line set.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from geomap.evaluation.crossvalidation import cross_validate
from geomap.evaluation.fitting import (
    answered,
    calibrate,
    fit_recogniser,
    fit_resolver,
    recognition_rows,
    tells_roles,
)
from geomap.evaluation.gold import read_gold
from geomap.evaluation.measures import summarise
from geomap.evaluation.neutral import neutral
from geomap.places.scoring import FEATURES

HERE = Path(__file__).resolve().parent
SHOWN = (
    "overlap_p",
    "overlap_r",
    "overlap_f1",
    "exact_f1",
    "end_to_end@161_p",
    "end_to_end@161_r",
    "end_to_end@161_f1",
    "end_to_end_acc@20",
    "resolved_acc@161",
)


def main(paths: list[Path]) -> None:
    """Print held-out figures for each file, then fit on all and write the weights."""
    weights, places = HERE / "mentions" / "weights.json", HERE / "places" / "weights.json"
    recognizer, resolver = neutral()
    files = {path: read_gold(path) for path in paths}
    passages = [passage for found in files.values() for passage in found]
    held = cross_validate(recognizer, resolver, passages, by_outlet=True)
    of = {id(passage): i for i, (passage, _) in enumerate(held.predictions)}
    for path, found in files.items():
        chosen = [of[id(passage)] for passage in found]
        figures = summarise([held.end_to_end[i] for i in chosen])
        given = summarise([held.gold_spans[i] for i in chosen])
        print(path.name, *(f"{name} {figures[name]:.3f}" for name in SHOWN))
        print(
            "   gold spans:",
            *(
                f"{n} {given[n]:.3f}"
                for n in ("answered_acc@161", "answered_acc@20", "answered_n", "resolved_n", "same_id")
            ),
        )
    write(recognizer, resolver, passages, weights, places)


def write(recognizer, resolver, passages, weights: Path, places: Path) -> None:
    """Fit on everything and write the weights."""
    fitted = fit_recogniser(recognition_rows(recognizer, passages, lambda p: p.report.id))
    _dump(weights, {"bias": fitted.bias, "threshold": fitted.threshold, "weights": _telling(fitted.weights)})
    # Rough middles of regions, as passages of war label them, say nothing of which candidate is right.
    cases = answered(recognizer, resolver, [p for p in passages if not tells_roles(p)])
    scores = fit_resolver(resolver, cases)
    sure = calibrate(resolver, scores, cases)
    rounded = [
        {name: round(float(vector[i]), 3) for i, name in enumerate(FEATURES) if abs(vector[i]) > 1e-3}
        for vector in (scores.alone, scores.together)
    ]
    confidence = {"bias": sure.bias, "weights": sure.weights}
    _dump(places, {"alone": rounded[0], "together": rounded[1], "confidence": confidence})


def _telling(weights: dict[str, float]) -> dict[str, float]:
    return {name: weight for name, weight in sorted(weights.items()) if abs(weight) >= 0.02}


def _dump(path: Path, table: dict) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
