"""Maps in pages that others make: a plain page, Jupyter with nbconvert, MkDocs, Sphinx."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hosts import Reader, reader, served
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def run(*command: str, at: Path, **variables: str) -> None:
    quiet = {"PYTHONWARNINGS": "ignore", "NO_MKDOCS_2_WARNING": "1", "IPYTHONDIR": str(at / ".ipython")}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=at,
        capture_output=True,
        text=True,
        env={**os.environ, **quiet, **variables},
    )
    assert done.returncode == 0, done.stderr


def seen(window: Reader, frame: str = "iframe") -> None:
    """Assert that a map is seen in a page: drawn regions, their sentences, and a picture that is not blank."""
    window.page.locator(frame).first.scroll_into_view_if_needed()
    inner = window.page.frame_locator(frame).first
    inner.locator("html[data-ready=yes]").wait_for(state="attached")
    assert inner.locator('path[aria-label^="Kursk, Russia"]').count() == 1
    colours = _colours(window, window.page.locator(frame).first.screenshot())
    assert colours > 30, "a blank frame"
    inner.locator('button[data-region="RU-KRS"]').click()
    assert "had taken the village of Kazachya Loknya" in inner.locator("#panel").inner_text()


def _colours(window: Reader, png: bytes) -> int:
    """Return how many colours a picture has; the browser reads it."""
    blank = window.context.new_page()
    count = blank.evaluate(
        """async (data) => {
            const picture = new Image(); picture.src = data; await picture.decode();
            const canvas = new OffscreenCanvas(picture.width, picture.height), context = canvas.getContext('2d');
            context.drawImage(picture, 0, 0);
            return new Set(new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer)).size; }""",
        f"data:image/png;base64,{base64.b64encode(png).decode()}",
    )
    blank.close()
    return int(count)


def grows(window: Reader) -> bool:
    """Tell whether the frame has the height of its map."""
    window.page.wait_for_function("document.querySelector('iframe').style.height.endsWith('px')")
    window.page.wait_for_timeout(300)
    outer = window.page.locator("iframe").evaluate("f => f.getBoundingClientRect().height")
    inner = (
        window.page.frame_locator("iframe").locator("body").evaluate("b => b.getBoundingClientRect().height")
    )
    return bool(abs(outer - inner) < 2)


def test_a_plain_page(browser: Browser, recipe: Callable[[str], str], maps: Path) -> None:
    (maps / "page.html").write_text(recipe("page.html"), encoding="utf-8")
    with served(maps) as origin, reader(browser) as window:
        window.page.goto(f"{origin}/page.html")
        seen(window)
        assert grows(window)
        assert [line for line in window.complaints if "favicon" not in line and "404" not in line] == []
        assert window.turned_away == []


def test_the_recipes_frame_is_the_one_that_embed_gives(recipe: Callable[[str], str], maps: Path) -> None:
    own = (
        (maps / "iframe.html")
        .read_text(encoding="utf-8")
        .replace("Both sides", "What reports say of week 12")
    )
    assert own in recipe("page.html")
    assert own.replace('src="', 'src="../maps/') in recipe("mkdocs.md")


def test_a_notebook_made_into_a_page(browser: Browser, recipe: Callable[[str], str], maps: Path) -> None:
    folder = maps.parent
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": []}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {
        "cells": [{**cell, "source": recipe("notebook.py")}],
        "metadata": kernel,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "report.ipynb").write_text(json.dumps(notebook))
    run("-m", "nbconvert", "--execute", "--to", "html", "report.ipynb", at=folder)
    with reader(browser) as window:
        window.page.goto((folder / "report.html").as_uri())
        seen(window, "iframe[srcdoc]")


def test_a_site_of_mkdocs(browser: Browser, recipe: Callable[[str], str], maps: Path) -> None:
    folder = maps.parent
    (folder / "docs").mkdir()
    maps.rename(folder / "docs" / "maps")
    (folder / "docs" / "report.md").write_text(recipe("mkdocs.md"), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Start\n")
    (folder / "mkdocs.yml").write_text("site_name: Reports\n")
    run("-m", "mkdocs", "build", "--quiet", "--strict", at=folder)
    with served(folder / "site") as origin, reader(browser) as window:
        window.page.goto(f"{origin}/report/")
        seen(window)
        assert grows(window)


def test_a_site_of_sphinx(browser: Browser, recipe: Callable[[str], str], maps: Path) -> None:
    folder = maps.parent
    (folder / "conf.py").write_text(recipe("sphinx-conf.py"))
    (folder / "index.rst").write_text(recipe("sphinx.rst"), encoding="utf-8")
    (folder / "map.html").unlink()
    run("-m", "sphinx", "-q", "-W", "-b", "html", ".", "out", at=folder)
    with served(folder / "out") as origin, reader(browser) as window:
        window.page.goto(f"{origin}/index.html")
        seen(window)
        assert grows(window)
