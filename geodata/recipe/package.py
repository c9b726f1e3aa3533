"""Writes ``datapackage.json``: what each data file is, where it is from, and its checksum."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]


def describe(folder: Path) -> None:
    """Write the descriptor of the files that ``resources.toml`` names.

    Raises
    ------
    SystemExit
        When a data file is not named there, or a named one is missing.
    """
    named = tomllib.loads((HERE / "recipe" / "resources.toml").read_text("utf-8"))
    missing = [path for path in named if not (folder / path).is_file() and not (HERE / path).is_file()]
    if missing:
        raise SystemExit(f"named in resources.toml, but not there: {', '.join(missing)}")
    resources = [_resource(path, about, folder) for path, about in sorted(named.items())]
    descriptor = {"name": "geomap-geodata", "title": "Data that geomap works with", "resources": resources}
    text = json.dumps(descriptor, indent=1, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(text, "utf-8")


def _resource(path: str, about: dict[str, object], folder: Path) -> dict[str, object]:
    file = folder / path if (folder / path).is_file() else HERE / path
    raw = file.read_bytes()
    return {
        "path": path,
        "title": about["title"],
        "sources": about["sources"],
        "licence": about["licence"],
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        **({"rows": raw.count(b"\n") - 1} if file.suffix == ".csv" else {}),
    }
