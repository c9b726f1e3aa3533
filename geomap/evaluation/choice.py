"""Conditional logit: weights under which the right place outscores its namesakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 400
_RATE = 0.05


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one name: their features, which are right, how much it counts."""

    matrix: Floats
    right: NDArray[np.bool_]
    weight: float = 1.0


def fit_choice(choices: Sequence[Choice], columns: Sequence[int], *, penalty: float = 0.02) -> Floats:
    """Fit weights for some columns by Adam on the log-likelihood; the others stay 0."""
    usable = [c for c in choices if c.right.any() and not c.right.all()]
    matrix = np.concatenate([c.matrix for c in usable])[:, list(columns)]
    right = np.concatenate([c.right for c in usable])
    sizes = np.array([len(c.right) for c in usable])
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(sizes)), sizes)
    weight = np.array([c.weight for c in usable])
    theta = np.zeros(len(columns))
    mean, spread = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, _STEPS + 1):
        chance = _within(matrix @ theta, firsts, group)
        target = _within_right(chance, right, firsts, group)
        slope = (
            matrix.T @ ((chance - target) * weight[group]) / weight.sum()
            + penalty * theta / len(sizes) ** 0.5
        )
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        theta -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    full = np.zeros(choices[0].matrix.shape[1])
    full[list(columns)] = theta
    return full


def _within(scores: Floats, firsts: NDArray[np.int64], group: NDArray[np.int64]) -> Floats:
    raised = np.exp(scores - np.maximum.reduceat(scores, firsts)[group])
    result: Floats = raised / np.add.reduceat(raised, firsts)[group]
    return result


def _within_right(
    chance: Floats, right: NDArray[np.bool_], firsts: NDArray[np.int64], group: NDArray[np.int64]
) -> Floats:
    kept = chance * right
    result: Floats = kept / np.maximum(np.add.reduceat(kept, firsts)[group], 1e-12)
    return result
