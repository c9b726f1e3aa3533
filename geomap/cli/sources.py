"""Sources named on the command line: reports to be read, or findings to be loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.cli import talk
from geomap.cli.options import metadata
from geomap.documents import Reading, read
from geomap.errors import UsageError
from geomap.options import Options
from geomap.pipeline import analyse, load
from geomap.results import Results

_MAY_HOLD_EVENTS = (".csv", ".tsv")
_MAY_HOLD_FINDINGS = (".geojson", ".gpkg", ".csv", ".jsonl")


def findings(sources: tuple[str, ...], given: dict[str, Any], chosen: Options) -> Results:
    """Return the findings of the sources, saying on stderr what was left out.

    Raises
    ------
    GeomapError
        When nothing can be read.
    UsageError
        When findings and reports are mixed.
    """
    sorted_ = sorted_out(sources, given)
    if sorted_.stored:
        return load(sorted_.stored, chosen)
    results = analyse(sorted_.reading, chosen, events=sorted_.events, progress=talk.progress)
    talk.notices(results.notices)
    return results


@dataclass(frozen=True, slots=True)
class Sources:
    """What sources are: findings of geomap, or reports and tables of coded events."""

    stored: str
    reading: Reading
    events: tuple[str, ...]


def sorted_out(sources: tuple[str, ...], given: dict[str, Any]) -> Sources:
    """Read reports, and tell them from findings and tables of events.

    Raises
    ------
    GeomapError
        When nothing can be read.
    UsageError
        When findings and reports are mixed.
    """
    stored = [source for source in sources if _is_findings(Path(source))]
    if stored:
        if len(sources) > 1:
            raise UsageError(
                f"{stored[0]} holds findings and stands beside other sources",
                hint="Give one findings file, or reports only.",
            )
        return Sources(stored[0], Reading(()), ())
    tables = tuple(source for source in sources if _is_events(Path(source)))
    texts = [source for source in sources if source not in tables]
    reading = read(texts, metadata(given)) if texts else Reading(())
    talk.notices(reading.notices)
    return Sources("", reading, tables)


def _is_findings(path: Path) -> bool:
    """Tell findings from reports; only files that may be findings are looked at."""
    if path.suffix.casefold() not in _MAY_HOLD_FINDINGS:
        return False
    from geomap import archive

    return archive.is_findings(path)


def _is_events(path: Path) -> bool:
    if path.suffix.casefold() not in _MAY_HOLD_EVENTS:
        return False
    from geomap import events

    return events.is_events(path)
