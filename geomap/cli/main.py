"""The ``geomap`` group; a command's module is imported only when it is run."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from geomap import __version__
from geomap.errors import GeomapError

# name: (module, what --help says). Kept here so that --help imports none of them.
COMMANDS = {
    "render": ("geomap.cli.render", "Draw a map from reports or corrected findings."),
    "extract": ("geomap.cli.extract", "Write what was found as GeoJSON, CSV, JSONL or GeoPackage."),
    "site": ("geomap.cli.site", "Publish reports as a static site; preview it."),
    "where": ("geomap.cli.where", "Say where a place name goes, and why."),
    "explain": ("geomap.cli.explain", "Say what was understood of a report, and why."),
    "embed": ("geomap.cli.embed", "Give the code to paste for a map, or a folder to publish."),
    "check": ("geomap.cli.check", "Say what stands in the way of publishing a map."),
    "eval": ("geomap.cli.evaluate", "Score places, claims and statuses on a labelled file."),
    "control": ("geomap.cli.control", "Say what a control layer was understood to say."),
    "data": ("geomap.cli.data", "List and check the data that geomap works with."),
}
_GARBAGE_THRESHOLD = 500_000


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when asked."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name][0])
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.command is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, epilog="Each command has examples: geomap render --help")
@click.version_option(__version__, prog_name="geomap", message="%(prog)s %(version)s")
def group() -> None:
    """Reports in, layered and honest conflict maps out.

    \b
    geomap render report.txt -o outputs/map.html
    geomap extract reports/ -o findings.geojson
    geomap where "Sudzha, Kursk region"
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code (0 done, 1 could not, 2 asked wrongly)."""
    # Tables are read once and kept: looking for garbage among them at every thousand objects costs a
    # fifth of a short run, and finds none.
    gc.set_threshold(_GARBAGE_THRESHOLD)
    try:
        group.main(arguments, prog_name="geomap", standalone_mode=False)
    except GeomapError as error:
        _say(error.message, error.hint)
        return error.exit_code
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "geomap"
        _say(error.format_message(), f"See {path} --help.")
        return 2
    except click.ClickException as error:
        _say(error.format_message(), "")
        return 1
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("stopped", "Nothing was written that was not finished.")
        return 1
    except BrokenPipeError:
        # The reader of our stdout went away (| head): no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0


def _say(message: str, hint: str) -> None:
    one_line = " ".join(message.split())
    click.echo(f"error: {one_line}", err=True)
    if hint:
        click.echo(f"hint: {' '.join(hint.split())}", err=True)
