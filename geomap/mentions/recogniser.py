"""The recogniser: a report in, its mentions out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from geomap import datapackage
from geomap.language.coordinates import find_coordinates
from geomap.language.detect import LanguageProfiles, shipped_profiles
from geomap.language.endings import EndingTable, read_endings
from geomap.mentions.abbreviations import read_abbreviations
from geomap.mentions.demonyms import read_demonyms
from geomap.mentions.facts import FactsReader, NameFacts, Names
from geomap.mentions.features import features, gather
from geomap.mentions.filter import LinearFilter, read_filter
from geomap.mentions.lexicon import Lexicon, read_lexicons
from geomap.mentions.matcher import Matcher
from geomap.mentions.relations import relation_of
from geomap.mentions.roles import RoleReader
from geomap.mentions.seats import read_seats
from geomap.mentions.spans import PLACE_NOUN, Reading, Source, Span, SpanFinder
from geomap.mentions.tokens import Tokens, tokenise
from geomap.model import Mention, PlaceKind, Report, Role

_FALLBACK = "en"
_INFLECTED_SHARE = 0.7
_CERTAIN = 0.9
_ARTICLES = ("the", "a", "nearby", "border", "small", "neighbouring")
_UNKNOWN_THRESHOLD = 0.15  # a name in no gazetteer, where somebody else will be asked about it


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the recogniser reads from ``geodata/``."""

    lexicons: Mapping[str, Lexicon]
    endings: Mapping[str, EndingTable]
    profiles: LanguageProfiles
    filter: LinearFilter


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features, its probability and its facts."""

    span: Span
    features: tuple[str, ...]
    probability: float
    facts: NameFacts | None


class Finder(Protocol):
    """The promise of a recogniser, ours or a user's: a report in, its mentions out."""

    def find(self, report: Report) -> list[Mention]:
        """Return the mentions of a report in the order of its text; each span matches the text."""


