"""A map to embed, and pages that embed it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hosts import served

import geomap
from geomap.embedding import Embedding, embed

REPORT = (
    "Russia's defence ministry said on Tuesday that its troops had taken the village of Kazachya Loknya in the "
    "Kursk region. Ukraine's General Staff denied the claim. Shelling hit Konotop in the Sumy region overnight, "
    "officials said."
)


@pytest.fixture(scope="session")
def map_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page with two regions and three claims."""
    folder = tmp_path_factory.mktemp("map")
    given = geomap.Metadata(publisher="Wire", licence="CC BY 4.0", date="2025-03-19")
    (folder / "report.txt").write_text(REPORT)
    findings = geomap.analyse(geomap.read(folder / "report.txt", given))
    geomap.render(findings, folder / "map.html", title='Both "sides" & <b>more</b>')
    return folder / "map.html"


@pytest.fixture(scope="session")
def map_folder(map_page: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that geomap embed writes, without an address."""
    folder = tmp_path_factory.mktemp("embed")
    embed(map_page).save(folder)
    return folder


@pytest.fixture(scope="session")
def map_url(map_folder: Path) -> Iterator[str]:
    """Return where the map is served: another origin than any host's."""
    with served(map_folder) as origin:
        yield f"{origin}/map.html"


@pytest.fixture(scope="session")
def embedded(map_page: Path, map_url: str) -> Embedding:
    return embed(map_page, url=map_url)
