"""``geomap check``: the publication gate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from geomap import checking, embedding
from geomap.cli import sources, talk
from geomap.cli.options import drawing_options, publishing, reading_options
from geomap.model import Level, Problem
from geomap.pipeline import check

_MOST_PLACES = 5
_WORDS = {Level.REFUSE: "refused", Level.WARN: "warning"}
ALLOW = click.option(
    "--allow", multiple=True, metavar="RULE", help="Let a rule pass this once. May be repeated."
)
STRICT = click.option("--strict", is_flag=True, help="Warnings stop a publication, too.")


@click.command(name="check")
@click.argument("source", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Every report and claim, not the first five.")
@STRICT
@ALLOW
@reading_options
@drawing_options
def command(
    source: tuple[str, ...], everything: bool, strict: bool, allow: tuple[str, ...], **given: Any
) -> None:
    """Say what stands in the way of publishing the map of these sources.

    The rules and their levels (refuse, warn, allow) are set in the [publish]
    section of geomap.toml. SOURCE is what geomap render takes, or a page that
    it drew. Exit code 0: may be published; 1: refused.

    \b
    geomap check reports/ --control isw.geojson
    geomap check findings.geojson --strict
    geomap check outputs/map.html
    geomap check reports/ --allow terms
    """
    chosen = publishing(given, allow)
    if len(source) == 1 and embedding.is_page(Path(source[0])):
        sheet = embedding.read(source[0])
        found, claims = embedding.problems(sheet, chosen.settings.publish), len(sheet.facts.claims)
    else:
        findings = sources.findings(source, given, chosen)
        found, claims = check(findings, chosen), len(findings.claims)
    click.echo("".join(f"{line}\n" for line in table(found, everything)), nl=False)
    talk.say(f"{claims:,} claims checked against {len(checking.RULES)} rules")
    checking.stop(found, strict=strict)


def tell(found: Sequence[Problem]) -> None:
    """Say in passing what the gate found."""
    for problem in found:
        talk.say(f"{_WORDS[problem.level]}: {problem.message}")


def table(found: Sequence[Problem], everything: bool = False) -> list[str]:
    """Return the lines that say what was found, what to do, and where."""
    lines = []
    for problem in found:
        shown = problem.where if everything else problem.where[:_MOST_PLACES]
        left = len(problem.where) - len(shown)
        more = [f"and {left:,} more (--all)"] if left else []
        lines += [
            talk.printable(f"{_WORDS[problem.level]:8} {problem.rule:14} {problem.message}"),
            f"{'':23} do: {problem.remedy}",
            *(f"{'':23} at: {talk.printable(place)}" for place in (*shown, *more)),
        ]
    return lines or ["nothing stands in the way"]
