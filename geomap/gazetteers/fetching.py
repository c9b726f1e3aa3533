"""Fetches a country's places from GeoNames; only when the user asks, and from nowhere else.

What has arrived is kept, so that a broken connection goes on where it was; a
file counts only when it is as long as the server said and its zip is whole.
"""

from __future__ import annotations

import http.client
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from geomap import config
from geomap.errors import ServiceError, UsageError

SERVER = "https://download.geonames.org/export/dump"
LICENCE = "CC BY 4.0 (GeoNames)"
_COUNTRY = re.compile(r"[A-Z]{2}")
_CHUNK = 1 << 16
_TIMEOUT = 30.0
_TRIES = 4
_LARGEST = 2 << 30  # bytes
_NOT_FOUND, _RANGE_REFUSED = 404, 416

Progress = Callable[[int, int], None]


def fetch(country: str, folder: Path, progress: Progress = lambda done, whole: None) -> Path:
    """Return GeoNames' zip of a country, fetched into a folder.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-2.
    folder : Path
        Where the file, and what has arrived of it, is kept.
    progress : callable, optional
        Told the bytes that are there and the bytes there will be (0: unknown).

    Raises
    ------
    UsageError
        When it is no country code, or the server has no such country.
    ServiceError
        When the server could not be reached or broke off every time.
    """
    code = country.upper()
    if not _COUNTRY.fullmatch(code):
        raise UsageError(f"{country}: no country code", hint="Give two letters: geonames:UA.")
    url = f"{(config.load().geonames_url or SERVER).rstrip('/')}/{code}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    part, reason = folder / f"{code}.zip.part", ""
    for _ in range(_TRIES):
        try:
            _continue(url, part, progress)
            return _whole(part, folder / f"{code}.zip", url)
        except HTTPError as error:
            with error:
                reason = f"HTTP {error.code}"
                if error.code == _NOT_FOUND:
                    raise UsageError(f"{url}: no such file", hint="Is the country code right?") from error
                if error.code == _RANGE_REFUSED:
                    part.unlink(missing_ok=True)
        except (OSError, http.client.HTTPException) as error:
            reason = str(error.reason if isinstance(error, URLError) else error) or type(error).__name__
    raise ServiceError(
        f"{url}: not fetched after {_TRIES} tries ({reason})",
        hint="Try again later: what has arrived is kept, and the rest is fetched.",
    )


def _continue(url: str, part: Path, progress: Progress) -> None:
    """Fetch what is missing; raises OSError when the connection ends early."""
    have = part.stat().st_size if part.exists() else 0
    headers = {"User-Agent": "geomap", **({"Range": f"bytes={have}-"} if have else {})}
    with urlopen(Request(url, headers=headers), timeout=_TIMEOUT) as answer:  # the user's own server
        if answer.status != http.client.PARTIAL_CONTENT:
            have = 0  # the server knows no ranges, or the file has changed
        length = answer.headers.get("Content-Length", "")
        total = have + int(length) if length.isdigit() else 0
        with part.open("ab" if have else "wb") as file:
            while piece := answer.read(_CHUNK):
                file.write(piece)
                have += len(piece)
                if have > _LARGEST:
                    raise OSError("the answer is too long")
                progress(have, total)
            file.flush()
            os.fsync(file.fileno())
    if total and have != total:
        raise OSError(f"broke off after {have:,} of {total:,} bytes")


def _whole(part: Path, target: Path, url: str) -> Path:
    """Put the file in its place if its zip is whole, else forget it."""
    try:
        with zipfile.ZipFile(part) as archive:
            broken = archive.testzip()
    except zipfile.BadZipFile as error:
        part.unlink()
        raise OSError("what came is no zip") from error
    if broken is not None:
        part.unlink()
        raise OSError(f"{broken} in it is damaged")
    part.replace(target)
    return target
