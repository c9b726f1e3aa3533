"""Gold files: JSON lines with ``id``, ``text`` and labelled ``mentions``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from geomap.errors import InputError, MissingDataError
from geomap.model import Report, TimePrecision, When

Label: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its labels; the report holds only what a user would give."""

    report: Report
    labels: tuple[Label, ...]
    record: Mapping[str, Any]


def read_gold(path: Path) -> list[Passage]:
    """Read a gold file.

    Parameters
    ----------
    path : Path
        A file of JSON lines. Of the text's own fields only ``id``, ``text``,
        ``lang``, ``date`` and ``outlet`` reach the report.

    Raises
    ------
    InputError
        If a line is no JSON object with ``id`` and ``text``.
    MissingDataError
        If there is no such file.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise MissingDataError(
            f"{path}: cannot be read ({error.strerror})", hint="Give a gold file of JSON lines."
        ) from error
    return [_passage(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _passage(path: Path, number: int, line: str) -> Passage:
    try:
        record = json.loads(line)
        labels = tuple(record.get("mentions") or ())
        report = Report(
            id=str(record["id"]),
            text=str(record["text"]),
            publisher=str(record.get("outlet") or ""),
            lang=str(record.get("lang") or ""),
            published=_day(record.get("date")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}:{number}: no gold passage ({error})",
            hint='A line is {"id": …, "text": …, "mentions": [{"start": …, "end": …}]}.',
        ) from error
    return Passage(report, labels, record)


def _day(date: object) -> When | None:
    try:
        start = datetime.fromisoformat(str(date)).replace(tzinfo=UTC)
    except ValueError:
        return None
    return When(start, start + timedelta(days=1), TimePrecision.DAY, str(date))
