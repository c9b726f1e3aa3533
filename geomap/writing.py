"""Files are written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from geomap.errors import GeomapError

_HALF = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file by way of a temporary one in the same folder.

    A reader, or a crash, sees the old file or the new one, never half of one.

    Raises
    ------
    GeomapError
        When the folder cannot be made or written to.
    """
    raw = utf8(content) if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    except OSError as error:
        raise GeomapError(
            f"{path}: cannot be written ({error.strerror})", hint="Choose another place with -o."
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise GeomapError(
            f"{path}: cannot be written ({error.strerror})", hint="Choose another place with -o."
        ) from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def claims_beside(page: Path) -> Path:
    """Return where all claims are written, where a page cannot hold them."""
    return page.with_suffix(".claims.csv")


def utf8(text: str) -> bytes:
    """Return a text as UTF-8; half of a surrogate pair, which it cannot hold, becomes U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return whole(text).encode("utf-8")


def whole(text: str) -> str:
    """Return a text with half of a surrogate pair, which UTF-8 cannot hold, shown as U+FFFD."""
    return _HALF.sub("\ufffd", text)


def xml(text: str) -> str:
    """Return a text with what XML cannot hold shown as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def _umask() -> int:
    """Return the process's umask: mkstemp makes files private, a map is to be shared."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
