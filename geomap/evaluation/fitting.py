"""Fitting the recogniser's and the resolver's weights to labelled passages, and on held-out folds.

A fold holds whole documents, or whole outlets where a corpus names them, so
that no held-out figure stands on text or habits that were fitted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geomap.evaluation.choice import Choice, fit_choice
from geomap.evaluation.gold import Passage
from geomap.evaluation.logistic import fit, fit_dense, folds
from geomap.evaluation.matching import located, match_spans
from geomap.mentions import Recognizer
from geomap.mentions.filter import LinearFilter
from geomap.mentions.recogniser import bounds
from geomap.mentions.spans import Source
from geomap.model import Mention
from geomap.places import Resolver
from geomap.places.confidence import SIGNALS, Calibration, signals
from geomap.places.document import Bools, Document, Floats
from geomap.places.scoring import FEATURES, STATIC, Scorer, ScoreWeights, kilometres

_NEAR_KM = 25.0
# Passages of war count more than news of all kinds, of which there is far more.
_NEAREST_IN_KIND = 3
_NAMES = frozenset(("location", "metonym"))  # what of a passage with roles is a place's name at all
_ROUNDS = 2
_MOST_WEIGHT = 3

# Reports of war name countries and large towns far more often than the places called after them, local
# papers less so; a bare "Kherson" is the town.
# Local news hardly tells of places that are taken or fall.
WAR_BY_HAND = {"war:taken": 2.0, "war:fallen": 1.6}
BY_HAND = {
    "approximate": -2.0,  # a hamlet that only a register lists is named less often than a town
    "language": 2.0,
    "wanted": 3.0,
    "theatre": 1.5,
    "later_form": -0.5,
    "country": 1.0,
    "macroregion": 2.0,
    "has_town": -2.0,
    "people": 1.5,
    "largest": 0.5,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Candidates of some passages: features, labels, and whose they are."""

    features: list[tuple[str, ...]]
    labels: list[bool]
    groups: list[str]


def group_of(passage: Passage, *, by_outlet: bool) -> str:
    """Return the group a passage is held out with."""
    return passage.report.publisher if by_outlet and passage.report.publisher else passage.report.id


def recognition_rows(
    recognizer: Recognizer, passages: Sequence[Passage], group: Callable[[Passage], str]
) -> Rows:
    """Read all candidates of labelled passages."""
    rows = Rows([], [], [])
    for passage in passages:
        reading = recognizer.read(passage.report)
        named = tells_roles(passage)
        judged = [
            one for one in recognizer.judge(reading) if not (named and one.span.source is Source.DEMONYM)
        ]
        spans = [dict(zip(("start", "end"), bounds(reading.tokens, one.span), strict=True)) for one in judged]
        wanted = [m for m in passage.labels if not named or m["role"] in _NAMES]
        hits = {j for _, j, _ in match_spans(wanted, spans)}
        for j, one in enumerate(judged):
            times = _NEAREST_IN_KIND if named else 1
            rows.features.extend([one.features] * times)
            rows.labels.extend([j in hits] * times)
            rows.groups.extend([group(passage)] * times)
    return rows


def tells_roles(passage: Passage) -> bool:
    """Return whether a passage is of the kind geomap is for: reports of war, with roles told."""
    return any("role" in label for label in passage.labels)


def fit_recogniser(
    rows: Rows, *, without: frozenset[str] = frozenset(), threshold: float = 0.5
) -> LinearFilter:
    """Fit the filter on all rows but those of some groups."""
    kept = [i for i, group in enumerate(rows.groups) if group not in without]
    found = fit([rows.features[i] for i in kept], [rows.labels[i] for i in kept], threshold=threshold)
    return replace(found, weights={**found.weights, **WAR_BY_HAND})


@dataclass(frozen=True, slots=True)
class Answered:
    """A passage with the gold mentions as the recogniser reads them, and the right rows."""

    passage: Passage
    document: Document
    right: tuple[Bools, ...]
    mentions: tuple[Mention, ...]


