"""``geomap data``: what geomap works with, and gazetteers of one's own."""

from __future__ import annotations

import click

from geomap import datapackage
from geomap.cli import talk
from geomap.errors import MissingDataError

_SHOWN = 20  # problems named one by one


@click.group(name="data")
def command() -> None:
    """List and check the data that geomap works with; install gazetteers of your own.

    \b
    geomap data list
    geomap data check
    geomap data install geonames:UA
    geomap data install my-places.csv --name mine
    geomap data remove mine
    """


@command.command(name="list")
def list_() -> None:
    """List data files and installed gazetteers with their size, licence and source."""
    from geomap.gazetteers import installed

    for resource in datapackage.resources():
        click.echo(f"{resource.path}  {resource.bytes:,} bytes  {resource.licence}")
        click.echo(f"    {resource.title}; {resource.sources}")
    used = {one.name for one in installed.in_use()}
    for one in installed.installed():
        off = "" if one.name in used else "  (switched off)"
        click.echo(f"{one.name}  {one.places:,} places  {one.licence}{off}")
        click.echo(f"    {one.title}; {one.source}")


@command.command()
def check() -> None:
    """Check that every data file and installed gazetteer is there and unchanged."""
    from geomap.gazetteers import installed

    problems, own = datapackage.check(), installed.check()
    for problem in (*problems, *own):
        talk.say(problem)
    if problems or own:
        raise MissingDataError(
            f"{len(problems) + len(own)} data files are missing or changed",
            hint="Install geomap again: pip install geomap" if problems else "Install the gazetteer again.",
        )
    count = len(datapackage.resources()) + sum(len(one.files) for one in installed.installed())
    click.echo(f"{count} files, all as they should be")


@command.command()
@click.argument("what")
@click.option("--name", default="", help="What to call it; it stands before the ids of its places.")
@click.option("--title", default="", help="How a map's credits name it.")
@click.option("--licence", default="", help="Under which terms it may be used.")
def install(what: str, name: str, title: str, licence: str) -> None:
    """Install a gazetteer: geonames:CC (goes online), GeoNames' txt or zip, or a CSV.

    A CSV has the columns name, lat, lon, and if you like alternates, kind,
    country, admin1, population, id, radius_km. Bad rows are named and left out.
    """
    from geomap.gazetteers.installing import install as install_

    done = install_(what, name=name, title=title, licence=licence, progress=_Said())
    for problem in done.problems[:_SHOWN]:
        talk.say(problem)
    if len(done.problems) > _SHOWN:
        talk.say(f"… and {len(done.problems) - _SHOWN:,} more rows left out")
    about = done.about
    talk.say(f"{about.name}: {about.places:,} places installed ({about.licence})")
    for count, why in ((done.known_already, "known already"), (done.passed_over, "of other kinds")):
        if count:
            talk.say(f"    {count:,} {why}")


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove an installed gazetteer."""
    from geomap.gazetteers import installed

    installed.remove(name)
    talk.say(f"{name}: removed")


class _Said:
    """Says how far a file has come, a line for each tenth."""

    def __init__(self) -> None:
        self._tenth = -1

    def __call__(self, done: int, whole: int) -> None:
        tenth = done * 10 // whole if whole else 0
        if tenth != self._tenth:
            self._tenth = tenth
            talk.say(f"fetched {done:,} of {whole:,} bytes" if whole else f"fetched {done:,} bytes")
