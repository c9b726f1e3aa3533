"""Benchmark of start-up and the main job; ``make bench`` runs it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pairs import in_turn

GEOMAP = [str(Path(sys.executable).with_name("geomap"))]
SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "samples" / "1-wire.txt"


def main() -> None:
    """Print the two ratios of a new process."""
    helped = in_turn([*GEOMAP, "--help"], [sys.executable, "-c", "pass"])
    print(helped.line("geomap --help against python -c pass", 4))
    with tempfile.TemporaryDirectory() as folder:
        job = [*GEOMAP, "render", str(SAMPLE), "-o", str(Path(folder) / "map.html")]
        rendered = in_turn(job, [sys.executable, "-c", "import geopandas, folium"])
    print(rendered.line("geomap render (one page) against importing geopandas and folium", 1.5))


if __name__ == "__main__":
    main()
