"""Paths of pages: the same for the same thing in every build, and safe on every file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 40


def region_path(region_id: str) -> str:
    """Return the path of a region's page; an id that is no ordinary code is named by its hash too."""
    return f"regions/{region_id if _PLAIN.fullmatch(region_id) else slug(region_id)}.html"


def country_path(code: str) -> str:
    """Return the path of the page of what is known to a country only."""
    return f"regions/country-{slug(code) if code else 'unknown'}.html"


def claimant_path(name: str) -> str:
    """Return the path of a claimant's page."""
    return f"claimants/{slug(name)}.html"


def slug(name: str) -> str:
    """Return a name in plain letters, with a hash that keeps names apart which look alike."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = _OTHER.sub("-", folded.encode("ascii", "ignore").decode()).strip("-")[:_LONGEST].strip("-")
    digest = hashlib.sha256(name.casefold().encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain}-{digest}" if plain else digest
