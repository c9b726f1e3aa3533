"""What was found, in the gold's own form, for any outside scorer."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from geomap.model import Mention, PlaceKind, Report, Resolution, Role

_KINDS = {
    PlaceKind.SETTLEMENT: "city",
    PlaceKind.REGION: "region",
    PlaceKind.DISTRICT: "region",
    PlaceKind.AREA: "region",
    PlaceKind.COUNTRY: "country",
}
LOCATIONS = frozenset((Role.LOCATION,))
EVERY_ROLE = frozenset((Role.LOCATION, Role.METONYM, Role.DEMONYM, Role.NAME_PART))
_GEONAMES = "geonames:"

RegionName = Callable[[Resolution], str]


def label(mention: Mention, resolution: Resolution, region_name: RegionName) -> dict[str, Any]:
    """Return a mention with its resolution as a label."""
    place = resolution.place
    found: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "lat": None,
        "lon": None,
        "geonameid": None,
        "kind": _kind(mention, resolution),
        "country": "",
        "admin1": "",
        "role": mention.role.value,
        "confidence": resolution.confidence,
    }
    if place is not None:
        number = place.id.removeprefix(_GEONAMES)
        found |= {
            "lat": resolution.lat if resolution.lat is not None else place.lat,
            "lon": resolution.lon if resolution.lon is not None else place.lon,
            "geonameid": int(number) if place.id.startswith(_GEONAMES) and number.isdigit() else None,
            "country": place.country,
            "admin1": "" if place.kind is PlaceKind.COUNTRY else region_name(resolution),
        }
    elif resolution.region_ids:  # a place nobody knows, in a region the text names
        found |= {"country": resolution.region_ids[0][:2], "admin1": region_name(resolution)}
    return found


def _kind(mention: Mention, resolution: Resolution) -> str:
    own = mention.kind if mention.kind in (PlaceKind.SITE, PlaceKind.WATER) else None
    kind = own or (resolution.place.kind if resolution.place else mention.kind)
    return _KINDS.get(kind, "other") if kind else "other"


def labels(
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution],
    region_name: RegionName,
    roles: Collection[Role] = LOCATIONS,
) -> list[dict[str, Any]]:
    """Return the mentions of some roles as labels, in order."""
    return [
        label(mention, resolution, region_name)
        for mention, resolution in zip(mentions, resolutions, strict=True)
        if mention.role in roles
    ]


def write_predictions(path: Path, predictions: Iterable[tuple[Report, Sequence[Mapping[str, Any]]]]) -> None:
    """Write predictions as JSON lines with ``id`` and ``mentions``."""
    with path.open("w", encoding="utf-8") as file:
        for report, found in predictions:
            file.write(json.dumps({"id": report.id, "mentions": list(found)}, ensure_ascii=False) + "\n")
