"""RSS and Atom files: a report an entry, with the provenance that the feed gives (by feedparser)."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from geomap.documents.decoding import tidy
from geomap.documents.metadata import Metadata, from_mapping, make_report, parse_date
from geomap.errors import InputError
from geomap.model import Notice, Report

SUFFIXES = frozenset({".rss", ".atom", ".rdf", ".xml"})
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
_HEAD = 4096
_HTML = ("text/html", "application/xhtml+xml")


def is_feed(raw: bytes) -> bool:
    """Tell a feed by its first element, whatever the file is called."""
    return _ROOT.match(raw[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is not None


def entries(raw: bytes, name: str, defaults: Metadata) -> Iterator[Report | Notice]:
    """Yield a report for each entry of a feed; one that cannot be used becomes a notice.

    The text is the fullest that the entry has: its content, else its summary,
    else its title. What the feed does not say is taken from ``defaults``.

    Raises
    ------
    InputError
        When the file is no feed, or holds no entry.
    """
    feed = _parsed(raw, name)
    if feed.get("bozo") and feed.entries:
        yield Notice("repaired", f"{name}: not well-formed ({_why(feed)}); read as far as it goes", name)
    for number, entry in enumerate(feed.entries, 1):
        where = f"{name}: entry {number}"
        text, (date, odd) = _text(entry), _date(entry)
        if not text.strip():
            yield Notice("empty-entry", f"{where}: no text; left out", name)
            continue
        if odd:
            yield Notice("bad-date", f"{where}: not a date: {odd[:60]!r}; taken as undated", name)
        yield make_report(text, _metadata(entry, feed.feed, date).over(defaults))


def _parsed(raw: bytes, name: str) -> Any:
    import feedparser  # only those who read feeds wait for it

    # Always a file in memory: given a text, the library would take one that looks like an address to be one.
    found = feedparser.parse(io.BytesIO(raw), sanitize_html=False) if raw.strip() else None
    if not found or not (found.get("version") or found.entries):
        raise InputError(
            f"{name}: not a feed", hint="Give RSS or Atom, or save the article as .html or .txt."
        )
    if not found.entries:
        why = f" ({_why(found)})" if found.get("bozo") else ""
        raise InputError(f"{name}: a feed without entries{why}", hint="Save the feed again.")
    return found


def _why(feed: Any) -> str:
    return " ".join(str(feed.get("bozo_exception", "")).split())[:100]


def _text(entry: Mapping[str, Any]) -> str:
    """Return the fullest text of an entry."""
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [text for detail in details if (text := _plain(detail))]
    return max(texts, key=len, default="") or _plain(entry.get("title_detail") or {})


def _plain(detail: Mapping[str, Any]) -> str:
    value = tidy(str(detail.get("value") or ""))
    if not value.strip():
        return ""
    from geomap.documents.fragments import plain  # lxml, which only feeds and saved pages need

    return plain(value) if detail.get("type") in _HTML else value.strip()


def _metadata(entry: Mapping[str, Any], feed: Mapping[str, Any], date: str) -> Metadata:
    """Return who published an entry, when and where; its publisher is whoever it was taken from.

    Its language is left open: feeds often name that of their software.
    """
    source = entry.get("source") or {}
    return from_mapping(
        {
            "title": _plain(entry.get("title_detail") or {}),
            "publisher": source.get("title")
            or entry.get("publisher")
            or feed.get("publisher")
            or feed.get("title"),
            "author": entry.get("author"),
            "url": entry.get("link"),
            "date": date,
            "licence": entry.get("license")
            or entry.get("rights")
            or feed.get("license")
            or feed.get("rights"),
        }
    )


def _date(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return when an entry was published, and the words for it that nobody understands ("" if none)."""
    # A plain mapping: for one of the two that is missing the library's own would answer with the other.
    own, odd = dict(entry), ""
    for key in ("published", "updated"):
        written, understood = str(own.get(key) or ""), own.get(f"{key}_parsed")
        if not written.strip():
            continue
        try:
            parse_date(written)
        except InputError:
            if isinstance(understood, time.struct_time):
                return datetime(*understood[:6], tzinfo=UTC).isoformat(), ""
            odd = odd or written
        else:
            return written, ""
    return "", odd
