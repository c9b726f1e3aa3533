"""Whether a place name stands for those who govern there: what it does, and what is done to it."""

from __future__ import annotations

from geomap.mentions.lexicon import Cue
from geomap.mentions.spans import Reading, Source, Span

_LOCATIVE, _DIRECTION, _PLACE_NOUN = int(Cue.LOCATIVE), int(Cue.DIRECTION), int(Cue.PLACE_NOUN)
_ACT, _WEAK, _PASSIVE, _ATTACK = int(Cue.ACT), int(Cue.WEAK_ACT), int(Cue.PASSIVE), int(Cue.ATTACK_ACT)
_POWER, _ADVERB, _PARTNER = int(Cue.POWER), int(Cue.ADVERB), int(Cue.PARTNER)
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


def located(reading: Reading, span: Span) -> bool:
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


def acting(reading: Reading, span: Span) -> str:
    """How a government acts here, "" if it does not."""
    if located(reading, span):
        return speaking_from(reading, span) if reading.endings is not None else _source(reading, span)
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


def speaking_from(reading: Reading, span: Span) -> str:
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
    return _verb(reading, i, passed=i > span.last + 1) or subject(reading, span, i)


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


def subject(reading: Reading, span: Span, i: int) -> str:
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
