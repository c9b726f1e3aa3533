"""The user's own gazetteers: where they lie, what they are, and whether they are whole.

Each is a folder under the data folder (``GEOMAP_DATA``, else ``XDG_DATA_HOME``)
with an index and ``about.json``. It is made beside its place and moved there, so
that a run sees all of it or nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from geomap import config
from geomap.errors import GeomapError, MissingDataError, UsageError

ABOUT = "about.json"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_TAKEN = frozenset(("geonames", "katottg", "geoboundaries", "geomap", "osm", "point", "correction", "admin1"))
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Installed:
    """A gazetteer of the user's: its name, origin, licence and count, and the SHA-256 of its files."""

    name: str
    title: str
    source: str
    licence: str
    places: int
    files: Mapping[str, str]


def folder(settings: config.Settings | None = None) -> Path:
    """Return the folder of the user's gazetteers."""
    settings = settings or config.load()
    if settings.data:
        return Path(settings.data).expanduser() / "gazetteers"
    base = os.environ.get("XDG_DATA_HOME", "")
    home = Path(base) if Path(base).is_absolute() else Path.home() / ".local" / "share"
    return home / "geomap" / "gazetteers"


def installed(settings: config.Settings | None = None) -> list[Installed]:
    """Return what is installed, by name."""
    root = folder(settings)
    if not root.is_dir():
        return []
    return [_read(path) for path in sorted(root.iterdir()) if (path / ABOUT).is_file()]


def in_use(settings: config.Settings | None = None) -> list[Installed]:
    """Return what is installed and not switched off by the setting ``gazetteers_off``."""
    settings = settings or config.load()
    off = set(settings.gazetteers_off)
    return [] if _ALL in off else [one for one in installed(settings) if one.name not in off]


def check() -> list[str]:
    """Return a line for each file of an installed gazetteer that is missing or changed."""
    problems, settings = [], config.load()
    for one in installed(settings):
        for name, digest in one.files.items():
            file = folder(settings) / one.name / name
            if not file.is_file():
                problems.append(f"{one.name}/{name}: missing")
            elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
                problems.append(f"{one.name}/{name}: not as it was installed (SHA-256 differs)")
    return problems


def remove(name: str) -> None:
    """Remove a gazetteer.

    Raises
    ------
    UsageError
        When none of that name is installed.
    """
    known = [one.name for one in installed()]
    if name not in known:
        hint = f"Installed: {', '.join(known)}." if known else "None is installed."
        raise UsageError(f"no gazetteer named {name}", hint=hint)
    shutil.rmtree(folder() / name)


def checked_name(name: str) -> str:
    """Return a name that a gazetteer of the user's may have.

    Raises
    ------
    UsageError
        When it may not: the name stands before the ids of its places.
    """
    name = name.casefold()
    if not _NAME.fullmatch(name) or name in _TAKEN:
        raise UsageError(
            f"{name}: no name for a gazetteer", hint="Give another with --name: letters a–z, digits, - and _."
        )
    return name


@contextmanager
def making(name: str) -> Iterator[Path]:
    """Give a folder to build in; it takes the gazetteer's place only when all went well.

    Raises
    ------
    GeomapError
        When the data folder cannot be written to.
    """
    root = folder()
    try:
        root.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=root))
    except OSError as error:
        raise GeomapError(f"{root}: cannot be written to ({error})", hint="Set GEOMAP_DATA.") from error
    try:
        yield work
        target, old = root / name, work.with_name(f"{work.name}.old")
        if target.exists():
            target.rename(old)
        work.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def describe(work: Path, name: str, *, title: str, source: str, licence: str, places: int) -> Installed:
    """Write ``about.json`` beside an index, with the checksum of each file."""
    files = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(work.iterdir())
        if file.name != ABOUT
    }
    about = Installed(name, title, source, licence, places, files)
    (work / ABOUT).write_text(json.dumps(asdict(about), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return about


def _read(path: Path) -> Installed:
    try:
        return Installed(**json.loads((path / ABOUT).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise MissingDataError(
            f"{path.name}: no gazetteer of geomap ({error})",
            hint=f"Remove the folder {path} and install again.",
        ) from error
