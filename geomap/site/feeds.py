"""For readers elsewhere: an Atom feed with GeoRSS points, and a sitemap."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from geomap.language.interface import Words
from geomap.model.scene import ClaimCard, Scene
from geomap.site.book import Book
from geomap.site.pages import Face
from geomap.writing import xml

_ATOM, _GEORSS = "http://www.w3.org/2005/Atom", "http://www.georss.org/georss"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWEST = 100
_TITLE = 140


def atom(face: Face, scene: Scene, book: Book, words: Words) -> bytes | None:
    """Return the newest claims as a feed; None where none has a date, which Atom demands."""
    dated = [card for card in book.cards.values() if _day(card)][::-1][:_NEWEST]
    if not dated:
        return None
    points = _points(scene)
    # Prefixes as they stand: ElementTree's own register of them is shared with whoever draws an SVG.
    feed = ET.Element("feed", {"xmlns": _ATOM, "xmlns:georss": _GEORSS, "xml:lang": scene.lang})
    _put(feed, "id", face.url)
    _put(feed, "title", face.title)
    _put(feed, "subtitle", f"{scene.method_note} {scene.review}")
    _put(feed, "updated", _moment(max(_day(card) for card in dated)))
    _put(feed, "author/name", face.title)
    _put(feed, "rights", face.boundary_note)
    _put(feed, "generator", "geomap", uri="https://pypi.org/project/geomap/")
    _put(feed, "link", rel="self", type="application/atom+xml", href=f"{face.url}feed.xml")
    _put(feed, "link", rel="alternate", type="text/html", href=face.url)
    for card in dated:
        feed.append(_entry(card, face, book.page(card.id), points, words))
    return _document(feed)


def sitemap(face: Face, paths: Iterable[str]) -> bytes:
    """Return the pages of the site, for those who index it."""
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    for path in paths:
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = face.url + quote("" if path == "index.html" else path)
    return _document(root)


def _entry(
    card: ClaimCard, face: Face, page: str, points: Mapping[str, tuple[float, float]], words: Words
) -> ET.Element:
    entry = ET.Element("entry")
    # The id is the claim's, whatever page it stands on later.
    _put(entry, "id", f"{face.url}#claim-{card.id}")
    places = f" ({', '.join(card.places)})" if card.places else ""
    _put(entry, "title", f"{card.claimant} {card.verb}: {card.predicate}{places}"[:_TITLE])
    _put(entry, "updated", _moment(_day(card)))
    _put(entry, "published", _moment(_day(card)))
    _put(entry, "link", rel="alternate", type="text/html", href=f"{face.url}{page}#c-{card.id}")
    if card.url:
        _put(entry, "link", rel="via", href=card.url)
    _put(entry, "category", term=card.kind, label=card.predicate)
    review = words("site.reviewed" if card.reviewed else "site.machine")
    quote_ = f"{card.quote} …" if card.cut else card.quote
    told = f"{card.claimant} {card.verb}: “{quote_}” — {card.publisher}, {card.date}. {review}."
    _put(entry, "content", told, type="text")
    if card.id in points:
        lon, lat = points[card.id]
        ET.SubElement(entry, "georss:point").text = f"{lat:.4f} {lon:.4f}"
        ET.SubElement(entry, "georss:featurename").text = xml(", ".join(card.places))
    return entry


def _points(scene: Scene) -> dict[str, tuple[float, float]]:
    """Return where claims are drawn as points: nothing that is only near a place has one."""
    found: dict[str, tuple[float, float]] = {}
    for mark in scene.marks:
        if mark.exact:
            for claim_id in mark.claims:
                found.setdefault(claim_id, (mark.lon, mark.lat))
    return found


def _day(card: ClaimCard) -> str:
    return card.published[1] or card.published[0]


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _put(parent: ET.Element, path: str, text: str = "", **attributes: str) -> None:
    for name in path.split("/"):
        parent = ET.SubElement(parent, name)
    parent.attrib.update({key: xml(value) for key, value in attributes.items()})
    if text:
        parent.text = xml(text)


def _document(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def undated(cards: Sequence[ClaimCard]) -> int:
    """Return how many claims have no date, and so are in no feed."""
    return sum(not _day(card) for card in cards)
