"""Claims of whatever extractor, kept only where they quote the report to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from geomap.model import Claim, Mention, Notice, Report, Resolution, claim_id


class ClaimExtractor(Protocol):
    """The promise of an extractor: a report with its places in, its claims out."""

    def extract(
        self, report: Report, mentions: Sequence[Mention], resolutions: Sequence[Resolution]
    ) -> Iterable[Claim]:
        """Return the claims of a report, each with the span that it quotes."""


def verbatim(report: Report, claims: Iterable[Claim]) -> tuple[list[Claim], list[Notice]]:
    """Return the claims that quote the report, and a notice for each that does not.

    A claim must be of the report, lie in its text, quote it to the letter and
    bear the id that follows from its span; two of one span are one too many.
    """
    kept: dict[str, Claim] = {}
    refused = []
    for claim in claims:
        why = _fault(report, claim) or ("its span was claimed already" if claim.id in kept else "")
        if why:
            message = f"a claim was refused: {why} ({claim.quote[:60]!r})"
            refused.append(Notice("refused-claim", message, report.id))
        else:
            kept[claim.id] = claim
    return list(kept.values()), refused


def _fault(report: Report, claim: Claim) -> str:
    if claim.report_id != report.id:
        return "it is of another report"
    if not 0 <= claim.start < claim.end <= len(report.text):
        return "its span lies outside the text"
    if report.text[claim.start : claim.end] != claim.quote:
        return "its quote is not what the text says there"
    if claim.id != claim_id(report.text_sha256, claim.start, claim.end):
        return "its id does not follow from its span"
    return ""
