"""Event tables: which data set it is, and its rows as findings."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from geomap.errors import InputError
from geomap.events.coding import Coding, codings
from geomap.events.record import ActorId, BadRowError, Event, Join, event
from geomap.model import Findings, Notice, Place, Region
from geomap.regions import Regions

_FIELD_LIMIT = 64 * 1024 * 1024
Rows = Iterator[tuple[int, Mapping[str, str]]]


def read(path: Path | str, *, regions: Regions | None = None, actor_id: ActorId | None = None) -> Findings:
    """Read coded events as claims with their own precision codes.

    Parameters
    ----------
    path : Path or str
        A CSV table of UCDP GED or ACLED, recognised by its columns.
    regions : Regions, optional
        Joins each event's coordinates to a region.
    actor_id : callable, optional
        Gives the actor id of a name ("Government of Ukraine"), empty if unknown.

    Returns
    -------
    Findings
        Reports, mentions, resolutions and claims; a row that cannot be used
        is a notice, as are terms that forbid passing the rows on.

    Raises
    ------
    InputError
        When the file is no table of a known data set.
    """
    path = Path(path)
    coding, rows = _open(path)
    join: Join = regions.join if regions else _nowhere
    name: Callable[[str], str] = actor_id or _unknown
    events: list[Event] = []
    notices: list[Notice] = []
    if not coding.redistributable:
        terms = f"{path.name}: {coding.name} rows are not to be passed on"
        notices.append(Notice("not-redistributable", terms, path.name))
    for line, row in rows:
        try:
            events.append(event(row, coding, join, name))
        except BadRowError as error:
            notices.append(Notice("bad-row", f"{path.name}:{line}: {error}; left out", path.name))
    return Findings(
        reports=tuple(e.report for e in events),
        mentions=tuple(e.mention for e in events),
        resolutions=tuple(e.resolution for e in events),
        claims=tuple(e.claim for e in events),
        notices=tuple(notices),
    )


def is_events(path: Path) -> bool:
    """Return whether a file is a table of a known event data set."""
    if path.suffix.casefold() not in (".csv", ".tsv") or not path.is_file():
        return False
    try:
        _open(path)
    except InputError:
        return False
    return True


def open_rows(path: Path) -> tuple[Coding, Rows]:
    """Return the coding of a table and its rows with their line numbers; see :func:`read`."""
    return _open(path)


def _open(path: Path) -> tuple[Coding, Rows]:
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})", hint="Save it as CSV, UTF-8.") from error
    separator = max(",;\t", key=header.count)
    columns = [name.strip() for name in next(csv.reader([header], delimiter=separator), [])]
    for coding in codings():
        if coding.fits(columns):
            return coding, _rows(path, columns, separator)
    known = "; ".join(f"{c.name}: {', '.join(c.needed)}" for c in codings())
    raise InputError(f"{path.name}: no table of coded events that is known", hint=f"Columns of {known}.")


def _rows(path: Path, columns: list[str], separator: str) -> Rows:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, fieldnames=columns, delimiter=separator)
            next(reader, None)
            for row in reader:
                cells = {k: v.strip() for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
                yield reader.line_num, cells
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(
            f"{path.name}: not CSV in UTF-8 ({error})", hint="Export the table again."
        ) from error


def _nowhere(place: Place) -> tuple[Region | None, str]:
    return None, ""


def _unknown(name: str) -> str:
    return ""
