"""The map of findings as plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from geomap.model import Findings, Region, Situation
from geomap.model.scene import Assessed, ClaimCard, CountryCard, KeyEntry, Mark, RegionCard, Scene
from geomap.scene import drawing, wording
from geomap.scene.cards import claim_cards, country_cards, region_cards
from geomap.scene.ground import key_entries
from geomap.scene.styles import STYLES

QUOTE_CHARS = 300
CREDITS = (
    "Regions: Natural Earth (public domain)",
    "Place names: GeoNames (CC BY 4.0)",
    "Drawn with Folium and Leaflet (MIT, BSD-2)",
)


def build(
    findings: Findings,
    regions: drawing.Shelf,
    *,
    title: str = "",
    assessed: Assessed | None = None,
    quote_chars: int = QUOTE_CHARS,
) -> Scene:
    """Return the scene of findings.

    Parameters
    ----------
    findings : Findings
        What was found.
    regions : Shelf
        Polygons, neighbours and the boundary note.
    title : str
        Title of the map; by default that of the only report, or how many there are.
    assessed : Assessed, optional
        What assessors mark, and where they differ.
    quote_chars : int
        The longest quote shown.
    """
    assessed = assessed or Assessed()
    cards = claim_cards(findings, quote_chars)
    marks = drawing.marks_of(findings, cards)
    drawn = _drawn(findings)
    others = _neighbours(findings, regions, drawn)
    shown = drawing.rings_of([*drawn, *others], regions)
    areas = tuple(
        replace(
            area,
            label=drawing.apart(area.label, marks),
            compositions=assessed.compositions.get(area.id, ()),
            changes=assessed.changes.get(area.id, ()),
        )
        for area in region_cards(findings, cards, shown, others)
    )
    bounds = drawing.view(drawn, regions, marks)
    names = drawing.country_names([*findings.regions, *others])
    listed = country_cards(findings, cards, {**_country_names(findings), **names})
    return Scene(
        title=wording.clean(title) or _title(findings),
        as_of=wording.day(findings.as_of, wording.UNDATED),
        summary=_summary(findings),
        review=_review(cards),
        bounds=bounds,
        base=drawing.base(drawing.land(bounds), regions),
        regions=areas,
        marks=marks,
        countries=listed,
        claims=cards,
        key=(*_key(areas, marks, listed), *key_entries(assessed.grounds)),
        styles=tuple(STYLES.values()),
        boundary_note=regions.boundary_note(),
        method_note=wording.METHOD,
        credits=(*CREDITS, *_services(findings), *assessed.credits),
        grounds=assessed.grounds,
        worldview=findings.worldview,
    )


def _services(findings: Findings) -> tuple[str, ...]:
    """Return the credit that places from OpenStreetMap oblige to."""
    asked = any(r.place and r.place.id.startswith("osm:") for r in findings.resolutions)
    return ("Some places: © OpenStreetMap contributors (ODbL)",) if asked else ()


def _drawn(findings: Findings) -> list[Region]:
    """Return the regions with a status; those merely named only where nothing else is known."""
    weight = {
        s.region_id: s.situation for s in findings.statuses if s.situation is not Situation.NO_INFORMATION
    }
    telling = {i for i, situation in weight.items() if situation is not Situation.MENTIONED}
    return [r for r in findings.regions if r.id in (telling or set(weight))]


def _neighbours(findings: Findings, regions: drawing.Shelf, drawn: list[Region]) -> list[Region]:
    """Return the other regions of the countries concerned: of them there is no information."""
    codes = sorted({r.country for r in drawn if r.country})
    named = {r.id for r in drawn}
    box = drawing.widened(drawing.view(drawn, regions, ()))
    near = {r.id for r in regions.neighbours(box)}
    return [r for code in codes for r in regions.of_country(code) if r.id not in named and r.id in near]


def _title(findings: Findings) -> str:
    titles = {r.title for r in findings.reports if r.title}
    if len(findings.reports) == 1 and titles:
        return wording.clean(titles.pop())
    return f"What {wording.counted(len(findings.reports), 'report')} say" + (
        "s" if len(findings.reports) == 1 else ""
    )


def _summary(findings: Findings) -> str:
    origins = len({c.origin_id or c.id for c in findings.claims})
    parts = (
        wording.counted(len(findings.reports), "report"),
        wording.counted(len(findings.claims), "claim"),
        wording.counted(origins, "origin"),
    )
    return ", ".join(parts)


def _review(cards: tuple[ClaimCard, ...]) -> str:
    reviewed = sum(card.reviewed for card in cards)
    if not reviewed:
        return wording.REVIEW_NONE
    return f"{reviewed} of {wording.counted(len(cards), 'claim')} reviewed, the rest {wording.REVIEW_NONE}"


def _country_names(findings: Findings) -> dict[str, str]:
    return {
        r.place.country: r.place.name
        for r in findings.resolutions
        if r.place and r.place.kind.value == "country" and r.place.country
    }


def _key(
    areas: tuple[RegionCard, ...], marks: tuple[Mark, ...], listed: tuple[CountryCard, ...]
) -> tuple[KeyEntry, ...]:
    """Return the lines of the key: only what is there, with counts."""
    counts = Counter(area.style for area in areas)
    entries = [KeyEntry("status", s.key, s.label, counts[s.key]) for s in STYLES.values() if counts[s.key]]
    exact = sum(mark.exact for mark in marks)
    if exact:
        entries.append(KeyEntry("places", "point", "Place of a claim", exact))
    if len(marks) > exact:
        entries.append(KeyEntry("places", "ring", "Near a place: somewhere in the ring", len(marks) - exact))
    known = [c for c in listed if c.code]
    if known:
        entries.append(
            KeyEntry("listed", "list", "Known to a country only", sum(len(c.claims) for c in known))
        )
    return tuple(entries)
