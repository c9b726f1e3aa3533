"""A region: a code with its names; the polygon is only its drawing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level administrative unit, or a unit of the user's own boundaries.

    ``id`` is its ISO 3166-2 code where it has one, else the source's id.
    ``country`` is the ISO 3166-1 alpha-2 code under the default (UN) view;
    ``shown_under`` is the country it is drawn under in the chosen worldview.
    ``note`` says who administers and who claims a contested region.
    """

    id: str
    name: str
    country: str
    country_name: str
    names: tuple[tuple[str, str], ...] = ()  # (language, name)
    geonames_code: str = ""  # "UA.05"
    shown_under: str = ""
    note: str = ""
    label_lon: float = 0.0
    label_lat: float = 0.0
    boundary_set: str = ""
