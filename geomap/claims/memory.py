"""What a reader still has in mind: the last places, the last speakers, the last claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geomap.claims.attribution import Cited
from geomap.claims.draft import Draft
from geomap.claims.where import Where
from geomap.language.sentences import Sentence
from geomap.model import Claimant, Stance, When

_KEPT = 8
_BLOCKS_BACK = 2
_NEAR, _FAR = 3, 5  # sentences back to a place that is still meant


class Memory:
    """The state of reading one report."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._speakers: list[tuple[int, Claimant]] = []
        self._block = 0
        self._sentence = 0
        self._where: tuple[int, int, Where] | None = None
        self._presiding: Claimant | None = None
        self.day: When | None = None  # of the heading above, where that is a date

    def enter(self, sentence: Sentence) -> None:
        """Go on to a sentence."""
        if not sentence.item and sentence.block != self._block:
            self._presiding = None
        self._block = sentence.block
        self._sentence += 1

    def preside(self, cited: Sequence[Cited]) -> None:
        """Remember who speaks in the list that a sentence opens: "The General Staff reports:"."""
        spoken = [c.source for c in cited if c.source is not None and c.source.claimants]
        if spoken:
            self._presiding = spoken[-1].claimants[0]

    def presiding(self) -> Claimant | None:
        """Return who speaks in the list that is being read."""
        return self._presiding

    def keep(self, draft: Draft) -> None:
        """Remember a claim and where it was."""
        self._drafts = [*self._drafts, draft][-_KEPT:]
        if draft.where.is_known:
            self._where = (self._block, self._sentence, draft.where)

    def name(self, where: Where) -> None:
        """Remember a place that a sentence named without claiming anything of it."""
        if where.is_known:
            self._where = (self._block, self._sentence, where)

    def hear(self, cited: Iterable[Cited]) -> None:
        """Remember who spoke."""
        for one in cited:
            if one.source is not None and not one.source.refers_back:
                self._speakers += [(self._block, claimant) for claimant in one.source.claimants]
        self._speakers = self._speakers[-_KEPT:]

    def meet(self, persons: Iterable[Claimant]) -> None:
        """Remember people that a sentence names with their office, for "he said" after it."""
        self._speakers = [*self._speakers, *((self._block, person) for person in persons)][-_KEPT:]

    def where(self, *, points_back: bool) -> Where | None:
        """Return the place of the claim before, if it is still meant."""
        if self._where is None:
            return None
        block, sentence, where = self._where
        reach = _FAR if points_back else _NEAR
        if self._sentence - sentence > reach or self._block - block > (_BLOCKS_BACK if points_back else 1):
            return None
        return where

    def speaker(self, named: str = "") -> Claimant | None:
        """Return the last speaker, or the last whose name holds a word ("the ministry")."""
        word = named.split()[-1].casefold() if named else ""
        for block, claimant in reversed(self._speakers):
            if self._block - block > _BLOCKS_BACK:
                return None
            if not word or word in claimant.name.casefold():
                return claimant
        return None

    def contested(self, claimants: Sequence[Claimant], since: int = 0) -> Draft | None:
        """Return the claim that somebody denies by pointing at it: the last one of somebody else.

        None that begins before a character of the text.
        """
        names = {c.name.casefold() for c in claimants}
        sides = {c.side for c in claimants if c.side}
        for draft in reversed(self._drafts):
            if self._block - draft.block > _BLOCKS_BACK or draft.start < since:
                return None
            said = draft.attribution.claimants
            same = any(c.name.casefold() in names or (c.side and c.side in sides) for c in said)
            if draft.stance is not Stance.DENIES and not same:
                return draft
        return None
