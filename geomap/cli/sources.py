"""Sources named on the command line: reports to be read, or findings to be loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geomap import archive
from geomap.cli import talk
from geomap.cli.options import metadata, options
from geomap.documents import read
from geomap.errors import UsageError
from geomap.pipeline import analyse, load
from geomap.results import Results


def findings(sources: tuple[str, ...], given: dict[str, Any]) -> Results:
    """Return the findings of the sources, saying on stderr what was left out.

    Raises
    ------
    GeomapError
        When nothing can be read.
    UsageError
        When findings and reports are mixed.
    """
    stored = [source for source in sources if archive.is_findings(Path(source))]
    if stored:
        if len(sources) > 1:
            raise UsageError(
                f"{stored[0]} holds findings and stands beside other sources",
                hint="Give one findings file, or reports only.",
            )
        return load(stored[0], options(given))
    reading = read(sources, metadata(given))
    talk.notices(reading.notices)
    results = analyse(reading, options(given), progress=talk.progress)
    talk.notices(results.notices)
    return results
