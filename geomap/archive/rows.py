"""Findings as flat rows, the form that people correct in QGIS or a spreadsheet.

One row for each report, for each located mention that no claim uses, and for
each claim and place. Whatever can be derived (status, links between claims) is
left out and worked out again when the rows are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from geomap.model import Claim, Findings, Mention, Report, Resolution, Role, When

REPORT_COLUMNS = (
    "report_id",
    "report_title",
    "publisher",
    "author",
    "url",
    "lang",
    "published",
    "captured",
    "licence",
    "text_sha256",
)
PLACE_COLUMNS = (
    "mention_start",
    "mention_end",
    "mention",
    "place",
    "place_id",
    "place_kind",
    "country",
    "admin1",
    "lon",
    "lat",
    "radius_km",
    "where_prec",
    "region_ids",
    "confidence",
    "method",
)
CLAIM_COLUMNS = (
    "id",
    "review",
    "reviewer",
    "claimant",
    "claimant_id",
    "side",
    "via",
    "stance",
    "cue",
    "mode",
    "predicate",
    "actor",
    "target",
    "negated",
    "quote",
    "before",
    "after",
    "start",
    "end",
    "event_time",
    "claim_where_prec",
    "claim_region_ids",
    "claim_countries",
    "reasons",
)
COLUMNS = ("record", *CLAIM_COLUMNS, *PLACE_COLUMNS, *REPORT_COLUMNS)
SEPARATOR = "; "

Row = dict[str, object]


def rows(findings: Findings) -> Iterator[Row]:
    """Yield the rows of findings: reports, then claims, then mentions, each in their order."""
    reports = {r.id: _report_cells(r) for r in findings.reports}
    found = {m.id: m for m in findings.mentions}
    placed = {r.mention_id: r for r in findings.resolutions}
    for cells in reports.values():
        yield _row({"record": "report", **cells})
    used: set[str] = set()
    for claim in findings.claims:
        base = {"record": "claim", **_claim_cells(claim), **reports.get(claim.report_id, {})}
        used.update(claim.mention_ids)
        for mention_id in claim.mention_ids or ("",):
            yield _row({**base, **_place_cells(found.get(mention_id), placed.get(mention_id))})
    for mention in findings.mentions:
        resolution = placed.get(mention.id)
        if mention.id in used or mention.role is not Role.LOCATION or not (resolution and resolution.place):
            continue
        cells = reports.get(mention.report_id, {})
        yield _row({"record": "mention", **_place_cells(mention, resolution), **cells})


def by_claim(table: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Group claim rows that belong to one claim; they need not stand together."""
    claims = [row for row in table if row.get("record") == "claim"]
    order = {str(row["id"]): number for number, row in reversed(list(enumerate(claims)))}
    claims.sort(key=lambda row: order[str(row["id"])])
    for key, group in groupby(claims, key=lambda row: str(row["id"])):
        yield key, list(group)


def time_cell(when: When | None) -> str:
    """Return a time as ``start/end/precision``, open sides empty; empty if unknown."""
    if when is None:
        return ""
    start, end = (moment.isoformat() if moment else "" for moment in (when.start, when.end))
    return f"{start}/{end}/{when.precision.value}"


def _entry(name: str) -> str:
    """Return a name that can stand in a list: the separator is no part of it."""
    return name.replace(SEPARATOR.strip(), ",")


def _row(cells: Row) -> Row:
    return {column: cells.get(column) for column in COLUMNS}


def _report_cells(report: Report) -> Row:
    return {
        "report_id": report.id,
        "report_title": report.title,
        "publisher": report.publisher,
        "author": report.author,
        "url": report.url,
        "lang": report.lang,
        "published": time_cell(report.published),
        "captured": time_cell(report.captured),
        "licence": report.licence,
        "text_sha256": report.text_sha256,
    }


def _claim_cells(claim: Claim) -> Row:
    attribution, proposition = claim.attribution, claim.proposition
    claimants = attribution.claimants
    return {
        "id": claim.id,
        "review": claim.review.value,
        "reviewer": claim.reviewer,
        "claimant": SEPARATOR.join(_entry(c.name) for c in claimants),
        "claimant_id": SEPARATOR.join(c.actor_id for c in claimants),
        "side": SEPARATOR.join(c.side for c in claimants),
        "via": SEPARATOR.join(_entry(c.name) for c in attribution.via),
        "stance": claim.stance.value,
        "cue": attribution.cue,
        "mode": attribution.mode.value,
        "predicate": proposition.predicate.value,
        "actor": proposition.actor_id,
        "target": proposition.target_id,
        "negated": proposition.negated,
        "quote": claim.quote,
        "before": claim.before,
        "after": claim.after,
        "start": claim.start,
        "end": claim.end,
        "event_time": time_cell(claim.event_time),
        "claim_where_prec": int(claim.where_prec),
        "claim_region_ids": SEPARATOR.join(claim.region_ids),
        "claim_countries": SEPARATOR.join(claim.countries),
        "reasons": SEPARATOR.join(claim.reasons),
    }


def _place_cells(mention: Mention | None, resolution: Resolution | None) -> Row:
    if mention is None or resolution is None:
        return {}
    place = resolution.place
    return {
        "mention_start": mention.start,
        "mention_end": mention.end,
        "mention": mention.text,
        "place": place.name if place else "",
        "place_id": place.id if place else "",
        "place_kind": place.kind.value if place else "",
        "country": place.country if place else "",
        "admin1": place.admin1 if place else "",
        "lon": resolution.lon,
        "lat": resolution.lat,
        "radius_km": resolution.radius_km,
        "where_prec": int(resolution.where_prec),
        "region_ids": SEPARATOR.join(resolution.region_ids),
        "confidence": round(resolution.confidence, 3),
        "method": resolution.method,
    }
