"""``geomap site``: reports published as a static site, and a preview of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from geomap import checking, site
from geomap.cli import sources, talk
from geomap.cli.check import ALLOW, STRICT, tell
from geomap.cli.options import drawing_options, publishing, reading_options_of_a_site
from geomap.control.spec import parse_spec
from geomap.errors import GeomapError
from geomap.options import Options
from geomap.pipeline import check, load
from geomap.results import Results

OUTPUT = Path("outputs/site")
_MOST_FILES = 5


@click.group(name="site")
def command() -> None:
    """Publish reports as a static site, and preview it.

    \b
    geomap site build reports/ -o outputs/site
    geomap site serve
    """


@command.command(name="build")
@click.argument("source", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=OUTPUT,
    show_default=True,
    help="Where the site is shown.",
)
@click.option("--title", default="", help="Title of the site.")
@click.option(
    "--url", "address", default="", metavar="URL", help="Where it will be: adds feeds, sitemap, cards."
)
@STRICT
@ALLOW
@reading_options_of_a_site
@drawing_options
def build(
    source: tuple[str, ...],
    output: Path,
    title: str,
    address: str,
    strict: bool,
    allow: tuple[str, ...],
    **given: Any,
) -> None:
    """Publish reports, or findings that a person corrected, as a static site.

    Needs no server: it works from a folder, too. One more report reads only
    that report and writes only the pages it changes. The site is shown when
    all of it is there; until then the old one is.

    \b
    geomap site build reports/ -o outputs/site
    geomap site build reports/ --url https://example.org/map/ --title "North-east"
    geomap site build findings.geojson --control isw.geojson --strict
    """
    given["url"] = ""  # --url is the site's, not that of its reports
    chosen = publishing(given, allow)
    site.address(address)  # before the reports are read, which may take long
    folder = site.Folder(output)
    results, notes = _findings(source, given, chosen, folder)
    problems = check(results, chosen)
    tell(problems)
    checking.stop(problems, strict=strict)
    if strict and notes:
        raise GeomapError(f"not published: {notes[0]}", hint="Mend the source, or build without --strict.")
    wanted = site.Wanted(title, address, _inputs(source, given, chosen), tuple(problems))
    built = site.build(results, folder, chosen, wanted, progress=talk.writing)
    for line in built.left_out:
        talk.say(f"note: {line}")
    talk.say(_summary(output, built))


@command.command(name="serve")
@click.argument("folder", type=click.Path(path_type=Path), default=OUTPUT)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
def serve(folder: Path, port: int) -> None:
    """Preview a site on this machine: http://127.0.0.1:8000/.

    It is seen from this machine alone. A new build is shown at once.
    """
    with site.server(folder, port) as server:
        talk.say(f"{folder}: http://127.0.0.1:{server.server_port}/ (stop with Ctrl-C)")
        server.serve_forever()


def _findings(
    source: tuple[str, ...], given: dict[str, Any], chosen: Options, folder: site.Folder
) -> tuple[Results, list[str]]:
    """Return what is found, and what had to be said on the way."""
    found = sources.sorted_out(source, given)
    if found.stored:
        return load(found.stored, chosen), []
    results = site.analysed(
        found.reading.reports, chosen, folder.cache, events=found.events, progress=talk.progress
    )
    talk.notices(results.notices)
    return results, [notice.message for notice in (*found.reading.notices, *results.notices)]


def _inputs(source: tuple[str, ...], given: dict[str, Any], chosen: Options) -> tuple[site.Input, ...]:
    """Return the files beside the reports; they are named without the folders of this machine."""
    files = [("control", parse_spec(spec).path) for spec in chosen.control]
    files += [("boundaries", chosen.boundaries)] if chosen.boundaries else []
    files += [("corrections", chosen.corrections)] if chosen.corrections else []
    files += [("settings", given["config"])] if given["config"] else []
    files += [("source", path) for name in source if (path := Path(name)).is_file()]
    return tuple(
        site.Input(kind, path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for kind, path in files
        if path.is_file()
    )


def _summary(output: Path, built: site.Built) -> str:
    news = built.edition.news
    shown = ", ".join(built.written[:_MOST_FILES]) + (" …" if len(built.written) > _MOST_FILES else "")
    told = (
        "first edition"
        if news.first
        else f"{len(news.new)} new, {len(news.changed)} changed, {len(news.vanished)} gone"
    )
    changed = (
        f"{len(built.written):,} files written ({shown}), {built.kept:,} as before"
        if built.written
        else "nothing to write"
    )
    return f"{output / 'index.html'}: {built.pages:,} pages; claims: {told}; {changed}"
