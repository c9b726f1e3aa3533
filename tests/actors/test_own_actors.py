"""Actors of a project: [[actors]] in geomap.toml, used as those that come with geomap are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geomap import config
from geomap.actors import with_own
from geomap.errors import UsageError
from geomap.model import Report
from geomap.options import Options
from geomap.pipeline import Engine

TOML = """
[[actors]]
id = "river-guard"
name = "River Guard"
kind = "armed_group"
side = "river-guard"
names = { en = "River Guard; RG" }
offices = { en = "Tovo Maren" }
"""


def settings(folder: Path, text: str) -> config.Settings:
    file = folder / "geomap.toml"
    file.write_text(text, encoding="utf-8")
    return config.load(file)


def test_an_actor_of_ones_own_speaks_and_takes_places(tmp_path: Path) -> None:
    engine = Engine(Options(settings=settings(tmp_path, TOML)))
    found = engine.findings(
        [Report(id="r", text="Tovo Maren said the River Guard had captured Goma.", lang="en")]
    )
    (claim,) = found.claims
    assert [(c.name, c.actor_id, c.side) for c in claim.attribution.claimants] == [
        ("Tovo Maren", "river-guard", "river-guard")
    ]
    assert claim.proposition.actor_id == "river-guard"
    assert "River Guard" in next(s.sentence for s in found.statuses if s.region_id == "CD-NK")


def test_ones_own_takes_the_place_of_a_listed_one() -> None:
    own = with_own([{"id": "m23", "name": "AFC/M23", "side": "afc"}])
    actor = own.get("m23")
    assert actor is not None
    assert (actor.name, own.side("m23")) == ("AFC/M23", "afc")
    assert own.get("ukraine") is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[actors]]\nname = 'X'\n", "without id"),
        ("[[actors]]\nid = 'x'\nnmes = { en = 'X' }\n", "Did you mean names"),
        ("[[actors]]\nid = 'x'\nnames = 'X'\n", "phrases by language"),
        ("actors = 'x'\n", "without id"),
    ],
)
def test_what_is_no_actor_is_refused_in_two_lines(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        with_own(settings(tmp_path, text).actors)
    assert said in f"{error.value} {error.value.hint}"


def test_the_command_uses_them(tmp_path: Path) -> None:
    (tmp_path / "geomap.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "report.txt").write_text("The River Guard captured Goma, Tovo Maren said.", encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("geomap"), "extract", "report.txt", "-o", "found.jsonl"],
        cwd=tmp_path,
        env=os.environ | {"GEOMAP_TITLE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "river-guard" in (tmp_path / "found.jsonl").read_text(encoding="utf-8")
