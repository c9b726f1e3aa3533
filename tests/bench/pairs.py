"""Time two commands in turn, as whole processes, and print the ratio of each pair.

Machines are noisy: the two run A B A B …, and the median of the pairwise ratios
is what to quote.
"""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """Wall-clock seconds of two commands, run in turn."""

    first: tuple[float, ...]
    second: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Return the median of first / second, pair by pair."""
        return statistics.median(a / b for a, b in zip(self.first, self.second, strict=True))

    def line(self, name: str, limit: float) -> str:
        """Return a line that says the medians, the ratio and whether it is within the limit."""
        a, b = statistics.median(self.first), statistics.median(self.second)
        verdict = "ok" if self.ratio <= limit else "TOO SLOW"
        return f"{name}: {a:.3f} s against {b:.3f} s, ratio {self.ratio:.2f} (limit {limit:g}) {verdict}"


def in_turn(first: Sequence[str], second: Sequence[str], runs: int = 9) -> Pair:
    """Run two commands in turn after one warm-up each."""
    for command in (first, second):
        _seconds(command)
    times = [(_seconds(first), _seconds(second)) for _ in range(runs)]
    return Pair(tuple(a for a, _ in times), tuple(b for _, b in times))


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start
