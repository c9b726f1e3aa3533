"""Two lines on stderr, exit code 1 or 2, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.cli.main import COMMANDS, run


def spoken(capsys: pytest.CaptureFixture[str]) -> list[str]:
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", bytes(range(8)) * 500, "looks like a binary file"),
        ("table.csv", b"title\nx\n", "no column named text"),
        ("broken.geojson", b"{", "not a GeoJSON collection"),
        ("dated.md", b"---\ndate: soon\n---\nSumy\n", "not a date"),
    ],
)
def test_bad_input_is_said_in_two_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    source, output = tmp_path / name, tmp_path / "out" / "map.html"
    source.write_bytes(content)
    assert run(["render", str(source), "-o", str(output)]) == 1
    lines = spoken(capsys)
    assert len(lines) == 2
    assert lines[0].startswith("error: ")
    assert words in lines[0]
    assert lines[1].startswith("hint: ")
    assert not output.parent.exists()


def test_a_missing_file_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(tmp_path / "none.txt"), "-o", str(tmp_path / "m.html")]) == 1
    assert "no such file" in spoken(capsys)[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["render"],
        ["rendr", "x"],
        ["render", "x", "--worldview", "mine"],
        ["render", "x", "--level", "9"],
        ["where"],
    ],
)
def test_a_wrong_call_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    lines = spoken(capsys)
    assert lines[0].startswith("error: ")
    assert "--help" in lines[1]


def test_an_output_of_unknown_kind_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Shelling hit Sumy, officials said.")
    assert run(["render", str(source), "-o", str(tmp_path / "map.docx")]) == 2
    assert spoken(capsys)[-1].startswith("hint: ")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"geomap {name}" in text.split("\n\n", 1)[1]
