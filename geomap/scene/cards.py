"""Claims and regions as cards: what a panel shows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from geomap.model import Claim, Findings, LinkKind, Region, RegionStatus, Report, Review, Situation
from geomap.model.scene import ClaimCard, CountryCard, RegionCard, Ring
from geomap.scene import wording
from geomap.scene.styles import style_of

_CONTEXT_CHARS = 400
_AGAINST = (LinkKind.DENIES, LinkKind.DOUBTS)  # shown beside what they are against


def claim_cards(findings: Findings, quote_chars: int) -> tuple[ClaimCard, ...]:
    """Return the cards of all claims, by time of publication, ties by position in the source."""
    reports = {r.id: r for r in findings.reports}
    names = {r.mention_id: r.place.name for r in findings.resolutions if r.place}
    denied = _denied(findings.claims)
    ordered = sorted(findings.claims, key=lambda c: (_moment(reports.get(c.report_id)), c.report_id, c.start))
    return tuple(
        _card(claim, reports.get(claim.report_id), names, denied.get(claim.id, ()), quote_chars)
        for claim in ordered
    )


def region_cards(
    findings: Findings,
    cards: tuple[ClaimCard, ...],
    rings: Mapping[str, tuple[Ring, ...]],
    others: Iterable[Region],
) -> tuple[RegionCard, ...]:
    """Return the cards of regions with a status, then those of which nothing is known."""
    position = {card.id: number for number, card in enumerate(cards)}
    claims: dict[str, list[str]] = defaultdict(list)
    for claim in findings.claims:
        for region_id in claim.region_ids:
            claims[region_id].append(claim.id)
    regions = {r.id: r for r in findings.regions}
    stated = [
        _region(regions[s.region_id], s, sorted(set(claims[s.region_id]), key=position.__getitem__), rings)
        for s in findings.statuses
        if s.region_id in regions and s.situation is not Situation.NO_INFORMATION
    ]
    known = {card.id for card in stated}
    return tuple(stated + [_silent(region, rings) for region in others if region.id not in known])


def country_cards(
    findings: Findings, cards: tuple[ClaimCard, ...], names: Mapping[str, str]
) -> tuple[CountryCard, ...]:
    """Return the claims that no region takes, by country; "" for those of no country."""
    position = {card.id: number for number, card in enumerate(cards)}
    found: dict[str, list[str]] = defaultdict(list)
    for claim in findings.claims:
        if not claim.region_ids:
            for code in claim.countries or ("",):
                found[code].append(claim.id)
    return tuple(
        CountryCard(
            code, names.get(code, code) or "No place known", tuple(sorted(ids, key=position.__getitem__))
        )
        for code, ids in sorted(found.items(), key=lambda e: (e[0] == "", names.get(e[0], e[0])))
    )


def _card(
    claim: Claim,
    report: Report | None,
    names: Mapping[str, str],
    denied_by: Iterable[str],
    quote_chars: int,
) -> ClaimCard:
    report = report or Report(id=claim.report_id, text="")
    claimants = [wording.clean(c.name) for c in claim.attribution.claimants]
    publisher = wording.publisher(report)
    quote = wording.clean(claim.quote)
    return ClaimCard(
        id=claim.id,
        quote=quote[:quote_chars],
        before=wording.clean(claim.before)[-_CONTEXT_CHARS:],
        after=wording.clean(claim.after)[:_CONTEXT_CHARS],
        cut=len(quote) > quote_chars,
        claimant=" and ".join(claimants) if claimants else f"unattributed ({publisher})",
        unattributed=not claimants,
        via=", ".join(wording.clean(c.name) for c in claim.attribution.via),
        verb=wording.VERBS[claim.stance],
        stance=claim.stance.value,
        predicate=claim.proposition.predicate.value.replace("_", " "),
        publisher=publisher,
        title=wording.clean(report.title),
        date=wording.day(report.published),
        url=wording.link(report.url),
        lang=report.lang,
        event_time=wording.event_day(claim.event_time),
        places=tuple(dict.fromkeys(wording.clean(names[m]) for m in claim.mention_ids if m in names)),
        precision=wording.PRECISIONS[claim.where_prec],
        reviewed=claim.review is Review.REVIEWED,
        reports=max(len(claim.appearances), 1),
        origin=claim.origin_id or claim.id,
        denies=tuple(link.claim_id for link in claim.links if link.kind in _AGAINST),
        denied_by=tuple(denied_by),
        reasons=tuple(wording.clean(r) for r in claim.reasons),
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


def _region(
    region: Region, status: RegionStatus, claims: list[str], rings: Mapping[str, tuple[Ring, ...]]
) -> RegionCard:
    style = style_of(status.situation)
    return RegionCard(
        id=region.id,
        name=wording.clean(region.name),
        country=wording.clean(region.country_name),
        note=wording.clean(region.note),
        style=style.key,
        headline=style.label,
        basis=wording.BASES[status.basis],
        sentence=wording.clean(status.sentence),
        rule=status.rule,
        flags=tuple(flag.replace("_", " ") for flag in status.flags),
        reports=status.reports,
        origins=status.origins,
        claims=tuple(claims),
        label=(region.label_lon, region.label_lat),
        rings=rings.get(region.id, ()),
    )


def _silent(region: Region, rings: Mapping[str, tuple[Ring, ...]]) -> RegionCard:
    style = style_of(Situation.NO_INFORMATION)
    return RegionCard(
        id=region.id,
        name=wording.clean(region.name),
        country=wording.clean(region.country_name),
        note=wording.clean(region.note),
        style=style.key,
        headline=style.label,
        basis="nothing said",
        sentence="The reports say nothing about this region. That does not mean that it is calm.",
        rule=Situation.NO_INFORMATION.value,
        flags=(),
        reports=0,
        origins=0,
        claims=(),
        label=(region.label_lon, region.label_lat),
        rings=rings.get(region.id, ()),
    )
