"""A report: the text that came in, and where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from geomap.model.when import When


@dataclass(frozen=True, slots=True)
class Report:
    """One document with its provenance.

    What the source did not give stays empty and is shown as "source not
    given"; nothing is invented. ``text`` may be empty for a report loaded
    from an archive that keeps only the quotes.
    """

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    lang: str = ""
    published: When | None = None
    captured: When | None = None
    licence: str = ""
    text_sha256: str = ""

    def __post_init__(self) -> None:
        if not self.text_sha256:
            object.__setattr__(self, "text_sha256", text_digest(self.text))


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal (UTF-8, lone surrogates kept)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
