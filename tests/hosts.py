"""Pages around a map: served from this machine, each host an origin of its own, nothing else to be reached."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, headers_sent: Mapping[str, str], **kwargs: Any) -> None:
        self.headers_sent = headers_sent
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, **headers: str) -> Iterator[str]:
    """Serve a folder on loopback; underscores in header names are hyphens."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Handler, directory=str(folder), headers_sent=sent)
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Reader:
    """A browser window in which only this machine can be reached."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    turned_away: list[str] = field(default_factory=list)


@contextmanager
def reader(browser: Browser, **options: Any) -> Iterator[Reader]:
    """Open a window; what it complains about and what it may not reach is noted."""
    context = browser.new_context(**{"viewport": {"width": 1000, "height": 800}, **options})
    window = Reader(context, context.new_page())

    def guard(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:")):
            route.continue_()
        else:
            window.turned_away.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    window.page.on("console", lambda message: window.complaints.append(message.text))
    window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
    try:
        yield window
    finally:
        context.close()
