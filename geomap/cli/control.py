"""``geomap control``: what a control layer was understood to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geomap.model import Place

if TYPE_CHECKING:
    from geomap.control import ControlLayer

_MOST_DATES = 10


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
def show(file: str, assessor: str, date: str, category: str, actor: str) -> None:
    """Say what a control file was understood to say.

    FILE is GeoJSON, KML/KMZ, a shapefile (also zipped), GeoPackage,
    FlatGeobuf, TopoJSON, ESRI JSON, or a CSV of places; whose it is and its
    day may follow it: FILE:isw:2025-11-09.

    \b
    geomap control show isw.geojson
    geomap control show my.gpkg --category status --actor holder --date 2025-11-09
    """
    from geomap import control

    mapping = control.Mapping(category, actor) if category or actor else None
    layer = control.read(file, assessor=assessor, date=date, mapping=mapping, places=_place)
    for line in describe(layer):
        click.echo(line)


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
