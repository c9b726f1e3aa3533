"""What services have answered, and when they may be asked again, kept in one SQLite file.

An answer is kept the moment it is there, so that a run that was stopped goes
on where it was; "no such place" is an answer, a failure is none and is never
kept. The time of the last request is kept too: several runs on one machine
share a service's patience.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geomap.errors import GeomapError

_FORM = 1  # raised when answers are kept in another form: older ones are then asked again
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (service TEXT, url TEXT, query TEXT, places TEXT, day TEXT,"
    " PRIMARY KEY (service, url, query)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS turns (host TEXT PRIMARY KEY, next REAL) WITHOUT ROWID",
)

_LOG = logging.getLogger(__name__)

Answer = list[dict[str, Any]]


def cache_folder() -> Path:
    """Return the user's folder for what can be fetched again (``XDG_CACHE_HOME``)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "geomap"


class Memory:
    """Answers of services on disk.

    Parameters
    ----------
    folder : Path
        Where the file ``geocoders.sqlite`` lies; made if it is not there.

    Raises
    ------
    GeomapError
        When the file can be neither read nor made anew.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "geocoders.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = self._open(self.path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):  # locked or not writable, not damaged
                    raise
                self.path.replace(self.path.with_suffix(".damaged"))
                self._connection = self._open(self.path)
        except (OSError, sqlite3.Error) as error:
            raise GeomapError(
                f"{self.path}: answers of geocoders cannot be kept ({error})",
                hint="Set GEOMAP_CACHE to a folder that can be written.",
            ) from error

    def _open(self, path: Path | str) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=10.0, isolation_level=None, check_same_thread=False)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] != _FORM:
                connection.execute("DROP TABLE IF EXISTS answers")
                connection.execute(f"PRAGMA user_version = {_FORM}")
            for table in _TABLES:
                connection.execute(table)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def __del__(self) -> None:
        if hasattr(self, "_connection"):  # not there when opening failed
            self._connection.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _run(self, statement: str, values: tuple[object, ...] | dict[str, object]) -> list[Any]:
        """Run a statement; when the disk is full or gone, go on without it and say so."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            _LOG.warning("%s: answers of geocoders are no longer kept (%s)", self.path, error)
            self._connection.close()
            self._connection = self._open(":memory:")
            return self._connection.execute(statement, values).fetchall()

    def recall(self, service: str, url: str, query: str) -> Answer | None:
        """Return what a service answered, [] for "no such place", None if it was not asked yet."""
        rows = self._run(
            "SELECT places FROM answers WHERE service = ? AND url = ? AND query = ?", (service, url, query)
        )
        try:
            answer: Answer | None = json.loads(rows[0][0]) if rows else None
        except ValueError:  # somebody wrote into the file: ask again
            return None
        return answer

    def keep(self, service: str, url: str, query: str, answer: Answer) -> None:
        """Keep an answer, at once and for good."""
        day = time.strftime("%Y-%m-%d", time.gmtime())  # for a person who looks into the file
        self._run(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
            (service, url, query, json.dumps(answer, ensure_ascii=False), day),
        )

    def take_turn(self, host: str, interval: float, longest: float, now: float) -> float:
        """Reserve the next request to a host; return the seconds to wait before it."""
        # One statement, so that two runs cannot take the same turn. A clock that
        # was set back must not stop us for days: "longest" bounds the wait.
        rows = self._run(
            "INSERT INTO turns VALUES (:host, :now + :interval) ON CONFLICT (host) DO UPDATE SET"
            " next = max(:now, min(next, :now + :longest)) + :interval RETURNING next",
            {"host": host, "now": now, "interval": interval, "longest": longest},
        )
        return max(0.0, float(rows[0][0]) - interval - now)

    def put_off(self, host: str, until: float) -> None:
        """Let nobody on this machine ask a host before a time."""
        self._run(
            "INSERT INTO turns VALUES (?, ?)"
            " ON CONFLICT (host) DO UPDATE SET next = max(next, excluded.next)",
            (host, until),
        )


class Pace:
    """Keeps requests to a host apart, across all runs on this machine.

    Parameters
    ----------
    memory : Memory
        Where the time of the next request is kept.
    host : str
        Who is asked.
    interval : float
        Seconds between the starts of two requests.
    longest : float
        Seconds we are ready to wait at most for a turn.
    """

    def __init__(
        self,
        memory: Memory,
        host: str,
        interval: float,
        longest: float,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._memory, self._host, self._interval, self._longest = memory, host, interval, longest
        self._clock, self._sleep = clock, sleep

    def wait(self) -> None:
        """Return when the next request may be sent."""
        seconds = self._memory.take_turn(self._host, self._interval, self._longest, self._clock())
        if seconds > 0:
            self._sleep(seconds)

    def put_off(self, seconds: float) -> None:
        """Send no request for some time."""
        self._memory.put_off(self._host, self._clock() + min(seconds, self._longest))
