"""What the tests of sites share: building one, and reading one back."""

from __future__ import annotations

from pathlib import Path

import geomap
from geomap import site
from geomap.options import Options
from geomap.pipeline import check

URL = "https://example.org/maps/north/"


def built(
    folder: Path, sources: Path, *, url: str = "", title: str = "Samples", **options: object
) -> site.Built:
    """Build a site in a folder, as the command does."""
    chosen = Options(**options)
    place = site.Folder(folder)
    findings = site.analysed(geomap.read(sources).reports, chosen, place.cache)
    wanted = site.Wanted(title, url, problems=tuple(check(findings, chosen)))
    return site.build(findings, place, chosen, wanted)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder with their content."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }
