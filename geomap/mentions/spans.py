"""Stretches of text that may name a place: by the gazetteer, by pattern, by the words around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import IntEnum

from geomap.language.endings import EndingTable
from geomap.language.normalise import name_key
from geomap.mentions.abbreviations import Abbreviations
from geomap.mentions.demonyms import Demonyms
from geomap.mentions.lexicon import Cue, Lexicon
from geomap.mentions.matcher import Match, Matcher, joined
from geomap.mentions.tokens import Tokens
from geomap.model import PlaceKind

LOCATIVE, PLACE_NOUN, DIRECTION = int(Cue.LOCATIVE), int(Cue.PLACE_NOUN), int(Cue.DIRECTION)
STREET, SITE, WATER, RELIEF = int(Cue.STREET), int(Cue.SITE), int(Cue.WATER), int(Cue.RELIEF)
WATER_FIRST, COMMON, GIVEN_NAME = int(Cue.WATER_FIRST), int(Cue.COMMON), int(Cue.GIVEN_NAME)
TOWARDS, ATTACK = int(Cue.TOWARDS), int(Cue.ATTACK_ACT)
TOPONYM_FIRST, VESSEL = int(Cue.TOPONYM_FIRST), int(Cue.VESSEL)
_NO_NAME = int(Cue.POWER | Cue.ORGANISATION | Cue.TITLE | Cue.COMMON | Cue.CALENDAR | Cue.GIVEN_NAME)

_PLURAL = frozenset(("states", "republic", "regions", "territory"))  # "United States", "Czech Republic"
_LONGEST_RUN = 6  # capitalised words in one name, at most
_NUMBERED = frozenset(("highway", "route", "interstate", "hwy", "us", "county", "street", "avenue", "road"))


class Source(IntEnum):
    """Why a stretch of text is a candidate."""

    GAZETTEER = 0
    DEMONYM = 1
    DESIGNATED = 2  # no name of the gazetteer, but "… County", "село …"
    STREET = 3
    SHORT = 4  # "Ala.", "U.S."
    UNKNOWN = 5  # no name of the gazetteer, but where a place would stand


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate over the words ``first`` to ``last``.

    ``core_first`` to ``core_last`` is the name without designators; ``keys``
    are the forms to look up, ``ids`` their numbers in the gazetteer.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    source: Source
    keys: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    kind: PlaceKind | None = None
    towards: bool = False  # "Kupiansk direction"
    people: bool = False  # "Luhansk People's Republic"


@dataclass(slots=True)
class Reading:
    """A text with what its language knows of its words."""

    tokens: Tokens
    lexicon: Lexicon
    endings: EndingTable | None
    masks: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        known, tokens = self.lexicon.masks, self.tokens
        self.masks = [known.get(word, 0) for word in tokens.lower]
        if self.endings is not None:
            self._add_base_forms(self.endings)

    def _add_base_forms(self, endings: EndingTable) -> None:
        """Names of persons and first words of place names are inflected too."""
        known, tokens = self.lexicon.masks, self.tokens
        wanted = GIVEN_NAME | TOPONYM_FIRST
        for i, capital in enumerate(tokens.capital):
            if capital and not self.masks[i]:
                for form in endings.base_forms(name_key(tokens.words[i])):
                    self.masks[i] |= known.get(form, 0) & wanted

    def mask(self, index: int) -> int:
        """Return the cues of a word, 0 beyond the text's ends."""
        return self.masks[index] if 0 <= index < len(self.masks) else 0


