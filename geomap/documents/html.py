"""A saved web page in, its article and provenance out (by trafilatura)."""

from __future__ import annotations

from geomap.documents.metadata import Metadata, from_mapping
from geomap.errors import InputError

# A fixed horizon: by default the extractor compares dates with today's.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}


def article(markup: str, name: str) -> tuple[Metadata, str]:
    """Return the provenance and text of the article in a page.

    Raises
    ------
    InputError
        When the page has no article text.
    """
    import trafilatura  # half a second of imports, only for HTML

    document = trafilatura.bare_extraction(
        markup, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    found = document if isinstance(document, dict) or document is None else document.as_dict()
    text = str((found or {}).get("text") or "")
    if not found or not text.strip():
        raise InputError(
            f"{name}: no article text found in this page",
            hint="Save the article's text as .txt and give --publisher, --date and --url.",
        )
    return from_mapping({**found, "id": None, "publisher": found.get("sitename"), "lang": None}), text
