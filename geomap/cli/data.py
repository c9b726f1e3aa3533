"""``geomap data``: what geomap works with."""

from __future__ import annotations

import click

from geomap import datapackage
from geomap.errors import MissingDataError


@click.group(name="data")
def command() -> None:
    """List and check the data that geomap works with.

    \b
    geomap data list
    geomap data check
    """


@command.command(name="list")
def list_() -> None:
    """List data files with their size, licence and source."""
    for resource in datapackage.resources():
        click.echo(f"{resource.path}  {resource.bytes:,} bytes  {resource.licence}")
        click.echo(f"    {resource.title}; {resource.sources}")


@command.command()
def check() -> None:
    """Check that every data file is there and unchanged."""
    problems = datapackage.check()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise MissingDataError(
            f"{len(problems)} data files are missing or changed",
            hint="Install geomap again: pip install geomap",
        )
    click.echo(f"{len(datapackage.resources())} files, all as they should be")
