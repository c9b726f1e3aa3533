"""Held-out figures: each fold is read with weights fitted on the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geomap.evaluation.fitting import (
    answered,
    calibrate,
    fit_recogniser,
    fit_resolver,
    fold_numbers,
    group_of,
    recognition_rows,
    tells_roles,
)
from geomap.evaluation.gold import Passage
from geomap.evaluation.measures import Tally, tally
from geomap.evaluation.predictions import EVERY_ROLE, labels
from geomap.mentions import Recognizer
from geomap.model import Resolution
from geomap.places import Resolver


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Tallies of passages read by weights that never saw them: end to end, and on gold spans."""

    end_to_end: list[Tally]
    gold_spans: list[Tally]
    predictions: list[tuple[Passage, list[dict[str, Any]]]]


def cross_validate(
    recognizer: Recognizer,
    resolver: Resolver,
    passages: Sequence[Passage],
    *,
    by_outlet: bool,
    folds: int = 5,
) -> HeldOut:
    """Fit on all folds but one, read that one, five times over."""
    groups = [group_of(passage, by_outlet=by_outlet) for passage in passages]
    fold_of = fold_numbers(groups, folds)
    rows = recognition_rows(recognizer, passages, lambda p: group_of(p, by_outlet=by_outlet))
    cases = answered(recognizer, resolver, passages)
    held = HeldOut([], [], [])
    for fold in range(folds):
        out = frozenset(group for group, number in fold_of.items() if number == fold)
        fitted = recognizer.reweighted(fit_recogniser(rows, without=out))
        kept = [
            case
            for case, group in zip(cases, groups, strict=True)
            if group not in out and not tells_roles(case.passage)
        ]
        weights = fit_resolver(resolver, kept)
        placed = resolver.reweighted(weights, calibrate(resolver, weights, kept))
        for passage, group in zip(passages, groups, strict=True):
            if group in out:
                _read(held, fitted, placed, passage)
    return held


def _read(held: HeldOut, recognizer: Recognizer, resolver: Resolver, passage: Passage) -> None:
    mentions = recognizer.find(passage.report)
    resolutions = resolver.resolve(passage.report, mentions)
    predicted = labels(mentions, resolutions, no_region, EVERY_ROLE)
    held.predictions.append((passage, predicted))
    held.end_to_end.append(tally(passage.labels, predicted, trust_ids=True))
    spans = [(label["start"], label["end"]) for label in passage.labels]
    given = recognizer.describe(passage.report, spans)
    answers = labels(given, resolver.resolve(passage.report, given), no_region, EVERY_ROLE)
    held.gold_spans.append(tally(passage.labels, answers, trust_ids=True))


def no_region(resolution: Resolution) -> str:
    """Return no region's name, where the figures do not ask for it."""
    return ""
