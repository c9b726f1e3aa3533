"""The figure as a picture or a print: PNG and PDF, set by Typst from our own SVG."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from geomap.errors import MissingExtraError
from geomap.model.scene import Scene
from geomap.renderers.figure import figure

_SHEET = "#set page(width: auto, height: auto, margin: 0pt)\n#image({name}, alt: {alt})\n"
_PPI = 144.0  # two pixels a point: sharp on a dense screen


def png(scene: Scene) -> bytes:
    """Return the figure of a scene as a PNG, 1,440 pixels wide.

    Raises
    ------
    MissingExtraError
        When Typst is not installed.
    """
    return _set(scene, "png")


def pdf(scene: Scene) -> bytes:
    """Return the figure of a scene as a PDF of one page, vectors and text kept.

    Raises
    ------
    MissingExtraError
        When Typst is not installed.
    """
    return _set(scene, "pdf")


def _set(scene: Scene, kind: Literal["png", "pdf"]) -> bytes:
    return set_svg(figure(scene), f"{scene.title}. {scene.summary}.", kind, _PPI)


def set_svg(drawing: str, alt: str, kind: Literal["png", "pdf"], ppi: float = _PPI) -> bytes:
    """Return an SVG of ours as PNG or PDF; at 96 ppi a PNG has the drawing's own pixels.

    Raises
    ------
    MissingExtraError
        When Typst is not installed.
    """
    try:
        import typst  # a heavy library, which only PNG and PDF need
    except ImportError as error:
        raise MissingExtraError(
            f"a .{kind} needs Typst", hint='pip install "geomap[figures]", or write an .svg.'
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.typ"
        (Path(folder) / "figure.svg").write_text(drawing, encoding="utf-8")
        sheet.write_text(_SHEET.format(name='"figure.svg"', alt=_quoted(alt)), encoding="utf-8")
        return bytes(typst.compile(str(sheet), format=kind, ppi=ppi, timestamp=0))


def _quoted(text: str) -> str:
    """Return a text as a string of Typst's: nothing in it is markup or code."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
