"""A name nobody knows, and the region the text puts it in: "the village of X in the Sumy region".

The place stays unknown: no point is made up for it. What is said of it is
said of a region, and no more precisely than that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Mention, PlaceKind, Report, Resolution, Role, WherePrecision

# What may stand between a place and the region around it: a comma or a bracket; words that
# put one into the other, with an aside of a few words ("X, a village in the Y region"); in
# Ukrainian and Russian also nothing, before a region in the genitive.
_WITHIN = re.compile(
    r"(?: ?\(|,? (?:(?:an?|the|small|two|three|both|border|hamlets?|villages?|towns?|settlements?"
    r"|cit(?:y|ies)|communities) ){0,4}(?:in|of|across) (?:the )?(?:\w+ (?:part )?of (?:the )?)?"
    r"|, (?:the )?|,? ?(?:у|в|во|на) | )",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:, |,? (?:and|or|та|і|й|и|или|або) )")
_IN = re.compile(r"\b(?:in|у|в|во|на)\b", re.IGNORECASE)
_LONGEST = 70
_CONTAINERS = frozenset((PlaceKind.REGION, PlaceKind.DISTRICT))
_SURE = 0.5  # of the region, below which nothing is said of the place either


def contained(report: Report, mentions: Sequence[Mention], answers: Sequence[Resolution]) -> list[Resolution]:
    """Return the answers, those to unknown names with the region the text names around them."""
    found = list(answers)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    for at in range(len(order) - 2, -1, -1):  # backwards, so that lists pass a region on: "X and Y in Z"
        here, after = order[at], order[at + 1]
        if _unknown(mentions[here], found[here]):
            gap = report.text[mentions[here].end : mentions[after].start]
            around = _region(gap, mentions[here], mentions[after], found[after])
            if around is not None:
                found[here] = _within(found[here], around)
        elif _is_elsewhere(report, mentions[here], mentions[after], found[here], found[after]):
            found[here] = _within(_nowhere(found[here]), found[after])
    return found


def _unknown(mention: Mention, answer: Resolution) -> bool:
    """Whether nobody knows where a mention lies; what a person rejected stays rejected."""
    undecided = answer.place is None and not answer.failure and answer.method != "correction"
    coarse = mention.kind in (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.MACROREGION)
    return undecided and not coarse and mention.role is Role.LOCATION


def _region(gap: str, mention: Mention, after: Mention, answer: Resolution) -> Resolution | None:
    if len(gap) > _LONGEST:
        return None
    if answer.place is None:
        passed_on = answer.region_method == "said" and _LIST.fullmatch(gap)
        return answer if passed_on else None
    if answer.place.kind not in _CONTAINERS or not answer.region_ids or answer.confidence < _SURE:
        return None
    if gap == " " and mention.text.isascii():
        return None  # only inflected languages put a region behind a place and nothing between
    return answer if _WITHIN.fullmatch(gap) and after.role is Role.LOCATION else None


def _is_elsewhere(
    report: Report, mention: Mention, after: Mention, answer: Resolution, around: Resolution
) -> bool:
    """Whether the text puts a town into a region where no candidate lies: a namesake nobody knows."""
    gap = report.text[mention.end : after.start]
    if answer.place is None or around.place is None or _IN.search(gap) is None:
        return False
    if answer.place.kind is not PlaceKind.SETTLEMENT or around.place.kind is not PlaceKind.REGION:
        return False
    if answer.method != "gazetteer" or _region(gap, mention, after, around) is None:
        return False
    return all(c.place.admin1 != around.place.admin1 for c in answer.candidates)


def _nowhere(answer: Resolution) -> Resolution:
    return Resolution(
        answer.mention_id, None, answer.candidates, method=answer.method, reasons=("no namesake there",)
    )


def _within(unknown: Resolution, around: Resolution) -> Resolution:
    name = around.place.name if around.place else around.reasons[-1].removeprefix("said to lie in ")
    return replace(
        unknown,
        where_prec=WherePrecision.REGION,
        region_ids=around.region_ids,
        region_method="said",
        reasons=(*unknown.reasons, f"said to lie in {name}"),
    )
