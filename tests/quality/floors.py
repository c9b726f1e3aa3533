"""The quality gate: figures on the project's own front-line set never fall below their floors.

``python tests/quality/floors.py`` prints figures beside floors; ``--raise``
writes floors up to the figures; ``--lower`` also writes those down, which
nobody does by accident.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from geomap.evaluation.gold import read_gold
from geomap.evaluation.measures import ratio
from geomap.evaluation.predict import Prediction, Predictor
from geomap.evaluation.report import claim_figures, place_figures

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
GOLD = HERE / "frontline" / "frontline.jsonl"
SLACK = 0.005  # floors stand a little below the figures, for ties that fall the other way
# What must stay low instead of high.
CEILINGS = (
    "places: metonyms and names' parts taken for locations",
    "front lines where there must be none (count)",
    "confident wrong answers for unknown names",
)
_CONFIDENT = 0.5


def figures() -> dict[str, float]:
    """Return all figures of the front-line set."""
    passages = read_gold(GOLD)
    predictions = list(Predictor().all(passages))
    found = {
        f"places: {what}": value for what, value, *_ in place_figures(passages, predictions, trust_ids=False)
    }
    found |= {
        what if what in CEILINGS else f"claims: {what}": v
        for what, v, *_ in claim_figures(passages, predictions)
    }
    found[CEILINGS[-1]] = unknown_names(passages, predictions)
    return found


def unknown_names(passages: list, predictions: list[Prediction]) -> float:
    """Return the share of settlements in no gazetteer that are placed with confidence."""
    asked = wrong = 0
    for passage, prediction in zip(passages, predictions, strict=True):
        for label in passage.labels:
            if label["kind"] != "city" or label["lat"] is not None or label["country"]:
                continue
            asked += 1
            wrong += any(
                m["start"] < label["end"]
                and label["start"] < m["end"]
                and m["lat"] is not None
                and m["confidence"] >= _CONFIDENT
                for m in prediction["mentions"]
                if m["role"] == "location"
            )
    return ratio(wrong, asked)


def broken(now: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return what is worse than its floor."""
    lines = []
    for what, floor in floors.items():
        worse = now[what] > floor if what in CEILINGS else now[what] < floor
        if worse:
            lines.append(f"{what}: {now[what]:.3f}, floor {floor:.3f}")
    return lines


def pinned(now: dict[str, float], floors: dict[str, float], *, lower: bool) -> dict[str, float]:
    """Return floors moved to the figures; down only if asked."""
    moved = {}
    for what, value in now.items():
        if what in CEILINGS:
            best = min if not lower else (lambda new, old: new)
            moved[what] = best(round(value, 3), floors.get(what, value))
        else:
            low = round(value - SLACK, 3)
            moved[what] = low if lower else max(low, floors.get(what, low))
    return moved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="up", action="store_true", help="write floors up to the figures")
    parser.add_argument("--lower", action="store_true", help="write floors down too: say why in the commit")
    options = parser.parse_args()
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    now = figures()
    for what, value in now.items():
        print(f"{what:<60} {value:7.3f}   floor {floors.get(what, float('nan')):.3f}")
    if options.up or options.lower:
        FLOORS.write_text(json.dumps(pinned(now, floors, lower=options.lower), indent=1) + "\n")


if __name__ == "__main__":
    main()
