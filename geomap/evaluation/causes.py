"""What still goes wrong, by cause: each labelled claim and status that is missed, and why.

A cause names the room to mend: a name that was not recognised or was put
elsewhere is no fault of the rules of claims. One labelled claim may have
several causes, each counted once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geomap.evaluation.claim_measures import (
    AUTHOR,
    FRONT_LINE,
    closeness,
    meet,
    some_meet,
)
from geomap.evaluation.matching import shared
from geomap.evaluation.measures import region_key

Label = Mapping[str, Any]
Causes = dict[str, list[str]]
_EXAMPLES = 4


def causes(records: Sequence[Label], predictions: Sequence[Mapping[str, Any]]) -> Causes:
    """Return the ids of passages by cause, one entry for each error, the commonest cause first."""
    found: Causes = {}
    for record, predicted in zip(records, predictions, strict=True):
        if "claims" not in record:
            continue
        for cause in (*_of_claims(record, predicted), *_of_statuses(record, predicted)):
            found.setdefault(cause, []).append(str(record["id"]))
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def cause_lines(title: str, found: Causes) -> list[str]:
    """Return causes as a table: how often, and in which passages first."""
    rows = [
        f"  {cause:<62} {len(ids):4d}   {', '.join(list(dict.fromkeys(ids))[:_EXAMPLES])}"
        for cause, ids in found.items()
    ]
    return [title, *rows]


def _of_claims(record: Label, predicted: Mapping[str, Any]) -> Iterator[str]:
    gold, said = record["claims"], predicted.get("claims") or ()
    for claim in gold:
        found = sorted((p for p in said if meet(claim, p)), key=lambda p: -closeness(claim, p))
        if not found:
            named = _names(record, claim, predicted)
            yield "missed sentence: " + ("its place is known" if named is None else named)
            continue
        yield from _of_regions(record, claim, found, predicted)
        yield from _of_voices(claim, found)
        for what in ("stance", "topic"):
            if found[0].get(what) != claim.get(what):
                yield f"wrong {what}: {claim.get(what)} taken for {found[0].get(what)}"
    for p in said:
        if not any(meet(claim, p) for claim in gold):
            yield "spurious sentence"


def _names(record: Label, claim: Label, predicted: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the names of a claim's places, None if nothing is."""
    for label in record["mentions"]:
        inside = claim["start"] <= label["start"] < claim["end"]
        if label.get("role") != "location" or not (inside or label["text"] in claim["about"]):
            continue
        mates = [m for m in predicted["mentions"] if shared(label, m)]
        if not mates:
            return "a name is not recognised"
        if all(m["role"] != "location" for m in mates):
            return "a location is taken for an actor or a name"
        if label["admin1"] and region_key(mates[0]["admin1"]) != region_key(label["admin1"]):
            return "a name is put elsewhere"
    return None


def _of_regions(
    record: Label, claim: Label, found: Sequence[Label], predicted: Mapping[str, Any]
) -> Iterator[str]:
    wanted = {region_key(r) for r in claim["regions"]}
    said = {region_key(r) for p in found for r in p["regions"]}
    if wanted == said:
        return
    named = _names(record, claim, predicted)
    if named is not None:
        yield f"wrong region: {named}"
    elif not said:
        yield "wrong region: none given"
    elif said > wanted:
        yield "wrong region: a place too many" if wanted else "wrong region: given where there is none"
    else:
        yield "wrong region: " + ("a place left out" if said < wanted else "another place")


def _of_voices(claim: Label, found: Sequence[Label]) -> Iterator[str]:
    claimants = [n for n in claim["claimant"] if n != AUTHOR]
    said = [n for p in found for n in p["claimant"] if n != AUTHOR]
    if claimants and not some_meet(claimants, said):
        yield "wrong claimant: " + ("another" if said else "named, taken for the author's voice")
    elif said and not claimants:
        yield "wrong claimant: the author's voice, taken for somebody's"
    deniers = [n for p in found for n in p["disputed_by"]]
    if claim["disputed_by"] and not deniers:
        yield "dispute missed"
    elif deniers and not claim["disputed_by"]:
        yield "dispute where there is none"
    elif claim["disputed_by"] and not some_meet(claim["disputed_by"], deniers):
        yield "dispute by somebody else"


def _of_statuses(record: Label, predicted: Mapping[str, Any]) -> Iterator[str]:
    by_key = {region_key(region): status for region, status in (predicted.get("status") or {}).items()}
    for region, status in (record.get("status") or {}).items():
        given = by_key.get(region_key(region))
        right = (status, *(record.get("status_also") or {}).get(region, ()))
        if status != "none" and given not in right:
            yield f"status: {status} " + ("missed" if given is None else f"taken for {given}")
    for region in record.get("must_not_be_frontline") or ():
        if by_key.get(region_key(region)) in FRONT_LINE:
            yield "status: a front line where there must be none"
