"""What a clause says happens: its predicate, and whether it is denied, planned or feared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.claims.reading import Reading
from geomap.language.phrases import Hit
from geomap.model import Predicate

_ATTACK, _BLAST = "attack", "blast"
_VOID = "void"  # idioms that only sound like a happening: "entering its third year"
_BESIDE_REACH = 6
_NEGATION_REACH = 6
_MODAL_REACH = 9

# What a clause is about where it tells of several things: control and movement before fire, fire before
# fighting, the means before the harm. Within a rank the first wins.
_RANKS = {
    Predicate.TAKES_CONTROL: 0,
    Predicate.LOSES_CONTROL: 0,
    Predicate.HOLDS: 1,
    Predicate.ENCIRCLES: 0,
    Predicate.ADVANCES: 0,
    Predicate.INFILTRATES: 1,
    Predicate.WITHDRAWS: 0,
    Predicate.REPELS_ATTACK: -1,
    Predicate.CEASEFIRE: 0,
    Predicate.STRIKES: 2,
    Predicate.SHELLS: 2,
    Predicate.CLASHES: 3,
    Predicate.PRESENT_IN: 3,
    Predicate.THREATENS: 3,
    Predicate.EVACUATION_ORDERED: 4,
    Predicate.DAMAGE_OR_CASUALTIES: 4,
    Predicate.OTHER: 5,
}
_POSITIONS = frozenset((Predicate.ADVANCES.value, Predicate.PRESENT_IN.value))
_LOW = 4  # of words that tell of an effect without its cause: "explosions"
_BEFORE_MONTH = frozenset(("in", "since", "of", "by", "until", "early", "late", "mid", "last", "from"))
_OFFENSIVE = frozenset(
    (
        Predicate.TAKES_CONTROL,
        Predicate.ADVANCES,
        Predicate.INFILTRATES,
        Predicate.ENCIRCLES,
        Predicate.STRIKES,
        Predicate.SHELLS,
        Predicate.CLASHES,
    )
)
_TRIED = {Predicate.TAKES_CONTROL: Predicate.ADVANCES, Predicate.ENCIRCLES: Predicate.ADVANCES}


@dataclass(frozen=True, slots=True)
class Event:
    """A happening that a clause tells of; ``weak`` words tell of one only beside a place."""

    predicate: Predicate
    hit: Hit
    negated: bool = False
    planned: bool = False
    weak: bool = False
    low: bool = False

    @property
    def rank(self) -> int:
        """Its place among what a clause may be about."""
        return _LOW if self.low else _RANKS[self.predicate]


def events_within(reading: Reading, first: int, last: int, closed: Sequence[tuple[int, int]]) -> list[Event]:
    """Return the happenings from one token to another (exclusive).

    ``closed`` are the spans of tokens (inclusive) that tell of none: sources and cues.
    """
    found = []
    hits = reading.hits.within("predicates", first, last)
    taken = {token for hit in hits for token in range(hit.first, hit.last + 1)}
    hits = [hit for hit in hits if hit.label != _VOID]
    beside = [
        hit
        for hit in reading.hits.within("beside", first, last)
        if hit.first not in taken and _has_object(reading, hit, last)
    ]
    for hit in sorted((*hits, *beside), key=lambda h: h.first):
        if any(a <= hit.first <= b for a, b in closed) or _in_name(reading, hit):
            continue
        found.append(_event(reading, hit, first, last, is_beside=hit in beside))
    return sorted((*found, *_contrary(reading, first, last)), key=lambda event: event.hit.first)


def _contrary(reading: Reading, first: int, last: int) -> list[Event]:
    """Return what is said not to go on: "the town is calm", "no change"; not what is asked for."""
    hits = reading.hits.within("contrary", first, last)
    return [
        Event(Predicate(hit.label), hit, negated=True, low=True)
        for hit in hits
        if not _is_modal(reading, hit.first, first)
    ]


def chosen(events: Sequence[Event]) -> Event | None:
    """Return what a clause is about."""
    return min(events, key=lambda event: (event.rank, event.hit.first), default=None)


def _has_object(reading: Reading, hit: Hit, last: int) -> bool:
    """Return whether a place, or what stands for one, follows at once: "took Kidal", "holds the town"."""
    backs = reading.hits.starts("back.words")
    for token in range(hit.last + 1, min(hit.last + 1 + _BESIDE_REACH, last)):
        place = reading.place_tokens.get(token)
        if place is not None:
            return place.is_location and not place.is_wide
        if token in backs:
            return True
        if not reading.has("skip.words", token) and not reading.words.keys[token].isdigit():
            return False
    return False


def _in_name(reading: Reading, hit: Hit) -> bool:
    """Return whether the word is part of a name: "Ministry of Defence", "Rapid Support Forces"."""
    if hit.first in reading.place_tokens:
        return True
    return hit.first in reading.actor_tokens


def _event(reading: Reading, hit: Hit, first: int, last: int, *, is_beside: bool) -> Event:
    predicate = _predicate(reading, hit, first, last)
    low = hit.label == _BLAST or (is_beside and hit.label in _POSITIONS)
    if _near_before(reading, "grammar.failing", hit.first, first, _NEGATION_REACH):
        return Event(_TRIED.get(predicate, predicate), hit)
    negated = _near_before(reading, "negation.before", hit.first, first, _NEGATION_REACH)
    planned = _is_modal(reading, hit.first, first)
    if _near_before(reading, "modality.trying", hit.first, first, _NEGATION_REACH):
        predicate = _TRIED.get(predicate, predicate)
    if planned and predicate in _OFFENSIVE:
        predicate = Predicate.THREATENS
    weak = reading.has("weak.words", hit.first)
    return Event(predicate, hit, negated and not planned, planned, weak, low)


def _predicate(reading: Reading, hit: Hit, first: int, last: int) -> Predicate:
    """Return the predicate of a phrase; an attack from afar is a strike, any other a clash."""
    if hit.label == _BLAST:
        return Predicate.STRIKES
    if hit.label != _ATTACK:
        return Predicate(hit.label)
    from_afar = bool(reading.hits.within("weapons.words", first, last))
    return Predicate.STRIKES if from_afar else Predicate.CLASHES


def _is_modal(reading: Reading, token: int, first: int) -> bool:
    """Return whether something is possible or planned only, not done."""
    return any(
        _near_before(reading, table, token, first, _MODAL_REACH)
        for table in ("modality.possible", "modality.plans")
    )


def _near_before(reading: Reading, table: str, token: int, first: int, reach: int) -> bool:
    """Return whether a phrase stands a few words before a token, in the same clause."""
    keys = reading.words.keys
    floor = max(first, token - reach)
    for at in range(token - 1, floor - 1, -1):
        if keys[at] in (",", ";", ":", "."):
            floor = at + 1
            break
    return any(not _is_month(reading, hit) for hit in reading.hits.within(table, floor, token))


def _is_month(reading: Reading, hit: Hit) -> bool:
    """Tell "5 May 2024" from "may": a month has a capital, and a number or "in" beside it."""
    if hit.first != hit.last or not reading.words.is_capital(hit.first):
        return False
    beside = [reading.words.keys[t] for t in (hit.first - 1, hit.first + 1) if 0 <= t < len(reading.words)]
    return any(key.isdigit() or key in _BEFORE_MONTH for key in beside)
