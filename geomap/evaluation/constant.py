"""What a constant reaches: a figure says something only where it stands well above it.

The constant knows the places that geomap finds and nothing else. Every
sentence is a claim about the regions it names, asserted by the author, denied by nobody,
of the commonest topic; every region named has the commonest status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geomap.evaluation.claim_measures import AUTHOR
from geomap.language.sentences import sentences_of

Label = Mapping[str, Any]


def constant(records: Sequence[Label], predictions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the constant's predictions for passages, from the places of ours."""
    topic = commonest(c["topic"] for r in records for c in r.get("claims", ()))
    status = commonest(s for r in records for s in (r.get("status") or {}).values() if s != "none")
    return [_one(record, said, topic, status) for record, said in zip(records, predictions, strict=True)]


def commonest(values: Iterable[str]) -> str:
    """Return the most frequent value, the first of equals in alphabetical order; "" of none."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value), default="")


def _one(record: Label, said: Mapping[str, Any], topic: str, status: str) -> dict[str, Any]:
    placed = [m for m in said["mentions"] if m["role"] == "location" and m["admin1"]]
    claims = [
        {
            "start": s.start,
            "end": s.end,
            "about": [],
            "regions": sorted({m["admin1"] for m in placed if s.start <= m["start"] < s.end}),
            "claimant": [AUTHOR],
            "disputed_by": [],
            "stance": "asserted",
            "topic": topic,
        }
        for s in sentences_of(record["text"])
    ]
    return {"claims": claims, "status": {m["admin1"]: status for m in placed}}
