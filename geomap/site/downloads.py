"""The data of a site, as files to take along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from geomap.model import Claim, Findings
from geomap.scene.cards import CONTEXT_CHARS
from geomap.site.made import Made, key_of


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of data: where it stands, in which form."""

    path: str
    form: str
    media_type: str


TABLE = DataFile("data/claims.csv", "csv", "text/csv")
FILES = (
    DataFile("data/claims.geojson", "geojson", "application/geo+json"),
    TABLE,
    DataFile("data/claims.gpkg", "gpkg", "application/geopackage+sqlite3"),
)


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
    for file in FILES:
        yield Made(file.path, key, partial(encoded, told, file.form))


def _cut(claim: Claim, quote_chars: int) -> Claim:
    quote = claim.quote if len(claim.quote) <= quote_chars else f"{claim.quote[:quote_chars]} …"
    return replace(
        claim, quote=quote, before=claim.before[-CONTEXT_CHARS:], after=claim.after[:CONTEXT_CHARS]
    )
