"""Whatever happens while a site is written: the old site is shown, or the new one, whole; the next run recovers."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sites import built, tree
from test_editions import LATER

from geomap.errors import GeomapError
from geomap.site import Folder

HERE = Path(__file__).parent
POINTS = 16


class Stage:
    """An old site, the same with the new report, and the steps between them."""

    def __init__(self, root: Path, samples: Path) -> None:
        self.reports = root / "reports"
        shutil.copytree(samples, self.reports)
        self.start = root / "start"
        built(self.start / "site", self.reports)
        self.old = tree(self.start / "site")
        (self.reports / "5.txt").write_text(LATER)
        shutil.copytree(self.start, root / "counted", symlinks=True)
        self.steps = self.run(root / "counted", "count").stdout.splitlines()
        self.new = tree(root / "counted" / "site")

    def run(self, folder: Path, *how: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            str(HERE / "interrupted.py"),
            str(self.reports),
            str(folder / "site"),
            *how,
        ]
        path = {"PYTHONPATH": str(HERE), "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, capture_output=True, text=True, env=path, check=False)

    def points(self) -> list[int]:
        """Return steps from the first to the last, and all of those that put the new site in place."""
        last = next(
            n for n, step in enumerate(self.steps, 1) if step.startswith("os.rename") and "/versions/" in step
        )
        spread = range(1, last, max(1, last // POINTS))
        return sorted({*spread, *range(last - 1, len(self.steps) + 1)})


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Stage:
    return Stage(tmp_path_factory.mktemp("stage"), samples)


@pytest.mark.parametrize("how", ["fail", "kill"])
def test_the_old_site_or_the_new_one_whole(stage: Stage, tmp_path: Path, how: str) -> None:
    assert stage.old != stage.new
    points = stage.points()
    assert len(points) >= 12
    seen, refused = set(), 0
    for point in points:
        folder = tmp_path / f"{point}"
        shutil.copytree(stage.start, folder, symlinks=True)
        done = stage.run(folder, how, str(point))
        shown = tree(folder / "site")
        assert shown in (stage.old, stage.new), (point, stage.steps[point - 1])
        if how == "kill":
            assert done.returncode == -signal.SIGKILL
        elif done.returncode:
            assert "GeomapError" in done.stderr, done.stderr
        else:  # there was another way: a copy where a link could not be made
            assert shown == stage.new
        refused += done.returncode != 0
        seen.add(shown == stage.new)
        # The next run recovers: the new site is there, and nothing is left of the one that was interrupted.
        built(folder / "site", stage.reports)
        assert tree(folder / "site") == stage.new
        left = sorted(p.name for p in (folder / ".site.geomap").iterdir())
        assert left == ["cache", "lock", "versions"]
        versions = sorted(p.name for p in (folder / ".site.geomap" / "versions").iterdir())
        assert len(versions) <= 2
        assert all(name.isdigit() for name in versions)
    assert seen == {True, False}  # some points lie before the new site is shown, some behind
    assert refused >= (len(points) if how == "kill" else 6)


def test_a_first_site_that_fails_leaves_nothing_shown(tmp_path: Path, stage: Stage) -> None:
    done = stage.run(tmp_path, "kill", "30")
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "site").exists()
    built(tmp_path / "site", stage.reports)
    assert (tmp_path / "site" / "index.html").is_file()


def test_two_builds_at_once_do_not_mix(tmp_path: Path, stage: Stage) -> None:
    folder = Folder(tmp_path / "site")
    with folder.alone(), pytest.raises(GeomapError, match="another build"):
        built(tmp_path / "site", stage.reports)
    built(tmp_path / "site", stage.reports)


def test_what_the_system_says_is_said_in_two_lines(stage: Stage, tmp_path: Path) -> None:
    shutil.copytree(stage.start, tmp_path / "x", symlinks=True)
    step = next(
        n for n, name in enumerate(stage.steps, 1) if name.startswith("open") and "/versions/" in name
    )
    done = stage.run(tmp_path / "x", "fail", str(step))
    assert "GeomapError" in done.stderr
    assert "No space left on device" in done.stderr
