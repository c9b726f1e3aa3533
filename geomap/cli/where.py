"""``geomap where``: why a name goes where it goes."""

from __future__ import annotations

from typing import Any

import click

from geomap.cli.options import drawing_options, options
from geomap.errors import GeomapError
from geomap.gazetteers.origins import gazetteer_of
from geomap.model import Candidate, Mention, Report, Resolution
from geomap.pipeline import Engine

_MOST = 8


@click.command(name="where")
@click.argument("name", nargs=-1, required=True)
@click.option("--lang", default="", metavar="CODE", help="Language of the name (en, uk, ru).")
@drawing_options
def command(name: tuple[str, ...], lang: str, **given: Any) -> None:
    """Say where a place name goes: candidates, scores and reasons.

    Words around a name count as they would in a report.

    \b
    geomap where "Sudzha, Kursk region"
    geomap where Donetsk --country RU
    geomap where "в Курской области"
    """
    engine = Engine(options(given))
    text = " ".join(name)
    report = Report(id="where", text=text, lang=lang)
    mentions, resolutions = engine.places(report)
    pairs = list(zip(mentions, resolutions, strict=True)) or engine.literal(text)
    if not pairs:
        raise GeomapError(
            f"no place named {text!r} is known",
            hint="Check the spelling, or ask a service: --geocoder nominatim (goes online).",
        )
    for mention, resolution in pairs:
        for line in describe(mention, resolution, engine):
            click.echo(line)


def describe(mention: Mention, resolution: Resolution, engine: Engine) -> list[str]:
    """Return lines that say what a mention was resolved to, and what it was not."""
    head = f"{mention.text} [{mention.role.value}]"
    place = resolution.place
    if resolution.failure:
        lines = [f"{head}: {resolution.failure}"]
    elif place is None:
        lines = [f"{head}: not decided"]
    else:
        regions = ", ".join(region_name(engine, i) for i in resolution.region_ids)
        lines = [
            f"{head}: {place.name}, {place.kind.value}, {regions or place.country or '–'}"
            f"  ({place.lat:.4f}, {place.lon:.4f})  confidence {resolution.confidence:.2f}",
            f"    {place.id} ({gazetteer_of(place.id)}); where-precision {int(resolution.where_prec)}"
            + (f", within {place.radius_km:g} km" if place.near else "")
            + f"; {resolution.method}"
            + (f", region by {resolution.region_method}" if resolution.region_method else ""),
        ]
    lines += [f"    {reason}" for reason in (*mention.reasons, *resolution.reasons)]
    return lines + [_candidate(c, engine) for c in resolution.candidates[:_MOST]]


def region_name(engine: Engine, region_id: str) -> str:
    """Return a region's name with its country."""
    region = engine.regions.region(region_id)
    return f"{region.name} ({region.country_name})" if region else region_id


def _candidate(candidate: Candidate, engine: Engine) -> str:
    place = candidate.place
    region, _ = engine.regions.join(place)
    area = f"{region.name}, {region.country_name}" if region else place.country
    why = "; ".join(candidate.reasons)
    return f"  {candidate.score:7.2f}  {place.name}, {place.kind.value}, {area}  {why}"
