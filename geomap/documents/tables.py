"""Tables of reports: CSV and JSONL with a ``text`` column, one report a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from geomap.documents.decoding import tidy
from geomap.documents.metadata import Metadata, from_mapping, make_report
from geomap.errors import InputError
from geomap.model import Notice, Report

_COLUMNS = "id, title, publisher, author, url, date, lang, text"
# csv keeps this limit per process; a report may be longer than its default of 131,072.
_FIELD_LIMIT = 64 * 1024 * 1024

Row = tuple[int, Mapping[str, object]]


def rows_to_reports(rows: Iterator[Row], name: str, defaults: Metadata) -> Iterator[Report | Notice]:
    """Turn rows into reports; a row that cannot be used becomes a notice."""
    for line, row in rows:
        where = f"{name}:{line}"
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            yield Notice("empty-row", f"{where}: no text in this row; left out", name)
            continue
        try:
            yield make_report(tidy(text), from_mapping(row).over(defaults))
        except InputError as error:
            yield Notice("bad-row", f"{where}: {error.message}; left out", name)


def csv_rows(text: str, name: str) -> Iterator[Row]:
    """Yield (line, row) of a CSV table; the separator is ``,``, ``;`` or tab.

    Raises
    ------
    InputError
        When there is no ``text`` column or the table is not CSV.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    header = text.split("\n", 1)[0]
    separator = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    names = [str(n or "").strip().casefold() for n in reader.fieldnames or []]
    if "text" not in names:
        found = ", ".join(n for n in names if n)[:120] or "none"
        raise InputError(
            f"{name}: no column named text (found: {found})",
            hint=f"The columns are {_COLUMNS}; only text is needed.",
        )
    reader.fieldnames = names
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise InputError(
            f"{name}:{reader.line_num}: not CSV ({error})", hint="Export the table again as CSV, UTF-8."
        ) from error


def jsonl_rows(text: str, name: str) -> Iterator[Row]:
    """Yield (line, row) of a JSONL table.

    Raises
    ------
    InputError
        When a line is not a JSON object, or no line has ``text``.
    """
    seen_text = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"{name}:{number}: not JSON ({error})", hint="Put one JSON object on each line."
            ) from error
        if not isinstance(row, dict):
            raise InputError(
                f"{name}:{number}: not a JSON object", hint=f"Each line is an object with {_COLUMNS}."
            )
        seen_text = seen_text or "text" in row
        yield number, {str(key).casefold(): value for key, value in row.items()}
    if not seen_text:
        raise InputError(f"{name}: no row has text", hint=f"The fields are {_COLUMNS}; only text is needed.")
