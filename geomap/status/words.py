"""The sentence of a status: the same words for every side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geomap.actors import Actors
from geomap.language.interface import Words
from geomap.model import Claim, Predicate, Situation

_MOST = 4  # names in one list
_HAS_ACTOR = frozenset(
    (
        Predicate.TAKES_CONTROL,
        Predicate.ADVANCES,
        Predicate.HOLDS,
        Predicate.INFILTRATES,
        Predicate.PRESENT_IN,
    )
)


PlaceName = tuple[str, tuple[str, ...]]  # a name, and the regions its place lies in


class Teller:
    """Tells what claims say, in one language.

    Parameters
    ----------
    names : mapping
        The names of places by mention, with the regions they lie in.
    actors : Actors
        The names of actors.
    words : Words
        The words of the language.
    """

    def __init__(self, names: Mapping[str, PlaceName], actors: Actors, words: Words) -> None:
        self._names = names
        self._actors = actors
        self._words = words
        # By claim and region: a claim is told at many times of a map, always in the same words.
        self._told: dict[tuple[str, str], str] = {}

    def sentence(
        self,
        situation: Situation,
        evidence: Sequence[Claim],
        disputes: Sequence[tuple[Claim, Claim]],
        region_id: str = "",
    ) -> str:
        """Return what a reader is told of a region: who says what of which place in it, and who denies it."""
        if not evidence:
            return self._words("sentence.named")
        if situation is Situation.DISPUTED:
            return self._disputed(disputes, region_id)
        if situation is Situation.MENTIONED:
            return self._words("sentence.named_only")
        return self._joined(list(dict.fromkeys(self._tell(claim, region_id) for claim in evidence)))

    def _disputed(self, disputes: Sequence[tuple[Claim, Claim]], region_id: str) -> str:
        """Return who said what and all who denied it, each statement once."""
        deniers: dict[str, dict[str, None]] = {}
        for claim, denial in disputes:
            deniers.setdefault(self._tell(claim, region_id), {}).update({self._speakers(denial): None})
        return self._joined(
            [
                self._words("sentence.denied", told=told, who=self._listed(who))
                for told, who in deniers.items()
            ]
        )

    def _joined(self, parts: Sequence[str]) -> str:
        more = len(parts) - _MOST
        closing = self._words("sentence.more", n=more) if more > 0 else ""
        return "; ".join(parts[:_MOST]) + closing + "."

    def _tell(self, claim: Claim, region_id: str) -> str:
        key = (claim.id, region_id)
        if key not in self._told:
            self._told[key] = self._say(claim, region_id)
        return self._told[key]

    def _say(self, claim: Claim, region_id: str) -> str:
        words, proposition = self._words, claim.proposition
        actor = self._actors.get(proposition.actor_id)
        by = actor is not None and proposition.predicate in _HAS_ACTOR
        return words(
            "sentence.said",
            who=self._speakers(claim),
            what=words(f"kind.{proposition.predicate}"),
            by=words("sentence.by", actor=actor.name) if actor and by else "",
            at=self._at(claim, region_id),
        )

    def _speakers(self, claim: Claim) -> str:
        names = dict.fromkeys(c.name for c in claim.attribution.claimants)
        return self._listed(names) or self._words("sentence.unattributed")

    def _at(self, claim: Claim, region_id: str) -> str:
        """Return the places of a claim in the region that is told of; those elsewhere are told there."""
        placed = [self._names[m] for m in claim.mention_ids if m in self._names]
        names = dict.fromkeys(
            name for name, regions in placed if not regions or not region_id or region_id in regions
        )
        return self._words("sentence.at", places=self._listed(names)) if names else ""

    def _listed(self, items: Iterable[str]) -> str:
        """Return names as a reader lists them."""
        names = list(items)
        if len(names) > _MOST:
            names = [*names[:_MOST], self._words("sentence.others", n=len(names) - _MOST)]
        if len(names) < 2:
            return "".join(names)
        return self._words("sentence.and").join((", ".join(names[:-1]), names[-1]))
