"""What a reader must know beside a status: few words each, by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from geomap.model import Claim, Region, Review, Stance, When, WherePrecision

STALE = timedelta(days=7)


def flags_of(
    region: Region, evidence: Sequence[Claim], claims: Sequence[Claim], as_of: When | None
) -> tuple[str, ...]:
    """Return the flags of a status, in a fixed order.

    ``single_origin``: all goes back to one statement; ``low_precision``: known
    to the region or worse; ``doubted``: said to be without proof; ``hedged``:
    said without commitment; ``stale``: older than a week at the map's date;
    ``cross_border``: a claim also lies in another region; ``machine_only``:
    nobody has reviewed it.
    """
    if not evidence:
        return ()
    tests = (
        ("single_origin", len({c.origin_id or c.id for c in evidence}) == 1),
        ("low_precision", min(c.where_prec for c in evidence) >= WherePrecision.DISTRICT),
        ("doubted", any(c.stance is Stance.DOUBTS for c in evidence)),
        ("hedged", all(c.stance is Stance.REPORTS for c in evidence)),
        ("stale", _is_stale(evidence, as_of)),
        ("cross_border", any(len(c.region_ids) > 1 for c in evidence)),
        ("machine_only", not any(c.review is Review.REVIEWED for c in evidence)),
    )
    return tuple(name for name, holds in tests if holds)


def _is_stale(evidence: Sequence[Claim], as_of: When | None) -> bool:
    moment = (as_of.start or as_of.end) if as_of else None
    times = [c.event_time.last for c in evidence if c.event_time]
    known = [t for t in times if t is not None]
    return moment is not None and bool(known) and len(known) == len(times) and moment - max(known) > STALE
