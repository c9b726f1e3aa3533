"""Logistic regression over named features, in plain numpy: small, exact, deterministic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from geomap.mentions.filter import LinearFilter

_ITERATIONS = 12


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[bool],
    *,
    penalty: float = 2.0,
    rarest: int = 5,
    threshold: float = 0.5,
) -> LinearFilter:
    """Fit weights by Newton's method with an L2 penalty.

    Parameters
    ----------
    rows : sequence of sequences of str
        The features of each candidate.
    labels : sequence of bool
        Whether it is one.
    penalty : float
        How strongly weights are drawn to zero.
    rarest : int
        Features seen less often get no weight.
    threshold : float
        Kept with the weights.
    """
    counts = Counter(feature for row in rows for feature in set(row))
    columns = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= rarest))}
    matrix = np.zeros((len(rows), len(columns) + 1), dtype=np.float64)
    matrix[:, -1] = 1.0
    for i, row in enumerate(rows):
        matrix[i, [columns[name] for name in row if name in columns]] = 1.0
    weights = _newton(matrix, np.asarray(labels, dtype=np.float64), penalty)
    kept = {name: round(float(weights[i]), 3) for name, i in columns.items()}
    return LinearFilter(kept, round(float(weights[-1]), 3), threshold)


def fit_dense(rows: np.ndarray, labels: Sequence[bool], *, penalty: float = 1.0) -> tuple[list[float], float]:
    """Fit weights and a bias for rows of numbers."""
    matrix = np.column_stack([rows, np.ones(len(rows))])
    weights = _newton(matrix, np.asarray(labels, dtype=np.float64), penalty)
    return [round(float(w), 3) for w in weights[:-1]], round(float(weights[-1]), 3)


def _newton(matrix: np.ndarray, target: np.ndarray, penalty: float) -> np.ndarray:
    ridge = np.full(matrix.shape[1], penalty)
    ridge[-1] = 1e-6
    weights = np.zeros(matrix.shape[1])
    for _ in range(_ITERATIONS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (chance - target) + ridge * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-4:
            break
    return weights


def folds(groups: Sequence[str], count: int) -> list[int]:
    """Return a fold for each group's member; the same group, the same fold.

    Groups are dealt out in order of size, the largest first, so that the
    folds are of like size.
    """
    sizes = Counter(groups)
    load = [0] * count
    fold_of: dict[str, int] = {}
    for group, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        lightest = load.index(min(load))
        fold_of[group] = lightest
        load[lightest] += size
    return [fold_of[group] for group in groups]
