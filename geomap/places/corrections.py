"""The corrections file: places pinned, renamed or rejected by a person.

CSV or JSON lines with the columns ``action``, ``name`` and what the action
needs: ``pin`` a ``place`` id of the gazetteer or ``lon`` and ``lat`` (with
``country``, ``admin1``, ``kind``); ``rename`` the name ``to`` look up instead;
``reject`` nothing. ``report`` limits it to one report; ``by``, ``at`` and
``note`` say who, when and why. ``about`` is "place" where it is left out;
what it says of other things is kept for the rooms that understand it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from geomap.errors import InputError, MissingDataError
from geomap.language.normalise import name_key
from geomap.model import Correction, Mention, Notice, Place, PlaceKind

_ACTIONS = ("pin", "rename", "reject")
_DONE = {"pin": "pinned", "rename": "renamed", "reject": "rejected"}
_OWN = ("about", "action", "name", "subject", "report", "by", "at", "note")


def read_corrections(path: Path) -> list[Correction]:
    """Read a corrections file.

    Raises
    ------
    InputError
        If a line is no correction; the message names file and line.
    MissingDataError
        If there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingDataError(
            f"{path}: cannot be read ({error})", hint="Give a CSV or JSONL file."
        ) from error
    rows = _csv(text) if path.suffix.lower() in (".csv", ".tsv") else _jsonl(path, text)
    return [_correction(path, line, row) for line, row in rows]


def _csv(text: str) -> list[tuple[int, Mapping[str, str]]]:
    lines = text.splitlines()
    reader = csv.DictReader(lines, delimiter="\t" if lines and "\t" in lines[0] else ",")
    return [(number, {k: v or "" for k, v in row.items() if k}) for number, row in enumerate(reader, 2)]


def _jsonl(path: Path, text: str) -> list[tuple[int, Mapping[str, str]]]:
    rows: list[tuple[int, Mapping[str, str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            rows.append((number, {str(k): "" if v is None else str(v) for k, v in record.items()}))
        except (ValueError, AttributeError) as error:
            raise _refused(path, number, str(error)) from error
    return rows


def _correction(path: Path, line: int, row: Mapping[str, str]) -> Correction:
    about = row.get("about") or "place"
    action = row.get("action", "").strip().lower()
    subject = row.get("name") or row.get("subject") or ""
    values = {key: value for key, value in row.items() if key not in _OWN and value}
    if about == "place":
        _check(path, line, action, subject, values)
    return Correction(
        about=about,
        action=action,
        subject=subject,
        report_id=row.get("report", ""),
        values=values,
        by=row.get("by", ""),
        at=row.get("at", ""),
        note=row.get("note", ""),
        line=line,
    )


def _check(path: Path, line: int, action: str, subject: str, values: Mapping[str, str]) -> None:
    if action not in _ACTIONS or not name_key(subject):
        raise _refused(path, line, f"needs a name and one of the actions {', '.join(_ACTIONS)}")
    if action == "rename" and not values.get("to"):
        raise _refused(path, line, "rename needs the column to")
    if action == "pin" and not values.get("place") and _point(values) is None:
        raise _refused(path, line, "pin needs a place id, or lon and lat in degrees")


def _refused(path: Path, line: int, why: str) -> InputError:
    return InputError(
        f"{path}:{line}: no correction: {why}",
        hint="Columns: action,name,to,place,lon,lat,report,by,at,note.",
    )


def _point(values: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        lon, lat = float(values.get("lon", "")), float(values.get("lat", ""))
    except ValueError:
        return None
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


class PlaceCorrections:
    """The corrections that concern places, by name; the last line wins, a report's own over the general.

    Parameters
    ----------
    corrections : iterable of Correction
        As read; those about other things are passed over.
    """

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._by_name: dict[tuple[str, str], Correction] = {}
        for correction in corrections:
            if correction.about == "place":
                self._by_name[correction.report_id, name_key(correction.subject)] = correction

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def find(self, report_id: str, names: Iterable[str]) -> Correction | None:
        """Return the correction for a mention by any of its names."""
        keys = [name_key(name) for name in names]
        for scope in (report_id, ""):
            for key in keys:
                if (scope, key) in self._by_name:
                    return self._by_name[scope, key]
        return None


def pinned_place(correction: Correction, known: Place | None) -> Place | None:
    """Return the place a correction pins: the gazetteer's, or one of its own."""
    if known is not None:
        return known
    values, point = correction.values, _point(correction.values)
    if point is None:
        return None
    kind = values.get("kind", PlaceKind.SETTLEMENT)
    return Place(
        id=values.get("place") or f"correction:{name_key(correction.subject).replace(' ', '-')}",
        name=values.get("as") or correction.subject,
        kind=PlaceKind(kind) if kind in PlaceKind.__members__.values() else PlaceKind.SETTLEMENT,
        lon=point[0],
        lat=point[1],
        country=values.get("country", ""),
        admin1=values.get("admin1", ""),
    )


def told(corrections: Iterable[Correction], mentions: Sequence[Mention]) -> list[Notice]:
    """Return a notice for each correction of a place that decided something, and for each that did not."""
    corrections = [c for c in corrections if c.about == "place"]
    found = PlaceCorrections(corrections)
    used: dict[int, list[Mention]] = {}
    for mention in mentions if corrections else ():
        decided = found.find(mention.report_id, (mention.text, *mention.names))
        if decided is not None:
            used.setdefault(decided.line, []).append(mention)
    notices = []
    for c in corrections:
        hits = used.get(c.line, [])
        count = f"{len(hits)} mention{'s' if len(hits) != 1 else ''}" if hits else "no mention"
        what = f"{c.subject}: {_DONE[c.action]} by {c.author}, {count}" + (f" ({c.note})" if c.note else "")
        notices.append(Notice("correction", what, hits[0].id if hits else ""))
    return notices
