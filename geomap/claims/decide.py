"""One clause in, one claim in the making out, or none: what, who, whether, where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geomap.actors import Actors
from geomap.claims.attribution import Cited
from geomap.claims.draft import DOUBTS_BEFORE, Draft
from geomap.claims.events import Event, chosen
from geomap.claims.memory import Memory
from geomap.claims.reading import PlaceHit, Reading
from geomap.claims.speech import Speech, speech_of
from geomap.claims.where import (
    Where,
    event_places,
    in_region_of,
    joined,
    names_unknown_place,
    of_demonym,
    places_of_source,
)
from geomap.language.sentences import Sentence
from geomap.model import Predicate, Proposition, Stance, WherePrecision

_POINTING_REACH = 4
_CONTENT = 4  # words after a denial that make a content of their own
_EDGES = ' \t\r\n,;–—-("“”„«»'
# What needs a place of its own: the words are too common to speak of the place before.
_NO_BACK = frozenset((Predicate.OTHER, Predicate.CEASEFIRE))
_OF_COUNTRY = frozenset((Predicate.CEASEFIRE, Predicate.STRIKES, Predicate.SHELLS))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what its sentence holds."""

    reading: Reading
    sentence: Sentence
    span: tuple[int, int]
    cited: tuple[Cited, ...]
    events: tuple[Event, ...]

    @property
    def own_events(self) -> list[Event]:
        """What the clause itself tells of."""
        return [e for e in self.events if self.span[0] <= e.hit.first < self.span[1]]

    def cue(self, kind: str) -> Cited | None:
        """Return the first attribution of a kind whose cue stands in the clause."""
        return next((c for c in self.cited if c.kind == kind and self.holds(c.cue.first)), None)

    def holds(self, token: int) -> bool:
        """Return whether a token belongs to the clause."""
        return self.span[0] <= token < self.span[1]

    def has(self, table: str) -> bool:
        """Return whether a phrase of a table stands in the clause."""
        return bool(self.reading.hits.within(table, *self.span))


