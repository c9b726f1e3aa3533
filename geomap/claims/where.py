"""Where it happens, against the places that are merely named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.actors import Actors
from geomap.claims.attribution import Cited
from geomap.claims.reading import PlaceHit, Reading
from geomap.model import PlaceKind, Predicate, WherePrecision

_LONGEST = 8  # words of a phrase that leads to a place
_NEXT = 9  # words from a place to the region it is said to be in
_REACH = 3  # words from "near" back to the place it only describes


_LEAVING = frozenset((Predicate.WITHDRAWS, Predicate.TAKES_CONTROL, Predicate.EVACUATION_ORDERED))


@dataclass(frozen=True, slots=True)
class Where:
    """The places of a claim."""

    mention_ids: tuple[str, ...] = ()
    place_ids: tuple[str, ...] = ()
    region_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    precision: WherePrecision = WherePrecision.UNKNOWN
    reason: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the place."""
        return bool(self.region_ids or self.countries or self.place_ids)


def event_places(
    reading: Reading, first: int, last: int, cited: Sequence[Cited], event: int
) -> list[PlaceHit]:
    """Return the places from one token to another at which the happening is said to be.

    Left out are places in a source's name, places of origin and transit, and
    places that only describe another ("X near Y").
    """
    named = [p for p in reading.places_within(first, last) if p.is_location]
    named = [p for p in named if not _in_source(p, cited)]
    left = _left(reading, first, last)
    fit = [
        p
        for p in named
        if (p.first in left or not _is_elsewhere(reading, p, first)) and not _describes(reading, p, named)
    ]
    inner = [c for c in cited if c.covers(event) and c.source is not None]
    said = [p for p in fit if all(c.covers(p.first) for c in inner)]
    return _finest(reading, said or fit)


def _left(reading: Reading, first: int, last: int) -> frozenset[int]:
    """Return the tokens of places that somebody leaves or is driven from: "withdrew from Goma"."""
    found: set[int] = set()
    for hit in reading.hits.within("predicates", first, last):
        if hit.label in _LEAVING:
            place = next(iter(reading.places_within(hit.last, min(hit.last + _LONGEST, last))), None)
            found |= {place.first} if place is not None else set()
    return frozenset(found)


def places_of_source(reading: Reading, cited: Cited) -> list[PlaceHit]:
    """Return the places in a source's name: "doctors in Mekelle" speak of Mekelle, if of no other place."""
    if cited.source is None:
        return []
    named = reading.places_within(cited.source.first, cited.source.last + 1)
    return [p for p in named if p.is_location and not p.is_wide and p.resolution.place is not None]


def _in_source(place: PlaceHit, cited: Sequence[Cited]) -> bool:
    return any(c.source and c.source.first <= place.first <= c.source.last for c in cited)


def _is_elsewhere(reading: Reading, place: PlaceHit, first: int) -> bool:
    """Return whether the words before a place say that something came from there, or went there."""
    at = place.first - 1
    while at >= first and reading.has("skip.words", at) and not reading.has("elsewhere.before", at):
        at -= 1
    if _listed_after(reading, place, first):
        return True
    origins = reading.hits.within("elsewhere.before", max(first, at - _LONGEST), at + 1)
    return any(h.last == at for h in origins)


def _listed_after(reading: Reading, place: PlaceHit, first: int) -> bool:
    """Return whether a place follows one from elsewhere in a list: "from Kyiv to Moscow"."""
    before = next(reversed(reading.places_within(max(first, place.first - _LONGEST), place.first)), None)
    if before is None or place.first - before.last > 2:
        return False
    between = reading.words.keys[before.last + 1 : place.first]
    joined = between in ((",",), ("and",), ("to",), ("та",), ("і",), ("и",), ("й",), ("до",), ("в",))
    return joined and _is_elsewhere(reading, before, first)


def _describes(reading: Reading, place: PlaceHit, named: Sequence[PlaceHit]) -> bool:
    """Return whether a place only says where another one is: "in the Sumy region near Kursk"."""
    near = reading.hits.within("elsewhere.near", max(place.first - _LONGEST, 0), place.first)
    hits = [h for h in near if place.first - h.last <= 2]
    for hit in hits:
        before = [p for p in named if p.last < hit.first and hit.first - p.last <= _REACH]
        if before and not any(
            reading.words.keys[t] in ("and", "та", "і", "и") for t in range(before[-1].last, hit.first)
        ):
            return True
    return False


