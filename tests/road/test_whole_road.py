"""From a report to a page, as a user would: the command line, real data, nothing replaced."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import geomap
from geomap.cli.main import run
from geomap.model import Situation

REPORT = (
    "Northern officials said on Monday that shelling had hit the town of Konotop in the Sumy region. "
    "Moscow denied that its forces had shelled Konotop. "
    "Clashes went on near Pokrovsk in the Donetsk region, both armies said."
)


def statuses(findings: geomap.Results) -> dict[str, Situation]:
    return {s.region_id: s.situation for s in findings.statuses}


def test_a_report_becomes_statuses_with_verbatim_evidence(tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    source.write_text(REPORT)
    findings = geomap.analyse(geomap.read(source))
    assert statuses(findings) == {"UA-59": Situation.DISPUTED, "UA-14": Situation.CLAIMED_FIGHTING}
    text = findings.reports[0].text
    claims = {c.id: c for c in findings.claims}
    for claim in findings.claims:
        assert claim.quote == text[claim.start : claim.end]
    for status in findings.statuses:
        assert status.rule
        assert status.evidence
        assert set(status.evidence) <= set(claims)


def test_findings_corrected_by_hand_are_drawn_again(tmp_path: Path) -> None:
    source, stored, page = tmp_path / "r.txt", tmp_path / "f.geojson", tmp_path / "m.html"
    source.write_text(REPORT)
    assert run(["extract", str(source), "-o", str(stored)]) == 0
    stored.write_text(stored.read_text().replace('"Moscow"', '"The foreign ministry (corrected)"'))
    assert run(["render", str(stored), "-o", str(page)]) == 0
    assert "The foreign ministry (corrected)" in page.read_text()
    again = geomap.load(stored)
    assert statuses(again) == statuses(geomap.analyse(geomap.read(source)))


def test_the_same_input_gives_the_same_bytes_in_any_folder(tmp_path: Path) -> None:
    pages = []
    for number, seed in enumerate(("0", "4711")):
        folder = tmp_path / f"folder{number}"
        folder.mkdir()
        (folder / "report.txt").write_text(REPORT)
        command = [sys.executable, "-m", "geomap", "render", "report.txt", "-o", f"map{number}.html"]
        subprocess.run(
            command, check=True, cwd=folder, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
        )
        pages.append((folder / f"map{number}.html").read_bytes())
    assert pages[0] == pages[1]


@pytest.mark.parametrize("command", ["where", "explain"])
def test_reasons_are_given(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "r.txt"
    source.write_text(REPORT)
    subject = "Konotop, Sumy region" if command == "where" else str(source)
    assert run([command, subject]) == 0
    out = capsys.readouterr().out
    assert "Konotop" in out
    assert "Sumy (Ukraine)" in out
    assert "confidence" in out


def test_crimea_changes_hands_in_the_view_only(tmp_path: Path) -> None:
    source = tmp_path / "r.txt"
    source.write_text("Explosions were heard near Dzhankoi in Crimea on Friday, officials said.")
    reading = geomap.read(source)
    un, defacto = (geomap.analyse(reading, geomap.Options(worldview=w)) for w in ("un", "defacto"))
    assert [r.region_ids for r in un.resolutions] == [r.region_ids for r in defacto.resolutions]
    assert [(s.region_id, s.situation) for s in un.statuses] == [
        (s.region_id, s.situation) for s in defacto.statuses
    ]
    shown = [next(r for r in f.regions if r.id == "UA-43") for f in (un, defacto)]
    assert [r.country for r in shown] == ["UA", "UA"]
    assert [r.shown_under for r in shown] == ["UA", "RU"]
    assert "Russia" in shown[0].note


def test_unknown_and_empty_reports_draw_a_page_that_says_so(tmp_path: Path) -> None:
    source, page = tmp_path / "r.txt", tmp_path / "m.html"
    source.write_text("Nobody went anywhere and nothing was said of any place.")
    assert run(["render", str(source), "-o", str(page)]) == 0
    assert page.read_text().startswith("<!DOCTYPE html>")
