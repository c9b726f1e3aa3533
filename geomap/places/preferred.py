"""Regions a user prefers, by name or code, as the codes the resolver weighs."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.errors import UsageError
from geomap.language.normalise import name_key
from geomap.model import PlaceKind
from geomap.places.table import KIND_CODES, Gazetteer


def region_codes(gazetteer: Gazetteer, regions: Iterable[str]) -> tuple[str, ...]:
    """Return the GeoNames codes ("UA.05") of regions given by name or code.

    A name that several regions bear stands for all of them.

    Raises
    ------
    UsageError
        When the gazetteer has no such region.
    """
    codes = tuple(code for given in regions for code in _codes(gazetteer, given))
    return tuple(dict.fromkeys(codes))


def _codes(gazetteer: Gazetteer, given: str) -> list[str]:
    columns = gazetteer.columns
    if given.upper() in columns.admin1s:
        return [given.upper()]
    name_id = gazetteer.name_id(name_key(given))
    entries = gazetteer.entries(name_id) if name_id is not None else ()
    found = [
        columns.admin1s[columns.admin1[number]]
        for number, _ in entries
        if columns.kind[number] == KIND_CODES[PlaceKind.REGION]
    ]
    if not found:
        raise UsageError(
            f"--region {given}: no such region",
            hint="Give its name (Donetsk Oblast) or its GeoNames code (UA.05).",
        )
    return found
