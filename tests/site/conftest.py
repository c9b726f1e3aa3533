"""A site of the sample reports, with an address and without one, built once for all tests that only look."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sites import URL, built

sys.path.append(str(Path(__file__).parents[1] / "renderers"))  # the hostile texts stand there


@pytest.fixture(scope="session")
def samples(project: Path) -> Path:
    return project / "docs" / "samples"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Return the folder of a site with an address."""
    folder = tmp_path_factory.mktemp("site") / "site"
    built(folder, samples, url=URL)
    return folder


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Return the folder of a site without an address."""
    folder = tmp_path_factory.mktemp("plain") / "site"
    built(folder, samples)
    return folder
