"""Templates and the script of the page around, read from files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

_HERE = Path(__file__).resolve().parent
SCRIPT_NAME = "geomap-embed.js"


@cache
def template(name: str) -> jinja2.Template:
    """Return a template of ours; everything put into it is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(name)


@cache
def script() -> str:
    """Return the script that gives frames their height."""
    return (_HERE / "static" / SCRIPT_NAME).read_text("utf-8")
