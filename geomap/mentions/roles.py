"""What a place name does where it stands: a location, a government, a part of a name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geomap.mentions.facts import COUNTRY, NameFacts
from geomap.mentions.lexicon import Cue
from geomap.mentions.seats import Seats
from geomap.mentions.spans import Reading, Source, Span
from geomap.model import PlaceKind, Role

_LOCATIVE, _DIRECTION, _PLACE_NOUN = int(Cue.LOCATIVE), int(Cue.DIRECTION), int(Cue.PLACE_NOUN)
_ACT, _WEAK, _PASSIVE, _ATTACK = int(Cue.ACT), int(Cue.WEAK_ACT), int(Cue.PASSIVE), int(Cue.ATTACK_ACT)
_POWER, _TITLE, _ADVERB, _PARTNER = int(Cue.POWER), int(Cue.TITLE), int(Cue.ADVERB), int(Cue.PARTNER)
_NAME_HEAD = int(Cue.ORGANISATION | Cue.MEDIA)
_VESSEL = int(Cue.VESSEL)
_NO_SURNAME = int(
    Cue.TITLE
    | Cue.POWER
    | Cue.DIRECTION
    | Cue.PLACE_NOUN
    | Cue.SITE
    | Cue.CALENDAR
    | Cue.LOCATIVE
    | Cue.COMMON
)
_GIVEN_BY, _REGAIN = int(Cue.GIVEN_BY), int(Cue.REGAIN)
_BORDER, _DISPOSED, _CONJOINS = int(Cue.BORDER), int(Cue.DISPOSED), int(Cue.LOCATIVE | Cue.PARTNER)
_AND = frozenset(("and", "or", "та", "і", "й", "и", "або", "или", "plus"))
_NO_VERBS = frozenset(
    ("of", "as", "on", "is", "are", "was", "were", "be", "been", "who", "which", "where", "this", "last")
)
_SUFFERS = int(Cue.SUFFERS)
# "Moscow-installed": a government does it, from wherever.
_DONE_BY = frozenset(
    (
        "installed",
        "backed",
        "appointed",
        "led",
        "allied",
        "aligned",
        "supported",
        "sponsored",
        "funded",
        "armed",
        "brokered",
        "mediated",
        "imposed",
        "recognised",
        "recognized",
        "proposed",
        "trained",
        "supplied",
    )
)
_SHORTEST_VERB = 4
_LONGEST_ACRONYM = 5
_INSTRUMENTAL = ("ией", "ією", "ой", "ою", "ей", "ею", "ом", "ем")
_ARTICLES = frozenset(("the", "a", "an"))

RoleReading = tuple[Role, str]


class RoleReader:
    """Reads the role of each kept candidate from the words around it.

    Parameters
    ----------
    seats : Seats
        Capitals and houses of government.
    """

    def __init__(self, seats: Seats) -> None:
        self._seats = seats

    def read(
        self, reading: Reading, spans: Sequence[Span], facts: Sequence[NameFacts | None]
    ) -> list[RoleReading]:
        """Return a role with its reason for each candidate, in order."""
        starts = frozenset(span.first for span in spans)
        roles = [self._role(reading, span, fact, starts) for span, fact in zip(spans, facts, strict=True)]
        powers = [self._power(span, fact) for span, fact in zip(spans, facts, strict=True)]
        for at in range(1, len(spans)):  # "between Europe and Washington": from the first to the last
            acts = roles[at - 1][0] is Role.METONYM and "a state" in roles[at - 1][1]
            open_still = powers[at] and roles[at][0] is Role.LOCATION
            if acts and open_still and _listed(reading, spans[at - 1], spans[at]):
                roles[at] = roles[at - 1]
        self._subjects(reading, spans, powers, roles)
        for at in range(len(spans) - 2, -1, -1):  # "Egypt, Libya and Qatar suspend": from the last on
            acts = roles[at + 1][0] is Role.METONYM
            open_still = powers[at] and roles[at][0] is Role.LOCATION and not _located(reading, spans[at])
            if acts and open_still and _listed(reading, spans[at], spans[at + 1]):
                roles[at] = (Role.METONYM, f"listed with {roles[at + 1][1]}")
        return roles

    def _subjects(
        self, reading: Reading, spans: Sequence[Span], powers: Sequence[bool], roles: list[RoleReading]
    ) -> None:
        """States listed at the head of a sentence act: "Egypt, Libya and Qatar suspend …"."""
        first = 0
        for at, span in enumerate(spans):
            if not (at and powers[at] and powers[at - 1] and _listed(reading, spans[at - 1], span)):
                first = at
            if at > first and powers[first] and roles[at][0] is Role.LOCATION:
                verb = _subject(reading, spans[first], span.last + 1)
                if verb:
                    roles[at] = (Role.METONYM, verb)

    def _power(self, span: Span, fact: NameFacts | None) -> bool:
        """Whether a name may stand for a government."""
        if span.people or (span.source is Source.SHORT and span.keys and not span.keys[0].isascii()):
            return True
        if span.kind is not None or span.towards:
            return False
        if fact is not None and fact.levels & COUNTRY:
            return True
        return any(key in self._seats.capitals or key in self._seats.houses for key in span.keys)

    def _role(
        self, reading: Reading, span: Span, fact: NameFacts | None, starts: Collection[int]
    ) -> RoleReading:
        if span.source is Source.DEMONYM:
            return Role.DEMONYM, "a people or an adjective"
        power = self._power(span, fact)
        part = _name_part(reading, span, starts, power=power)
        if part:
            return Role.NAME_PART, part
        if any(key in self._seats.houses for key in span.keys):
            if _located(reading, span):
                spoken = _speaking_from(reading, span) if reading.endings is not None else ""
                return (
                    (Role.METONYM, spoken) if spoken else (Role.LOCATION, "a house of government as a place")
                )
            return Role.METONYM, "a house of government"
        if power:
            acting = _acting(reading, span)
            if acting:
                return Role.METONYM, acting
        return Role.LOCATION, ""


def _name_part(reading: Reading, span: Span, starts: Collection[int], *, power: bool) -> str:
    if span.source is Source.STREET or span.kind is PlaceKind.SITE:
        return ""
    return (
        _part_by_what_follows(reading, span)
        or _part_by_what_precedes(reading, span, power=power)
        or _first_name(reading, span, starts)
    )


def _first_name(reading: Reading, span: Span, starts: Collection[int]) -> str:
    """Whether the name is a person's: "American socialite Paris Hilton"."""
    tokens, before, after = reading.tokens, span.first - 1, span.last + 1
    if span.kind is not None or reading.endings is not None or after in starts or before < 0:
        return ""
    if not tokens.is_capital(after) or tokens.gap(span.last) != " " or tokens.gap(before) != " ":
        return ""
    if reading.masks[after] & _NO_SURNAME or tokens.words[after].isupper() or tokens.capital[before]:
        return ""
    role_noun = reading.masks[before] & ~(_TITLE | int(Cue.RELATIVE)) == 0
    return f"a person, with {tokens.words[after]}" if role_noun else ""


