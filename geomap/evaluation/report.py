"""Figures with their 95 % intervals, as tables a person reads."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from geomap.evaluation.causes import cause_lines, causes
from geomap.evaluation.claim_measures import summary, tally_claims
from geomap.evaluation.constant import constant
from geomap.evaluation.gold import Passage
from geomap.evaluation.matching import shared
from geomap.evaluation.measures import ratio, summarise, tally
from geomap.evaluation.predict import Prediction

Counted = TypeVar("Counted")
Figures = dict[str, float]
RUNS = 200
PLACES = (
    ("overlap_p", "recognition, overlapping spans: precision"),
    ("overlap_r", "recognition, overlapping spans: recall"),
    ("overlap_f1", "recognition, overlapping spans: F1"),
    ("end_to_end@161_f1", "end to end within 161 km: F1"),
    ("end_to_end_acc@20", "end to end within 20 km: accuracy"),
    ("answered_acc@161", "answered within 161 km"),
    ("answered_acc@20", "answered within 20 km"),
    ("cities", "settlements found: within 20 km"),
    ("cities_answered", "settlements answered: within 20 km"),
    ("regions", "region right, of mentions found"),
    ("regions_answered", "region right, of answered"),
    ("metonyms", "metonyms and names' parts taken for locations"),
)
CLAIMS = (
    ("sentence_p", "claim sentences: precision"),
    ("sentence_r", "claim sentences: recall"),
    ("sentence_f1", "claim sentences: F1"),
    ("region_f1", "regions of a claim: F1"),
    ("claimant_named", "claimant, where one is named"),
    ("dispute_p", "disputes: precision"),
    ("dispute_r", "disputes: recall"),
    ("dispute_all", "who disputes a claim, nobody included"),
    ("stance_all", "stance"),
    ("stance_not_asserted", "stance, where not asserted"),
    ("topic", "topic"),
    ("status_region_r", "regions with a status: recall"),
    ("status_right", "status right"),
    ("status_or_alternative", "status right, or a listed alternative"),
    ("must_not_broken", "front lines where there must be none (count)"),
)


def place_figures(
    passages: Sequence[Passage], predictions: Sequence[Prediction], *, trust_ids: bool
) -> list[tuple[str, float, float, float]]:
    """Return (what, figure, low, high) of recognition and resolution."""
    locations = _locations_only(passages)
    tallies = [
        tally(_gold(p, locations), _said(q, locations), trust_ids=trust_ids)
        for p, q in zip(passages, predictions, strict=True)
    ]
    figures = _with_intervals(tallies, summarise, PLACES)
    return [*figures, *_metonyms(passages, predictions)] if locations else figures


def _metonyms(
    passages: Sequence[Passage], predictions: Sequence[Prediction]
) -> list[tuple[str, float, float, float]]:
    """Return how many labelled metonyms and parts of names are said to be locations."""
    taken = [
        [
            any(shared(label, m) for m in _said(q, True))
            for label in p.labels
            if label.get("role") != "location"
        ]
        for p, q in zip(passages, predictions, strict=True)
    ]

    def share(runs: Sequence[list[bool]]) -> Figures:
        flags = [flag for run in runs for flag in run]
        return {"metonyms": ratio(sum(flags), len(flags))}

    return _with_intervals(taken, share, PLACES)


def claim_figures(
    passages: Sequence[Passage], predictions: Sequence[Prediction]
) -> list[tuple[str, float, float, float]]:
    """Return (what, figure, low, high) of claims and statuses; empty where none are labelled."""
    labelled = [(p, q) for p, q in zip(passages, predictions, strict=True) if "claims" in p.record]
    tallies = [tally_claims(p.record, q) for p, q in labelled]
    return _with_intervals(tallies, summary, CLAIMS) if tallies else []


def claim_tables(
    name: str, passages: Sequence[Passage], predictions: Sequence[Prediction], *, why: bool = False
) -> list[str]:
    """Return the figures of claims and statuses beside a constant's, and with ``why`` what goes wrong."""
    labelled = [(p.record, q) for p, q in zip(passages, predictions, strict=True) if "claims" in p.record]
    if not labelled:
        return []
    records, said = [r for r, _ in labelled], [q for _, q in labelled]
    tallies = [tally_claims(r, q) for r, q in zip(records, constant(records, said), strict=True)]
    figures = summary(tallies)
    beside = {what: figures[key] for key, what in CLAIMS}
    found = lines(f"{name}: claims and statuses", claim_figures(passages, predictions), beside)
    return found + (cause_lines(f"{name}: what goes wrong, by cause", causes(records, said)) if why else [])


def lines(
    title: str,
    figures: Sequence[tuple[str, float, float, float]],
    beside: Mapping[str, float] | None = None,
) -> list[str]:
    """Return a table as lines; ``beside`` are the figures of a constant."""
    rows = [title]
    for what, value, low, high in figures:
        row = f"  {what:<46} {value:7.3f}   [{low:.3f}, {high:.3f}]"
        rows.append(row if beside is None else f"{row}   constant {beside[what]:.3f}")
    return rows


def _with_intervals(
    tallies: Sequence[Counted],
    figures_of: Callable[[Sequence[Counted]], Figures],
    shown: Sequence[tuple[str, str]],
) -> list[tuple[str, float, float, float]]:
    """Return figures with intervals from resampled documents; the seed is fixed."""
    figures = figures_of(tallies)
    generator = random.Random(0)
    runs = [figures_of(generator.choices(tallies, k=len(tallies))) for _ in range(RUNS)]
    found = []
    for name, what in shown:
        if name not in figures:
            continue
        values = sorted(run.get(name, 0.0) for run in runs)
        found.append((what, figures[name], values[int(RUNS * 0.025)], values[int(RUNS * 0.975) - 1]))
    return found


def _locations_only(passages: Sequence[Passage]) -> bool:
    """Return whether the gold tells locations from other roles; published corpora count them all."""
    return any("role" in label for passage in passages for label in passage.labels)


def _gold(passage: Passage, locations: bool) -> list[dict[str, object]]:
    return [dict(m) for m in passage.labels if not locations or m.get("role") == "location"]


def _said(prediction: Prediction, locations: bool) -> list[dict[str, object]]:
    return [m for m in prediction["mentions"] if not locations or m["role"] == "location"]
