"""What a first look at geomap may load."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"numpy", "shapely", "geopandas", "pandas", "folium", "geopy", "trafilatura", "pyogrio"}


@pytest.mark.parametrize(
    "code",
    [
        "import geomap",
        "import geomap.model",
        "from geomap.cli.main import run; run(['--help'])",
        "from geomap.cli.main import run; run(['--version'])",
    ],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    report = f"{code}\nimport sys; print(*sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stderr.split())


def test_a_map_of_a_report_waits_for_no_library_of_layers(tmp_path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Shelling was reported near Pokrovsk in the Donetsk region.")
    code = (
        f"from geomap.cli.main import run; run(['render', {str(report)!r}, '-o', {str(tmp_path / 'm.svg')!r}])\n"
        "import sys; print(*sorted(m for m in sys.modules if '.' not in m))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (tmp_path / "m.svg").exists()
    # Folium itself brings pandas.
    assert not {"geopandas", "pyogrio", "geopy", "trafilatura"} & set(done.stdout.split())


def test_public_names_are_all_there() -> None:
    import geomap

    for name in geomap.__all__:
        assert getattr(geomap, name) is not None
    with pytest.raises(AttributeError):
        _ = geomap.nothing_of_that_name  # type: ignore[attr-defined]
