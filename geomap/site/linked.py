"""JSON-LD for those who read pages by machine: a data set of claims, never a verdict on one.

``Claim`` with who made it and where it appeared; ``ClaimReview`` is left to
those who check facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geomap.model.scene import ClaimCard, Scene
from geomap.renderers import as_script
from geomap.site.downloads import FILES

_CONTEXT = "https://schema.org"


def dataset(scene: Scene, url: str, cards: Iterable[ClaimCard]) -> str:
    """Return the description of the site's data."""
    days = sorted(day for card in cards for day in card.published if day)
    west, south, east, north = scene.bounds
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": f"{url}#data",
        "name": scene.title,
        "description": f"{scene.summary}. {scene.review}. {scene.method_note}",
        "url": url,
        "isAccessibleForFree": True,
        "creditText": "; ".join(scene.credits),
        "usageInfo": f"{url}terms.html",
        "measurementTechnique": f"{url}method.html",
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
        },
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{url}{file.path}", "encodingFormat": file.media_type}
            for file in FILES
        ],
    }
    if days:
        data["temporalCoverage"] = f"{days[0]}/{days[-1]}"
        data["dateModified"] = days[-1]
    return as_script(data)


def claims(page: str, url: str, cards: Iterable[ClaimCard]) -> str:
    """Return the claims that stand on a page."""
    return as_script({"@context": _CONTEXT, "@graph": [_claim(card, f"{url}{page}", url) for card in cards]})


def _claim(card: ClaimCard, page: str, url: str) -> dict[str, Any]:
    report: dict[str, Any] = {
        "@type": "CreativeWork",
        "publisher": {"@type": "Organization", "name": card.publisher},
    }
    if card.title:
        report["name"] = card.title
    if card.url:
        report["url"] = card.url
    if card.published[0]:
        report["datePublished"] = card.published[0]
    return {
        "@type": "Claim",
        "@id": f"{page}#c-{card.id}",
        "text": card.quote,
        # Whether a person or a body speaks is not known: a name is all that is said of them.
        "creditText": card.claimant,
        "firstAppearance" if card.reports < 2 else "appearance": report,
        "isPartOf": {"@id": f"{url}#data"},
        **({"inLanguage": card.lang} if card.lang else {}),
    }
