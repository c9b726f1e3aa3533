"""What is said on stderr: notices, progress, and the summary of a map."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import click

from geomap.model import Findings, Notice
from geomap.model.scene import NOT_PASSED_ON, Scene

_MOST_NOTICES = 10
_MOST_REGIONS = 12


Read = TypeVar("Read")


def progress(reports: Iterable[Read]) -> Iterable[Read]:
    """Show a bar on stderr once the work takes longer than a second."""
    return _bar(list(reports), "Reading reports", "report")


def _bar(known: list[Read], what: str, unit: str) -> Iterable[Read]:
    from tqdm import tqdm

    # disable=None: no bar where stderr is not a terminal.
    return tqdm(known, desc=what, unit=unit, delay=1, file=sys.stderr, disable=None, leave=False)


def writing(files: Iterable[Read]) -> Iterable[Read]:
    """Show a bar on stderr once the writing takes longer than a second."""
    return _bar(list(files), "Writing the site", "file")


def notices(found: Iterable[Notice]) -> None:
    """Say what was left out or repaired, the first ten in full."""
    listed = list(found)
    for notice in listed[:_MOST_NOTICES]:
        say(f"note: {notice.message}")
    if len(listed) > _MOST_NOTICES:
        say(f"note: and {len(listed) - _MOST_NOTICES} more of this kind")


def summary(findings: Findings, path: Path, review: str = "") -> None:
    """Say where the map is and what is on it."""
    origins = len({c.origin_id or c.id for c in findings.claims})
    size = path.stat().st_size / 1000
    counts = [
        _count(len(findings.reports), "report"),
        _count(len(findings.claims), "claim"),
        _count(origins, "origin"),
    ]
    say(f"{path} ({size:,.0f} kB): {', '.join(counts)}{'; ' * bool(review)}{review}")
    names = {r.id: f"{r.name} ({r.country_name})" for r in findings.regions}
    for status in findings.statuses[:_MOST_REGIONS]:
        say(f"  {names.get(status.region_id, status.region_id)}: {status.sentence}")
    if len(findings.statuses) > _MOST_REGIONS:
        say(f"  and {len(findings.statuses) - _MOST_REGIONS} more regions")
    if not findings.claims:
        say("  no claim about a place was found; geomap explain SOURCE shows what was read")


def terms(scene: Scene) -> None:
    """Warn of layers that must not be passed on."""
    for credit in scene.credits:
        if NOT_PASSED_ON in credit:
            say(f"warning: this map must not be published: {credit}")


def say(line: str) -> None:
    """Write a line to stderr, control characters made visible."""
    click.echo(printable(line), err=True)


def printable(line: str) -> str:
    """Return a line with what would steer a terminal made visible."""
    return "".join(c if c.isprintable() else "\ufffd" for c in line)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
