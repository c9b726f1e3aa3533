"""The recipes of docs/embedding.md, as they stand there, and a map for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import geomap
from geomap.embedding import embed

REPORT = (
    "Russia's defence ministry said on Tuesday that its troops had taken the village of Kazachya Loknya in the "
    "Kursk region. Ukraine's General Staff denied the claim. Shelling hit Konotop in the Sumy region overnight, "
    "officials said."
)
_RECIPE = re.compile(r"<!-- recipe: (\S+) -->\n```\w+\n(.*?)\n```", re.DOTALL)


@pytest.fixture(scope="session")
def recipe(project: Path) -> Callable[[str], str]:
    """Return a recipe's text by its name."""
    found = dict(_RECIPE.findall((project / "docs" / "embedding.md").read_text(encoding="utf-8")))
    return lambda name: str(found[name]) + "\n"


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Return a folder of geomap embed, in the folder where a report is written."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "report.txt").write_text(REPORT)
    findings = geomap.analyse(geomap.read(reports, geomap.Metadata(publisher="Wire", date="2025-03-19")))
    geomap.render(findings, tmp_path / "map.html", title="Both sides")
    assert embed(tmp_path / "map.html").save(tmp_path / "maps")[0].startswith("oembed.json")
    return tmp_path / "maps"