def _part_by_what_follows(reading: Reading, span: Span) -> str:
    tokens, i = reading.tokens, span.last + 1
    while i < len(tokens) and i - span.last <= 5:
        gap = tokens.gap(i - 1)
        possessive = tokens.lower[i] == "s" and gap in ("'", "’")
        if not possessive and (gap not in (" ", "-", "\u00a0") or not tokens.capital[i]):
            break
        if not possessive and reading.masks[i] & _NAME_HEAD and tokens.gap(span.last) not in ("'", "’"):
            return f"part of a name with {tokens.words[i]}"
        i += 1
    if (
        reading.endings is not None
        and reading.mask(span.last + 1) & _NAME_HEAD
        and tokens.gap(span.last) == " "
    ):
        return f"part of a name with {tokens.words[span.last + 1]}"
    return ""


def _part_by_what_precedes(reading: Reading, span: Span, *, power: bool) -> str:
    tokens, i = reading.tokens, span.first - 1
    if i < 0:
        return ""
    gap = tokens.gap(i)
    quoted = i - 1 if tokens.words[i].isdigit() and gap == " " else i
    if (
        quoted >= 0
        and tokens.gap(quoted).strip() in ("«", "“", '"', "„")
        and reading.masks[quoted] & _NAME_HEAD
    ):
        return f"a name in quotation marks after {tokens.words[quoted]}"
    if reading.endings is not None and gap == " ":
        return _belongs(reading, i, power=power)
    if reading.masks[i] & _VESSEL and gap in (" ", " «", " “", ' "'):
        return f"a vessel, after {tokens.words[i]}"
    if tokens.lower[i] in _ARTICLES:
        i -= 1
    if tokens.word(i) != "of" or i < 1:
        return ""
    mask = reading.mask(i - 1)
    if (power and mask & _TITLE) or (mask & _NAME_HEAD and tokens.capital[i - 1]):
        return f"{tokens.words[i - 1]} of …"
    return ""


def _belongs(reading: Reading, i: int, *, power: bool) -> str:
    """Whether a bare genitive hangs on an office: "міністерство оборони РФ"."""
    tokens = reading.tokens
    heads = _NAME_HEAD | (_POWER | _TITLE if power else 0)
    for at in (i, i - 1):
        if at >= 0 and reading.masks[at] & heads and tokens.gap(at) == " ":
            return f"belongs to {tokens.words[at]}"
        if reading.masks[at] & _LOCATIVE or tokens.capital[at]:
            return ""
    return ""


