"""The wheel, installed alone away from the checkout, and the editable install draw the same bytes."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(project)], check=True, capture_output=True)
    return next(folder.glob("geomap-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a new environment with the wheel; dependencies are borrowed by path alone."""
    home = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    site = Path(
        subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout.strip()
    )
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", str(site)]
    subprocess.run([*command, str(wheel)], check=True, capture_output=True)
    # A plain path in a .pth file does not run the .pth files found there, so not our editable install.
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return python


def test_the_wheel_is_small_enough(wheel: Path) -> None:
    assert wheel.stat().st_size < 25 * MEGABYTE


def test_wheel_and_checkout_draw_the_same_bytes(installed: Path, project: Path, tmp_path: Path) -> None:
    pages = []
    for number, python in enumerate((str(installed), sys.executable)):
        output = tmp_path / f"{number}.html"
        command = [python, "-m", "geomap", "render", str(project / "docs" / "samples"), "-o", str(output)]
        subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
        pages.append(output.read_bytes())
    assert pages[0] == pages[1]


def test_the_wheel_is_what_was_used(installed: Path, project: Path, tmp_path: Path) -> None:
    code = "import geomap, geomap.datapackage as d; print(geomap.__file__); print(d.path('datapackage.json'))"
    done = subprocess.run([installed, "-c", code], check=True, cwd=tmp_path, capture_output=True, text=True)
    assert str(project) not in done.stdout


def test_data_check_passes_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    subprocess.run(
        [installed, "-m", "geomap", "data", "check"], check=True, cwd=tmp_path, capture_output=True
    )


def test_every_package_is_in_the_wheel(project: Path, wheel: Path) -> None:
    import zipfile

    names = set(zipfile.ZipFile(wheel).namelist())
    for source in sorted((project / "geomap").rglob("*")):
        if source.is_file() and "__pycache__" not in source.parts:
            assert source.relative_to(project).as_posix() in names
