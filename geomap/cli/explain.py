"""``geomap explain``: each mention, place, claim and status with its reason."""

from __future__ import annotations

from typing import Any

import click

from geomap.cli import talk
from geomap.cli.options import drawing_options, metadata, options, reading_options
from geomap.cli.where import describe, region_name
from geomap.documents import read
from geomap.model import Claim, Role
from geomap.pipeline import Engine


@click.command(name="explain")
@click.argument("source", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Also mentions that are no locations.")
@reading_options
@drawing_options
def command(source: tuple[str, ...], everything: bool, **given: Any) -> None:
    """Say what was understood of a report, and why.

    \b
    geomap explain report.txt
    geomap explain report.txt --all | less
    """
    reading = read(source, metadata(given))
    talk.notices(reading.notices)
    engine = Engine(options(given))
    findings = engine.findings(reading)
    click.echo("PLACES")
    for mention, resolution in zip(findings.mentions, findings.resolutions, strict=True):
        if everything or mention.role is Role.LOCATION:
            click.echo("\n".join(describe(mention, resolution, engine)))
    click.echo("\nCLAIMS")
    for claim in findings.claims:
        click.echo("\n".join(_claim(claim, engine)))
    click.echo("\nSTATUS")
    for status in findings.statuses:
        name = region_name(engine, status.region_id)
        click.echo(f"{name}: {status.sentence}")
        click.echo(f"    rule {status.rule}; basis {status.basis.value}; claims {', '.join(status.evidence)}")
        if status.flags:
            click.echo(f"    {', '.join(status.flags)}")


def _claim(claim: Claim, engine: Engine) -> list[str]:
    who = ", ".join(c.name for c in claim.attribution.claimants) or "unattributed"
    via = "".join(f" (via {v.name})" for v in claim.attribution.via)
    where = ", ".join(region_name(engine, i) for i in claim.region_ids) or ", ".join(claim.countries)
    what = claim.proposition.predicate.value
    lines = [
        f"{claim.id}  {who}{via} · {claim.stance.value} · {what} · {where or 'no place'}",
        f"    “{' '.join(claim.quote.split())}”",
    ]
    lines += [f"    {reason}" for reason in claim.reasons]
    return lines + [f"    {link.kind.value} {link.claim_id}" for link in claim.links]
