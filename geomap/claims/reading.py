"""A report as the rules of claims read it: words, sentences, phrases, actors and places, found once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geomap.actors import Actors
from geomap.claims.vocabulary import Hits, vocabulary
from geomap.language.phrases import Hit
from geomap.language.sentences import Sentence, sentences_of
from geomap.language.times import Times
from geomap.language.words import Words, words_of
from geomap.model import Mention, PlaceKind, Report, Resolution, Role


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A mention by its tokens, with what it was resolved to."""

    first: int
    last: int
    mention: Mention
    resolution: Resolution

    @property
    def is_location(self) -> bool:
        """Whether something may happen there."""
        return self.mention.role is Role.LOCATION

    @property
    def is_wide(self) -> bool:
        """Whether it is a country or wider."""
        place = self.resolution.place
        return place is not None and place.kind in (PlaceKind.COUNTRY, PlaceKind.MACROREGION)


def _first(found: PlaceHit | Hit) -> int:
    return found.first


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with everything found in its words."""

    report: Report
    words: Words
    sentences: tuple[Sentence, ...]
    hits: Hits
    actors: tuple[Hit, ...]
    places: tuple[PlaceHit, ...]
    place_tokens: Mapping[int, PlaceHit]
    tables: Mapping[str, frozenset[int]]
    starts: Mapping[str, Mapping[int, Hit]]
    times: Times
    actor_tokens: frozenset[int]

    def places_within(self, first: int, last: int) -> list[PlaceHit]:
        """Return the places from one token to another (exclusive)."""
        near = self.places[
            bisect_left(self.places, first, key=_first) : bisect_left(self.places, last, key=_first)
        ]
        return [p for p in near if p.last < last]

    def actors_within(self, first: int, last: int) -> list[Hit]:
        """Return the actors from one token to another (exclusive)."""
        near = self.actors[
            bisect_left(self.actors, first, key=_first) : bisect_left(self.actors, last, key=_first)
        ]
        return [a for a in near if a.last < last]

    def has(self, table: str, token: int) -> bool:
        """Return whether a token belongs to a phrase of a table."""
        return token in self.tables[table]

    def begins(self, table: str, token: int) -> Hit | None:
        """Return the longest phrase of a table that begins at a token."""
        return self.starts[table].get(token)


_TABLES = (
    "weak.words",
    "headings.names",
    "predicates",
    "cues",
    "hedges.words",
    "speakers.nouns",
    "speakers.pronouns",
    "speakers.back",
    "speakers.media",
    "grammar.auxiliaries",
    "grammar.passive",
    "grammar.agent",
    "grammar.stop",
    "grammar.right_stop",
    "grammar.determiners",
    "grammar.leading",
    "grammar.join",
    "grammar.that",
    "grammar.of",
    "grammar.own",
    "grammar.who",
    "pointing.relative",
    "grammar.impersonal",
    "grammar.parenthetical",
    "elsewhere.before",
    "skip.words",
    "grammar.articles",
    "grammar.as_saying",
    "speakers.things",
    "places.prepositions",
    "beside",
    "elsewhere.near",
    "pointing.words",
    "clauses.contrast",
    "negation.before",
)


def read(
    report: Report, mentions: Sequence[Mention], resolutions: Sequence[Resolution], actors: Actors
) -> Reading:
    """Return the reading of a report; linear in its length."""
    words = words_of(report.text)
    hits = vocabulary(report.lang).find(words)
    places = tuple(_places(words, mentions, resolutions))
    named = tuple(actors.find(words, report.lang[:2]))
    return Reading(
        report,
        words,
        tuple(sentences_of(report.text)),
        hits,
        named,
        places,
        {token: place for place in places for token in range(place.first, place.last + 1)},
        {table: hits.tokens(table) for table in _TABLES},
        {table: hits.starts(table) for table in _TABLES},
        Times(words, report.lang, report.published),
        frozenset(t for hit in named for t in range(hit.first, hit.last + 1)),
    )


def _places(words: Words, mentions: Sequence[Mention], resolutions: Sequence[Resolution]) -> list[PlaceHit]:
    found = []
    for mention, resolution in zip(mentions, resolutions, strict=True):
        first = max(bisect_right(words.starts, mention.start) - 1, 0)
        inside = words.between(mention.start, mention.end)
        last = inside[-1] if inside else first
        found.append(PlaceHit(first, max(first, last), mention, resolution))
    return found
