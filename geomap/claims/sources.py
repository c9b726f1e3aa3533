"""Who is named as a source: the noun phrase beside a cue, and the claimants it names."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.actors import Actors
from geomap.claims.reading import Reading
from geomap.model import Claimant

_LONGEST = 16  # words of a source
_LONGEST_APPOSITION = 7
_SHORT = 3
_LONGEST_NAME = 4
_COMPLEMENT = 2  # words between an office and a name
# Tables whose words may open a sentence before a cue and name nobody.
_COMMON = (
    *("predicates", "cues", "grammar.leading", "grammar.stop", "grammar.auxiliaries", "grammar.that"),
    *("speakers.things", "speakers.pronouns", "speakers.back", "hedges.words", "grammar.determiners"),
)
_OPENS = frozenset('.!?\n"“«-•:(')
_MARKS = frozenset('-()[]{}:;—–\n"“”„«»•|…!?')
_DASH = "-"
_QUOTED = {"»": "«", "”": "“"}


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase that names who speaks, by its tokens (inclusive)."""

    first: int
    last: int
    claimants: tuple[Claimant, ...]
    refers_back: bool = False
    is_media: bool = False


class SourceReader:
    """Reads sources to the left and to the right of a cue.

    Parameters
    ----------
    actors : Actors
        Tells whom a source stands for.
    """

    def __init__(self, actors: Actors) -> None:
        self._actors = actors

    def before(self, reading: Reading, cue: int, floor: int) -> Source | None:
        """Return the source whose last word stands before a cue, none below a token."""
        last = cue - 1
        while (
            last >= floor
            and reading.has("grammar.auxiliaries", last)
            and not self._names(reading, last, last)
        ):
            last -= 1
        if last >= floor and reading.has("grammar.join", last):
            return None  # "blamed the rebels and said": who blamed them says so
        last = self._past_pointing(reading, last, floor)
        last = self._past_aside(reading, last, floor)
        if last >= floor and reading.words.keys[last] == "," and last - 1 >= floor:
            last -= 1  # "the mayor of Kherson, Ihor K., said": the comma closes an apposition
            told = self._told_of(reading, last, floor)  # "the officer, who leads a company, said"
            if told is not None:
                return told
            opened = self._run_left(reading, last, floor)
            if opened <= floor or reading.words.keys[opened - 1] != ",":
                return None
        told = self._told_of(reading, last, floor)
        if told is not None:
            return told
        first = self._run_left(reading, last, floor)
        first = self._with_apposition(reading, first, last, floor)
        return self._source(reading, first, last)

    def after(self, reading: Reading, first: int, ceiling: int) -> Source | None:
        """Return the source that begins at a token, ending before another."""
        last = first - 1
        commas = 0
        while last + 1 < min(ceiling, first + _LONGEST):
            token = last + 1
            key = reading.words.keys[token]
            if key == "," and commas == 0 and self._is_apposition(reading, token + 1, ceiling):
                commas += 1
            elif key in _QUOTED.values() and (closing := self._closing(reading, token, ceiling)) is not None:
                last = closing
                continue
            elif (
                key in (",", ".", _DASH)
                or key in _MARKS
                or reading.has("grammar.right_stop", token)
                or (reading.has("cues", token) and token > first and not reading.has("speakers.nouns", token))
            ):
                break
            last = token
        return self._source(reading, first, last)

    def _past_pointing(self, reading: Reading, last: int, floor: int) -> int:
        """Leave out what is denied where it stands before the verb: "the staff this claim denied"."""
        for hit in reading.hits.within("pointing.words", max(floor, last - _LONGEST_NAME), last + 1):
            if hit.last == last and hit.first > floor and hit.last > hit.first:
                return hit.first - 1
        return last

    def _told_of(self, reading: Reading, last: int, floor: int) -> Source | None:
        """Return whoever the clause is about: fighters, in "fighters who call themselves … said"."""
        for at in range(last, max(floor, last - _LONGEST), -1):
            if reading.words.keys[at] in _OPENS:
                return None
            if reading.has("grammar.who", at):
                end = at - 2 if reading.words.keys[at - 1] == "," else at - 1
                if end < floor:
                    return None
                return self._source(reading, self._run_left(reading, end, floor), end)
        return None

    def _past_aside(self, reading: Reading, last: int, floor: int) -> int:
        """Leave out ", however," between who speaks and the verb."""
        at = last - 1 if last >= floor and reading.words.keys[last] == "," else last
        before = at
        while before > floor and reading.has("grammar.parenthetical", before):
            before -= 1
        return before - 1 if before < at and before > floor and reading.words.keys[before] == "," else last

    def persons(self, reading: Reading, first: int, last: int) -> list[Claimant]:
        """Return people named with their office: "Governor Petro Lysenko"."""
        found, token = [], first
        while token < last:
            end = self._name_after(reading, token, last)
            if end is not None:
                found.append(self._claimant(reading, token, end))
                token = end
            token += 1
        return found

    def _name_after(self, reading: Reading, token: int, last: int) -> int | None:
        """Return the last word of two or more in capitals that follow an office."""
        if not reading.has("speakers.nouns", token):
            return None
        start = token + 1
        while start < min(last, token + 1 + _COMPLEMENT) and self._is_complement(reading, start):
            start += 1  # "глава района Олег Минин": of what, before who
        end = start
        while end < last and end - start < _LONGEST_NAME and self._may_be_name(reading, end):
            end += 1
        return end - 1 if end - start > 1 else None

    def _is_complement(self, reading: Reading, token: int) -> bool:
        """Return whether a word may tell of what an office is."""
        words = reading.words
        plain = words.is_word(token) and not words.is_capital(token)
        verbs = ("cues", "predicates", "grammar.stop", "speakers.pronouns")
        return plain and not any(reading.has(table, token) for table in verbs)

    def _may_be_name(self, reading: Reading, token: int) -> bool:
        words = reading.words
        return words.is_word(token) and words.is_capital(token) and not self._is_location(reading, token)

    def _closing(self, reading: Reading, token: int, ceiling: int) -> int | None:
        """Return where a short name in quotation marks closes that opens at a token."""
        for at in range(token + 1, min(ceiling, token + 1 + _LONGEST_NAME)):
            if _QUOTED.get(reading.words.keys[at]) == reading.words.keys[token]:
                return at
        return None

    def _run_left(self, reading: Reading, last: int, floor: int) -> int:
        """Return the first token of the phrase that ends at a token."""
        first, words = last + 1, reading.words
        while first > floor and last - first < _LONGEST:
            token = first - 1
            key = words.keys[token]
            opening = self._opening(reading, token, floor)
            if opening is not None:  # «Khortytsia»: a name in quotation marks is part of the phrase
                first = opening
                continue
            if key in (",", ".") or key in _MARKS or self._ends_phrase(reading, token):
                break
            first = token
        if first > floor and self._is_verb(reading, first - 1):
            first = self._after_join(reading, first, last)
        return first

    def _opening(self, reading: Reading, token: int, floor: int) -> int | None:
        """Return where a short name in quotation marks opens that closes at a token."""
        pair = _QUOTED.get(reading.words.keys[token])
        if pair is None:
            return None
        for at in range(token - 1, max(floor, token - _LONGEST_NAME) - 1, -1):
            if reading.words.keys[at] == pair:
                return at
        return None

    def _ends_phrase(self, reading: Reading, token: int) -> bool:
        if reading.has("grammar.stop", token) and not reading.words.is_capital(token):
            return True
        return self._is_verb(reading, token)

    def _is_verb(self, reading: Reading, token: int) -> bool:
        if (
            reading.has("speakers.nouns", token)
            or token in reading.place_tokens
            or token in reading.actor_tokens
        ):
            return False
        return reading.has("predicates", token) or reading.has("cues", token)

    def _after_join(self, reading: Reading, first: int, last: int) -> int:
        """Return where the phrase begins after "and", where a verb stands before it."""
        for token in range(last, first - 1, -1):
            if reading.has("grammar.join", token) and token < last:
                return token + 1
        return first

    def _with_apposition(self, reading: Reading, first: int, last: int, floor: int) -> int:
        """Widen "Ihor K." to "the mayor of Kherson, Ihor K."."""
        if first - 1 <= floor or reading.words.keys[first - 1] != ",":
            return first
        if last - first + 1 > _LONGEST_APPOSITION:
            return first
        start = self._run_left(reading, first - 2, floor)
        wider = self._strip(reading, start, first - 2)
        if wider > first - 2 or not self._names(reading, wider, first - 2):
            return first
        titled = self._has_speaker(reading, wider, first - 2) and self._is_name(reading, first, last)
        named = self._has_speaker(reading, first, last) and self._is_name(reading, wider, first - 2)
        return wider if titled or named else first

    def _is_name(self, reading: Reading, first: int, last: int) -> bool:
        """Return whether all words are capitals that name no place and no day: "Ihor K."."""
        words = [t for t in range(first, last + 1) if reading.words.is_word(t)]
        return all(
            reading.words.is_capital(t) and not self._is_location(reading, t) and not reading.times.is_time(t)
            for t in words
        )

    def _is_apposition(self, reading: Reading, first: int, ceiling: int) -> bool:
        """Return whether a name or title between commas follows."""
        words = reading.words
        for token in range(first, min(first + _LONGEST_APPOSITION, ceiling)):
            if words.keys[token] in (",", "."):
                return token > first and self._names(reading, first, token - 1)
            if (
                reading.has("cues", token)
                or reading.has("predicates", token)
                or reading.has("grammar.stop", token)
            ):
                return False
        return False

    def _source(self, reading: Reading, first: int, last: int) -> Source | None:
        first = self._strip(reading, first, last)
        while last > first and reading.has("grammar.join", last):
            last -= 1
        if first > last or last - first > _LONGEST:
            return None
        if first == last and reading.has("speakers.pronouns", first):
            return Source(first, last, (Claimant(reading.words.keys[first]),), refers_back=True)
        back = reading.begins("speakers.back", self._with_article(reading, first))
        if back is not None and back.last == last:
            name = reading.words.span_text(back.first, last)
            return Source(back.first, last, (Claimant(name),), refers_back=True)
        named = self._names(reading, first, last) or self._is_seat(reading, first, last)
        if not named and not self._is_somebody(reading, first, last):
            return None
        media = all(
            reading.has("speakers.media", t) or not reading.words.is_word(t) or reading.has("grammar.join", t)
            for t in range(first, last + 1)
        ) or reading.has("speakers.media", last)
        return Source(first, last, self._claimants(reading, first, last), is_media=media)

    def _is_seat(self, reading: Reading, first: int, last: int) -> bool:
        """Return whether those at a place speak: "у Москві заперечують", in Moscow they deny."""
        place = reading.place_tokens.get(first)
        led = first > 0 and reading.has("grammar.impersonal", first - 1)
        return led and place is not None and place.first == first and place.last == last

    def _is_somebody(self, reading: Reading, first: int, last: int) -> bool:
        """Return whether a short phrase opens with an article: "a councillor said"."""
        at = first - 1
        led = at >= 0 and reading.has("grammar.articles", at)
        thing = any(reading.has("speakers.things", t) for t in range(first, last + 1))
        return led and last - first < _SHORT and not thing and reading.words.keys[last].isalpha()

    def _with_article(self, reading: Reading, first: int) -> int:
        return first - 1 if first > 0 and reading.words.keys[first - 1] == "the" else first

    def _strip(self, reading: Reading, first: int, last: int) -> int:
        """Leave out what opens a sentence but names nobody: "However, on Monday the …"."""
        while first <= last and not reading.words.is_word(first):
            first += 1
        while first <= last:
            past = self._past_leading(reading, first, last)
            if past is None:
                break
            first = past
            while first <= last and not reading.words.is_word(first):
                first += 1
        return first

    def _past_leading(self, reading: Reading, first: int, last: int) -> int | None:
        """Return the token after a word that leads, or after "in Donetsk" or a number; None for neither."""
        if reading.words.keys[first].isdigit() and first < last:
            return first + 1
        hit = reading.begins("grammar.leading", first)
        if hit is None or hit.last > last or (hit.first == last and reading.has("speakers.pronouns", last)):
            return None
        place = reading.place_tokens.get(hit.last + 1)
        led = reading.has("places.prepositions", hit.last) and place is not None and place.is_location
        return place.last + 1 if led and place is not None and place.last < last else hit.last + 1

    def _names(self, reading: Reading, first: int, last: int) -> bool:
        """Return whether words name somebody who can speak."""
        if self._has_speaker(reading, first, last):
            return True
        if any(self._is_actor(reading, hit.first) for hit in reading.actors_within(first, last + 1)):
            return True
        words = reading.words
        return any(
            words.is_capital(token) and words.is_word(token) and not self._is_location(reading, token)
            for token in range(first, last + 1)
            if not reading.times.is_time(token)
            and (
                not self._opens(reading, token)
                or (token < last and words.is_capital(token + 1))
                or (first == last and self._is_lone_name(reading, token))
            )
        )

    def _is_lone_name(self, reading: Reading, token: int) -> bool:
        """Return whether one word at the start of a sentence, beside a cue, may be an unlisted name."""
        if token + 1 >= len(reading.words) or not reading.has("cues", token + 1):
            return False
        return not any(reading.has(table, token) for table in _COMMON)

    def _opens(self, reading: Reading, token: int) -> bool:
        """Return whether a word opens a sentence, so that its capital tells nothing."""
        return token == 0 or reading.words.keys[token - 1] in _OPENS

    def _has_speaker(self, reading: Reading, first: int, last: int) -> bool:
        return any(reading.has("speakers.nouns", token) for token in range(first, last + 1))

    def _is_actor(self, reading: Reading, token: int) -> bool:
        return not self._is_location(reading, token) or self._is_country(reading, token)

    def _is_location(self, reading: Reading, token: int) -> bool:
        place = reading.place_tokens.get(token)
        return place is not None and place.is_location

    def _is_country(self, reading: Reading, token: int) -> bool:
        place = reading.place_tokens.get(token)
        return place is not None and place.is_wide

    def _claimants(self, reading: Reading, first: int, last: int) -> tuple[Claimant, ...]:
        """Return the claimants of a phrase: "both Trump and Putin" are two."""
        parts: list[tuple[int, int]] = []
        start = first
        for token in range(first, last + 1):
            if reading.has("grammar.join", token) and start < token < last:
                parts.append((start, token - 1))
                start = token + 1
        parts.append((start, last))
        whole = self._claimant(reading, first, last)
        if len(parts) == 1 or not all(self._stands_alone(reading, *part) for part in parts):
            return (whole,)
        return tuple(self._claimant(reading, *part) for part in parts)

    def _stands_alone(self, reading: Reading, first: int, last: int) -> bool:
        if reading.actors_within(first, last + 1):
            return True
        return last - first < 3 and self._has_speaker(reading, first, last)

    def _claimant(self, reading: Reading, first: int, last: int) -> Claimant:
        first = self._strip(reading, first, last) if first < last else first
        name = " ".join(reading.words.span_text(min(first, last), last).split())
        actor_id = self.actor_of(reading, first, last)
        return Claimant(name, actor_id, self._actors.side(actor_id))

    def actor_of(self, reading: Reading, first: int, last: int) -> str:
        """Return the actor a phrase stands for: a party before others, "" for none."""
        named = [hit.label for hit in reading.actors_within(first, last + 1)]
        for token in range(first, last + 1):
            place = reading.place_tokens.get(token)
            if place is not None and not place.is_location and place.resolution.place is not None:
                state = self._actors.of_country(place.resolution.place.country)
                named += [state.id] if state else []
        parties = [actor_id for actor_id in named if self._actors.is_party(actor_id)]
        return next(iter(parties or named), "")
