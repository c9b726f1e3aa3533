"""Claims and regions as cards: what a panel shows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from geomap.language.interface import Words
from geomap.model import Claim, Findings, LinkKind, Region, RegionStatus, Report, Review, Situation
from geomap.model.scene import ClaimCard, CountryCard, RegionCard, RegionState, Ring
from geomap.scene import wording

CONTEXT_CHARS = 400
_NEVER = ("", "")
_ORDER = {situation.value: number for number, situation in enumerate(Situation)}
_AGAINST = (LinkKind.DENIES, LinkKind.DOUBTS)  # shown beside what they are against


def claim_cards(findings: Findings, quote_chars: int, words: Words) -> tuple[ClaimCard, ...]:
    """Return the cards of all claims, by time of publication, ties by position in the source."""
    reports = {r.id: r for r in findings.reports}
    names = {r.mention_id: r.place.name for r in findings.resolutions if r.place}
    denied = _denied(findings.claims)
    ordered = sorted(findings.claims, key=lambda c: (_moment(reports.get(c.report_id)), c.report_id, c.start))
    sources = {i: _source(report, words) for i, report in reports.items()}
    nowhere = _source(Report(id="", text=""), words)
    return tuple(
        _card(
            claim,
            sources.get(claim.report_id, nowhere),
            names,
            denied.get(claim.id, ()),
            quote_chars,
            words,
        )
        for claim in ordered
    )


def _source(report: Report, words: Words) -> dict[str, Any]:
    """Return what the cards of a report share."""
    return {
        "publisher": wording.publisher(words, report),
        "title": wording.clean(report.title),
        "date": wording.day(words, report.published),
        "url": wording.link(report.url),
        "lang": report.lang,
        "published": report.published.days if report.published else _NEVER,
        "captured": report.captured.days if report.captured else _NEVER,
        "licence": wording.clean(report.licence),
    }


def region_cards(
    findings: Findings,
    cards: tuple[ClaimCard, ...],
    rings: Mapping[str, tuple[Ring, ...]],
    others: Iterable[Region],
    words: Words,
) -> tuple[RegionCard, ...]:
    """Return the cards of regions with a status, then those of which nothing is known.

    The order knows no side: first what the reports speak of, then by rule, by
    number of origins, by name.
    """
    position = {card.id: number for number, card in enumerate(cards)}
    claims: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        for region_id in card.regions:
            claims[region_id].append(card.id)
    regions = {r.id: r for r in findings.regions}
    stated = [
        _region(
            regions[s.region_id],
            state_of(s, words),
            sorted(set(claims[s.region_id]), key=position.__getitem__),
            rings,
        )
        for s in findings.statuses
        if s.region_id in regions and s.situation is not Situation.NO_INFORMATION
    ]
    stated.sort(key=lambda card: (not card.claims, _ORDER[card.style], -card.origins, card.name))
    known = {card.id for card in stated}
    silent = silent_state(words)
    return tuple(stated + [_region(region, silent, [], rings) for region in others if region.id not in known])


def country_cards(
    findings: Findings, cards: tuple[ClaimCard, ...], names: Mapping[str, str], words: Words
) -> tuple[CountryCard, ...]:
    """Return the claims that no region takes, by country; "" for those of no country."""
    position = {card.id: number for number, card in enumerate(cards)}
    found: dict[str, list[str]] = defaultdict(list)
    for claim in findings.claims:
        if not claim.region_ids and claim.id in position:
            for code in claim.countries or ("",):
                found[code].append(claim.id)
    return tuple(
        CountryCard(
            code,
            names.get(code, code) or words("word.no_place"),
            tuple(sorted(ids, key=position.__getitem__)),
        )
        for code, ids in sorted(found.items(), key=lambda e: (e[0] == "", names.get(e[0], e[0])))
    )


def _card(
    claim: Claim,
    source: Mapping[str, Any],
    names: Mapping[str, str],
    denied_by: Iterable[str],
    quote_chars: int,
    words: Words,
) -> ClaimCard:
    claimants = [wording.clean(c.name) for c in claim.attribution.claimants]
    quote = wording.clean(claim.quote)
    nobody = words("word.unattributed", publisher=source["publisher"])
    return ClaimCard(
        id=claim.id,
        quote=quote[:quote_chars],
        before=wording.clean(claim.before)[-CONTEXT_CHARS:],
        after=wording.clean(claim.after)[:CONTEXT_CHARS],
        cut=len(quote) > quote_chars,
        claimant=words("sentence.and").join(claimants) if claimants else nobody,
        unattributed=not claimants,
        via=", ".join(wording.clean(c.name) for c in claim.attribution.via),
        verb=words(f"verb.{claim.stance}"),
        stance=claim.stance.value,
        kind=claim.proposition.predicate.value,
        predicate=words(f"kind.{claim.proposition.predicate}"),
        event_time=wording.event_day(words, claim.event_time),
        places=tuple(dict.fromkeys(wording.clean(names[m]) for m in claim.mention_ids if m in names)),
        precision=words(f"precision.{int(claim.where_prec)}"),
        reviewed=claim.review is Review.REVIEWED,
        reports=max(len(claim.appearances), 1),
        origin=claim.origin_id or claim.id,
        denies=tuple(link.claim_id for link in claim.links if link.kind in _AGAINST),
        denied_by=tuple(denied_by),
        reasons=tuple(wording.clean(r) for r in claim.reasons),
        regions=claim.region_ids,
        happened=claim.event_time.days if claim.event_time else _NEVER,
        **source,
    )


def _denied(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for link in claim.links:
            if link.kind in _AGAINST:
                found[link.claim_id].append(claim.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _moment(report: Report | None) -> str:
    when = report.published if report else None
    moment = when and (when.start or when.end)
    return moment.isoformat() if moment else ""


def state_of(status: RegionStatus, words: Words) -> RegionState:
    """Return a status in the words that a reader sees."""
    return RegionState(
        style=status.situation.value,
        headline=words(f"status.{status.situation}"),
        basis=words(f"basis.{status.basis}"),
        sentence=wording.clean(status.sentence),
        rule=status.rule,
        flags=tuple(words(f"flag.{flag}") for flag in status.flags),
        reports=status.reports,
        origins=status.origins,
        over=status.over.value if status.over else "",
    )


def silent_state(words: Words) -> RegionState:
    """Return the state of a region of which nothing is known: never "calm"."""
    key = Situation.NO_INFORMATION.value
    return RegionState(
        style=key,
        headline=words(f"status.{key}"),
        basis=words("basis.none"),
        sentence=words("sentence.silent"),
        rule=key,
        flags=(),
        reports=0,
        origins=0,
    )


def _region(
    region: Region, state: RegionState, claims: list[str], rings: Mapping[str, tuple[Ring, ...]]
) -> RegionCard:
    return RegionCard(
        id=region.id,
        name=wording.clean(region.name),
        country=wording.clean(region.country_name),
        note=wording.clean(region.note),
        claims=tuple(claims),
        label=(region.label_lon, region.label_lat),
        rings=rings.get(region.id, ()),
        **{name: getattr(state, name) for name in RegionState.__slots__},
    )
