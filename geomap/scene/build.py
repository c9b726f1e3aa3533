"""The map of findings as plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from geomap.gazetteers.origins import credits_of
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
from geomap.scene.crowded import fitting
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
    near = _first_seen(findings, drawn, regions)
    others = _neighbours(findings, regions, drawn, near)
    shown = drawing.rings_of([*drawn, *others], regions)
    areas = tuple(
        replace(
            area,
            compositions=assessed.compositions.get(area.id, ()),
            changes=assessed.changes.get(area.id, ()),
        )
        for area in region_cards(findings, cards, shown, others, words)
    )
    here = {r.id for r in near}
    far = {r.id for r in drawn} - here
    bounds = drawing.view(near, regions, [m for m in marks if not m.region or m.region in here])
    everything = drawing.together(bounds, drawing.view([*drawn, *others], regions, marks))
    names = drawing.country_names([*findings.regions, *others])
    listed = country_cards(findings, cards, {**_country_names(findings), **names}, words)
    return Scene(
        title=wording.clean(title) or _title(findings, words),
        as_of=wording.day(words, findings.as_of, "word.undated"),
        summary=_summary(findings, words),
        review=_review(cards, words),
        bounds=bounds,
        base=drawing.base(
            drawing.together(drawing.land(bounds), drawing.widened(everything)), regions, bounds
        ),
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
        beyond=tuple(area.name for area in areas if area.id in far),
        worldview=findings.worldview,
        lang=words.lang,
        until=_until(findings),
        assessors=assessed.assessors,
    )


def _until(findings: Findings) -> str:
    """Return the end of the map's time as ISO 8601, "" for undated."""
    last = findings.as_of.last if findings.as_of else None
    return last.isoformat() if last else ""


def _fitting(
    cards: tuple[ClaimCard, ...], beside: str, words: Words
) -> tuple[tuple[ClaimCard, ...], tuple[str, ...]]:
    """Return the cards that a page can hold, and what a reader is told of the others."""
    shown = fitting(cards)
    if len(shown) == len(cards):
        return cards, ()
    return shown, (words("page.aggregated", all=len(cards), n=len(shown), file=beside),)


def _services(findings: Findings) -> tuple[str, ...]:
    """Return the credits that places from other sources than GeoNames oblige to."""
    asked = any(r.place and r.place.id.startswith("osm:") for r in findings.resolutions)
    other = credits_of(r.place.id for r in findings.resolutions if r.place)
    return (*other, "Some places: © OpenStreetMap contributors (ODbL)") if asked else other


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


def _first_seen(findings: Findings, drawn: list[Region], regions: drawing.Shelf) -> list[Region]:
    """Return the drawn regions that the first view shows."""
    counts = Counter(i for claim in findings.claims for i in claim.region_ids)
    return drawing.core(drawn, regions, {r.id: max(counts[r.id], 1) for r in drawn})


def _neighbours(
    findings: Findings, regions: drawing.Shelf, drawn: list[Region], near: list[Region]
) -> list[Region]:
    """Return the other regions around, of the countries concerned: of them there is no information."""
    codes = sorted({r.country for r in near if r.country})
    named = {r.id for r in drawn}
    box = drawing.widened(drawing.view(near, regions, ()))
    around = {r.id for r in regions.neighbours(box)}
    return [r for code in codes for r in regions.of_country(code) if r.id not in named and r.id in around]


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
