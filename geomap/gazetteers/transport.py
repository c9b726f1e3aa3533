"""Requests as a service should see them: bounded in time and size, and what it answers kept whole.

geopy's own adapters stop the clock only between two reads and read an answer
to its end however long it is; and which of them geopy takes depends on what
else is installed. This one is the same everywhere.
"""

from __future__ import annotations

import http.client
import json
import time
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener, getproxies

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

LARGEST = 4 << 20  # bytes of an answer; places of one name are a few kilobytes
_CHUNK = 1 << 16


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy is untyped
    """An HTTP client for geopy."""

    def __init__(self, *, proxies: dict[str, str] | None, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        proxy = ProxyHandler(getproxies() if proxies is None else proxies)
        self._open = build_opener(HTTPSHandler(context=ssl_context), proxy).open

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """Return the parsed answer: a list or an object, nothing else."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            answer = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("the answer is not JSON") from error
        if isinstance(answer, list) or (isinstance(answer, dict) and answer):
            return answer
        raise GeocoderParseError("the answer is empty or not a list of places")

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """Return the answer to a GET request."""
        ends = time.monotonic() + timeout
        try:
            with self._open(Request(url, headers=headers), timeout=timeout) as page:
                body = _read(page, ends)
        except HTTPError as error:
            with error:
                raise AdapterHTTPError(
                    f"HTTP {error.code}",
                    status_code=error.code,
                    headers={name.lower(): value for name, value in error.headers.items()},
                    text="",
                ) from error
        except TimeoutError as error:
            raise GeocoderTimedOut("no answer in time") from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise GeocoderTimedOut("no answer in time") from error
            raise GeocoderUnavailable(f"not reached ({_brief(reason)})") from error
        return body.decode("utf-8", errors="replace")


def _read(page: Any, ends: float) -> bytes:
    """Read an answer piece by piece: a server that drips must not hold us for ever."""
    body = bytearray()
    while piece := page.read1(_CHUNK):
        body += piece
        if len(body) > LARGEST:
            raise GeocoderParseError("the answer is too long")
        if time.monotonic() > ends:
            raise TimeoutError
    expected = page.headers.get("Content-Length", "")
    if expected.isdigit() and len(body) < int(expected):
        raise http.client.IncompleteRead(bytes(body))
    return bytes(body)


def _brief(reason: object) -> str:
    """Name a cause without the numbers that differ from machine to machine."""
    text = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
    return " ".join(text.split())[:80] or type(reason).__name__
