"""Where background tiles come from, for the page's policy."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def origin(tiles: str) -> str:
    """Return the origin of tiles: nothing that could end a directive of the policy or widen it."""
    parts = urlsplit(tiles)
    host = (parts.hostname or "").replace("{s}", "*")
    if parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.*-]+", host):
        return ""
    return f"https://{host}" + (f":{parts.port}" if parts.port else "")