def _located(reading: Reading, span: Span) -> bool:
    """Whether a preposition of place stands before the name."""
    i = span.first - 1
    while i >= 0 and span.first - i <= 3:
        mask, word = reading.masks[i], reading.tokens.lower[i]
        if mask & _LOCATIVE and not mask & _PARTNER:
            return True
        if mask & _BORDER or (reading.endings is not None and mask & _PLACE_NOUN):
            return True
        if word not in _ARTICLES and not mask & (_DIRECTION | _PLACE_NOUN):
            return False
        i -= 1
    return False


def _acting(reading: Reading, span: Span) -> str:
    """How a government acts here, "" if it does not."""
    if _located(reading, span):
        return _speaking_from(reading, span) if reading.endings is not None else _source(reading, span)
    if reading.mask(span.last + 1) & _PASSIVE:
        return _disposed(reading, span.last + 2)
    if reading.endings is not None and _bare_case(reading, span):
        return "by or of a state"
    return _acts_after(reading, span) or _acted_on_before(reading, span)


def _disposed(reading: Reading, i: int) -> str:
    """Return what a state is about to do or doing: "is likely to use", "is still working"."""
    while i < len(reading.tokens) and _adverb(reading, i):
        i += 1
    word = reading.tokens.word(i)
    doing = word.endswith("ing") and len(word) > 4
    return f"is {word}" if doing or reading.mask(i) & _DISPOSED else ""


def _source(reading: Reading, span: Span) -> str:
    """Whether a state gives or loses something: "aid from Denmark", "retaken from Russia"."""
    i = span.first - 1 - (reading.tokens.word(span.first - 1) in _ARTICLES)
    if reading.tokens.word(i) != "from":
        return ""
    if reading.mask(i - 1) & _GIVEN_BY:
        return f"{reading.tokens.word(i - 1)} from a state"
    for at in range(i - 1, max(-1, i - 9), -1):
        if "." in reading.tokens.gap(at):
            return ""
        if reading.masks[at] & _REGAIN:
            return f"{reading.tokens.word(at)} from a state"
    return ""


def _bare_case(reading: Reading, span: Span) -> bool:
    """Tell a state as agent ("назначенный Россией"), or a short form on a noun ("ополчения ДНР")."""
    tokens, i = reading.tokens, span.first - 1
    if i < 0 or tokens.gap(i) != " " or tokens.opens[span.first] or reading.masks[i] & _CONJOINS:
        return False
    if span.source is Source.SHORT:
        return True
    return tokens.lower[span.last].endswith(_INSTRUMENTAL)


def _speaking_from(reading: Reading, span: Span) -> str:
    """Whether the capital speaks: "У Києві відреагували", "заявили в Кремле"."""
    tokens = reading.tokens
    said = span.first - 2
    if said >= 0 and tokens.gap(said) == " " == tokens.gap(said + 1) and _spoken(reading, said):
        return f"{tokens.words[said]} there"
    for i in range(span.last + 1, min(span.last + 3, len(tokens))):
        if tokens.gap(i - 1) != " ":
            return ""
        if _spoken(reading, i):
            return f"{tokens.words[i]} there"
    return ""


def _spoken(reading: Reading, i: int) -> bool:
    """Whether a verb has people as its subject whom nobody names: "заявили"."""
    plural = ("ли", "ють", "уть", "ять", "ют", "ут", "ят", "ать")
    return bool(reading.masks[i] & _ACT) and reading.tokens.lower[i].endswith(plural)


def _acts_after(reading: Reading, span: Span) -> str:
    tokens, i = reading.tokens, span.last + 1
    if i >= len(tokens):
        return ""
    gap = tokens.gap(span.last)
    if span.source is Source.SHORT:
        gap = gap.removeprefix(".")
    if gap not in (" ", "\u00a0"):
        return _acts_across(reading, i, gap)
    if reading.masks[i] & _POWER and not tokens.capital[i]:
        return f"{tokens.words[i]} of a state"
    while i < len(tokens) and i - span.last <= 3 and _adverb(reading, i):
        if reading.mask(i + 1) & _PASSIVE:
            return ""
        i += 1
    return _verb(reading, i, passed=i > span.last + 1) or _subject(reading, span, i)


def _acts_across(reading: Reading, i: int, gap: str) -> str:
    """Return how a state acts where a mark follows it: a possessive, a relative clause, a pair."""
    tokens = reading.tokens
    if tokens.lower[i] == "s" and gap in ("'", "’"):
        return _possessing(reading, i)
    if gap == ", " and tokens.lower[i] in ("which", "who", "whose", "що", "которая", "яка"):
        return _after_clause(reading, i)
    if gap == "-" and tokens.lower[i] in _DONE_BY:
        return f"{tokens.words[i]} by a state"
    return "a pair of states" if gap in ("-", "–", "—") and tokens.capital[i] else ""


