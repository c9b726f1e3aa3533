"""``geomap render``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geomap.cli import sources, talk
from geomap.cli.options import drawing_options, options, reading_options
from geomap.maps import render


@click.command(name="render")
@click.argument("source", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("outputs/map.html"),
    show_default=True,
    help="The map: .html, or a figure: .svg, .png, .pdf.",
)
@click.option("--title", default="", help="Title of the map.")
@click.option(
    "--tiles", default="", metavar="URL", help="Background tiles (goes online when the page is opened)."
)
@reading_options
@drawing_options
def command(source: tuple[str, ...], output: Path, title: str, **given: Any) -> None:
    """Draw a map from reports, or from findings that a person corrected.

    SOURCE is a text, Markdown or saved HTML file, an RSS or Atom file, a CSV or
    JSONL table with a text column, a folder of these, or - for stdin. The page needs no network.

    \b
    geomap render report.txt -o outputs/map.html
    geomap render reports/ --as-of 2025-03-19 --title "Week 12" -o outputs/week.html
    geomap render report.txt --language uk -o outputs/map.pdf
    cat report.txt | geomap render - --publisher "Daily X" --date 2025-03-19
    geomap extract reports/ -o findings.geojson   # correct it in QGIS, then
    geomap render findings.geojson -o outputs/map.html
    """
    chosen = options(given)
    results = sources.findings(source, given, chosen)
    scene = render(results, output, chosen, title=title)
    talk.summary(results, output, scene.review)
    talk.terms(scene)