class SpanFinder:
    """Finds candidates from left to right, the longest first.

    Parameters
    ----------
    matcher : Matcher
        Looks names up.
    demonyms : Demonyms
        Words for peoples ("ukrainian", "українські").
    abbreviations : Abbreviations
        Short forms of regions and countries.
    """

    def __init__(self, matcher: Matcher, demonyms: Demonyms, abbreviations: Abbreviations) -> None:
        self._matcher = matcher
        self._demonyms = demonyms
        self._abbreviations = abbreviations

    def find(self, reading: Reading) -> list[Span]:
        """Return the candidates of a text, in order, without overlaps."""
        spans, end = list[Span](), 0
        for i in self._starts(reading):
            if i < end:
                continue
            span = self._at(reading, i, spans)
            if span is not None:
                spans.append(span)
                end = span.last + 1
        return spans

    @staticmethod
    def _starts(reading: Reading) -> list[int]:
        """Words with a capital; in inflected languages also those before "область", "напрямку"."""
        tokens = reading.tokens
        starts = [i for i, capital in enumerate(tokens.capital) if capital]
        if reading.endings is None:
            return starts
        known = reading.lexicon.designators
        heads = (i for i, word in enumerate(tokens.lower) if word in known or reading.masks[i] & TOWARDS)
        return sorted({*starts, *(i - 1 for i in heads if i)})

    def _at(self, reading: Reading, i: int, before: list[Span]) -> Span | None:
        tokens = reading.tokens
        if not tokens.capital[i]:
            return self._lower_case(reading, i)
        special = self._special(reading, i)
        if special is not None:
            return special
        match = self._matcher.longest(tokens, i, _endings_for(reading, i))
        demonym = self._demonym(reading, i)
        if demonym is not None and (match is None or match.last <= demonym.last):
            return demonym
        if reading.masks[i] & TOPONYM_FIRST and (match is None or match.last == i):
            longer = self._two_words(reading, i)
            if longer is not None:
                return longer
        if match is not None:
            return self._extend(reading, match)
        return self._without_entry(reading, i, before)

    def _special(self, reading: Reading, i: int) -> Span | None:
        """Return a street, an adjective of a place or an abbreviation."""
        street = _street(reading, i)
        if street is not None:
            return street
        if reading.endings is not None:
            adjective = self._adjective(reading, i, reading.endings)
            if adjective is not None:
                return adjective
        short = self._abbreviations.at(reading.tokens, i)
        if short is None:
            return None
        keys, ids = self._matcher.known((short[1],))
        return Span(i, short[0], i, short[0], Source.SHORT, keys, ids) if keys else None

    def _two_words(self, reading: Reading, i: int) -> Span | None:
        """Return a name no gazetteer has, of the shape of "Мала Локня"."""
        tokens = reading.tokens
        if not tokens.is_capital(i + 1) or not joined(tokens, i) or reading.masks[i + 1] & _NO_NAME:
            return None
        match = self._matcher.longest(tokens, i + 1, _endings_for(reading, i + 1))
        last = match.last if match is not None else i + 1
        key = " ".join(self._matcher.key(word) for word in tokens.words[i : last + 1])
        return self._designated(reading, Span(i, last, i, last, Source.UNKNOWN, (key,)))

    def _lower_case(self, reading: Reading, i: int) -> Span | None:
        """Adjectives written small: "на купянском направлении", "курской области"."""
        return self._adjective(reading, i, reading.endings) if reading.endings is not None else None

    def _demonym(self, reading: Reading, i: int) -> Span | None:
        tokens, key = reading.tokens, self._matcher.key(reading.tokens.words[i])
        last, country = i, self._demonyms.country(key)
        if tokens.is_capital(i + 1) and joined(tokens, i):
            longer = self._demonyms.country(f"{key} {self._matcher.key(tokens.words[i + 1])}")
            if longer is not None:
                last, country = i + 1, longer
        if country is None:
            return None
        keys, ids = self._matcher.known((country,))
        return Span(i, last, i, last, Source.DEMONYM, keys, ids, PlaceKind.COUNTRY)

    def _extend(self, reading: Reading, match: Match) -> Span | None:
        """Take designators into the span: "Donetsk *region*", "Rapides *Parish*"."""
        span = Span(
            match.first, match.last, match.first, match.last, Source.GAZETTEER, match.keys, match.name_ids
        )
        last = reading.tokens.lower[match.last]
        own = reading.lexicon.designators.get(last)
        if own is not None and match.last > match.first and last not in _PLURAL:
            return replace(span, kind=own)
        designated = self._designated(reading, span)
        if match.first == match.last == designated.last and reading.masks[match.first] & DIRECTION:
            return None  # "Western support": a direction alone names nothing
        return designated

    def _designated(self, reading: Reading, span: Span) -> Span:
        tokens, after = reading.tokens, span.last + 1
        if after >= len(tokens) or not joined(tokens, span.last):
            return span
        if tokens.lower[after : after + 3] == ["people", "s", "republic"] and tokens.capital[after]:
            return replace(span, last=after + 2, kind=PlaceKind.REGION, people=True)
        kind = reading.lexicon.designators.get(tokens.lower[after])
        if kind is not None and _designates(reading, span, after):
            key = f"{span.keys[0]} {self._matcher.key(tokens.words[after])}" if span.keys else ""
            keys, ids = self._matcher.known((key, *span.keys))
            return replace(span, last=after, kind=kind, keys=keys or span.keys, ids=ids or span.ids)
        if reading.mask(after) & TOWARDS and not tokens.capital[after]:
            return replace(span, towards=True)
        return _with_site(reading, span)

    def _adjective(self, reading: Reading, i: int, endings: EndingTable) -> Span | None:
        """Adjectives made of place names, and the everyday names of regions."""
        tokens = reading.tokens
        word = self._matcher.key(tokens.words[i])
        towns = endings.town_of_region(word)
        if towns and tokens.capital[i]:
            keys, ids = self._matcher.known((*endings.base_forms(word), *towns))
            if keys:
                return Span(i, i, i, i, Source.GAZETTEER, keys, ids, PlaceKind.REGION)
        after = _head_after(reading, i, endings, self._matcher.key)
        places = endings.place_of(word) if after is not None else ()
        if not places or after is None:
            return None
        return self._headed(reading, i, after, places, endings)

    def _headed(
        self, reading: Reading, i: int, after: int, places: tuple[str, ...], endings: EndingTable
    ) -> Span | None:
        tokens = reading.tokens
        kind = reading.lexicon.designators.get(tokens.lower[after])
        word = self._matcher.key(tokens.words[i])
        bases = endings.adjective_bases(word)
        heads = endings.base_forms(self._matcher.key(tokens.words[after]))
        full = tuple(f"{base} {head}" for base in bases for head in heads)
        keys, ids = self._matcher.known((*full, *places))
        if not keys:
            return None
        span = Span(i, i, i, i, Source.GAZETTEER, keys, ids)
        if kind is not None:
            return replace(span, last=after if after == i + 1 else i, kind=kind)
        if reading.mask(after) & SITE:
            return replace(span, last=after, kind=PlaceKind.SITE)
        return replace(span, towards=True)

    def _without_entry(self, reading: Reading, i: int, before: list[Span]) -> Span | None:
        tokens = reading.tokens
        last = self._before_region(reading, i, _run_end(tokens, i))
        kind = reading.lexicon.designators.get(tokens.lower[last])
        if kind is not None and last > i and tokens.capital[last]:
            return Span(i, last, i, last - 1, Source.DESIGNATED, (self._key(tokens, i, last),), (), kind)
        after = tokens.word(last + 1)
        kind = reading.lexicon.designators.get(after) if joined(tokens, last) else None
        if kind is not None and not tokens.opens[i]:
            return Span(i, last + 1, i, last, Source.DESIGNATED, (self._key(tokens, i, last),), (), kind)
        if reading.mask(last) & (WATER | RELIEF | SITE) and last > i:
            kind = PlaceKind.WATER if reading.mask(last) & WATER else PlaceKind.SITE
            return Span(i, last, i, last, Source.DESIGNATED, (self._key(tokens, i, last),), (), kind)
        if reading.masks[i] & _NO_NAME or not _where_a_place_stands(reading, i, before):
            return None
        return Span(i, last, i, last, Source.UNKNOWN, self._unknown_keys(reading, i, last))

    def _before_region(self, reading: Reading, first: int, last: int) -> int:
        """End a name before the region behind it: "Верхнесажевка | Сумской области"."""
        endings = _endings_for(reading, last)
        if (
            endings is None
            or last == first
            or not endings.place_of(self._matcher.key(reading.tokens.words[last]))
        ):
            return last
        after = reading.tokens.word(last + 1)
        return last - 1 if after in reading.lexicon.designators else last

    def _key(self, tokens: Tokens, first: int, last: int) -> str:
        return " ".join(self._matcher.key(word) for word in tokens.words[first : last + 1])

    def _unknown_keys(self, reading: Reading, first: int, last: int) -> tuple[str, ...]:
        key = self._key(reading.tokens, first, last)
        if reading.endings is None or first != last:
            return (key,)
        return reading.endings.base_forms(key)[:4]


