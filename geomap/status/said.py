"""Rules 5 to 14: what claims make of a region; the first rule that fits is its headline.

The rules read predicates, stances and links only: they know no side, so that
exchanging the sides of a text mirrors every status.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from geomap.actors import Actors, open_actors
from geomap.language.interface import FALLBACK, words
from geomap.model import (
    Basis,
    Claim,
    LinkKind,
    Mention,
    Predicate,
    Region,
    RegionStatus,
    Resolution,
    Review,
    Situation,
    Stance,
    When,
    WherePrecision,
)
from geomap.status.flags import flags_of
from geomap.status.words import PlaceName, Teller

_SAID = frozenset((Stance.ASSERTS, Stance.CONFIRMS, Stance.REPORTS, Stance.DOUBTS))
_SURE = frozenset((Stance.ASSERTS, Stance.CONFIRMS, Stance.REPORTS))
_CHANGES = frozenset((Predicate.TAKES_CONTROL, Predicate.LOSES_CONTROL, Predicate.WITHDRAWS))
_MOVES = frozenset(
    (
        *_CHANGES,
        Predicate.ADVANCES,
        Predicate.PRESENT_IN,
        Predicate.INFILTRATES,
        Predicate.ENCIRCLES,
    )
)
_FIGHTS = frozenset((Predicate.CLASHES, Predicate.REPELS_ATTACK, Predicate.HOLDS))
_THREATS = frozenset((Predicate.THREATENS, Predicate.EVACUATION_ORDERED))
_FIRE = frozenset((Predicate.STRIKES, Predicate.SHELLS, Predicate.DAMAGE_OR_CASUALTIES))


@dataclass(frozen=True, slots=True)
class Group:
    """The claims about one region, in the order of the findings."""

    claims: tuple[Claim, ...]
    sides: Mapping[str, str]

    def said(self, predicates: frozenset[Predicate]) -> list[Claim]:
        """Return the claims that say one of these happened."""
        return [c for c in self.claims if c.proposition.predicate in predicates and c.stance in _SAID]

    def disputes(self) -> list[tuple[Claim, Claim]]:
        """Return pairs of a claim and its denial."""
        known = {c.id: c for c in self.claims}
        return [
            (known[link.claim_id], denial)
            for denial in self.claims
            for link in denial.links
            if link.kind is LinkKind.DENIES and link.claim_id in known
        ]

    def changes(self, *, by_party: bool) -> list[Claim]:
        """Return the claims that a settlement changed hands, said by a party to it or not."""
        return [
            c
            for c in self.said(_CHANGES)
            if c.stance in _SURE and c.where_prec <= WherePrecision.EXACT and self._is_partys(c) is by_party
        ]

    def _is_partys(self, claim: Claim) -> bool:
        """Return whether one of those who fight speaks; mediators and monitors do not."""
        spoken = {c.side for c in claim.attribution.claimants if c.side}
        involved = {
            self.sides.get(i, "") for i in (claim.proposition.actor_id, claim.proposition.target_id)
        } - {""}
        return bool(spoken & involved) if involved else bool(spoken)


Rule = Callable[[Group], list[Claim]]


def _disputed(group: Group) -> list[Claim]:
    pairs = group.disputes()
    return list(dict.fromkeys([claim for claim, _ in pairs] + [denial for _, denial in pairs]))


RULES: tuple[tuple[Situation, Rule], ...] = (
    (Situation.DISPUTED, _disputed),
    (Situation.CLAIMED_CHANGE, lambda group: group.changes(by_party=True)),
    (Situation.REPORTED_CHANGE, lambda group: group.changes(by_party=False)),
    (Situation.CLAIMED_ADVANCE, lambda group: group.said(_MOVES)),
    (Situation.CLAIMED_FIGHTING, lambda group: group.said(_FIGHTS)),
    (
        Situation.THREATENED,
        lambda group: [
            c for c in group.claims if c.proposition.predicate in _THREATS and c.stance is not Stance.DENIES
        ],
    ),
    (Situation.STRUCK, lambda group: group.said(_FIRE)),
    (
        Situation.CEASEFIRE_SAID,
        lambda group: [
            c
            for c in group.claims
            if c.proposition.predicate is Predicate.CEASEFIRE and c.stance is not Stance.DENIES
        ],
    ),
    (Situation.MENTIONED, lambda group: list(group.claims)),
)


class ClaimRules:
    """Rules 5 to 14 over one set of claims, for any of its regions at any time.

    Parameters
    ----------
    claims : sequence of Claim
        With their links; rejected ones are left out.
    resolutions : sequence of Resolution
        The places of the findings.
    actors : Actors, optional
        Whose side is whose.
    lang : str
        The language of the sentences.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        resolutions: Sequence[Resolution],
        *,
        actors: Actors | None = None,
        lang: str = FALLBACK,
    ) -> None:
        shelf = actors or open_actors()
        self._sides = {actor.id: actor.side for actor in shelf}
        self._teller = Teller(_names(resolutions), shelf, words(lang))
        self._by_region: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.review is not Review.REJECTED:
                for region_id in claim.region_ids:
                    self._by_region[region_id].append(claim)

    def claims_of(self, region_id: str) -> list[Claim]:
        """Return the claims about a region, in the order of the findings."""
        return self._by_region[region_id]

    def status(
        self, region: Region, as_of: When | None, known: Callable[[Claim], bool] | None = None
    ) -> RegionStatus:
        """Return what the claims, or those of them that were known, make of a region."""
        claims = self._by_region[region.id]
        group = Group(tuple(filter(known, claims)) if known else tuple(claims), self._sides)
        situation, evidence = next(
            ((s, found) for s, rule in RULES if (found := rule(group))), (Situation.MENTIONED, [])
        )
        return RegionStatus(
            region_id=region.id,
            situation=situation,
            basis=_basis(situation, evidence),
            rule=situation.value,
            sentence=self._teller.sentence(situation, evidence, group.disputes(), region.id),
            evidence=tuple(c.id for c in evidence),
            flags=flags_of(region, evidence, group.claims, as_of),
            actors=tuple(dict.fromkeys(c.proposition.actor_id for c in evidence if c.proposition.actor_id)),
            reports=len({report for c in group.claims for report in c.appearances or (c.report_id,)}),
            origins=len({c.origin_id or c.id for c in group.claims}),
            as_of=as_of,
        )


