"""Sources of any kind to reports; one bad source never stops the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from geomap.documents import feeds, frontmatter, tables
from geomap.documents.decoding import decode
from geomap.documents.html import article
from geomap.documents.metadata import Metadata, make_report
from geomap.errors import GeomapError, InputError
from geomap.model import Notice, Report

STDIN = "-"
_TEXT = {".txt", ".text", ".md", ".markdown", ""}
_HTML = {".html", ".htm", ".xhtml"}
_TABLE = {".csv", ".tsv", ".jsonl", ".ndjson"}
SUFFIXES = frozenset(_TEXT | _HTML | _TABLE | feeds.SUFFIXES)


@dataclass(frozen=True, slots=True)
class Reading:
    """The reports that could be read, and notices of what could not; iterates over the reports."""

    reports: tuple[Report, ...]
    notices: tuple[Notice, ...] = ()

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)


def read(
    sources: str | Path | Iterable[str | Path], defaults: Metadata | None = None, *, strict: bool = False
) -> Reading:
    """Read reports from files, folders, tables or stdin (``-``).

    Parameters
    ----------
    sources : path or iterable of paths
        Text, Markdown, saved HTML, CSV, JSONL, RSS or Atom files, or folders of them.
    defaults : Metadata, optional
        Provenance for reports that do not bring their own.
    strict : bool
        Raise on the first bad source instead of noting it.

    Returns
    -------
    Reading
        Reports in the order of the sources (folders sorted by name), each
        once, and a notice for everything left out or repaired.

    Raises
    ------
    InputError
        When no source gave a report, or with ``strict`` on the first bad one.
    """
    named = [sources] if isinstance(sources, str | Path) else list(sources)
    paths = list(_expand(named))
    reports: list[Report] = []
    notices: list[Notice] = []
    failures: list[GeomapError] = []
    for path in paths:
        try:
            found = list(_read_one(path, defaults or Metadata()))
        except GeomapError as error:
            if strict or len(paths) == 1:
                raise
            failures.append(error)
            notices.append(Notice("unreadable", error.message, path.name))
            continue
        reports += [item for item in found if isinstance(item, Report)]
        notices += [item for item in found if isinstance(item, Notice)]
    if not reports:
        _raise_nothing(failures, notices)
    kept, doubles = _distinct(reports)
    return Reading(tuple(kept), tuple(notices + doubles))


def _expand(sources: Iterable[str | Path]) -> Iterator[Path]:
    for source in sources:
        path = Path(source)
        if str(source) == STDIN:
            yield path
        elif path.is_dir():
            files = sorted(p for p in path.rglob("*") if _wanted(p, path))
            if not files:
                kinds = ", ".join(sorted(s for s in SUFFIXES if s))
                raise InputError(f"{path}: no reports in this folder", hint=f"geomap reads {kinds}.")
            yield from files
        elif path.exists():
            yield path
        else:
            raise InputError(f"{path}: no such file or folder", hint="Check the path; - reads from stdin.")


def _wanted(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return path.is_file() and not hidden and path.suffix.casefold() in SUFFIXES - {""}


def _read_one(path: Path, defaults: Metadata) -> Iterator[Report | Notice]:
    name = "stdin" if str(path) == STDIN else str(path)
    raw, suffix = _bytes(path), path.suffix.casefold()
    if suffix in feeds.SUFFIXES or feeds.is_feed(raw):
        yield from feeds.entries(raw, name, defaults)
        return
    text, repairs = decode(raw, name)
    for repair in repairs:
        yield Notice("repaired", f"{name}: {repair}", path.name)
    if suffix in _TABLE:
        rows = tables.csv_rows if suffix in {".csv", ".tsv"} else tables.jsonl_rows
        yield from tables.rows_to_reports(rows(text, name), name, defaults)
        return
    if not text.strip():
        raise InputError(f"{name}: the file is empty", hint="Give a file with text in it.")
    split = article(text, name) if _is_html(suffix, text) else frontmatter.split(text)
    metadata, body = split
    if not body.strip():
        raise InputError(f"{name}: nothing but front matter", hint="Put the text below the second ---.")
    try:
        yield make_report(body, metadata.over(defaults))
    except InputError as error:
        raise InputError(f"{name}: {error.message}", hint=error.hint) from error


def _bytes(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == STDIN else path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})", hint="Check its rights.") from error


def _is_html(suffix: str, text: str) -> bool:
    if suffix in _HTML:
        return True
    head = text[:200].lstrip().casefold()
    return head.startswith(("<!doctype html", "<html"))


def _distinct(reports: list[Report]) -> tuple[list[Report], list[Notice]]:
    """Drop exact repeats; give a number to reports that share an id."""
    kept: dict[str, Report] = {}
    notices: list[Notice] = []
    for report in reports:
        if kept.get(report.id) == report:
            title = report.title or report.text[:40].strip()
            notices.append(Notice("duplicate", f"read twice, counted once: {title}", report.id))
            continue
        number = 2
        unique = report
        while unique.id in kept:
            unique = replace(report, id=f"{report.id}-{number}")
            number += 1
        kept[unique.id] = unique
    return list(kept.values()), notices


def _raise_nothing(failures: list[GeomapError], notices: list[Notice]) -> None:
    if failures:
        raise failures[0]
    detail = notices[0].message if notices else "the sources hold no text"
    raise InputError(f"nothing to read: {detail}", hint="Give at least one report with text in it.")
