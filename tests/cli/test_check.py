"""``geomap check``: a table on stdout, 0 or 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.cli.main import run

REPORT = "Ukraine's General Staff said that its troops had repelled an attack in Pokrovsk, Donetsk region."


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT)
    return "report.txt"


def test_warnings_are_told_and_let_pass(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", report]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert [line.split()[:2] for line in lines if not line.startswith(" ")] == [
        ["warning", "source"],
        ["warning", "licence"],
        ["warning", "unreviewed"],
    ]
    assert sum("do: " in line for line in lines) == 3
    assert "claims checked against 9 rules" in told.err


def test_strict_makes_warnings_stop_it(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", report, "--strict"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-2].startswith("error: not to be published: 1 report without a publisher")
    assert said[-1].startswith("hint: Name it")


def test_settings_and_allow_decide(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("geomap.toml").write_text('[publish]\nunreviewed = "refuse"\nlicence = "allow"\n')
    assert run(["check", report]) == 1
    assert capsys.readouterr().out.startswith("refused  unreviewed")
    assert run(["check", report, "--allow", "unreviewed", "--allow", "source"]) == 0
    assert capsys.readouterr().out == "nothing stands in the way\n"
    assert run(["check", report, "--allow", "sauce"]) == 2
    assert "Did you mean source?" in capsys.readouterr().err


def test_reviewed_findings_pass(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--publisher", "Wire", "--licence", "CC BY 4.0"]
    assert run(["extract", report, *given, "-o", "findings.csv"]) == 0
    table = Path("findings.csv")
    table.write_text(table.read_text().replace(",machine,", ",reviewed,"))
    capsys.readouterr()
    assert run(["check", "findings.csv", "--strict"]) == 0
    assert capsys.readouterr().out == "nothing stands in the way\n"


def test_names_cannot_steer_the_terminal(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", report, "--publisher", "Wire\x1b[31m"]) == 0
    assert "\x1b" not in capsys.readouterr().out
