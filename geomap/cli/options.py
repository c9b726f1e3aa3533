"""Options that several commands share: provenance, worldview, as-of, places.

reading        --publisher --author --title-of-report --date --url --lang --licence
drawing        --language --worldview --boundaries --level --as-of --country --region --corrections
               --recogniser --extractor --control --geocoder --config
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from geomap import config
from geomap.documents import Metadata
from geomap.errors import UsageError
from geomap.options import Options

Command = TypeVar("Command", bound=Callable[..., Any])

_URL = click.option("--url", default="", help="Where they can be read.")
_READING = (
    click.option("--publisher", default="", help="Who published the reports, if they do not say."),
    click.option("--author", default="", help="Who wrote them."),
    click.option("--date", default="", metavar="DATE", help="When: 2025-03-19, 2025-03 or 2025."),
    _URL,
    click.option("--lang", default="", metavar="CODE", help="Their language (en, uk, ru); else detected."),
    click.option("--licence", default="", help="Under which terms."),
)
_DRAWING = (
    click.option("--as-of", default="", metavar="DATE", help="Date of the map; else the newest report's."),
    click.option(
        "--language",
        default="en",
        show_default=True,
        metavar="CODE",
        help="Language of the map's own words: en, uk.",
    ),
    click.option(
        "--worldview",
        type=click.Choice(["un", "defacto"]),
        help="Whose view of contested boundaries is drawn; un if not set.",
    ),
    click.option(
        "--boundaries",
        type=click.Path(path_type=Path),
        help="Your own regions: GeoJSON, GeoPackage, zipped shapefile …",
    ),
    click.option("--level", type=click.IntRange(1, 5), default=1, show_default=True, help="Their ADM level."),
    click.option(
        "--country", "countries", multiple=True, metavar="CC", help="Prefer places in this country (UA)."
    ),
    click.option(
        "--region",
        "regions",
        multiple=True,
        metavar="NAME",
        help="Prefer places in this region (UA-59, Sumy).",
    ),
    click.option(
        "--corrections",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Places that a person pinned, renamed or rejected: CSV or JSONL; they win.",
    ),
    click.option(
        "--recogniser",
        default="",
        metavar="NAME",
        help="Another finder of names: spacy:PIPELINE, or one that a package offers.",
    ),
    click.option(
        "--extractor", default="", metavar="NAME", help="Another finder of claims, that a package offers."
    ),
    click.option(
        "--control",
        "control",
        multiple=True,
        metavar="FILE",
        help="An assessor's control layer: FILE[:assessor][:date]. May be repeated.",
    ),
    click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Settings; else geomap.toml in this folder, if there is one.",
    ),
    click.option(
        "--geocoder",
        default="",
        metavar="NAME",
        help="geopy service for unknown names (goes online).",
    ),
)


def reading_options(command: Command) -> Command:
    """Add the options that say where reports come from."""
    return _with(_READING, command)


def reading_options_of_a_site(command: Command) -> Command:
    """Add the same without ``--url``, which is the site's own."""
    return _with(tuple(option for option in _READING if option is not _URL), command)


def drawing_options(command: Command) -> Command:
    """Add the options that say how places are found and regions drawn."""
    return _with(_DRAWING, command)


def metadata(given: dict[str, Any], title: str = "") -> Metadata:
    """Return the provenance that the options give."""
    names = ("publisher", "author", "date", "url", "lang", "licence")
    return Metadata(title=title, **{name: given[name] for name in names})


def options(given: dict[str, Any]) -> Options:
    """Return the pipeline's options from the command's."""
    settings = config.load(given["config"])
    return Options(
        worldview=given["worldview"] or settings.worldview,
        boundaries=given["boundaries"],
        level=given["level"],
        countries=tuple(code.upper() for code in given["countries"] or settings.countries),
        regions=tuple(given["regions"] or settings.regions),
        corrections=given["corrections"] or (Path(settings.corrections) if settings.corrections else None),
        recogniser=given["recogniser"] or settings.recogniser,
        extractor=given["extractor"] or settings.extractor,
        geocoder=given["geocoder"] or settings.geocoder,
        as_of=given["as_of"],
        lang=given["language"],
        tiles=_tiles(given.get("tiles", "")),
        control=tuple(given["control"]),
        settings=settings,
    )


def publishing(given: dict[str, Any], allow: tuple[str, ...]) -> Options:
    """Return the options of a command that publishes, with rules of the gate let pass."""
    from geomap import checking

    chosen = options(given)
    policy = checking.allowing(chosen.settings.publish, allow)
    return replace(chosen, settings=replace(chosen.settings, publish=policy))


def _tiles(address: str) -> str:
    """Return the address of tiles; only the web's, and only with the three places for numbers."""
    if not address:
        return ""
    if not address.startswith("https://") or any(part not in address for part in ("{z}", "{x}", "{y}")):
        raise UsageError(
            f"--tiles {address}: not an address of tiles",
            hint="It looks like https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        )
    return address


def _with(decorators: tuple[Callable[[Any], Any], ...], command: Command) -> Command:
    for decorate in reversed(decorators):
        command = decorate(command)
    return command
