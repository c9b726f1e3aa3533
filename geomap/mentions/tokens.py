"""Text in, words with their places out; the only reading of the text there is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Letters and digits, joined by marks that live within words (accents, soft
# hyphens, zero-width joiners) and by apostrophes, save the English possessive.
_WORD = re.compile(
    r"[^\W_]+(?:(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+|['’ʼ‘`](?![sS]\b)(?=[^\W\d_]))[^\W_]*)*"
)
_SENTENCE_END = re.compile(r"[.!?…:;\n•|»“”\"]")
_LONGEST = 60  # characters; a longer word names no place


@dataclass(slots=True)
class Tokens:
    """The words of a text, with what stands between them.

    ``capital[i]`` says that the word starts with a capital, ``opens[i]`` that
    it opens a sentence, a line or a quotation (so its capital tells nothing).
    """

    text: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, index: int) -> str:
        """Return what stands between a word and the next."""
        if index + 1 >= len(self.words):
            return self.text[self.ends[index] : self.ends[index] + 2]
        return self.text[self.ends[index] : self.starts[index + 1]]

    def word(self, index: int) -> str:
        """Return a word in lower case, "" beyond the text's ends."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def is_capital(self, index: int) -> bool:
        """Return whether there is a word with a capital at this index."""
        return 0 <= index < len(self.capital) and self.capital[index]


def tokenise(text: str) -> Tokens:
    """Split a text into words; linear in its length."""
    tokens = Tokens(text)
    words, lower, starts, ends = tokens.words, tokens.lower, tokens.starts, tokens.ends
    capital, opens = tokens.capital, tokens.opens
    end = -1
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        gap = text[end:start] if end >= 0 else "\n"
        opens.append(gap != " " and _opens_sentence(gap, tokens))
        end = match.end()
        words.append(word)
        starts.append(start)
        ends.append(end)
        short = len(word) <= _LONGEST
        lower.append(word.lower() if short else "")
        capital.append(short and word[0].isupper())
    return tokens


def _opens_sentence(gap: str, tokens: Tokens) -> bool:
    if _SENTENCE_END.search(gap) is None or gap in (".", ".-", ".–"):
        return False
    # A full stop after an initial or an abbreviation ("U.S. forces", "St. Louis") ends no sentence.
    return not (gap == ". " and tokens.words and len(tokens.words[-1]) <= 2 and tokens.capital[-1])