def assess(
    claims: Sequence[Claim],
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution],
    regions: Iterable[Region],
    *,
    as_of: When | None = None,
    actors: Actors | None = None,
    lang: str = FALLBACK,
) -> list[RegionStatus]:
    """Return the status of each region, by rules 5 to 14.

    Parameters
    ----------
    claims : sequence of Claim
        With their links; rejected ones are left out.
    mentions, resolutions : sequence
        The places of the findings.
    regions : iterable of Region
        The regions to tell of.
    as_of : When, optional
        The date of the map; ages count from it.
    actors : Actors, optional
        Whose side is whose.
    lang : str
        The language of the sentences.

    Returns
    -------
    list of RegionStatus
        One for each region, in their order; none is left without a rule.
    """
    rules = ClaimRules(claims, resolutions, actors=actors, lang=lang)
    return [rules.status(region, as_of) for region in regions]


def _names(resolutions: Sequence[Resolution]) -> dict[str, PlaceName]:
    """Return the names of places by mention; regions and wider ones are named in the heading already."""
    return {
        r.mention_id: (r.place.name, r.region_ids)
        for r in resolutions
        if r.place and r.where_prec <= WherePrecision.DISTRICT
    }


def _basis(situation: Situation, evidence: Sequence[Claim]) -> Basis:
    """Return on what a status stands: what somebody says, or what the author reports."""
    if situation is Situation.MENTIONED and not evidence:
        return Basis.NONE
    named = any(c.attribution.claimants for c in evidence)
    return Basis.CLAIMED if named and situation is not Situation.REPORTED_CHANGE else Basis.REPORTED