def answered(recognizer: Recognizer, resolver: Resolver, passages: Sequence[Passage]) -> list[Answered]:
    """Look the gold mentions of passages up and mark the right candidates."""
    found = []
    for passage in passages:
        spans = [(label["start"], label["end"]) for label in passage.labels]
        mentions = recognizer.describe(passage.report, spans)
        document = resolver.document(passage.report, mentions)
        right = tuple(_right(resolver, passage, document, name) for name in range(len(document.names)))
        found.append(Answered(passage, document, right, tuple(mentions)))
    return found


def _right(resolver: Resolver, passage: Passage, document: Document, number: int) -> Bools:
    """Mark the candidates with the gold id, else those near the gold point."""
    name, table = document.names[number], resolver.table
    rows = document.place[name.first : name.last]
    same, near = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    ids = table.geonames_id[rows]
    for at in name.mentions:
        label = passage.labels[at]
        if not located(label):
            continue
        if label.get("geonameid"):
            same |= ids == label["geonameid"]
        near |= kilometres(table.lon[rows], table.lat[rows], label["lon"], label["lat"]) < _NEAR_KM
    return same if same.any() else near


def fit_resolver(resolver: Resolver, cases: Sequence[Answered]) -> ScoreWeights:
    """Fit the resolver's weights: alone first, then together in the light of those."""
    static = [FEATURES.index(name) for name in STATIC]
    zero = np.zeros(len(FEATURES))
    scorer = Scorer(resolver.table, ScoreWeights(zero, zero))
    biases = [resolver.bias(case.passage.report) for case in cases]
    matrices = [scorer.static(case.document, bias) for case, bias in zip(cases, biases, strict=True)]
    alone = fit_choice(_choices(cases, matrices), static)
    weights = ScoreWeights(alone, alone)
    for _ in range(_ROUNDS):
        scorer = Scorer(resolver.table, weights)
        matrices = [scorer.score(case.document, bias)[0] for case, bias in zip(cases, biases, strict=True)]
        together = fit_choice(_choices(cases, matrices), range(len(FEATURES)))
        weights = ScoreWeights(alone, together)
    return ScoreWeights(_adjusted(weights.alone), _adjusted(weights.together))


def _adjusted(vector: Floats) -> Floats:
    """Add what was decided by hand: no corpus at hand shows these at work, or in due proportion."""
    adjusted = vector.copy()
    for name, weight in BY_HAND.items():
        adjusted[FEATURES.index(name)] += weight
    return adjusted


def _choices(cases: Sequence[Answered], matrices: Sequence[Floats]) -> list[Choice]:
    return [
        Choice(matrix[name.first : name.last], right, min(_MOST_WEIGHT, len(name.mentions)))
        for case, matrix in zip(cases, matrices, strict=True)
        for name, right in zip(case.document.names, case.right, strict=True)
        if name.last > name.first
    ]


def calibrate(resolver: Resolver, weights: ScoreWeights, cases: Sequence[Answered]) -> Calibration:
    """Fit how sure an answer is, on names whose gold place is known (right or not among the candidates)."""
    rows, labels = [], []
    scorer = Scorer(resolver.table, weights)
    for case in cases:
        matrix, scores, chances = scorer.score(case.document, resolver.bias(case.passage.report))
        for name, right in zip(case.document.names, case.right, strict=True):
            if name.last == name.first or not any(located(case.passage.labels[i]) for i in name.mentions):
                continue
            best = name.first + int(scores[name.first : name.last].argmax())
            rows.append(signals(case.document, resolver.table, matrix, chances, name.first, name.last, best))
            labels.append(bool(right[best - name.first]))
    weights_, bias = fit_dense(np.array(rows), labels)
    return Calibration(dict(zip(SIGNALS, weights_, strict=True)), bias)


def fold_numbers(groups: Sequence[str], count: int = 5) -> dict[str, int]:
    """Return the fold of each group."""
    return dict(zip(groups, folds(groups, count), strict=True))
