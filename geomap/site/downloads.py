"""The data of a site, as files to take along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geomap.model import Claim, Findings
from geomap.site.made import Made, key_of

FILES = (("data/claims.geojson", "geojson"), ("data/claims.csv", "csv"), ("data/claims.gpkg", "gpkg"))
_CONTEXT_CHARS = 400


def downloads(findings: Findings, quote_chars: int) -> Iterator[Made]:
    """Return the files of data: what is shown, no more of the words than is shown.

    Parameters
    ----------
    findings : Findings
        What was found.
    quote_chars : int
        The longest quote that may be published.
    """
    from geomap.archive import encoded  # geopandas is slow to import

    told = replace(findings, claims=tuple(_cut(claim, quote_chars) for claim in findings.claims))
    plain = (findings.reports, findings.mentions, findings.resolutions, told.claims)
    key = key_of([(r.id, r.text_sha256, r.title, r.publisher, r.author, r.url, r.licence) for r in plain[0]],
                 plain[1:], [r.published for r in plain[0]])  # fmt: skip
    for path, form in FILES:
        yield Made(path, key, lambda form=form: encoded(told, form))  # type: ignore[misc]


def _cut(claim: Claim, quote_chars: int) -> Claim:
    quote = claim.quote if len(claim.quote) <= quote_chars else f"{claim.quote[:quote_chars]} …"
    return replace(
        claim, quote=quote, before=claim.before[-_CONTEXT_CHARS:], after=claim.after[:_CONTEXT_CHARS]
    )
