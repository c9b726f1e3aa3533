"""A page in Chromium with the network off, and everything it complained about or asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page


@dataclass
class Watched:
    """A page and everything it complained about or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def show(browser: Browser, path: Path, **options: Any) -> Watched:
    """Open a page offline and note what it says and asks for."""
    context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 800}, **options})
    watched = Watched(context.new_page())
    watched.page.on("console", lambda message: watched.complaints.append(message.text))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on("request", lambda request: watched.requests.append(request.url))
    watched.page.goto(path.as_uri())
    if options.get("java_script_enabled", True):
        watched.page.wait_for_selector("html[data-ready=yes]")
    return watched
