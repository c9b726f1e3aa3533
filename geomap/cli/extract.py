"""``geomap extract``: the data instead of the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geomap import archive
from geomap.cli import sources, talk
from geomap.cli.options import drawing_options, options, reading_options


@click.command(name="extract")
@click.argument("source", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Findings: .geojson, .csv, .jsonl or .gpkg; without it GeoJSON on stdout.",
)
@reading_options
@drawing_options
def command(source: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """Write the places and claims found in reports.

    GeoJSON, CSV and GeoPackage have one row per claim and place, for people to
    correct; JSONL keeps every record whole. geomap render draws any of them.

    \b
    geomap extract reports/ -o findings.geojson
    geomap extract report.txt | jq '.features[].properties.quote'
    """
    results = sources.findings(source, given, options(given))
    if output is None:
        click.echo(archive.dumps(results, "geojson"), nl=False)
        return
    results.save(output)
    talk.summary(results, output)