class Recognizer:
    """Finds place names in reports.

    Parameters
    ----------
    gazetteer : Gazetteer
        Knows the names.
    actors : Actors, optional
        Not needed to find names; kept for those who look for more than places.
    demonyms : bool
        Whether words for peoples ("Ukrainian") are returned too.
    unknown_names : bool
        Whether doubtful names that the gazetteer does not know are returned
        too, to be asked of a service.
    folder : Path, optional
        Where the data files lie; those of geomap by default.
    weights : Path, optional
        Other weights than the shipped ones.
    """

    def __init__(
        self,
        gazetteer: Names,
        actors: object | None = None,
        *,
        demonyms: bool = False,
        unknown_names: bool = False,
        folder: Path | None = None,
        weights: Path | None = None,
    ) -> None:
        folder = folder or datapackage.root()
        self._shelf = Shelf(
            read_lexicons(folder / "mentions"),
            read_endings(folder / "language" / "endings.toml"),
            shipped_profiles(folder / "language" / "profiles.toml"),
            read_filter(weights or folder / "mentions" / "weights.json"),
        )
        self._demonyms = demonyms
        self._unknown_threshold = _UNKNOWN_THRESHOLD if unknown_names else 1.0
        self._facts = FactsReader(gazetteer)
        self._matcher = Matcher(gazetteer)
        self._finder = SpanFinder(
            self._matcher,
            read_demonyms(folder / "mentions" / "demonyms.toml"),
            read_abbreviations(folder / "mentions" / "abbreviations.toml"),
        )
        self._roles = RoleReader(read_seats(folder / "mentions" / "seats.toml"))

    def reweighted(self, weights: LinearFilter) -> Recognizer:
        """Return a recogniser that differs in its weights alone."""
        other = copy(self)
        other._shelf = replace(self._shelf, filter=weights)
        return other

    def find(self, report: Report) -> list[Mention]:
        """Return the mentions of a report in the order of its text."""
        reading = self.read(report)
        threshold = self._shelf.filter.threshold
        if reading.endings is not None:  # fewer words bear capitals there than in English
            threshold *= _INFLECTED_SHARE
        doubtful = min(threshold, self._unknown_threshold)
        judged = [
            j
            for j in self.judge(reading)
            if j.probability >= (doubtful if j.span.source is Source.UNKNOWN else threshold)
            or (j.span.source is Source.UNKNOWN and introduced(reading, j.span))
        ]
        points = coordinate_mentions(report)
        mentions = [
            mention
            for mention in self._mentions(report, reading, judged)
            if (self._demonyms or mention.role is not Role.DEMONYM)
            and not any(point.start < mention.end and mention.start < point.end for point in points)
        ]
        return sorted((*mentions, *points), key=lambda m: m.start) if points else mentions

    def describe(self, report: Report, spans: Iterable[tuple[int, int]]) -> list[Mention]:
        """Return mentions for spans that somebody else found, as this recogniser would read them.

        Parameters
        ----------
        report : Report
            The report the spans lie in.
        spans : iterable of (int, int)
            Where the names start and end; each yields one mention, in order.
        """
        reading = self.read(report)
        judged = self.judge(reading)
        own = {bounds(reading.tokens, one.span): one for one in judged}
        chosen = [own.get(span) or self._given(reading, judged, span) for span in spans]
        mentions = self._mentions(report, reading, chosen)
        return [
            replace(mention, start=start, end=end, text=report.text[start:end])
            for mention, (start, end) in zip(mentions, spans, strict=True)
        ]

    def _given(self, reading: Reading, judged: Sequence[Judged], place: tuple[int, int]) -> Judged:
        """Read a span that is no candidate of its own."""
        start, end = place
        for one in judged:
            left, right = bounds(reading.tokens, one.span)
            if start <= left and right <= end and one.span.ids and right - left > 0.6 * (end - start):
                return one
        tokens = reading.tokens
        first = max(0, bisect_right(tokens.starts, start) - 1)
        last = max(first, bisect_left(tokens.starts, end) - 1)
        match = self._matcher.over(tokens, first, last, reading.endings)
        kind = reading.lexicon.designators.get(tokens.word(last)) if last > first else None
        span = Span(first, last, first, last, Source.GAZETTEER, match[0], match[1], kind)
        return Judged(span, (), 1.0, self._facts.of_names(match[1]))

    def read(self, report: Report) -> Reading:
        """Split a report into words and look up what its language knows of them."""
        language = report.lang[:2].lower() or self._shelf.profiles.identify(report.text)
        lexicons = self._shelf.lexicons
        lexicon = lexicons.get(language) or lexicons[_FALLBACK]
        return Reading(tokenise(report.text), lexicon, self._shelf.endings.get(language))

    def judge(self, reading: Reading) -> list[Judged]:
        """Return all candidates with their probabilities."""
        spans = self._finder.find(reading)
        facts = [self._facts.of_names(span.ids) for span in spans]
        evidence = gather(reading, spans)
        judged = []
        for at, span in enumerate(spans):
            found = features(reading, evidence, spans, facts, at)
            probability = self._shelf.filter.probability(found)
            if "designated:known_region" in found:  # "Kherson Oblast" is one, wherever it stands
                probability = max(probability, _CERTAIN)
            judged.append(Judged(span, tuple(found), probability, facts[at]))
        return judged

    def _mentions(self, report: Report, reading: Reading, judged: list[Judged]) -> list[Mention]:
        roles = self._roles.read(reading, [j.span for j in judged], [j.facts for j in judged])
        mentions = []
        for one, (role, reason) in zip(judged, roles, strict=True):
            start, end = bounds(reading.tokens, one.span)
            telling = self._shelf.filter.telling(one.features)
            mentions.append(
                Mention(
                    report_id=report.id,
                    start=start,
                    end=end,
                    text=report.text[start:end],
                    names=one.span.keys or (report.text[start:end],),
                    kind=one.span.kind,
                    role=role,
                    relation=relation_of(reading, one.span),
                    confidence=round(one.probability, 3),
                    reasons=(reason, *telling) if reason else telling,
                )
            )
        return mentions


def introduced(reading: Reading, span: Span) -> bool:
    """Whether the text itself says that a name is a place's: "the village of X", "село X"."""
    tokens, before = reading.tokens, span.first - 1
    if before < 0 or tokens.opens[span.first]:
        return False
    if tokens.word(before) == "of":
        return bool(reading.mask(before - 1) & PLACE_NOUN) and tokens.word(before - 2) in _ARTICLES
    inflected = reading.endings is not None and tokens.gap(before) == " "
    return inflected and bool(reading.mask(before) & PLACE_NOUN) and not tokens.capital[before]


def bounds(tokens: Tokens, span: Span) -> tuple[int, int]:
    """Return where a span starts and ends in the text, the full stop of "U.S." included."""
    end = tokens.ends[span.last]
    dotted = span.source is Source.SHORT and tokens.text[end : end + 1] == "."
    if dotted and (len(tokens.words[span.last]) == 1 or span.first == span.last):
        end += 1
    return tokens.starts[span.first], end


def coordinate_mentions(report: Report) -> list[Mention]:
    """Return the coordinates written in a report as mentions."""
    return [
        Mention(
            report_id=report.id,
            start=written.start,
            end=written.end,
            text=report.text[written.start : written.end],
            names=(report.text[written.start : written.end],),
            kind=PlaceKind.POINT,
            reasons=("coordinates",),
        )
        for written in find_coordinates(report.text)
    ]
