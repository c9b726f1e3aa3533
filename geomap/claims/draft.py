"""A claim in the making: spans and decisions before ids, context and links."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.claims.where import Where
from geomap.model import Attribution, Claim, Proposition, Report, Stance, When, claim_id

DOUBTS_BEFORE = "doubts the claim before it"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was decided about one clause; ``block`` is the paragraph or item it stands in."""

    start: int
    end: int
    proposition: Proposition
    stance: Stance
    attribution: Attribution
    where: Where
    event_time: When | None = None
    reasons: tuple[str, ...] = ()
    block: int = 0


def claim_of(draft: Draft, report: Report, before: str, after: str) -> Claim:
    """Return the claim of a draft; its quote is the verbatim span."""
    where = draft.where
    return Claim(
        id=claim_id(report.text_sha256, draft.start, draft.end),
        report_id=report.id,
        start=draft.start,
        end=draft.end,
        quote=report.text[draft.start : draft.end],
        proposition=draft.proposition,
        stance=draft.stance,
        attribution=draft.attribution,
        mention_ids=where.mention_ids,
        place_ids=where.place_ids,
        region_ids=where.region_ids,
        countries=where.countries,
        where_prec=where.precision,
        event_time=draft.event_time,
        appearances=(report.id,),
        before=before,
        after=after,
        reasons=draft.reasons,
    )
