"""The pair sets of ``tests/quality/pairs``: small questions with yes-or-no answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.claims import Extractor
from geomap.documents import parse_date
from geomap.evaluation.claims import STATUSES
from geomap.evaluation.measures import ratio
from geomap.model import Claim, Findings, Report, TimePrecision, When
from geomap.pipeline import Engine

Record = Mapping[str, Any]


@dataclass(slots=True)
class Count:
    """Right answers among those given, and among those wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of answers given that are right."""
        return ratio(self.right, self.given)

    @property
    def recall(self) -> float:
        """The share of answers wanted that were given."""
        return ratio(self.right, self.wanted)


def score(folder: Path, engine: Engine) -> list[tuple[str, Count]]:
    """Return what each pair set asks with how it was answered; none where the folder is not there."""
    sets: tuple[tuple[str, str, Callable[[Engine, Record, Count], None]], ...] = (
        ("nested_attribution", "nested attribution: the claimant", _attribution),
        ("origins", "origins: the same statement", _origin),
        ("event_time", "event time from its expression", _time),
        ("event_place", "place of the event, against places named", _place),
        ("known_on_day", "status as known on a day", _day),
    )
    found = []
    for name, what, ask in sets:
        path = folder / f"{name}.jsonl"
        if path.is_file():
            count = Count()
            for line in path.read_text(encoding="utf-8").splitlines():
                ask(engine, json.loads(line), count)
            found.append((what, count))
    return found


def _attribution(engine: Engine, record: Record, count: Count) -> None:
    at = record["text"].index(record["quote"])
    claims = _claims(engine, record, at, at + len(record["quote"]))
    count.wanted += 1
    if not claims:
        return
    count.given += 1
    said = [_name(c.name) for c in claims[0].attribution.claimants] or ["author"]
    wanted = [_name(name) for name in record["claimant"]]
    count.right += all(any(w in s or s in w for s in said) for w in wanted) and len(said) == len(wanted)


def _origin(engine: Engine, record: Record, count: Count) -> None:
    reports = [_report(record[side], side, record["lang"]) for side in ("a", "b")]
    claims = engine.findings(reports).claims
    origins = [{c.origin_id for c in claims if c.report_id == side} for side in ("a", "b")]
    same = bool(origins[0] & origins[1])
    count.given += same
    count.wanted += record["same_origin"]
    count.right += same and record["same_origin"]


def _time(engine: Engine, record: Record, count: Count) -> None:
    count.wanted += 1
    report = Report(
        id="t", text=record["text"], lang=record["lang"], published=parse_date(record["published"])
    )
    when = Extractor(engine.actors).time_of(report)
    if when is None:
        return
    count.given += 1
    answers = [record, *record.get("also", [])]
    count.right += any(_is_time(when, answer) for answer in answers)


def _is_time(when: When, answer: Record) -> bool:
    instant = when.precision is TimePrecision.INSTANT
    said = [m and (m.isoformat() if instant else m.date().isoformat()) for m in (when.start, when.end)]
    return said == [answer["start"], answer["end"]] and when.precision.value == answer["precision"]


def _place(engine: Engine, record: Record, count: Count) -> None:
    findings = _findings(engine, record)
    words = {m.id: m.text for m in findings.mentions}
    said = {words[m] for c in findings.claims for m in c.mention_ids if m in words}
    right = [p for p in record["event_places"] if _among(p, said)]
    wrong = [p for p in record["other_places"] if _among(p, said)]
    count.right += len(right)
    count.given += len(right) + len(wrong)
    count.wanted += len(record["event_places"])


def _day(engine: Engine, record: Record, count: Count) -> None:
    for day in record["days"]:
        known = [r for r in record["reports"] if r["date"] <= day["day"]]
        findings = engine.findings([_report(r, r["id"], record["lang"]) for r in known])
        said = {}
        for status in findings.statuses:
            region = engine.regions.region(status.region_id)
            said[region.name if region else ""] = STATUSES[status.situation]
        for name, status_word in day["status"].items():
            answer = said.get(name, "none")
            count.wanted += 1
            count.given += name in said
            count.right += answer in (status_word, *day.get("status_also", {}).get(name, []))


def _findings(engine: Engine, record: Record) -> Findings:
    return engine.findings([Report(id="r", text=record["text"], lang=record["lang"])])


def _claims(engine: Engine, record: Record, start: int, end: int) -> Sequence[Claim]:
    return [c for c in _findings(engine, record).claims if c.start < end and c.end > start]


def _report(record: Record, report_id: str, lang: str) -> Report:
    return Report(
        id=report_id,
        text=record["text"],
        lang=lang,
        publisher=record["publisher"],
        published=parse_date(record["date"]),
    )


def _name(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def _among(place: str, said: set[str]) -> bool:
    return any(place in s or s in place for s in said)
