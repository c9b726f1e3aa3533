"""The map of findings as plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from geomap.language.interface import Words
from geomap.language.interface import words as words_of
from geomap.model import Findings, Predicate, Region, Situation
from geomap.model.scene import (
    Assessed,
    ClaimCard,
    CountryCard,
    KeyEntry,
    Mark,
    RegionCard,
    Scene,
    Style,
    Timeline,
)
from geomap.scene import drawing, wording
from geomap.scene.cards import claim_cards, country_cards, region_cards
from geomap.scene.crowded import MOST_CLAIMS, thinned
from geomap.scene.ground import key_entries
from geomap.scene.styles import styles

QUOTE_CHARS = 300
_STILL = Timeline()  # a map without clocks
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
    timeline: Timeline = _STILL,
    lang: str = "en",
    tiles: str = "",
    beside: str = "",
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
    timeline : Timeline
        What the map was at earlier times.
    lang : str
        The language of the map's own words.
    tiles : str
        The address of background tiles, "" for none.
    beside : str
        The name of the file that holds all claims, where they are too many
        for a page.
    """
    words = words_of(lang)
    assessed = assessed or Assessed()
    looks = styles(words)
    cards, notes = _fitting(claim_cards(findings, quote_chars, words), beside, words)
    marks = drawing.marks_of(findings, cards, words)
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
        for area in region_cards(findings, cards, shown, others, words)
    )
    bounds = drawing.view(drawn, regions, marks)
    names = drawing.country_names([*findings.regions, *others])
    listed = country_cards(findings, cards, {**_country_names(findings), **names}, words)
    return Scene(
        title=wording.clean(title) or _title(findings, words),
        as_of=wording.day(words, findings.as_of, "word.undated"),
        summary=_summary(findings, words),
        review=_review(cards, words),
        bounds=bounds,
        base=drawing.base(drawing.land(bounds), regions),
        regions=areas,
        marks=marks,
        countries=listed,
        claims=cards,
        key=(*_key(areas, marks, listed, cards, looks, words), *key_entries(assessed.grounds)),
        styles=looks,
        boundary_note=regions.boundary_note(),
        method_note=words("word.method"),
        credits=(*CREDITS, *_services(findings), *_licences(findings), *assessed.credits),
        grounds=assessed.grounds,
        timeline=timeline,
        notes=notes,
        tiles=tiles,
        worldview=findings.worldview,
        lang=words.lang,
        until=_until(findings),
        assessors=assessed.assessors,
    )


def _until(findings: Findings) -> str:
    """Return the end of the map's time as ISO 8601, "" for undated."""
    moment = findings.as_of and (findings.as_of.end or findings.as_of.start)
    return moment.isoformat() if moment else ""


def _fitting(
    cards: tuple[ClaimCard, ...], beside: str, words: Words
) -> tuple[tuple[ClaimCard, ...], tuple[str, ...]]:
    """Return the cards that a page can hold, and what a reader is told of the others."""
    if len(cards) <= MOST_CLAIMS:
        return cards, ()
    shown = thinned(cards)
    return shown, (words("page.aggregated", all=len(cards), n=len(shown), file=beside),)


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


def _licences(findings: Findings) -> tuple[str, ...]:
    """Return whose reports have terms of their own, and which."""
    owned = {(r.publisher, r.licence) for r in findings.reports if r.licence}
    return tuple(f"{wording.clean(who)} ({wording.clean(terms)})".strip() for who, terms in sorted(owned))


def _neighbours(findings: Findings, regions: drawing.Shelf, drawn: list[Region]) -> list[Region]:
    """Return the other regions of the countries concerned: of them there is no information."""
    codes = sorted({r.country for r in drawn if r.country})
    named = {r.id for r in drawn}
    box = drawing.widened(drawing.view(drawn, regions, ()))
    near = {r.id for r in regions.neighbours(box)}
    return [r for code in codes for r in regions.of_country(code) if r.id not in named and r.id in near]


def _title(findings: Findings, words: Words) -> str:
    titles = {r.title for r in findings.reports if r.title}
    if len(findings.reports) == 1 and titles:
        return wording.clean(titles.pop())
    return words("word.what_reports_say", n=len(findings.reports))


def _summary(findings: Findings, words: Words) -> str:
    origins = len({c.origin_id or c.id for c in findings.claims})
    return words(
        "word.summary",
        reports=words("word.report", n=len(findings.reports)),
        claims=words("word.claim", n=len(findings.claims)),
        origins=words("word.origin", n=origins),
    )


def _review(cards: tuple[ClaimCard, ...], words: Words) -> str:
    reviewed = sum(card.reviewed for card in cards)
    if not reviewed:
        return words("word.not_reviewed")
    if reviewed == len(cards):
        return words("word.all_reviewed", all=words("word.claim", n=reviewed))
    return words("word.part_reviewed", n=reviewed, all=words("word.claim", n=len(cards)))


def _country_names(findings: Findings) -> dict[str, str]:
    return {
        r.place.country: r.place.name
        for r in findings.resolutions
        if r.place and r.place.kind.value == "country" and r.place.country
    }


def _key(
    areas: tuple[RegionCard, ...],
    marks: tuple[Mark, ...],
    listed: tuple[CountryCard, ...],
    cards: tuple[ClaimCard, ...],
    looks: tuple[Style, ...],
    words: Words,
) -> tuple[KeyEntry, ...]:
    """Return the lines of the key: only what is there, with counts."""
    counts = Counter(style for area in areas for style in (area.style, area.over))
    entries = [KeyEntry("status", s.key, s.label, counts[s.key]) for s in looks if counts[s.key]]
    kinds = Counter(card.kind for card in cards)
    entries += [
        KeyEntry("kind", f"kind:{k}", words(f"kind.{k}"), kinds[k]) for k in Predicate if kinds[k.value]
    ]
    exact = sum(mark.exact for mark in marks)
    if exact:
        entries.append(KeyEntry("places", "point", words("word.point"), exact))
    if len(marks) > exact:
        entries.append(KeyEntry("places", "ring", words("word.ring"), len(marks) - exact))
    known = [c for c in listed if c.code]
    if known:
        total = sum(len(c.claims) for c in known)
        entries.append(KeyEntry("listed", "list", words("word.listed"), total))
    return tuple(entries)
