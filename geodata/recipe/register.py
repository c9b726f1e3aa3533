"""Ukraine's official register of settlements (KATOTTG): every city, village and hamlet with its community."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_COLUMNS = 7  # five levels of codes, category, name
_SETTLEMENTS = "CXM"  # village, settlement, city
# The register's number of a region, and GeoNames' code.
REGIONS = {
    "01": "UA.11", "05": "UA.23", "07": "UA.24", "12": "UA.04", "14": "UA.05", "18": "UA.27", "21": "UA.25",
    "23": "UA.26", "26": "UA.06", "32": "UA.13", "35": "UA.10", "44": "UA.14", "46": "UA.15", "48": "UA.16",
    "51": "UA.17", "53": "UA.18", "56": "UA.19", "59": "UA.21", "61": "UA.22", "63": "UA.07", "65": "UA.08",
    "68": "UA.09", "71": "UA.01", "73": "UA.03", "74": "UA.02", "80": "UA.12", "85": "UA.20",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the register: its code, its community (hromada) and district (raion)."""

    code: str
    name: str
    category: str  # C village, X settlement, M city, H community, P district
    admin1: str
    community: str
    district: str

    @property
    def is_settlement(self) -> bool:
        """Whether people live here, rather than it being an area."""
        return self.category in _SETTLEMENTS


def read(path: Path) -> list[Listed]:
    """Return the settlements, communities and districts in the order of the register (a spreadsheet)."""
    found = []
    for region, district, community, place, _, category, name in _rows(path):
        if category in "CXMHP" and category and region[2:4] in REGIONS:
            code = place if category in _SETTLEMENTS else community if category == "H" else district
            if code:
                admin1 = REGIONS[region[2:4]]
                found.append(Listed(code, " ".join(name.split()), category, admin1, community, district))
    return found


def _rows(path: Path) -> Iterator[list[str]]:
    with zipfile.ZipFile(path) as book:
        shared = [
            "".join(part.text or "" for part in item.iter(f"{_NS}t"))
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    for row in sheet.iter(f"{_NS}row"):
        values = [_value(cell, shared) for cell in row][:_COLUMNS]
        if len(values) == _COLUMNS:
            yield values


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    value = cell.find(f"{_NS}v")
    if value is None or not value.text:
        return ""
    return (shared[int(value.text)] if cell.get("t") == "s" else value.text).strip()