def _finest(reading: Reading, places: Sequence[PlaceHit]) -> list[PlaceHit]:
    """Leave out countries and the wide where something finer is named."""
    known = [p for p in places if p.resolution.place is not None]
    fine = [p for p in known if not p.is_wide and p.resolution.region_ids]
    fine = [p for p in fine if not _belied(reading, p, fine)]
    return fine or [p for p in known if not p.is_wide] or known or list(places)


def _belied(reading: Reading, place: PlaceHit, places: Sequence[PlaceHit]) -> bool:
    """Return whether the region named right after a place is not the one it was resolved to.

    "Yablunivka in the Donetsk region" is a village of that name that the
    gazetteer lacks: the region is what is known.
    """
    after = [
        p
        for p in places
        if 0 < p.first - place.last <= _NEXT
        and _is_region(p)
        and not _is_region(place)
        and any(reading.has("places.prepositions", t) for t in range(place.last + 1, p.first))
        and not any(reading.has("grammar.join", t) for t in range(place.last + 1, p.first))
    ]
    return bool(after) and not set(after[0].resolution.region_ids) & set(place.resolution.region_ids)


def _is_region(place: PlaceHit) -> bool:
    return place.resolution.place is not None and place.resolution.place.kind is PlaceKind.REGION


def joined(places: Sequence[PlaceHit], reason: str = "") -> Where:
    """Return the place of a claim from its mentions."""
    resolutions = [p.resolution for p in places]
    regions = dict.fromkeys(i for r in resolutions for i in r.region_ids)
    wide = [r.place for r in resolutions if r.place and r.place.kind is PlaceKind.COUNTRY]
    countries = dict.fromkeys(p.country for p in wide if p.country)
    of_places = dict.fromkeys(r.place.country for r in resolutions if r.place and r.place.country)
    return Where(
        mention_ids=tuple(p.mention.id for p in places),
        place_ids=tuple(dict.fromkeys(r.place.id for r in resolutions if r.place)),
        region_ids=tuple(regions),
        countries=tuple(countries or of_places),
        precision=min((r.where_prec for r in resolutions), default=WherePrecision.UNKNOWN),
        reason=reason,
    )


def in_region_of(before: Where | None) -> Where:
    """Return the place of a claim whose place no gazetteer knows: at best the region told of before."""
    unknown = "the place named is not known"
    if before is None or not before.region_ids:
        return Where(reason=unknown)
    return Where(
        region_ids=before.region_ids,
        countries=before.countries,
        precision=WherePrecision.REGION,
        reason=f"{unknown}; region of the claim before",
    )


def names_unknown_place(reading: Reading, first: int, last: int, cited: Sequence[Cited]) -> bool:
    """Return whether a name stands where a place is named, and no gazetteer knows it.

    "Took the village of Xyz": the claim is kept and listed without a place,
    rather than laid on the place of the sentence before.
    """
    closed = {t for c in cited if c.source for t in range(c.source.first, c.source.last + 1)}
    closed |= {t for a in reading.actors_within(first, last) for t in range(a.first, a.last + 1)}
    return any(
        reading.words.is_capital(token)
        and reading.words.is_word(token)
        and token not in closed
        and token not in reading.place_tokens
        and not reading.times.is_time(token)
        and _is_led(reading, token, first)
        for token in range(first + 1, last)
    )


def _is_led(reading: Reading, token: int, first: int) -> bool:
    """Return whether "in", "taken" or "the village of" stands right before a word."""
    before = token - 1
    if before < first:
        return False
    return any(
        reading.has(table, before) for table in ("places.prepositions", "skip.words", "beside", "predicates")
    )


def of_demonym(reading: Reading, event_last: int, last: int, actors: Actors) -> Where:
    """Return the country whose adjective stands beside what is hit: "strikes on Ukrainian …"."""
    for hit in reading.actors_within(event_last + 1, min(event_last + 5, last)):
        actor = actors.get(hit.label)
        if actor is not None and actor.country:
            return Where(
                countries=(actor.country,),
                precision=WherePrecision.COUNTRY,
                reason="known to the country only",
            )
    return Where()
