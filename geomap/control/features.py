"""A feature of a control file: its properties as text, its shape, the layer it came from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Geometry = Any
_SPACE = re.compile(r"\s+")
# Property names for what is no property of the feature itself.
LAYER, FILE, GEOMETRY, CATEGORY = "layer", "file", "geometry", "category"


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a control file; absent and null properties are left away."""

    properties: Mapping[str, str]
    shape: Geometry | None
    layer: str = ""

    def first(self, names: tuple[str, ...]) -> str:
        """Return the first filled property of several; ``layer`` is the layer's name."""
        for name in names:
            value = self.properties.get(name, "")
            if not value and name == LAYER:
                value = self.layer
            if value:
                return value
        return ""

    def values(self, category: tuple[str, ...], file: str) -> dict[str, str]:
        """Return the properties with the pseudo-properties that rules may ask for."""
        kind = self.shape.geom_type if self.shape is not None else ""
        extra = {LAYER: self.layer, FILE: file, GEOMETRY: kind, CATEGORY: self.first(category)}
        return {**self.properties, **extra}


@dataclass(frozen=True, slots=True)
class Opened:
    """A control file that is open: how it was read, and its features one by one."""

    driver: str
    crs: str
    features: Iterator[Feature]
    notes: list[str] = field(default_factory=list)


def tidy(value: object) -> str:
    """Return a property's value as text; white space of every kind becomes one space."""
    if value is None or (isinstance(value, float) and math.isnan(value)):  # NaN: null in a number column
        return ""
    return _SPACE.sub(" ", str(value)).strip()