def _endings_for(reading: Reading, i: int) -> EndingTable | None:
    """Return the endings that hold for a word: those of its script, Cyrillic so far."""
    return reading.endings if reading.tokens.words[i][0] > "\u036f" else None


def _designates(reading: Reading, span: Span, after: int) -> bool:
    """Whether the designator belongs to the name: not "Ohio State University"."""
    tokens = reading.tokens
    if not tokens.capital[after]:
        return True
    return not (tokens.is_capital(after + 1) and joined(tokens, after))


def _with_site(reading: Reading, span: Span) -> Span:
    """Take "International Airport", "Nuclear Power Plant" into the span."""
    tokens, last, head = reading.tokens, span.last, -1
    while last + 1 < len(tokens) and last - span.last < 4 and joined(tokens, last):
        last += 1
        if not tokens.capital[last] and not reading.mask(last) & SITE:
            break
        if reading.mask(last) & SITE:
            head = last
    if head < 0 or (not tokens.capital[head] and head > span.last + 2):
        return span
    return replace(span, last=head, kind=PlaceKind.SITE)


_CONJUNCTIONS = ("і", "й", "та", "и")


def _head_after(reading: Reading, i: int, endings: EndingTable, key: Callable[[str], str]) -> int | None:
    """Index of the designator, site or direction an adjective belongs to.

    It may stand behind further adjectives: "Київська, Донецька та Луганська області".
    """
    tokens, at = reading.tokens, i + 1
    for _ in range(8):
        if at >= len(tokens) or at - i > 12:
            return None
        word = tokens.lower[at]
        if word in reading.lexicon.designators or reading.mask(at) & TOWARDS:
            return at
        if at == i + 1 and reading.mask(at) & SITE:
            return at
        listed = tokens.gap(at - 1).strip() == "," or tokens.lower[at - 1] in _CONJUNCTIONS
        if not (word in _CONJUNCTIONS or (listed and endings.place_of(key(word)))):
            return None
        at += 1
    return None


