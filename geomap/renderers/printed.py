"""The figure as a picture or a print: PNG and PDF, set by Typst from our own SVG."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from geomap.errors import MissingDataError
from geomap.model.scene import Scene
from geomap.renderers.figure import figure

_SHEET = "#set page(width: auto, height: auto, margin: 0pt)\n#image({name}, alt: {alt})\n"
_PPI = 144.0  # two pixels a point: sharp on a dense screen


def png(scene: Scene) -> bytes:
    """Return the figure of a scene as a PNG, 1,440 pixels wide.

    Raises
    ------
    MissingDataError
        When Typst is not installed.
    """
    return _set(scene, "png")


def pdf(scene: Scene) -> bytes:
    """Return the figure of a scene as a PDF of one page, vectors and text kept.

    Raises
    ------
    MissingDataError
        When Typst is not installed.
    """
    return _set(scene, "pdf")


def _set(scene: Scene, kind: Literal["png", "pdf"]) -> bytes:
    try:
        import typst  # a heavy library, which only PNG and PDF need
    except ImportError as error:
        raise MissingDataError(
            f"a .{kind} needs Typst", hint='pip install "geomap[figures]", or write an .svg.'
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.typ"
        (Path(folder) / "figure.svg").write_text(figure(scene), encoding="utf-8")
        sheet.write_text(
            _SHEET.format(name='"figure.svg"', alt=_quoted(f"{scene.title}. {scene.summary}.")),
            encoding="utf-8",
        )
        return bytes(typst.compile(str(sheet), format=kind, ppi=_PPI, timestamp=0))


def _quoted(text: str) -> str:
    """Return a text as a string of Typst's: nothing in it is markup or code."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