class Decider:
    """Decides about clauses.

    Parameters
    ----------
    actors : Actors
        Who may act and speak.
    """

    def __init__(self, actors: Actors) -> None:
        self._actors = actors

    def decide(self, clause: Clause, memory: Memory) -> Draft | None:
        """Return what a clause claims, None if it claims nothing about a place."""
        denial = clause.cue("deny") or clause.cue("doubt")
        if denial is not None:
            pointed = self._pointed(clause, denial, memory)
            if pointed is not None:
                return pointed
        event = chosen(clause.own_events if denial is None else self._denied(clause, denial))
        if event is None:
            return None
        where = self._where(clause, event, memory)
        if where is None:
            return None
        return self._draft(clause, event, where, memory)

    def _denied(self, clause: Clause, denial: Cited) -> list[Event]:
        said = [e for e in clause.own_events if denial.covers(e.hit.first)]
        return said or clause.own_events

    def _draft(self, clause: Clause, event: Event, where: Where, memory: Memory) -> Draft:
        speech = speech_of(clause.reading, clause.cited, event.hit.first, clause.span, memory)
        stance, why = self._stance(clause, event, speech)
        actor, target = self._parties(clause, event, speech)
        reasons = (
            f"“{clause.reading.words.span_text(event.hit.first, event.hit.last)}” tells of "
            f"{event.predicate.value.replace('_', ' ')}",
            *why,
            *speech.reasons,
            *((where.reason,) if where.reason else ()),
        )
        start, end = self._extent(clause)
        return Draft(
            start,
            end,
            Proposition(event.predicate, actor, target, negated=event.negated),
            stance,
            speech.attribution,
            where,
            event_time=clause.reading.times.within(*clause.span) or memory.day,
            reasons=reasons,
            block=clause.sentence.block,
        )

    def _extent(self, clause: Clause) -> tuple[int, int]:
        """Return the span of a clause in characters: the sentence where the clause is all of it."""
        words, (first, last) = clause.reading.words, clause.span
        start = clause.sentence.start if words.starts[first] <= clause.sentence.start else words.starts[first]
        whole = last >= words.between(clause.sentence.start, clause.sentence.end).stop
        end = clause.sentence.end if whole else words.ends[last - 1]
        text = clause.reading.report.text
        while not whole and end > start and text[end - 1] in " \t\r\n,;–—-(":
            end -= 1
        return start, end

    def _pointed(self, clause: Clause, denial: Cited, memory: Memory) -> Draft | None:
        """Return the denial of an earlier claim that the clause only points at: "denied this"."""
        said = [e for e in clause.own_events if denial.covers(e.hit.first)]
        hit = self._pointing(clause, denial)
        if said and (hit is None or not self._stands_alone(clause, hit)):
            return None
        if self._says_what(clause, denial, hit) or (hit is None and denial.kind == "doubt"):
            return None
        speech = speech_of(clause.reading, clause.cited, denial.content[0], clause.span, memory, denial)
        if denial.kind == "doubt" and not speech.attribution.claimants:
            return None  # the author's own doubt is about the sentence itself
        target = memory.contested(speech.attribution.claimants, self._since(clause))
        if target is None:
            return None
        start, end = self._extent(clause)
        doubts = denial.kind == "doubt"
        reason = DOUBTS_BEFORE if doubts else "denies the claim before it"
        return replace(
            target,
            start=start,
            end=end,
            proposition=replace(target.proposition, negated=False),
            stance=Stance.DOUBTS if doubts else Stance.DENIES,
            attribution=speech.attribution,
            where=replace(target.where, reason=reason),
            reasons=(reason, *speech.reasons),
            block=clause.sentence.block,
        )

    def _since(self, clause: Clause) -> int:
        """Return where the sentence begins if something stands in it before the clause: that is denied."""
        first = clause.reading.words.between(clause.sentence.start, clause.sentence.end).start
        told = any(clause.reading.words.is_word(t) for t in range(first, clause.span[0]))
        return clause.sentence.start if told else 0

    def _says_what(self, clause: Clause, denial: Cited, hit: int | None) -> bool:
        """Return whether a denial has content of its own, about which no rule knows: "denied that …"."""
        words = clause.reading.words
        if denial.content[0] <= denial.cue.last:
            return denial.covers(denial.cue.first + 1) and denial.cue.last - denial.cue.first > _CONTENT
        after = [t for t in range(denial.cue.last + 1, clause.span[1]) if words.is_word(t)]
        clause_follows = bool(after) and clause.reading.has("grammar.that", after[0])
        return clause_follows or (hit is None and len(after) >= _CONTENT)

    def _stands_alone(self, clause: Clause, last: int) -> bool:
        """Return whether nothing follows that says what is denied: "this", not "this report of …"."""
        if last + 1 >= clause.span[1]:
            return True
        key = clause.reading.words.keys[last + 1]
        return not key.isalnum() or clause.reading.has("grammar.join", last + 1)

    def _pointing(self, clause: Clause, denial: Cited) -> int | None:
        """Return the last token of "this claim" beside a denial."""
        first, last = denial.cue.first, denial.cue.last
        near = [
            hit
            for hit in clause.reading.hits.within("pointing.words", *clause.span)
            if -_POINTING_REACH <= hit.first - last <= _POINTING_REACH
            or 0 < first - hit.last <= _POINTING_REACH
        ]
        after = [hit for hit in near if hit.first > last]
        if not near and clause.reading.has("pointing.relative", clause.span[0]):
            return clause.span[0]  # "…, which Kyiv denied"
        return max(after or near, key=lambda hit: hit.last).last if near else None

    def _where(self, clause: Clause, event: Event, memory: Memory) -> Where | None:
        reading, (first, last) = clause.reading, clause.span
        places = event_places(reading, first, last, clause.cited, event.hit.first)
        if not places and clause.span[0] > 0:
            places = self._of_sentence(clause, event)
        if places:
            return self._named(joined(places), event)
        back = clause.has("back.words")
        if not event.weak and not back and names_unknown_place(reading, first, last, clause.cited):
            return in_region_of(memory.where(points_back=False))
        country = of_demonym(reading, event.hit.last, last, self._actors)
        if event.predicate in _OF_COUNTRY and country.is_known:
            return country
        if back or not (event.weak or event.predicate in _NO_BACK):
            before = memory.where(points_back=back)
            if before is not None:
                return replace(before, reason="place of the claim before")
        return self._without_place(clause, event)

    def _named(self, where: Where, event: Event) -> Where | None:
        """Return the place that a clause names, None where weak words speak of a whole country."""
        if not where.is_known:
            where = replace(where, reason="the place named is not known")
        wide = where.precision >= WherePrecision.COUNTRY or not where.region_ids
        return None if wide and event.weak else where

    def _without_place(self, clause: Clause, event: Event) -> Where | None:
        """Return the place of the speaker, or none for a truce, which may hold everywhere."""
        for cited in clause.cited:
            if cited.covers(event.hit.first) and (places := places_of_source(clause.reading, cited)):
                return replace(joined(places), reason="place of the speaker")
        if not event.weak and names_unknown_place(clause.reading, *clause.span, clause.cited):
            return in_region_of(None)
        return Where() if event.predicate is Predicate.CEASEFIRE and not event.weak else None

    def _of_sentence(self, clause: Clause, event: Event) -> list[PlaceHit]:
        """Return the places of the sentence before the clause: its head may name the place."""
        tokens = clause.reading.words.between(clause.sentence.start, clause.sentence.end)
        return event_places(clause.reading, tokens.start, clause.span[1], clause.cited, event.hit.first)

    def _stance(self, clause: Clause, event: Event, speech: Speech) -> tuple[Stance, tuple[str, ...]]:
        if clause.cue("deny") is not None:
            return Stance.DENIES, ("a word of denial",)
        if clause.cue("doubt") is not None or self._doubted_after(clause):
            return Stance.DOUBTS, ("said to be without proof",)
        if event.negated:
            return Stance.DENIES, ("said not to be so",)
        if clause.has("hedges.words"):
            return Stance.REPORTS, ("said without committing to it",)
        if clause.cue("retract") is not None:
            return Stance.RETRACTS, ("taken back",)
        if event.planned and speech.kind in ("say", "plan", "none"):
            return Stance.PLANS, ("planned or possible, not done",)
        if speech.kind == "confirm":
            return Stance.CONFIRMS, ("confirmed",)
        return Stance.ASSERTS, ()

    def _doubted_after(self, clause: Clause) -> bool:
        """Return whether the rest of the sentence says that there is no proof."""
        return any(c.kind == "doubt" and c.cue.first >= clause.span[1] for c in clause.cited)

    def _parties(self, clause: Clause, event: Event, speech: Speech) -> tuple[str, str]:
        """Return who acts and on whom: the nearest actors before and after the happening."""
        reading, (first, last) = clause.reading, clause.span
        first = max([first, *(c.content[0] for c in clause.cited if c.covers(event.hit.first))])
        before = [
            a for a in reading.actors_within(first, event.hit.first) if self._acts(reading, a.first, clause)
        ]
        after = [
            a for a in reading.actors_within(event.hit.last + 1, last) if self._acts(reading, a.first, clause)
        ]
        by = [
            a
            for a in after
            if reading.has("grammar.agent", a.first - 1) or reading.has("grammar.agent", a.first - 2)
        ]
        claimants = speech.attribution.claimants
        own = [c.actor_id for c in claimants if c.actor_id]
        if by:
            return by[0].label, before[-1].label if before else ""
        if before:
            return before[-1].label, after[0].label if after else ""
        says_own = any(reading.has("grammar.own", t) for t in range(first, event.hit.first))
        return (own[0] if own and (says_own or not after) else ""), after[0].label if after else ""

    def _acts(self, reading: Reading, token: int, clause: Clause) -> bool:
        place = reading.place_tokens.get(token)
        in_source = any(c.source and c.source.first <= token <= c.source.last for c in clause.cited)
        return not in_source and (place is None or not place.is_location)
