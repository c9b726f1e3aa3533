"""What of a site is written anew, and what is taken over from the version before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from geomap.site.folder import Version
from geomap.site.made import Made

MANIFEST = "manifest.json"
Listed = dict[str, dict[str, Any]]


def written(files: Iterable[Made], version: Version) -> tuple[Listed, list[str]]:
    """Write files, or take over those that would be the same; return all of them, and those written."""
    before = _files_before(version)
    listed: Listed = {}
    fresh: list[str] = []
    for made in files:
        old, there = before.get(made.path, {}), _hash_before(version, made.path)
        # A file that somebody changed in place is made again: its hash is no longer what it was.
        if there and old.get("key") == made.key and old["sha256"] == there:
            version.keep(made.path)
            listed[made.path] = old
            continue
        content = made.make()
        digest = hashlib.sha256(content).hexdigest()
        listed[made.path] = {"sha256": digest, "bytes": len(content), "key": made.key}
        if digest == there:
            version.keep(made.path)
        else:
            version.write(made.path, content)
            fresh.append(made.path)
    return dict(sorted(listed.items())), fresh


def _files_before(version: Version) -> Listed:
    if version.before is None:
        return {}
    try:
        found = json.loads((version.before / MANIFEST).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _hash_before(version: Version, name: str) -> str:
    """Return the hash of a file as it lies there, "" if it does not."""
    if version.before is None:
        return ""
    try:
        return hashlib.sha256((version.before / name).read_bytes()).hexdigest()
    except OSError:
        return ""
