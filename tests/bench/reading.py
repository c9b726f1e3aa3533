"""Benchmark of the whole road from text to status; ``make bench`` runs it.

English reports of 2,000 characters are read one after another on one core,
and related and concluded together, as a user's are. Machines differ and are
shared: the figure stands beside a yardstick, the same text cut into words by one regular
expression, measured in turn.
"""

from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from geomap.model import Report
from geomap.pipeline import Engine

GOLD = Path(__file__).resolve().parents[1] / "quality" / "frontline" / "frontline.jsonl"
REPORTS, LENGTH, RUNS = 200, 2000, 3
WANTED = 200  # reports a second
_WORD = re.compile(r"\w+|[^\w\s]")


def reports() -> Iterator[Report]:
    """Yield reports of one length, of passages of many wars, no two alike."""
    records = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    texts = [r["text"] for r in records if r["lang"] == "en"]
    for number in range(REPORTS):
        turned = texts[number % len(texts) :] + texts[: number % len(texts)]
        step = 1 + number // len(texts)
        yield Report(id=f"r{number}", text="\n\n".join(turned[::step])[:LENGTH], lang="en")


def main() -> None:
    """Print reports a second, and the ratio to the yardstick."""
    engine = Engine()
    given = list(reports())
    engine.findings(given[:5])  # what is read once: vocabularies, gazetteer
    ours, plain = [], []
    for _ in range(RUNS):
        began = time.process_time()
        engine.findings(given)
        ours.append(time.process_time() - began)
        began = time.process_time()
        for report in given:
            _WORD.findall(report.text)
        plain.append(time.process_time() - began)
    rate = len(given) / statistics.median(ours)
    ratio = statistics.median(a / b for a, b in zip(ours, plain, strict=True))
    verdict = "ok" if rate >= WANTED else "TOO SLOW"
    print(
        f"text to status: {rate:.0f} reports of {LENGTH} characters a second of processor time "
        f"(wanted {WANTED}), {ratio:.0f} times cutting them into words {verdict}"
    )


if __name__ == "__main__":
    main()
