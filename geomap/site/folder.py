"""The published folder: a link to one whole version of the site, put in place by one rename.

``outputs/site`` is a symbolic link into ``outputs/.site.geomap/``, where each
version has a folder of its own. A version is written beside the one that is
shown; only when all of it is there does the link change. Whatever a crash
leaves behind is a version that no link shows, and is swept by the next run.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geomap.errors import GeomapError, UsageError

EDITION = "edition.json"
_SITE = "site"
_UNDONE = ".part"
_LINK = "link"


class Folder:
    """Where a site is published.

    Parameters
    ----------
    path : Path
        What readers are shown, and what is copied to a server.

    Raises
    ------
    UsageError
        When something else is there already.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.parent.resolve() / path.name
        self.work = self.path.parent / f".{self.path.name}.geomap"
        self.cache = self.work / "cache"
        self._versions = self.work / "versions"
        self._refuse_what_is_not_ours()

    @property
    def shown(self) -> Path | None:
        """The version that is shown now, None before the first."""
        return self.path.resolve() if self.path.is_symlink() and self.path.is_dir() else None

    @property
    def edition(self) -> Path:
        """Where the version that is shown keeps what the next build compares itself with."""
        return (self.shown or self.work).parent / EDITION

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other builds of the same site out; whatever ends this one lets them in again.

        Raises
        ------
        GeomapError
            When another build is at work, or the place cannot be written to.
        """
        with _said(self.path):
            self._versions.mkdir(parents=True, exist_ok=True)
            lock = (self.work / "lock").open("w")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise GeomapError(
                    f"{self.path}: another build of this site is at work", hint="Wait until it has ended."
                ) from error
            yield

    @contextmanager
    def version(self) -> Iterator[Version]:
        """Give a folder to write a version into; it is shown when the block ends, and only then."""
        with _said(self.path):
            self._sweep()
            number = 1 + max((int(p.name) for p in self._versions.iterdir() if p.name.isdigit()), default=0)
            undone = self._versions / f"{number}{_UNDONE}"
            (undone / _SITE).mkdir(parents=True)
            yield Version(undone, self.shown)
            done = self._versions / f"{number}"
            undone.rename(done)
            self._show(done)
            self._sweep()

    def _show(self, version: Path) -> None:
        link = self.work / _LINK
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(version / _SITE, self.path.parent), target_is_directory=True)
        with suppress(OSError):  # an empty folder that stands where the link is to be
            self.path.rmdir()
        link.replace(self.path)

    def _sweep(self) -> None:
        """Remove what a crash left, and versions that are neither shown nor the one before."""
        (self.work / _LINK).unlink(missing_ok=True)
        shown = self.shown
        limit = int(shown.parent.name) if shown else 0
        done = sorted((int(p.name) for p in self._versions.iterdir() if p.name.isdigit()), reverse=True)
        # One version more stays for a while: somebody may be reading it.
        kept = {str(n) for n in [n for n in done if n <= limit][:2]}
        for found in sorted(self._versions.iterdir()):
            if found.name not in kept:
                shutil.rmtree(found)

    def _refuse_what_is_not_ours(self) -> None:
        ours = self.path.is_symlink() and self.path.readlink().parts[:1] == (self.work.name,)
        empty = self.path.is_dir() and not self.path.is_symlink() and not any(self.path.iterdir())
        if not (ours or empty) and (self.path.exists() or self.path.is_symlink()):
            raise UsageError(
                f"{self.path}: there is something that geomap did not put there",
                hint="Choose another place with -o, or move it away.",
            )


class Version:
    """A version that is being written; files that did not change are those of the version before."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        self.folder = folder / _SITE
        self.before = before
        self._beside = folder

    def write(self, name: str, content: bytes) -> None:
        """Write a file of the site."""
        self._place(name).write_bytes(content)

    def remember(self, content: bytes) -> None:
        """Write what the next build compares itself with; it is not published."""
        (self._beside / EDITION).write_bytes(content)

    def keep(self, name: str) -> None:
        """Take a file over from the version before: the same file, not a copy, where that can be."""
        if self.before is None:
            raise ValueError("there is no version before")
        path, old = self._place(name), self.before / name
        try:
            path.hardlink_to(old)
        except OSError:  # not on this file system
            shutil.copyfile(old, path)

    def _place(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Say what the system says in two lines."""
    try:
        yield
    except OSError as error:
        if isinstance(error, GeomapError):
            raise
        raise GeomapError(
            f"{path}: cannot be written ({error.strerror or error}); what was published stands as it was",
            hint="Mend that, or choose another place with -o.",
        ) from error
