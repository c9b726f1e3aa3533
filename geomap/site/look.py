"""Templates, scripts and styles of a site, read from files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import jinja2

from geomap import renderers
from geomap.renderers.assets import templates

_HERE = Path(__file__).resolve().parent


@cache
def environment() -> jinja2.Environment:
    """Return the site's templates; everything put into them is escaped."""
    made = templates(_HERE / "templates")
    made.globals["ground"] = renderers.ground
    return made


@cache
def static(name: str) -> bytes:
    """Return a script or style."""
    return (_HERE / "static" / name).read_bytes()


@cache
def digest() -> str:
    """Return what tells these templates from others: a page is made again when they change."""
    files = sorted((_HERE / "templates").iterdir())
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