def _adverb(reading: Reading, i: int) -> bool:
    tokens = reading.tokens
    if tokens.capital[i]:
        return False
    return bool(reading.masks[i] & _ADVERB) or (tokens.lower[i].endswith("ly") and len(tokens.lower[i]) > 4)


def _subject(reading: Reading, span: Span, i: int) -> str:
    """Whether a state opens its sentence and a verb follows: "Chad closes its border"."""
    tokens = reading.tokens
    opens = tokens.opens[span.first] or (
        tokens.word(span.first - 1) == "the" and tokens.opens[span.first - 1]
    )
    if not opens or i >= len(tokens) or tokens.gap(i - 1) != " ":
        return ""
    word = tokens.word(i)
    if reading.endings is not None:
        return f"{word} at the head of a sentence" if _inflected_verb(reading, i) else ""
    if not word or tokens.is_capital(i) or reading.mask(i) & _CONJOINS or word in _AND or word in _NO_VERBS:
        return ""
    return f"{word} at the head of a sentence"


def _inflected_verb(reading: Reading, i: int) -> bool:
    """Whether a word is a verb by its ending, and of doing: "закрыла", not "пострадал"."""
    word = reading.tokens.word(i)
    listed = reading.tokens.is_capital(i) or reading.mask(i) & (_SUFFERS | _CONJOINS | _PASSIVE)
    return len(word) >= _SHORTEST_VERB and not listed and word.endswith(reading.lexicon.verb_endings)


def _verb(reading: Reading, i: int, *, passed: bool) -> str:
    tokens = reading.tokens
    word, mask = tokens.word(i), reading.mask(i)
    if not word or tokens.capital[i] or tokens.gap(i - 1) not in (" ", "\u00a0"):
        return ""
    if mask & _ACT and not (mask & _WEAK and reading.mask(i + 1) & _PASSIVE):
        return f"{tokens.words[i]}"
    verb_like = word.endswith(("ing", "ed")) if reading.endings is None else False
    if verb_like and len(word) > 4 and not mask & _LOCATIVE:
        return f"{tokens.words[i]}" if not passed or word.endswith("ing") else ""
    if word == "to" and not reading.mask(i - 2) & _LOCATIVE and not tokens.is_capital(i + 1):
        return "to act" if tokens.word(i + 1) not in _ARTICLES else ""
    return ""


def _possessing(reading: Reading, i: int) -> str:
    """Possession by a state is acting; possession of land is place."""
    tokens = reading.tokens
    owned = tokens.words[i + 1] if i + 1 < len(tokens) else ""
    if owned.isupper() and 1 < len(owned) <= _LONGEST_ACRONYM:
        return f"'s {owned}"
    for after in (i + 1, i + 2):
        if reading.mask(after) & (_PLACE_NOUN | _DIRECTION | _BORDER) or tokens.is_capital(after):
            return ""
    return f"'s {tokens.word(i + 1)}"


def _after_clause(reading: Reading, i: int) -> str:
    """Return the verb behind a relative clause: "Kyiv, which was not invited, said …"."""
    tokens = reading.tokens
    for at in range(i + 1, min(i + 14, len(tokens))):
        gap = tokens.gap(at - 1)
        if "." in gap or ";" in gap:
            return ""
        if "," in gap:
            return tokens.words[at] if reading.masks[at] & _ACT else ""
    return ""


def _acted_on_before(reading: Reading, span: Span) -> str:
    tokens, i = reading.tokens, span.first - 1
    if i >= 0 and tokens.lower[i] in _ARTICLES:
        i -= 1
    if i < 0 or tokens.opens[i + 1]:
        return ""
    gap = tokens.gap(i)
    if gap in ("-", "–", "—"):
        return "a pair of states" if tokens.capital[i] else ""
    if gap not in (" ", "\u00a0") or _bordering(reading, i):
        return ""
    mask = reading.masks[i]
    if mask & _PARTNER:
        return f"{tokens.words[i]} a state"
    if mask & _ACT and not mask & _ATTACK and not tokens.capital[i]:
        return f"{tokens.words[i]} a state"
    if tokens.lower[i] == "of" and reading.mask(i - 1) & _POWER:
        return f"{tokens.words[i - 1]} of a state"
    return ""


def _bordering(reading: Reading, i: int) -> bool:
    return any(reading.mask(at) & _BORDER for at in range(i - 4, i + 1))


def _listed(reading: Reading, left: Span, right: Span) -> bool:
    """Whether two names stand in one list: "A, B", "A and B", "A, and the B"."""
    tokens = reading.tokens
    between = tokens.lower[left.last + 1 : right.first]
    if not between:
        return tokens.gap(left.last) == ", "
    return len(between) <= 3 and all(word in _AND or word in _ARTICLES for word in between)
