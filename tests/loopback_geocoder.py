"""A geocoder on this machine that speaks Nominatim's format, and misbehaves when told to."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Act:
    """What the server does with one request instead of answering it."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None  # None: the usual answer
    delay: float = 0.0
    reset: bool = False  # cut the connection without a word
    cut: bool = False  # cut it in the middle of the answer
    drip: float = 0.0  # seconds between two bytes


@dataclass(frozen=True)
class Request:
    at: float
    query: str
    agent: str
    parameters: dict[str, str]


def place(name: str, lat: float, lon: float, country: str = "ua", **other: Any) -> dict[str, Any]:
    """Return a village as Nominatim describes one."""
    return {
        "place_id": 7,
        "osm_type": "node",
        "osm_id": 123,
        "lat": str(lat),
        "lon": str(lon),
        "class": "place",
        "type": "village",
        "place_rank": 19,
        "addresstype": "village",
        "name": name,
        "display_name": f"{name}, Somewhere",
        "address": {"village": name, "country_code": country},
        "boundingbox": [str(lat - 0.02), str(lat + 0.02), str(lon - 0.02), str(lon + 0.02)],
        **other,
    }


class LoopbackGeocoder:
    """The server; ``acts`` are used up one a request, then it answers from ``places``."""

    def __init__(self) -> None:
        self.places: dict[str, list[dict[str, Any]]] = {}
        self.acts: deque[Act] = deque()
        self.always: Act | None = None
        self.requests: list[Request] = []
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def queries(self) -> list[str]:
        return [request.query for request in self.requests]

    def __enter__(self) -> LoopbackGeocoder:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    owner: LoopbackGeocoder


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        owner = self.server.owner
        parameters = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        query = parameters.get("q", "")
        owner.requests.append(
            Request(time.monotonic(), query, self.headers.get("User-Agent", ""), parameters)
        )
        act = owner.acts.popleft() if owner.acts else owner.always or Act()
        time.sleep(act.delay)
        if act.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        body = act.body if act.body is not None else json.dumps(owner.places.get(query.casefold(), []))
        with contextlib.suppress(OSError):  # the client had enough
            self.head(act, len(body.encode()))
            self.send(act, body.encode())

    def head(self, act: Act, length: int) -> None:
        self.send_response(act.status)
        for name, value in act.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def send(self, act: Act, body: bytes) -> None:
        if not act.drip:
            self.wfile.write(body[: len(body) // 2] if act.cut else body)
            return
        for byte in body:
            self.wfile.write(bytes([byte]))
            time.sleep(act.drip)

    def finish(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # cut on purpose
            super().finish()

    def log_message(self, *_: object) -> None:
        return
