"""The page's content security policy: only our own scripts and styles, by their hashes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable


def policy(scripts: Iterable[str], styles: Iterable[str], pictures: str = "") -> str:
    """Return the policy that lets these scripts and styles run, and no others.

    All of them are known before any text of a report is put into the page: a
    script that such text brought along has no hash here and does not run.
    Data blocks (``<script type=…>``) are not scripts.

    Parameters
    ----------
    scripts, styles : iterable of str
        What stands between the tags, to the letter.
    pictures : str
        The origin from which background tiles may come.
    """
    directives = (
        "default-src 'none'",
        f"script-src {_hashes(scripts)}",
        f"style-src {_hashes(styles)}",
        f"img-src data: {pictures}".strip(),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(directives)


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    unique = dict.fromkeys(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return " ".join(unique) or "'none'"
