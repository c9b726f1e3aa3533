"""Recognition, resolution and end-to-end figures as published papers count them.

Recognition: precision, recall and F1 over equal and over overlapping spans.
Resolution: over gold mentions that carry coordinates and were recognised;
"answered" leaves out those resolved to nothing. End to end: over all gold
mentions with coordinates, a missed one counting as the farthest error.
AUC: area under the sorted ln(1+error) curve, lower is better (Gritta 2018).
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geomap.evaluation.matching import FARTHEST_KM, Label, distance_km, located, match_spans
from geomap.language.normalise import name_key

_LIMITS_KM = (161, 50, 20)
_DESIGNATORS = re.compile(
    r"\b(oblast|region|governorate|province|state|district|krai|kray|republic|of|the|autonomous|city|strip|voivodeship)\b"
)


@dataclass(slots=True)
class Tally:
    """What was counted in one document."""

    gold: int = 0
    predicted: int = 0
    exact: int = 0
    overlap: int = 0
    scored_predicted: int = 0
    resolved: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    everything: list[float] = field(default_factory=list)
    same_id: list[bool] = field(default_factory=list)
    cities: list[bool] = field(default_factory=list)  # found settlements: within 20 km or not
    cities_answered: list[bool] = field(default_factory=list)
    regions: list[bool] = field(default_factory=list)  # found mentions with a region: the right one or not
    regions_answered: list[bool] = field(default_factory=list)


def tally(gold: Sequence[Label], predicted: Sequence[Label], *, trust_ids: bool = False) -> Tally:
    """Count one document; with ``trust_ids`` the same GeoNames id is exact."""
    pairs = match_spans(gold, predicted)
    partner = {i: j for i, j, _ in pairs}
    unanswerable = {j for i, j in partner.items() if not located(gold[i])}
    counted = Tally(
        gold=len(gold),
        predicted=len(predicted),
        exact=sum(equal for *_, equal in pairs),
        overlap=len(pairs),
        scored_predicted=sum(located(p) and j not in unanswerable for j, p in enumerate(predicted)),
    )
    for i, label in enumerate(gold):
        if i in partner:
            _count_kinds(counted, label, predicted[partner[i]])
        if not located(label):
            continue
        if i not in partner:
            counted.everything.append(FARTHEST_KM)
            continue
        _count_pair(counted, label, predicted[partner[i]], trust_ids)
    return counted


def _count_pair(counted: Tally, gold: Label, predicted: Label, trust_ids: bool) -> None:
    error = min(distance_km(gold, predicted), FARTHEST_KM) if located(predicted) else FARTHEST_KM
    gold_id, predicted_id = gold.get("geonameid"), predicted.get("geonameid")
    if trust_ids and gold_id and gold_id == predicted_id:
        error = 0.0
    if located(predicted):
        counted.answered.append(error)
    counted.resolved.append(error)
    counted.everything.append(error)
    if gold_id and predicted_id:
        counted.same_id.append(gold_id == predicted_id)


def _count_kinds(counted: Tally, gold: Label, predicted: Label) -> None:
    """Count settlements within 20 km, and regions, where the gold tells them."""
    if gold.get("kind") == "city" and located(gold):
        near = located(predicted) and distance_km(gold, predicted) <= _LIMITS_KM[-1]
        counted.cities.append(near)
        if located(predicted):
            counted.cities_answered.append(near)
    if gold.get("admin1"):
        said = predicted.get("admin1")
        same = region_key(gold["admin1"]) == region_key(said or "")
        counted.regions.append(same)
        if said:
            counted.regions_answered.append(same)


def region_key(name: str) -> str:
    """Return the form under which names of regions are compared: Kyiv City is Kyiv."""
    return " ".join(_DESIGNATORS.sub(" ", name_key(name)).split())


def ratio(part: float, whole: float) -> float:
    """Return part of whole, 0 where there is no whole."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall."""
    return ratio(2 * precision * recall, precision + recall)


def summarise(tallies: Sequence[Tally]) -> dict[str, float]:
    """Add the documents up to figures, named as ``answered_acc@161``."""
    gold = sum(t.gold for t in tallies)
    predicted = sum(t.predicted for t in tallies)
    figures: dict[str, float] = {"documents": len(tallies), "gold": gold, "predicted": predicted}
    for name, hits in (
        ("exact", sum(t.exact for t in tallies)),
        ("overlap", sum(t.overlap for t in tallies)),
    ):
        figures |= _precision_recall(name, ratio(hits, predicted), ratio(hits, gold))
    everything = [error for t in tallies for error in t.everything]
    figures |= _distances("resolved", [error for t in tallies for error in t.resolved])
    figures |= _distances("answered", [error for t in tallies for error in t.answered])
    figures |= _distances("end_to_end", everything)
    ids = [same for t in tallies for same in t.same_id]
    figures["same_id"] = ratio(sum(ids), len(ids))
    for name in ("cities", "cities_answered", "regions", "regions_answered"):
        flags = [flag for t in tallies for flag in getattr(t, name)]
        if flags:
            figures[name] = ratio(sum(flags), len(flags))
    right = sum(error <= _LIMITS_KM[0] for error in everything)
    scored = sum(t.scored_predicted for t in tallies)
    figures |= _precision_recall("end_to_end@161", ratio(right, scored), ratio(right, len(everything)))
    return figures


def _precision_recall(name: str, precision: float, recall: float) -> dict[str, float]:
    return {f"{name}_p": precision, f"{name}_r": recall, f"{name}_f1": f1(precision, recall)}


def _distances(name: str, errors: Sequence[float]) -> dict[str, float]:
    ordered = sorted(errors)
    count = len(ordered)
    figures: dict[str, float] = {f"{name}_n": count}
    if not count:
        return figures
    for limit in _LIMITS_KM:
        figures[f"{name}_acc@{limit}"] = sum(error <= limit for error in ordered) / count
    logs = [math.log1p(error) for error in ordered]
    area = sum((a + b) / 2 for a, b in pairwise(logs)) if count > 1 else logs[0]
    figures[f"{name}_median_km"] = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    figures[f"{name}_mean_km"] = sum(ordered) / count
    figures[f"{name}_auc"] = area / (max(count - 1, 1) * math.log1p(FARTHEST_KM))
    return figures


def intervals(tallies: Sequence[Tally], runs: int, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Return 95 % percentile intervals by resampling documents."""
    rng = random.Random(seed)
    figures = [summarise(rng.choices(tallies, k=len(tallies))) for _ in range(runs)]
    low, high = int(0.025 * runs), min(runs - 1, int(0.975 * runs))
    found = {}
    for name in summarise(tallies):
        values = sorted(run.get(name, 0.0) for run in figures)
        found[name] = (values[low], values[high])
    return found
