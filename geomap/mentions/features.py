"""What speaks for and against a candidate being a place name, as named features.

Each feature is a word; a fitted weight belongs to it. The words are kept as
the reasons of a mention, so they are written to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.mentions.facts import DISTRICT, REGION, REGION_OR_COUNTRY, SETTLEMENT, NameFacts
from geomap.mentions.lexicon import Cue
from geomap.mentions.matcher import joined
from geomap.mentions.spans import Reading, Source, Span
from geomap.model import PlaceKind

_BEFORE = tuple(
    (int(cue), f"before:{cue.name.lower()}")
    for cue in (
        Cue.LOCATIVE,
        Cue.PLACE_NOUN,
        Cue.TITLE,
        Cue.GIVEN_NAME,
        Cue.RELATIVE,
        Cue.DIRECTION,
        Cue.ACT,
        Cue.ATTACK_ACT,
        Cue.ORGANISATION,
        Cue.STREET,
        Cue.WATER,
        Cue.RELIEF,
        Cue.SITE,
        Cue.CALENDAR,
        Cue.VESSEL,
    )
    if cue.name
)
_AFTER = tuple(
    (int(cue), f"after:{cue.name.lower()}")
    for cue in (
        Cue.ACT,
        Cue.POWER,
        Cue.ORGANISATION,
        Cue.MEDIA,
        Cue.SITE,
        Cue.STREET,
        Cue.WATER,
        Cue.RELIEF,
        Cue.PLACE_NOUN,
        Cue.LOCATIVE,
        Cue.TITLE,
        Cue.DIRECTION,
        Cue.CALENDAR,
    )
    if cue.name
)
_OWN = tuple(
    (int(cue), f"is:{cue.name.lower()}")
    for cue in (
        Cue.COMMON,
        Cue.GIVEN_NAME,
        Cue.CALENDAR,
        Cue.DIRECTION,
        Cue.TITLE,
        Cue.ORGANISATION,
        Cue.SITE,
    )
    if cue.name
)
_PERSON = int(Cue.GIVEN_NAME | Cue.TITLE)
_LOCATIVE = int(Cue.LOCATIVE)
_ACT, _ORGANISATION = int(Cue.ACT), int(Cue.ORGANISATION)
_TAKEN, _FALLEN = int(Cue.TAKEN), int(Cue.FALLEN)
_PASSIVE, _ADVERB = int(Cue.PASSIVE), int(Cue.ADVERB)
_AUXILIARIES = frozenset(
    ("had", "has", "have", "was", "were", "is", "been", "be", "being", "not", "come", "came")
)
_PASSIVE_REACH = 4
_KNOWN_SIZE = 4
_AND = frozenset(("and", "or", "та", "і", "й", "и", "або", "или"))
_SOURCES = {source: f"source:{source.name.lower()}" for source in Source}


@dataclass(slots=True)
class Evidence:
    """What the rest of the text says of the names in it."""

    located: set[str] = field(default_factory=set)  # keys after "in", "near" … somewhere
    persons: set[str] = field(default_factory=set)  # words after a given name or a title
    small: set[str] = field(default_factory=set)  # words that also occur in lower case
    counts: dict[str, int] = field(default_factory=dict)


def gather(reading: Reading, spans: Sequence[Span]) -> Evidence:
    """Read through a text once for what it says of its own words."""
    tokens, evidence = reading.tokens, Evidence()
    for i, mask in enumerate(reading.masks):
        if not tokens.capital[i]:
            evidence.small.add(tokens.lower[i])
        elif mask & _PERSON and tokens.is_capital(i + 1) and tokens.gap(i) in (" ", ". "):
            evidence.persons.add(tokens.lower[i + 1])
            if tokens.is_capital(i + 2) and tokens.gap(i + 1) in (" ", ". "):
                evidence.persons.add(tokens.lower[i + 2])
    for span in spans:
        if not span.keys:
            continue
        key = span.keys[0]
        evidence.counts[key] = evidence.counts.get(key, 0) + 1
        if reading.mask(span.first - 1) & _LOCATIVE:
            evidence.located.add(key)
    return evidence


def features(
    reading: Reading,
    evidence: Evidence,
    spans: Sequence[Span],
    facts: Sequence[NameFacts | None],
    at: int,
) -> list[str]:
    """Return the features of one candidate."""
    span, found = spans[at], [_SOURCES[spans[at].source]]
    if span.source is Source.DEMONYM:
        return found + _after(reading, span)
    found += _own(reading, span)
    found += _gazetteer(span, facts[at], inflected=reading.endings is not None)
    found += _before(reading, spans, at)
    found += _after(reading, span)
    found += _document(reading, evidence, span)
    found += _containment(reading, spans, facts, at)
    found += _beside(reading, spans, facts, at)
    return found


def _beside(reading: Reading, spans: Sequence[Span], facts: Sequence[NameFacts | None], at: int) -> list[str]:
    """Return what the names tell that stand in one list with this one: "near Vovchansk and Kupyansk"."""
    found = list[str]()
    for other, side in ((at - 1, "left"), (at + 1, "right")):
        if not 0 <= other < len(spans):
            continue
        left, right = (spans[other], spans[at]) if other < at else (spans[at], spans[other])
        if not _listed(reading, left, right):
            continue
        fact = facts[other]
        known = fact is not None and (fact.size >= _KNOWN_SIZE or fact.levels & REGION_OR_COUNTRY)
        found.append(f"beside:{side}_{'known' if known else 'unknown'}")
        if reading.mask(left.first - 1) & _LOCATIVE:
            found.append("beside:located")
    return found


def _listed(reading: Reading, left: Span, right: Span) -> bool:
    tokens = reading.tokens
    between = tokens.lower[left.last + 1 : right.first]
    if not between:
        return tokens.gap(left.last) in (", ", "/")
    return len(between) == 1 and between[0] in _AND


def _own(reading: Reading, span: Span) -> list[str]:
    tokens = reading.tokens
    words = span.core_last - span.core_first + 1
    found = [f"words:{min(words, 4)}"]
    first = tokens.words[span.core_first]
    if words == 1:
        found.append(f"letters:{min(len(first), 6)}")
        mask = reading.masks[span.core_first]
        found += [name for bit, name in _OWN if mask & bit]
    if first.isupper() and len(first) > 1:
        found.append("capitals")
    if span.kind is not None:
        found.append(f"designated:{span.kind.value}")
        found.append(f"head:{tokens.lower[span.last]}")
    if span.towards:
        found.append("direction")
    found.append(f"run:{_run(reading, span)}")
    if tokens.opens[span.first]:
        found.append("opens" if words > 1 or not reading.masks[span.first] else "opens:cue")
    return found


def _run(reading: Reading, span: Span) -> str:
    """How the span lies among the capitalised words around it."""
    tokens = reading.tokens
    left = tokens.is_capital(span.first - 1) and tokens.gap(span.first - 1) in (" ", "-", "\u00a0")
    left = left and not tokens.opens[span.first] and not tokens.opens[span.first - 1]
    right = tokens.is_capital(span.last + 1) and tokens.gap(span.last) in (" ", "-", "\u00a0")
    return ("inside" if right else "last") if left else ("first" if right else "whole")


def _gazetteer(span: Span, fact: NameFacts | None, *, inflected: bool) -> list[str]:
    if fact is None:
        return []
    # Primary names are in Latin script; a Cyrillic text can only meet alternates.
    first = fact.primary or inflected
    found = [f"people:{fact.size}" if first else f"people_alternate:{fact.size}"]
    if fact.levels & REGION_OR_COUNTRY:
        found.append(f"level:{fact.levels & REGION_OR_COUNTRY}")
    elif fact.levels & DISTRICT:
        found.append("level:district" if not fact.levels & SETTLEMENT else "level:district_settlement")
    found.append(f"places:{min(fact.places, 4)}")
    found.append(f"rank:{fact.rank}")
    if span.kind is PlaceKind.REGION and fact.levels & REGION:
        found.append("designated:known_region")
    return found


def _before(reading: Reading, spans: Sequence[Span], at: int) -> list[str]:
    tokens, span = reading.tokens, spans[at]
    i = span.first - 1
    if i < 0 or tokens.opens[span.first]:
        return ["before:start"]
    word, mask, gap = tokens.lower[i], reading.masks[i], tokens.gap(i)
    found = [f"word_before:{word}"]
    if gap not in (" ", "-", "–", ". ", "\u00a0"):
        return [*found, f"before:mark{gap.strip()[:1]}"]
    found += [name for bit, name in _BEFORE if mask & bit]
    if mask & _TAKEN and not tokens.capital[i]:
        found.append("war:taken")
    if gap in ("-", "–"):
        found.append("before:hyphen")
    if tokens.capital[i] and not tokens.opens[i]:
        found += _capital_before(word, i, spans[at - 1] if at else None)
    elif len(found) == 1:
        found.append("before:other")
    if word in _SMALL_WORDS and i and reading.masks[i - 1] & _LOCATIVE:
        found.append("before2:locative")
    return found


def _capital_before(word: str, i: int, neighbour: Span | None) -> list[str]:
    found = ["before:capital"]
    if neighbour is not None and neighbour.last == i:
        found.append(f"before:capital_{neighbour.source.name.lower()}")
    return [*found, "before:possessive"] if word == "s" else found


_SMALL_WORDS = frozenset(
    ("the", "of", "and", "a", "for", "by", "with", "s", "or", "as", "and", "та", "і", "и", "й")
)


def _after(reading: Reading, span: Span) -> list[str]:
    tokens = reading.tokens
    i = span.last + 1
    gap = tokens.gap(span.last)
    if i >= len(tokens):
        return ["after:end"]
    if gap not in (" ", "-", "–", "'", "’", "\u00a0"):
        mark = gap.strip()[:1]
        return [f"after:mark{mark}"] if mark in ",.();:" else ["after:mark"]
    if tokens.lower[i] == "s" and gap in ("'", "’"):
        return _possessed(reading, i)
    mask = reading.masks[i]
    found = [f"word_after:{tokens.lower[i]}"]
    if _falls(reading, i):
        found.append("war:fallen")
    kind = "capital" if tokens.capital[i] else "small"
    found += [f"{name}_{kind}" for bit, name in _AFTER if mask & bit]
    if gap in ("-", "–"):
        found.append(f"after:hyphen_{kind}")
    elif len(found) == 1:
        found.append(f"after:{kind}")
    return found


def _falls(reading: Reading, i: int) -> bool:
    """Return whether a place is said to fall or to be hit: "had been captured", "has fallen"."""
    tokens = reading.tokens
    for at in range(i, min(i + _PASSIVE_REACH, len(tokens))):
        if tokens.capital[at] or tokens.gap(at - 1) != " ":
            return False
        if reading.masks[at] & _FALLEN:
            return True
        if not reading.masks[at] & (_PASSIVE | _ADVERB) and tokens.lower[at] not in _AUXILIARIES:
            return False
    return False


def _possessed(reading: Reading, i: int) -> list[str]:
    found = ["after:possessive"]
    if reading.tokens.is_capital(i + 1):
        found.append("after:possessive_capital")
    return found


def _document(reading: Reading, evidence: Evidence, span: Span) -> list[str]:
    tokens, found = reading.tokens, list[str]()
    word = tokens.lower[span.core_first]
    single = span.core_first == span.core_last
    if span.keys:
        count = evidence.counts.get(span.keys[0], 1)
        found.append(f"count:{min(count, 4)}")
        if span.keys[0] in evidence.located:
            found.append("document:located")
    if tokens.lower[span.core_last] in evidence.persons and span.source is not Source.STREET:
        found.append("document:person")
    if single and word in evidence.small:
        found.append("document:small")
    if single and word in evidence.persons and span.keys and span.keys[0] not in evidence.located:
        found.append("document:person_only")
    return found


def _containment(
    reading: Reading, spans: Sequence[Span], facts: Sequence[NameFacts | None], at: int
) -> list[str]:
    found = list[str]()
    if at + 1 < len(spans) and _apposed(reading, spans[at], spans[at + 1]):
        found += _relation("next", facts[at], facts[at + 1])
    if at and _apposed(reading, spans[at - 1], spans[at]):
        found += [name.replace("next", "previous") for name in _relation("next", facts[at - 1], facts[at])]
    return found


def _apposed(reading: Reading, left: Span, right: Span) -> bool:
    if right.first != left.last + 1:
        return False
    gap = reading.tokens.gap(left.last)
    return gap.startswith((",", " (", ".,")) and len(gap) <= 3


def _relation(name: str, inner: NameFacts | None, outer: NameFacts | None) -> list[str]:
    if outer is None or not outer.levels & (REGION_OR_COUNTRY | DISTRICT):
        return [f"{name}:listed"]
    if inner is not None and inner.within & outer.codes:
        return [f"{name}:contains"]
    return [f"{name}:region"]


def hyphenated(reading: Reading, span: Span) -> bool:
    """Return whether a name stands within a longer hyphenated one."""
    return joined(reading.tokens, span.last) and reading.tokens.gap(span.last) == "-"
