"""The files of a site: what each is made from, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the site.

    ``key`` is a hash of all that it is made from: with the same key it would
    be the same file, and is not made again.
    """

    path: str
    key: str
    make: Callable[[], bytes]


def of_bytes(path: str, content: bytes) -> Made:
    """Return a file that is there already; its key is its hash."""
    return Made(path, key_of(hashlib.sha256(content).hexdigest()), lambda: content)


def key_of(*parts: object) -> str:
    """Return the key of what a file is made from: records, numbers and texts."""
    try:
        seed = msgspec.json.encode(parts)
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 cannot hold
        seed = repr(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(seed).hexdigest()[:20]