def _street(reading: Reading, i: int) -> Span | None:
    tokens = reading.tokens
    last = _run_end(tokens, i)
    first = i + 1 if tokens.lower[i] == "the" and last > i else i
    for at in range(last, first, -1):
        if reading.masks[at] & STREET and not (tokens.lower[at] == "st" and at < last):
            return Span(first, at, first, at, Source.STREET, (), (), PlaceKind.SITE)
    after = tokens.word(i + 1)
    if tokens.lower[i] in _NUMBERED and after.isdigit() and tokens.gap(i) in (" ", "-"):
        return Span(i, i + 1, i, i + 1, Source.STREET, (), (), PlaceKind.SITE)
    if reading.endings is not None and reading.mask(i - 1) & STREET:
        return Span(i - 1, last, i, last, Source.STREET, (), (), PlaceKind.SITE)
    return None


def _run_end(tokens: Tokens, first: int) -> int:
    """Index of the last of the capitalised words that stand together."""
    last = first
    while last + 1 < len(tokens) and last - first < _LONGEST_RUN - 1:
        if not tokens.capital[last + 1] or tokens.gap(last) not in (" ", "-", "–", "\u00a0"):
            break
        last += 1
    return last


def _where_a_place_stands(reading: Reading, i: int, before: list[Span]) -> bool:
    """Whether the words before call for a place: "near …", "village of …", "X, Y and …"."""
    tokens = reading.tokens
    mask = reading.mask(i - 1)
    if mask & (LOCATIVE | PLACE_NOUN) and tokens.gap(i - 1) in (" ", ". ", "\n"):
        return True
    if tokens.word(i - 1) == "of" and reading.mask(i - 2) & (PLACE_NOUN | DIRECTION | LOCATIVE):
        return True
    if mask & DIRECTION and reading.mask(i - 2) & LOCATIVE:
        return True
    if mask & ATTACK and not tokens.capital[i - 1] and tokens.gap(i - 1) == " ":
        return True
    if not before or before[-1].source in (Source.DEMONYM, Source.STREET):
        return False
    distance = i - before[-1].last
    between = tokens.word(i - 1) if distance == 2 else ""
    return (distance == 1 and tokens.gap(i - 1) == ", ") or between in ("and", "or", "та", "і", "й", "и")
