"""A preview of a site on this machine, for this machine."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from geomap.errors import GeomapError, InputError

_HOST = "127.0.0.1"


class _Preview(SimpleHTTPRequestHandler):
    """Serves a folder, quietly, and lets nothing be kept: the next build is seen at once."""

    extensions_map = {  # noqa: RUF012 - as the class above has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".geojson": "application/geo+json",
        ".gpkg": "application/geopackage+sqlite3",
        ".xml": "application/xml",
    }

    def end_headers(self) -> None:
        """Add what a preview needs to every answer."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is its parent's
        """Say nothing: stderr is for what matters."""


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of a folder on the loopback interface; port 0 takes a free one.

    Raises
    ------
    InputError
        When there is no site in the folder.
    GeomapError
        When the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise InputError(
            f"{folder}: no site here", hint="Make one: geomap site build SOURCES… -o outputs/site"
        )
    try:
        return ThreadingHTTPServer((_HOST, port), partial(_Preview, directory=str(folder)))
    except OSError as error:
        raise GeomapError(
            f"port {port}: cannot be opened ({error.strerror})", hint="Choose another one with --port."
        ) from error
