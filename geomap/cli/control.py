"""``geomap control``: what a control layer was understood to say."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli import talk
from geomap.errors import InputError
from geomap.model import Place
from geomap.writing import write_whole

if TYPE_CHECKING:
    from geomap.control import ControlLayer

_MOST_DATES = 10
_COLUMNS = (
    "region_id",
    "region",
    "assessor",
    "actor",
    "since",
    "until",
    "gained_km2",
    "lost_km2",
    "along_border",
)


@click.group(name="control")
def command() -> None:
    """Look at files in which an assessor marks who holds which ground.

    \b
    geomap control show isw.geojson
    geomap control show towns.csv:wikipedia:2024-08-17
    """


@command.command()
@click.argument("file")
@click.option("--assessor", default="", metavar="ID", help="Whose file it is, or a TOML table of your own.")
@click.option("--date", default="", metavar="DAY", help="Its day if it names none, or which of several.")
@click.option("--category", default="", metavar="PROPERTY", help="Your own file: what holds the category.")
@click.option("--actor", default="", metavar="PROPERTY", help="Your own file: what holds the side.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Draw it: .html or .svg."
)
def show(file: str, assessor: str, date: str, category: str, actor: str, output: Path | None) -> None:
    """Say what a control file was understood to say.

    FILE is GeoJSON, KML/KMZ, a shapefile (also zipped), GeoPackage,
    FlatGeobuf, TopoJSON, ESRI JSON, or a CSV of places; whose it is and its
    day may follow it: FILE:isw:2025-11-09.

    \b
    geomap control show isw.geojson
    geomap control show my.gpkg --category status --actor holder --date 2025-11-09
    geomap control show isw.geojson -o outputs/isw.html
    """
    from geomap import control

    mapping = control.Mapping(category, actor) if category or actor else None
    layer = control.read(file, assessor=assessor, date=date, mapping=mapping, places=_place)
    for line in describe(layer):
        click.echo(line)
    if output:
        _draw(layer, file, output)


@command.command()
@click.argument("file", nargs=-1, required=True)
@click.option("--as-of", default="", metavar="DATE", help="Leave out layers of later days.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write a CSV table.")
def changes(file: tuple[str, ...], as_of: str, output: Path | None) -> None:
    """Say what was gained and lost in each region between an assessor's layers.

    Areas are in km², between neighbouring days of the same assessor.

    \b
    geomap control changes isw-2024-07.geojson isw-2025-11.geojson
    geomap control changes week/*.geojson -o outputs/changes.csv
    """
    from geomap.assessing import changed_rows, layers
    from geomap.options import Options, open_regions
    from geomap.pipeline import as_of_date

    rows = changed_rows(layers(file), open_regions(Options()), as_of_date(as_of, ()))
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    table.writerows([getattr(row, column) for column in _COLUMNS] for row in rows)
    if not rows:
        raise InputError(
            "nothing to compare", hint="Give two days of the same assessor, with ground that changed."
        )
    if output:
        write_whole(output, out.getvalue())
    else:
        click.echo(out.getvalue(), nl=False)


def _draw(layer: ControlLayer, file: str, output: Path) -> None:
    from geomap.maps import render
    from geomap.options import Options, open_regions
    from geomap.pipeline import conclude
    from geomap.results import Results

    options = Options(control=(file,))
    findings = conclude(Results(), open_regions(options), options)
    title = f"Control as assessed by {layer.assessor.name}, {layer.day or 'undated'}"
    talk.terms(render(findings, output, options, title=title))
    click.echo(f"drawn: {output}")


def describe(layer: ControlLayer) -> list[str]:
    """Return lines that say whose layer it is, of which day, with what in it."""
    report, who = layer.report, layer.assessor
    digest = report.source_sha256[:16]
    day = f"{layer.day} (by {report.date_from})" if layer.day else "undated"
    terms = "may be passed on" if who.redistributable else "not to be passed on"
    lines = [
        f"{report.source}: {who.name} [{who.id}], {day}",
        f"    {report.driver}, {report.crs}, {report.features:,} features; sha256 {digest}",
        f"    terms: {who.licence or 'not stated'}; {terms}",
        "CATEGORIES",
        *_areas(layer),
        *_places_listed(layer),
    ]
    if report.repairs:
        lines += ["MENDED", *(f"    {r.count:,} × {r.message}" for r in report.repairs)]
    if report.left_out:
        lines += ["LEFT OUT", *(f"    {o.count:,} × {o.native_category}: {o.why}" for o in report.left_out)]
    if report.other_dates:
        dates = report.other_dates
        lines.append(f"OTHER DATES  {len(dates)}: {', '.join(dates[-_MOST_DATES:])}")
    if report.other_assessors:
        lines.append(f"OTHER ASSESSORS  {', '.join(report.other_assessors)}")
    return lines


def _place(place_id: str) -> Place | None:
    """Return a place by its id; the gazetteer is opened only by tables that need it."""
    from geomap.gazetteers.by_id import open_places_by_id

    return open_places_by_id()(place_id)


def _areas(layer: ControlLayer) -> list[str]:
    from geomap.control.area import km2

    return [
        f"    {category.value} {actor or 'no side'}, {basis.value}: {km2(shape):,.0f} km²"
        for (category, actor, basis), shape in sorted(layer.areas().items(), key=lambda item: item[0])
    ]


def _places_listed(layer: ControlLayer) -> list[str]:
    counts: dict[tuple[str, str, str], int] = {}
    for assertion, _, _ in layer.points():
        key = (assertion.category.value, assertion.actor_id, assertion.basis.value)
        counts[key] = counts.get(key, 0) + 1
    return [
        f"    {category} {actor or 'no side'}, {basis}: {number:,} places"
        for (category, actor, basis), number in sorted(counts.items())
    ]
