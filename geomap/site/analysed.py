"""Findings of many reports, of which only the new ones are read: the others are kept from the last time."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

import geomap
from geomap import datapackage
from geomap.config import Settings
from geomap.gazetteers import installed
from geomap.model import Report
from geomap.options import Options
from geomap.pipeline import Engine, Found, Progress
from geomap.results import Results
from geomap.writing import write_whole

# What no single report is read by: it bears on the map of all, or on its publication.
_OF_THE_MAP = ("as_of", "lang", "tiles", "control")
_OF_ITS_SETTINGS = (
    *("worldview", "title", "stale_days", "quote_chars", "publish"),
    *("control_held", "control_doubt", "control_holder", "control_differ"),
)
_SHARD = 2  # characters of a key by which what is kept is split over files
_Shard = dict[str, Found]


def analysed(
    reports: Sequence[Report],
    options: Options,
    folder: Path,
    *,
    events: Iterable[Path | str] = (),
    progress: Progress | None = None,
) -> Results:
    """Return what :func:`geomap.analyse` returns, reading only reports that are new or changed.

    Parameters
    ----------
    reports : sequence of Report
        All reports of the site.
    options : Options
        Whatever of them bears on a single report is part of what it is kept
        under, and so is geomap's own code and data.
    folder : Path
        Where findings of single reports are kept. It may be thrown away at
        any time: the next run is slower, and gives the same.
    events : iterable of path
        Tables of coded events.
    progress : callable, optional
        Wraps the iteration over the reports that have to be read.
    """
    engine = Engine(options)
    if options.geocoder or options.recogniser or options.extractor:  # tomorrow they may say something else
        return engine.findings(progress(reports) if progress else reports, events)
    made = fingerprint(options)
    keys = [_key(report, made) for report in reports]
    shelf = _Shelf(folder, keys)
    new = [(key, report) for key, report in zip(keys, reports, strict=True) if key not in shelf]
    waiting = iter(progress([report for _, report in new]) if progress and new else [r for _, r in new])
    for (key, _), report in zip(new, waiting, strict=True):
        shelf.put(key, engine.found(report))
    shelf.save()
    return engine.together([shelf[key] for key in keys], events)


def fingerprint(options: Options) -> str:
    """Return what tells one way of reading a report from another: code, data, and options that bear on it.

    An option counts unless it is known not to, so that none is forgotten.
    """
    parts = [geomap.__version__, repr(_of_reading(options))]
    for file in sorted(_files(options)):
        with suppress(OSError):
            found = file.stat()
            parts.append(f"{file}:{found.st_size}:{found.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _of_reading(options: Options) -> Options:
    plain, settings = Options(), Settings()
    return replace(
        options,
        **{name: getattr(plain, name) for name in _OF_THE_MAP},
        settings=replace(options.settings, **{name: getattr(settings, name) for name in _OF_ITS_SETTINGS}),
    )


def _files(options: Options) -> list[Path]:
    """Return the files that a report is read by: code, data, gazetteers and tables of the user's."""
    package, own = Path(geomap.__file__).parent, installed.folder()
    return [
        *package.rglob("*.py"),
        *(path for path in datapackage.root().rglob("*") if path.is_file()),
        *(own / one.name / installed.ABOUT for one in installed.in_use()),
        *(path for path in (options.boundaries, options.corrections) if path),
    ]


def _key(report: Report, made: str) -> str:
    seed = f"{made}\n{report!r}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(seed).hexdigest()[:32]


class _Shelf:
    """Findings by key, split over files so that a new report rewrites few of them."""

    def __init__(self, folder: Path, keys: Sequence[str]) -> None:
        self._folder = folder
        self._wanted = set(keys)
        self._found: _Shard = {}
        self._stale: set[str] = set()
        for name in sorted({key[:_SHARD] for key in keys}):
            kept = _read(self._file(name))
            self._found.update(kept)
            if not kept.keys() <= self._wanted:
                self._stale.add(name)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def __getitem__(self, key: str) -> Found:
        return self._found[key]

    def put(self, key: str, found: Found) -> None:
        self._found[key] = found
        self._stale.add(key[:_SHARD])

    def save(self) -> None:
        """Write the files that changed, without what no report of today asks for."""
        shards: dict[str, _Shard] = defaultdict(dict)
        for key in sorted(self._wanted):
            shards[key[:_SHARD]][key] = self._found[key]
        for name in sorted(self._stale):
            # UTF-8 has no half of a surrogate pair: a report that brings one is read anew each time.
            with suppress(UnicodeEncodeError):
                write_whole(self._file(name), msgspec.msgpack.encode(shards[name]))

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.msgpack"


def _read(file: Path) -> _Shard:
    """Return what a file keeps; nothing if it is not there or was damaged."""
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=dict[str, Found])
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}
