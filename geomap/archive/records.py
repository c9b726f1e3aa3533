"""Findings as JSON Lines, one record a line, without loss (by msgspec)."""

from __future__ import annotations

from typing import Any

import msgspec

from geomap.errors import InputError
from geomap.model import Claim, Findings, Mention, Notice, Region, RegionStatus, Report, Resolution, When
from geomap.writing import whole

VERSION = 1
SIGNATURE = b'{"geomap":'
_KINDS: dict[str, type[Any]] = {
    "report": Report,
    "mention": Mention,
    "resolution": Resolution,
    "claim": Claim,
    "region": Region,
    "status": RegionStatus,
    "notice": Notice,
}
_FIELDS = {
    "report": "reports",
    "mention": "mentions",
    "resolution": "resolutions",
    "claim": "claims",
    "region": "regions",
    "status": "statuses",
    "notice": "notices",
}


_encoder = msgspec.json.Encoder()


class _Head(msgspec.Struct):
    geomap: int
    worldview: str = "un"
    as_of: When | None = None


def dumps(findings: Findings) -> str:
    """Return findings as JSON Lines."""
    lines = [_encoder.encode(_Head(VERSION, findings.worldview, findings.as_of))]
    for kind, field in _FIELDS.items():
        lines += [b'{"%s":%s}' % (kind.encode(), _encoded(r)) for r in getattr(findings, field)]
    return b"\n".join(lines).decode() + "\n"


def _encoded(record: Any) -> bytes:
    """Return a record as JSON; half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD."""
    try:
        return _encoder.encode(record)
    except UnicodeEncodeError:
        return _encoder.encode(_whole(msgspec.to_builtins(record)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value


def loads(text: str, name: str) -> Findings:
    """Return findings from JSON Lines.

    Raises
    ------
    InputError
        Naming the line that is not what it should be.
    """
    found: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    head = _Head(VERSION)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            if number == 1:
                head = msgspec.json.decode(line, type=_Head)
                continue
            entry = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
            for kind, raw in entry.items():
                found[kind].append(msgspec.json.decode(raw, type=_KINDS[kind]))
        except (msgspec.MsgspecError, KeyError) as error:
            raise InputError(
                f"{name}:{number}: not a record of findings ({error})", hint="Undo the edit."
            ) from error
    fields = {_FIELDS[kind]: tuple(records) for kind, records in found.items()}
    return Findings(**fields, worldview=head.worldview, as_of=head.as_of)
