"""Files that nobody would send on purpose: the map still draws, or two lines say why not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from geomap.cli.main import run

STRIKE = "Shelling hit Konotop in the Sumy region, officials said."
DRAWN = {
    "a megabyte in one line": (STRIKE + " ").encode() + b"x" * 1_000_000,
    "sixty thousand capitals": (STRIKE + " " + "Kyiv " * 60_000).encode(),
    "invalid utf-8": STRIKE.encode() + b" \xff\xfe\xfa tail",
    "turned text": (STRIKE + " \u202e\u202e\u200b\u200d " + STRIKE).encode(),
    "ten thousand brackets": (STRIKE + "(" * 10_000 + ")" * 10_000).encode(),
    "ten thousand quotation marks": (STRIKE + " «" * 10_000 + " said" * 1_000).encode(),
}
REFUSED = {
    "empty": b"",
    "nul bytes": STRIKE.encode() + b"\0\0\0 and \0 more",
    "binary": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("content", DRAWN.values(), ids=DRAWN.keys())
def test_the_map_still_draws(content: bytes, tmp_path: Path) -> None:
    source, page = tmp_path / "report.txt", tmp_path / "map.html"
    source.write_bytes(content)
    began = time.process_time()
    assert run(["render", str(source), "-o", str(page)]) == 0
    assert time.process_time() - began < 20
    assert "Konotop" in page.read_text()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["map.html", "report.txt"]


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_two_lines_say_why_not(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, page = tmp_path / "report.txt", tmp_path / "map.html"
    source.write_bytes(content)
    assert run(["render", str(source), "-o", str(page)]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert [line.split(":")[0] for line in lines[-2:]] == ["error", "hint"]
    assert not page.exists()


def test_a_table_without_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "table.csv"
    source.write_text("id,title\n1,nothing here\n")
    assert run(["render", str(source), "-o", str(tmp_path / "map.html")]) == 1
    assert "text" in capsys.readouterr().err
    assert not (tmp_path / "map.html").exists()
