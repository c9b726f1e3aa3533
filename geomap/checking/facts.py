"""What the gate looks at: the same facts, whether they come from findings or from a finished page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from geomap.model import (
    Findings,
    PlaceKind,
    Report,
    Resolution,
    Review,
    Role,
    WherePrecision,
)
from geomap.model.control import Assessor


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A report, or a set of coded events, as far as publishing is concerned.

    ``where`` is how a person finds it again; ``until`` is the end of the time
    in which it was published, None if that is not known.
    """

    where: str
    publisher: str = ""
    url: str = ""
    licence: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim: who reviewed it, how long its quote is, and the number of its source."""

    id: str
    source: int
    review: Review = Review.MACHINE
    quote_chars: int = 0


@dataclass(frozen=True, slots=True)
class SpotFacts:
    """A point of the map and how finely it tells where something is, in kilometres."""

    where: str
    km: float


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules look at; ``as_of`` is the end of the map's day."""

    sources: tuple[SourceFacts, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    spots: tuple[SpotFacts, ...] = ()
    layers: tuple[Assessor, ...] = ()
    boundary_note: str = ""
    as_of: datetime | None = None


def facts_of(
    findings: Findings,
    *,
    layers: Iterable[Assessor] = (),
    boundary_note: str,
    quote_chars: int | None = None,
) -> Facts:
    """Return the facts of findings.

    Parameters
    ----------
    findings : Findings
        What is to be published.
    layers : iterable of Assessor
        Whose control layers are drawn beside them.
    boundary_note : str
        What the publication says of its boundaries.
    quote_chars : int, optional
        The longest quote that it shows; without it quotes are shown whole.
    """
    number = {report.id: n for n, report in enumerate(findings.reports)}
    return Facts(
        sources=(*(_source(report) for report in findings.reports), SourceFacts("no report")),
        claims=tuple(
            ClaimFacts(
                claim.id,
                number.get(claim.report_id, len(number)),
                claim.review,
                len(claim.quote) if quote_chars is None else min(len(claim.quote), quote_chars),
            )
            for claim in findings.claims
        ),
        spots=tuple(_spots(findings)),
        layers=tuple(layers),
        boundary_note=boundary_note,
        as_of=findings.as_of.last if findings.as_of else None,
    )


def _source(report: Report) -> SourceFacts:
    name = report.title or report.publisher or report.text[:40].strip()
    return SourceFacts(
        where=f"report {report.id}" + (f" ({' '.join(name.split())[:60]})" if name else ""),
        publisher=report.publisher,
        url=report.url,
        licence=report.licence,
        until=report.published.last if report.published else None,
    )


def _spots(findings: Findings) -> list[SpotFacts]:
    """Return the points that claims are drawn at; each once, with its first claim."""
    placed = {r.mention_id: r for r in findings.resolutions}
    located = {m.id for m in findings.mentions if m.role is Role.LOCATION}
    found: dict[tuple[float, float], SpotFacts] = {}
    for claim in findings.claims:
        for mention_id in claim.mention_ids:
            spot = placed.get(mention_id)
            if spot is None or spot.place is None or mention_id not in located or not _tells(spot):
                continue
            where = f"claim {claim.id}: {spot.place.name}"
            found.setdefault((spot.place.lon, spot.place.lat), SpotFacts(where, spot.fineness_km))
    return list(found.values())


def _tells(spot: Resolution) -> bool:
    """Return whether a spot tells more than a neighbourhood: drawn as a point, or written in figures."""
    written = spot.place is not None and spot.place.kind is PlaceKind.POINT
    return spot.place is not None and (written or spot.where_prec is WherePrecision.EXACT)
