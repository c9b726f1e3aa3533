"""Templates and the script of the page around, read from files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from geomap.renderers.assets import templates

_HERE = Path(__file__).resolve().parent
SCRIPT_NAME = "geomap-embed.js"


@cache
def template(name: str) -> jinja2.Template:
    """Return a template of ours; everything put into it is escaped."""
    return templates(_HERE / "templates", keep_trailing_newline=True).get_template(name)


@cache
def script() -> str:
    """Return the script that gives frames their height."""
    return (_HERE / "static" / SCRIPT_NAME).read_text("utf-8")
