"""Shared by all tests: the network is closed, Chromium is found or the tests that need it are named."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_geocoder import LoopbackGeocoder
from playwright.sync_api import Browser, sync_playwright

_LOOPBACK = ("127.", "::1", "localhost")
_real_connect = socket.socket.connect


def _guarded_connect(self: socket.socket, address: object) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    if self.family != socket.AF_UNIX and not str(host).startswith(_LOOPBACK):
        raise AssertionError(f"a test tried to reach {host}: tests never leave this machine")
    _real_connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _guarded_connect)


def chromium_path() -> str | None:
    """Return the path of a Chromium, or None."""
    names = (os.environ.get("GEOMAP_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[str]:
    path = chromium_path()
    if path is None:
        message = "no Chromium: sudo apt-get install chromium, or set GEOMAP_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    yield path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Return one browser for all tests of pages: Playwright's loop cannot run twice."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the checkout."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_dir(project: Path) -> Path:
    """Return the folder of real samples beside the checkout; tests that need it are skipped without."""
    folder = Path(os.environ.get("GEOMAP_SHARED", project.parent / "shared"))
    if not (folder / "samples").is_dir():
        pytest.skip("no real samples beside this checkout (set GEOMAP_SHARED)")
    return folder


@pytest.fixture
def geocoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LoopbackGeocoder]:
    """Return a geocoder on this machine; open_service asks it, quickly, and keeps answers in tmp_path."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    with LoopbackGeocoder() as server:
        monkeypatch.setenv("GEOMAP_GEOCODER_URL", server.url)
        monkeypatch.setenv("GEOMAP_GEOCODER_INTERVAL", "0.01")
        monkeypatch.setenv("GEOMAP_CACHE", str(tmp_path / "cache"))
        yield server
