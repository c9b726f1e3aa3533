"""``geomap eval``: scores on a labelled file, as published papers count them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from geomap.cli import talk
from geomap.evaluation.gold import Passage, read_gold
from geomap.evaluation.predict import Prediction, Predictor
from geomap.evaluation.report import claim_tables, lines, place_figures
from geomap.writing import write_whole


@click.command(name="eval")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--write-predictions",
    "written",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PRED.jsonl",
    help="Write what was found in the gold's own form, for any other scorer.",
)
@click.option(
    "--role",
    type=click.Choice(["told", "all"]),
    default=None,
    help="all: demonyms too, as published corpora count them (the default where the gold tells no roles).",
)
@click.option("--causes", "why", is_flag=True, help="List what goes wrong, by cause, and where.")
def command(gold: Path, written: Path | None, role: str | None, why: bool) -> None:
    """Score places, claims and statuses on a labelled file.

    GOLD is JSON lines with id, text and mentions (claims and status where
    labelled); of the text's own fields nothing but id, text, lang, date and
    outlet is read.

    \b
    geomap eval gold.jsonl
    geomap eval gold.jsonl --causes
    geomap eval gold.jsonl --write-predictions found.jsonl --role all
    """
    passages = read_gold(gold)
    every = role == "all" or (role is None and not _tells_roles(passages))
    predictions = list(Predictor(every_role=every).all(passages, talk.progress))
    if written is not None:
        write_whole(written, "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions))
        click.echo(f"{written}: {len(predictions)} passages", err=True)
    for line in tables(gold.name, passages, predictions, why=why):
        click.echo(line)


def tables(
    name: str, passages: list[Passage], predictions: list[Prediction], *, why: bool = False
) -> list[str]:
    """Return all figures of a gold file as lines; ``why`` adds what goes wrong, by cause."""
    found = lines(
        f"{name}: {len(passages)} passages, places (same GeoNames id counts as exact)",
        place_figures(passages, predictions, trust_ids=True),
    )
    return found + claim_tables(name, passages, predictions, why=why)


def _tells_roles(passages: list[Passage]) -> bool:
    return any("role" in label for passage in passages for label in passage.labels)
