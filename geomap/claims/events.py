"""What a clause says happens: its predicate, and whether it is denied, planned or feared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.claims.reading import Reading
from geomap.language.phrases import Hit
from geomap.model import Predicate

_ATTACK, _BLAST = "attack", "blast"
_BESIDE_REACH = 4
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
    beside = [
        hit
        for hit in reading.hits.within("beside", first, last)
        if hit.first not in taken and _has_object(reading, hit, last)
    ]
    for hit in sorted((*hits, *beside), key=lambda h: h.first):
        if any(a <= hit.first <= b for a, b in closed) or _in_name(reading, hit):
            continue
        found.append(_event(reading, hit, first, last, is_beside=hit in beside))
    return found


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
    planned = _near_before(reading, "modality.possible", hit.first, first, _MODAL_REACH) or _near_before(
        reading, "modality.plans", hit.first, first, _MODAL_REACH
    )
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


def _near_before(reading: Reading, table: str, token: int, first: int, reach: int) -> bool:
    """Return whether a phrase stands a few words before a token, in the same clause."""
    keys = reading.words.keys
    floor = max(first, token - reach)
    for at in range(token - 1, floor - 1, -1):
        if keys[at] in (",", ";", ":", "."):
            floor = at + 1
            break
    return bool(reading.hits.within(table, floor, token))
