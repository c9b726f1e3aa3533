"""``python -m geomap.evaluation [--causes] [FOLDER]``: every figure of the documentation, in one run.

``FOLDER`` holds ``geoparsing/*.jsonl`` and ``claims/passages.jsonl``; the
project's own sets under ``tests/quality`` are scored with or without it.
Where weights were fitted on a corpus, its held-out figures are printed beside
those of the shipped weights, which have seen it. ``--causes`` adds what still
goes wrong in claims and statuses, by cause.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from geomap.evaluation.crossvalidation import cross_validate
from geomap.evaluation.gold import Passage, read_gold
from geomap.evaluation.measures import summarise
from geomap.evaluation.neutral import neutral
from geomap.evaluation.pairs import score
from geomap.evaluation.predict import Predictor
from geomap.evaluation.report import claim_tables, lines, place_figures
from geomap.options import Options
from geomap.pipeline import Engine

OWN = Path(__file__).resolve().parents[2] / "tests" / "quality"
CAUSES = "--causes"
_HELD_OUT = ("overlap_f1", "end_to_end@161_f1", "end_to_end_acc@20", "answered_acc@161")


def main(arguments: Sequence[str]) -> int:
    """Print the figures of a folder of gold files and of the project's own sets."""
    why = CAUSES in arguments
    folders = [Path(argument) for argument in arguments if argument != CAUSES]
    corpora = [path for folder in folders for path in sorted((folder / "geoparsing").glob("*.jsonl"))]
    labelled = [path for folder in folders for path in sorted((folder / "claims").glob("passages.jsonl"))]
    own = OWN / "frontline" / "frontline.jsonl"
    if corpora:
        _corpora([*corpora, *([own] if own.is_file() else [])])
    unseen = OWN / "unseen" / "unseen.jsonl"
    for path in [*labelled, *(path for path in (own, unseen) if path.is_file())]:
        _claims(path, why=why)
    for what, count in score(OWN / "pairs", Engine(Options())):
        _say(f"  {what:<46} precision {count.precision:.3f}, recall {count.recall:.3f} of {count.wanted}")
    return 0


def _corpora(paths: Sequence[Path]) -> None:
    """Print held-out figures, then those of the shipped weights."""
    files = {path: read_gold(path) for path in paths}
    everything = [passage for passages in files.values() for passage in passages]
    recognizer, resolver = neutral()
    held = cross_validate(recognizer, resolver, everything, by_outlet=True)
    at = {id(passage): number for number, (passage, _) in enumerate(held.predictions)}
    predictor = Predictor(every_role=True)
    for path, passages in files.items():
        chosen = [at[id(passage)] for passage in passages]
        end_to_end = summarise([held.end_to_end[i] for i in chosen])
        given = summarise([held.gold_spans[i] for i in chosen])
        _say(f"{path.name}: held out (weights never saw the outlet)")
        for name in _HELD_OUT[:3]:
            _say(f"  {name:<46} {end_to_end[name]:7.3f}")
        _say(f"  {'gold spans: answered_acc@161':<46} {given['answered_acc@161']:7.3f}")
        figures = place_figures(passages, list(predictor.all(passages)), trust_ids=True)
        _say("\n".join(lines(f"{path.name}: shipped weights, which were fitted on it", figures)))


def _claims(path: Path, *, why: bool) -> None:
    passages: list[Passage] = read_gold(path)
    predictions = list(Predictor().all(passages))
    _say("\n".join(lines(f"{path.name}: places", place_figures(passages, predictions, trust_ids=False))))
    _say("\n".join(claim_tables(path.name, passages, predictions, why=why)))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
