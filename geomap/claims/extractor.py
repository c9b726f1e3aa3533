"""The extractor: a report with its places in, its claims out."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.actors import Actors
from geomap.claims.attribution import AttributionReader, Cited
from geomap.claims.clauses import clauses
from geomap.claims.decide import Clause, Decider
from geomap.claims.draft import Draft, claim_of
from geomap.claims.events import Event, events_within
from geomap.claims.memory import Memory
from geomap.claims.reading import Reading, read
from geomap.claims.sources import SourceReader
from geomap.claims.tags import TagReader
from geomap.claims.where import event_places, joined
from geomap.language.sentences import Sentence
from geomap.language.times import LONGEST_DATE, Times, only_date
from geomap.language.words import words_of
from geomap.model import Claim, Mention, Report, Resolution, When

_CLOSED_CUES = frozenset(("deny", "doubt", "after", "noun"))
_OPENING = " \t\n\"“”„«»'‘’,;:–—-("
_TRAILING = " \t\n,;–—-("


class Extractor:
    """Extracts claims by rules over words; every decision has a reason.

    Parameters
    ----------
    actors : Actors
        Who may act and speak.

    Notes
    -----
    Attribution follows PARC 3.0 (source, cue, content; Pareti 2016), stance
    FactBank (factuality relative to a source; Saurí and Pustejovsky 2009). The
    words are data in ``geodata/claims/``; the rules know no language.
    """

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._sources = SourceReader(actors)
        self._attributions = AttributionReader(self._sources)
        self._tags = TagReader(self._sources)
        self._decider = Decider(actors)

    def extract(
        self, report: Report, mentions: Sequence[Mention], resolutions: Sequence[Resolution]
    ) -> list[Claim]:
        """Return the claims of a report in the order of its text.

        Parameters
        ----------
        report : Report
            With its language, else it is read as English.
        mentions, resolutions : sequence
            Its places, one resolution for each mention.

        Returns
        -------
        list of Claim
            ``report.text[claim.start:claim.end] == claim.quote`` for each.
        """
        reading = read(report, mentions, resolutions, self._actors)
        memory = Memory()
        found: list[tuple[Sentence, Draft]] = []
        for sentence in reading.sentences:
            found += [(sentence, draft) for draft in self._sentence(reading, sentence, memory)]
        at = {sentence: number for number, sentence in enumerate(reading.sentences)}
        return [self._claim(reading, at[sentence], draft) for sentence, draft in _distinct(found)]

    def time_of(self, report: Report) -> When | None:
        """Return the first time that a report gives."""
        words = words_of(report.text)
        return Times(words, report.lang, report.published).within(0, len(words))

    def _sentence(self, reading: Reading, sentence: Sentence, memory: Memory) -> list[Draft]:
        tokens = reading.words.between(sentence.start, sentence.end)
        if not tokens or _is_tag(reading, tokens):
            return []
        first, last = tokens.start, tokens.stop
        memory.enter(sentence)
        if len(tokens) <= LONGEST_DATE:
            when = reading.times.within(first, last)
            memory.day = when if only_date(reading.words, tokens, when) else memory.day
        cited = self._attributions.find(reading, first, last) or self._tags.find(reading, first, last)
        events = events_within(reading, first, last, _closed(cited))
        if sentence.heading:
            events = _not_names(reading, events)
        spans = clauses(reading, first, last, cited, events)
        made = []
        for span in spans:
            draft = self._decider.decide(Clause(reading, sentence, span, tuple(cited), tuple(events)), memory)
            if draft is not None:
                memory.keep(draft)
                made.append(draft)
        memory.meet(self._sources.persons(reading, first, last))
        memory.hear(cited)
        if reading.report.text[sentence.start : sentence.end].endswith(":"):
            memory.preside(cited)
        if not made:
            named = event_places(reading, first, last, cited, first)
            memory.name(joined([p for p in named if not p.is_wide]))
        return made

    def _claim(self, reading: Reading, at: int, draft: Draft) -> Claim:
        before, after = (self._neighbour(reading, at + step) for step in (-1, 1))
        return claim_of(draft, reading.report, before, after)

    def _neighbour(self, reading: Reading, at: int) -> str:
        if not 0 <= at < len(reading.sentences):
            return ""
        other = reading.sentences[at]
        return reading.report.text[other.start : other.end]


def _closed(cited: Sequence[Cited]) -> list[tuple[int, int]]:
    """Return the tokens that tell of no happening: sources, and cues that are no happening themselves."""
    sources = [(c.source.first, c.source.last) for c in cited if c.source is not None]
    for one in cited:
        if one.kind in _CLOSED_CUES:
            around = one.covers(one.cue.first + 1) and one.content[1] == one.cue.last
            cue = (one.cue.first, one.cue.last)
            sources += [(cue[0], cue[0]), (cue[1], cue[1])] if around else [cue]
    return sources


def _not_names(reading: Reading, events: Sequence[Event]) -> list[Event]:
    """Leave out what a heading only names: "Battle of Khartoum" says nothing new."""
    return [e for e in events if not any(reading.has("headings.names", t) for t in (e.hit.first, e.hit.last))]


def _is_tag(reading: Reading, tokens: range) -> bool:
    """Return whether a fragment is the name of a publisher in brackets."""
    keys = reading.words.keys
    return keys[tokens.start] == "(" and keys[tokens.stop - 1] in (")", ".")


def _distinct(found: Sequence[tuple[Sentence, Draft]]) -> list[tuple[Sentence, Draft]]:
    """Return drafts of which no two have the same span, the first of each."""
    kept: dict[tuple[int, int], tuple[Sentence, Draft]] = {}
    for sentence, draft in found:
        kept.setdefault((draft.start, draft.end), (sentence, draft))
    return sorted(kept.values(), key=lambda pair: (pair[1].start, pair[1].end))
