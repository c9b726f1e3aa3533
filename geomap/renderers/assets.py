"""Scripts, styles and templates, read from files: ours, and Leaflet from its packaged release."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import jinja2

from geomap.errors import MissingDataError

_HERE = Path(__file__).resolve().parent
_LEAFLET = "XStatic-Leaflet"
_LEAFLET_FOLDER = "xstatic/pkg/leaflet/data"
_PICTURES = re.compile(r"url\([^)]*\)")
_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S*")


@cache
def template(name: str) -> jinja2.Template:
    """Return a template of ours; everything put into it is escaped."""
    return templates(_HERE / "templates").get_template(name)


@cache
def templates(folder: Path, *, keep_trailing_newline: bool = False) -> jinja2.Environment:
    """Return the templates of a folder; everything put into them is escaped, and nothing may be missing."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_trailing_newline,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,  # they are those of this installation
        cache_size=-1,
    )


@cache
def static(name: str) -> str:
    """Return a script or style of ours."""
    return (_HERE / "static" / name).read_text("utf-8")


@cache
def page_script() -> str:
    """Return the page's script: its parts, in the order of their names, in one scope of their own."""
    parts = sorted((_HERE / "static" / "page").glob("*.js"))
    body = "\n".join(part.read_text("utf-8") for part in parts)
    return f'"use strict";\nconst geomap = (() => {{\n{body}\nreturn {{ start }};\n}})();'


@cache
def leaflet_script() -> str:
    """Return Leaflet's script, without its pointer to a source map."""
    return _inline_safe(_SOURCE_MAP.sub("", _leaflet("leaflet.js")))


@cache
def leaflet_style() -> str:
    """Return Leaflet's style, without its pictures: none of them is used."""
    return _PICTURES.sub("none", _leaflet("leaflet.css"))


def _leaflet(name: str) -> str:
    try:
        path = Path(str(distribution(_LEAFLET).locate_file(f"{_LEAFLET_FOLDER}/{name}")))
        return path.read_text("utf-8").strip()
    except (PackageNotFoundError, OSError) as error:
        raise MissingDataError("Leaflet is not installed", hint=f"pip install {_LEAFLET}==1.9.3.0") from error


def _inline_safe(script: str) -> str:
    """Refuse a script that would end its own element."""
    if "</script" in script.casefold() or "<!--" in script:
        raise MissingDataError(
            "this Leaflet cannot be put into a page", hint=f"pip install {_LEAFLET}==1.9.3.0"
        )
    return script
