"""``geomap embed``: the code to paste."""

from __future__ import annotations

from pathlib import Path

import click

from geomap import config
from geomap.cli import talk
from geomap.cli.check import ALLOW, STRICT, tell
from geomap.embedding import Embedding, embed
from geomap.errors import UsageError

_PIECES = ("iframe", "bare", "srcdoc", "figure", "head", "oembed", "alt", "caption")
_NEED_ADDRESS = ("head", "oembed")


@click.command(name="embed")
@click.argument("page", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--url", default="", metavar="URL", help="Where the page will be: https://…/map.html.")
@click.option("--only", type=click.Choice(_PIECES), help="One piece on stdout; without it iframe and figure.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all of it into a folder: page, script, pictures, snippets.",
)
@click.option(
    "--config",
    "settings",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings; else geomap.toml.",
)
@STRICT
@ALLOW
def command(
    page: Path,
    url: str,
    only: str | None,
    output: Path | None,
    settings: Path | None,
    strict: bool,
    allow: tuple[str, ...],
) -> None:
    """Give the code to paste for a map that geomap render drew.

    A frame that takes the height of its map, and a figure for places that
    strip frames. The publication gate (geomap check) looks at the page first.

    \b
    geomap embed outputs/map.html
    geomap embed outputs/map.html --url https://example.org/week-12/ -o outputs/week-12
    geomap embed outputs/map.html --only srcdoc > frame.html
    """
    found = embed(page, url=url, policy=config.load(settings).publish, allow=allow, strict=strict)
    tell(found.problems)
    if output:
        for left in found.save(output):
            talk.say(f"left out: {left}")
        talk.say(f"{output}: put the folder on your server, and paste iframe.html or figure.html")
        return
    click.echo(_piece(found, only) if only else _both(found, page.name), nl=False)


def _piece(found: Embedding, name: str) -> str:
    if name == "alt":
        return f"{found.sheet.alt}\n"
    if name in _NEED_ADDRESS and not found.url:
        raise UsageError(f"--only {name} needs the page's address", hint="Give it: --url https://…/map.html")
    return f"{found.caption}\n" if name == "caption" else str(getattr(found, name))


def _both(found: Embedding, name: str) -> str:
    return (
        f"<!-- A frame. Put {name} (as map.html) and geomap-embed.js where it points: -o writes both. -->\n"
        f"{found.iframe}"
        "<!-- Or a figure, where frames are stripped. -o draws figure.png. -->\n"
        f"{found.figure}"
    )
