"""Names that no gazetteer knows, asked of an online service.

The service ranks its places by their fame; here the report's other places
decide, since a village nobody knows lies near the places it is named with.
Such an answer is never very sure: the name is in no gazetteer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from geomap.errors import ServiceError
from geomap.language.normalise import name_key
from geomap.model import Candidate, Mention, Place, PlaceKind, Resolution, Role
from geomap.places.outcome import RegionJoin, resolution

NEAR_KM = 150.0
_EARTH_KM = 6371.0088
_WIDE = (PlaceKind.COUNTRY, PlaceKind.MACROREGION)
_ABSTAIN_BELOW = 0.25
# How sure an answer is by what speaks for it, best first.
_NEAR, _COUNTRY, _ALONE, _ELSEWHERE = 0.65, 0.5, 0.4, 0.2
_OTHER_NAME, _OTHER_KIND, _NAMESAKE = 0.7, 0.6, 0.75


class Service(Protocol):
    """What is needed of a service."""

    name: str

    def search(self, name: str, *, limit: int = 10) -> Sequence[Place]:
        """Return the places of a name; ServiceError when it could not answer."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the rest of a report takes place: points (lon, lat) and countries."""

    points: tuple[tuple[float, float], ...]
    countries: frozenset[str]


class OnlineResolver:
    """Completes resolutions by asking a service.

    Parameters
    ----------
    service : Service
        Who is asked.
    regions : RegionJoin, optional
        Finds the region of a place.
    countries : sequence of str
        Countries (ISO 3166-1) that are likelier.
    """

    def __init__(
        self, service: Service, regions: RegionJoin | None = None, *, countries: Sequence[str] = ()
    ) -> None:
        self._service = service
        self._regions = regions
        self._countries = frozenset(countries)

    def complete(self, mentions: Sequence[Mention], resolutions: Sequence[Resolution]) -> list[Resolution]:
        """Return the resolutions of a report, those without any candidate asked for.

        A service's failure stands in ``failure`` of a resolution without place;
        "no such place" is a resolution without place and without failure.
        """
        around = surroundings(resolutions, self._countries)
        asked: dict[tuple[tuple[str, ...], PlaceKind | None], tuple[tuple[Place, ...], str]] = {}
        answers = []
        for mention, known in zip(mentions, resolutions, strict=True):
            if not is_unknown(mention, known):
                answers.append(known)
                continue
            key = (mention.names, mention.kind)
            if key not in asked:
                asked[key] = self._ask(mention)
            places, failure = asked[key]
            answers.append(self._answer(mention, places, failure, around))
        return answers

    def _ask(self, mention: Mention) -> tuple[tuple[Place, ...], str]:
        """Return the places of the first form that the service knows, and why it could not say."""
        for name in questions(mention):
            try:
                places = self._service.search(name)
            except ServiceError as error:
                return (), error.message
            if places:
                return tuple(places), ""
        return (), ""

    def _answer(
        self, mention: Mention, places: tuple[Place, ...], failure: str, around: Surroundings
    ) -> Resolution:
        method = self._service.name
        if not places:
            reason = "not answered" if failure else f"unknown to {method} too"
            nothing = resolution(mention, None, (), 0.0, None, method=method, reasons=(reason,))
            return replace(nothing, failure=failure)
        ranked = sorted((weigh(mention, place, around) for place in places), key=lambda c: -c.score)
        best, confidence = ranked[0], ranked[0].score
        reasons: tuple[str, ...] = ("in no gazetteer", *best.reasons)
        if len(ranked) > 1 and ranked[1].score == best.score:
            confidence *= _NAMESAKE
            reasons += ("a namesake is as likely",)
        shown = tuple(ranked[:5])
        if confidence < _ABSTAIN_BELOW:
            reasons += ("too uncertain",)
            return resolution(mention, None, shown, confidence, None, method=method, reasons=reasons)
        return resolution(
            mention, best.place, shown, confidence, self._regions, method=method, reasons=reasons
        )


def is_unknown(mention: Mention, known: Resolution) -> bool:
    """Whether a mention is a location whose name is in no gazetteer, and nobody has decided about it."""
    undecided = known.place is None and not known.candidates and known.method == "gazetteer"
    return mention.role is Role.LOCATION and mention.kind is not PlaceKind.POINT and undecided


def questions(mention: Mention) -> list[str]:
    """Return what to ask for: the forms to look up, spelt as the text spells them.

    The forms are keys, without capitals, apostrophes and the marks of й and ї.
    """
    spelt = dict.fromkeys(respelt(form, mention.text) for form in mention.names)
    return [form for form in spelt if form]


def respelt(key: str, text: str) -> str:
    """Return a key in the letters of the text as far as the two agree."""
    for start in sorted({0, *(at + 1 for at, letter in enumerate(text) if letter.isspace())}):
        kept, rest = _agreeing(key, text[start:])
        if len(key) - len(rest) >= min(3, len(key)):  # base forms differ in their last letters
            return kept + rest
    return key.title()


def _agreeing(key: str, text: str) -> tuple[str, str]:
    """Return the start of a text that has a key's letters, and the letters of the key that are left."""
    kept = ""
    for at, letter in enumerate(text):
        plain = name_key(letter) or ("" if letter.isalnum() else " " if key.startswith(" ") else "")
        if not key or not key.startswith(plain):
            break
        if at and not plain and not key:
            break
        kept, key = kept + letter, key[len(plain) :]
    return kept, key


def surroundings(resolutions: Sequence[Resolution], countries: frozenset[str]) -> Surroundings:
    """Return where a report takes place, by what was resolved without a service."""
    placed = [r.place for r in resolutions if r.place is not None]
    points = {(p.lon, p.lat) for p in placed if p.kind not in _WIDE}
    named = Counter(p.country for p in placed if p.country)
    return Surroundings(tuple(sorted(points)), frozenset(named) | countries)


def weigh(mention: Mention, place: Place, around: Surroundings) -> Candidate:
    """Return a place with how likely it is meant, and why."""
    score, reason = _fit(place, around)
    reasons = [reason]
    names = {name_key(place.name), *(name_key(name) for _, name in place.names)}
    if not names & {name_key(form) for form in (*mention.names, mention.text)}:
        score *= _OTHER_NAME
        reasons.append(f"there it is called {place.name}")
    if mention.kind is not None and place.kind is not mention.kind:
        score *= _OTHER_KIND
        reasons.append(f"a {place.kind.value}, not a {mention.kind.value}")
    return Candidate(place, round(score, 3), tuple(reasons))


def _fit(place: Place, around: Surroundings) -> tuple[float, str]:
    km = min((kilometres(place, point) for point in around.points), default=math.inf)
    if km <= NEAR_KM:
        return _NEAR, f"{km:.0f} km from another place of the report"
    if place.country in around.countries:
        return _COUNTRY, "in a country of the report"
    if not around.countries and not around.points:
        return _ALONE, "nothing else in the report says where"
    return _ELSEWHERE, "far from all other places of the report"


def kilometres(place: Place, point: tuple[float, float]) -> float:
    """Return the distance of a place to a point (lon, lat)."""
    lat, to = math.radians(place.lat), math.radians(point[1])
    turn = math.radians(place.lon - point[0])
    half = math.sin((lat - to) / 2) ** 2 + math.cos(lat) * math.cos(to) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
