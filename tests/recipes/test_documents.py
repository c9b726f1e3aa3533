"""Figures in documents that others make: Word, and a PDF report."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ContentStream

import geomap

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def test_a_word_document_has_figure_alt_text_caption_and_link(
    recipe: Callable[[str], str], maps: Path, tmp_path: Path
) -> None:
    (tmp_path / "word.py").write_text(recipe("word.py"))
    subprocess.run(
        [sys.executable, "word.py"], cwd=tmp_path, check=True, env={**os.environ, "PYTHONWARNINGS": "ignore"}
    )
    with zipfile.ZipFile(tmp_path / "report.docx") as document:
        body = etree.fromstring(document.read("word/document.xml"))
        relations = etree.fromstring(document.read("word/_rels/document.xml.rels"))
        pictures = [name for name in document.namelist() if name.startswith("word/media/")]
        assert [document.read(name) for name in pictures] == [(maps / "figure.png").read_bytes()]
    alt = next(body.iter(DRAWING)).get("descr", "")
    assert "Kursk: Disputed" in alt
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    links = [targets[link.get(RELATION)] for link in body.iter(f"{WORD}hyperlink")]
    assert links == ["https://example.org/week-12/map.html"]
    captions = [
        "".join(paragraph.itertext())
        for paragraph in body.iter(f"{WORD}p")
        if (style := paragraph.find(f"{WORD}pPr/{WORD}pStyle")) is not None
        and style.get(f"{WORD}val") == "Caption"
    ]
    assert len(captions) == 1
    assert "Shows what is said, not what is so." in captions[0]
    assert "Boundaries: UN view" in captions[0]
    assert captions[0].endswith("https://example.org/week-12/map.html")


def test_a_pdf_report_has_the_figure_as_vectors(
    recipe: Callable[[str], str], maps: Path, tmp_path: Path
) -> None:
    import typst

    (tmp_path / "report.typ").write_text(recipe("report.typ"), encoding="utf-8")
    typst.compile(str(tmp_path / "report.typ"), output=str(tmp_path / "report.pdf"))
    curves, images, text = _inside(tmp_path / "report.pdf")
    assert images == 0
    assert curves > 1000, "no drawn outlines"
    assert "Kursk" in text and "Week 12" in text
    assert "Shows what is said" in text


def test_the_figure_drawn_as_pdf_is_vectors_too(maps: Path, tmp_path: Path) -> None:
    findings = geomap.analyse(geomap.read(tmp_path / "reports"))
    geomap.render(findings, tmp_path / "map.pdf")
    curves, images, text = _inside(tmp_path / "map.pdf")
    assert images == 0 and curves > 1000 and "Kursk" in text


def _inside(path: Path) -> tuple[int, int, str]:
    """Return how many lines and curves a PDF draws, how many raster images it holds, and its text."""
    document = PdfReader(path)
    curves = images = 0
    for page in document.pages:
        parts: list[tuple[Any, Any]] = [(page.get_contents(), page.get("/Resources"))]
        while parts:
            content, resources = parts.pop()
            operators = [op for _, op in ContentStream(content, document).operations]
            curves += sum(op in (b"l", b"c") for op in operators)
            for held in ((resources or {}).get("/XObject") or {}).values():
                one = held.get_object()
                images += one["/Subtype"] == "/Image"
                if one["/Subtype"] == "/Form":
                    parts.append((one, one.get("/Resources")))
    return curves, images, " ".join(page.extract_text() for page in document.pages)
