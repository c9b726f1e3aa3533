"""Claims to each other: who denies whom, and which trace to one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.claims.disputes import disputes
from geomap.claims.origins import origins
from geomap.model import Claim, Link, LinkKind, Report, Stance


def relate(claims: Sequence[Claim], reports: Sequence[Report]) -> list[Claim]:
    """Return claims with their links and origins; earlier ones are worked out anew.

    Links follow from the claims alone, so that claims corrected by hand are
    linked again as they now stand.
    """
    dates = {r.id: r.published.start if r.published else None for r in reports}
    denied = disputes(claims, dates)
    grouped = origins(claims, reports)
    return [
        replace(
            claim,
            links=tuple(Link(_kind(claim), other) for other in denied.get(claim.id, ())),
            origin_id=grouped[claim.id][0],
            appearances=grouped[claim.id][1],
        )
        for claim in claims
    ]


def _kind(claim: Claim) -> LinkKind:
    return LinkKind.DOUBTS if claim.stance is Stance.DOUBTS else LinkKind.DENIES
