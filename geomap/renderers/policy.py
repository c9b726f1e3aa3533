"""The page's content security policy: only the scripts and styles in it, by their hashes."""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
PLACEHOLDER = "geomap-content-security-policy"


def sealed(page: str) -> str:
    """Return a page whose policy names the hashes of exactly its own scripts and styles.

    A script that got into the page in any other way has no hash and does not
    run. Data blocks (``<script type=…>``) are not scripts.
    """
    directives = (
        "default-src 'none'",
        f"script-src {_hashes(_SCRIPT.findall(page))}",
        f"style-src {_hashes(_STYLE.findall(page))}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return page.replace(PLACEHOLDER, "; ".join(directives), 1)


def _hashes(texts: list[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    unique = dict.fromkeys(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return " ".join(unique) or "'none'"
