"""Editions: what a site told the last time, and what is new, changed and gone since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from geomap.model.scene import ClaimCard, RegionCard
from geomap.site.book import Book

_QUOTE = 200
_FACTS = (
    "claimant",
    "stance",
    "predicate",
    "places",
    "precision",
    "regions",
    "event_time",
    "date",
    "publisher",
    "title",
    "url",
    "reviewed",
    "quote",
)


@dataclass(frozen=True, slots=True)
class Brief:
    """A claim as an edition remembers it; ``facts`` are short hashes, in the order of their names."""

    id: str
    who: str
    verb: str
    quote: str
    publisher: str
    date: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim that is told otherwise than before, and in what."""

    id: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A region whose status is another than before; "" where there was, or is, none."""

    id: str
    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class News:
    """What an edition has that the one before had not; ``since`` is the date of that one."""

    first: bool = True
    since: str = ""
    new: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    vanished: tuple[Brief, ...] = ()
    statuses: tuple[Turned, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """What a site tells, in short: enough to say next time what has changed.

    ``gone`` are all claims that earlier editions had and this one has not.
    """

    digest: str
    as_of: str
    claims: Mapping[str, Brief] = field(default_factory=dict)
    statuses: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # name, headline
    gone: tuple[Brief, ...] = ()
    news: News = News()


def edition(book: Book, regions: Iterable[RegionCard], as_of: str, before: Edition | None) -> Edition:
    """Return this edition; what it tells is compared with the one before.

    Where both tell the same, what was new then is still what is new: building
    twice changes nothing.
    """
    claims = {card.id: _brief(card) for card in book.cards.values()}
    statuses = {r.id: (f"{r.name} ({r.country})", r.headline) for r in regions if r.claims or r.compositions}
    digest = hashlib.sha256(msgspec.json.encode((as_of, claims, statuses))).hexdigest()[:16]
    if before is None:
        return Edition(digest, as_of, claims, statuses)
    if before.digest == digest:
        return before
    vanished = tuple(brief for i, brief in before.claims.items() if i not in claims)
    gone = (*vanished, *(brief for brief in before.gone if brief.id not in claims))
    news = News(
        first=False,
        since=before.as_of,
        new=tuple(i for i in claims if i not in before.claims),
        changed=tuple(
            Changed(i, facts)
            for i, b in claims.items()
            if i in before.claims and (facts := _differ(before.claims[i], b))
        ),
        vanished=vanished,
        statuses=_turned(before.statuses, statuses),
    )
    return Edition(digest, as_of, claims, statuses, gone, news)


def dumped(found: Edition) -> bytes:
    """Return an edition as the next build reads it."""
    return msgspec.json.encode(found)


def load(path: Path) -> Edition | None:
    """Return the edition that a build left, None if there is none that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Edition)
    except (OSError, msgspec.MsgspecError):
        return None


def _brief(card: ClaimCard) -> Brief:
    facts = tuple(_hash(getattr(card, name)) for name in _FACTS)
    return Brief(card.id, card.claimant, card.verb, card.quote[:_QUOTE], card.publisher, card.date, facts)


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:8]


def _differ(before: Brief, now: Brief) -> tuple[str, ...]:
    pairs = zip(_FACTS, before.facts, now.facts, strict=False)
    return tuple(name for name, one, other in pairs if one != other)


def _turned(before: Mapping[str, tuple[str, str]], now: Mapping[str, tuple[str, str]]) -> tuple[Turned, ...]:
    found = []
    for key in sorted({*before, *now}):
        (name, old), (later, new) = before.get(key, ("", "")), now.get(key, ("", ""))
        if old != new:
            found.append(Turned(key, later or name, old, new))
    return tuple(found)
