"""The rules of the gate: facts and a policy in, what each rule finds out.

A rule yields (what, what to do, where); its level is the policy's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from geomap.checking.facts import ClaimFacts, Facts, SourceFacts
from geomap.config import Publish
from geomap.model import Review
from geomap.model.scene import NOT_PASSED_ON

Finding = tuple[str, str, tuple[str, ...]]
Rule = Callable[[Facts, Publish], Iterator[Finding]]
_NOBODY = "source not given"


def rejected(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find claims that a person rejected and that are still there."""
    found = [c for c in facts.claims if c.review is Review.REJECTED]
    if found:
        yield (
            f"{_n(found, 'claim')} rejected by a reviewer",
            "Leave the rejected rows out, or set review to reviewed.",
            _claims(found),
        )


def unreviewed(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find claims that no person has looked at."""
    found = [c for c in facts.claims if c.review is Review.MACHINE]
    if found:
        yield (
            f"{_n(found, 'claim')} of {len(facts.claims):,} machine-extracted, not reviewed",
            "Write them with geomap extract, set review to reviewed or rejected, and draw that file.",
            _claims(found),
        )


def licence(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find reports and layers that do not say under which terms they stand."""
    for publisher, sources in _by_publisher(facts, lambda s: not s.licence.strip()).items():
        yield (
            f"{publisher}: no licence given",
            "Give it with --licence, in the front matter, or in the licence column.",
            tuple(s.where for s in sources),
        )
    for layer in facts.layers:
        if not layer.licence.strip() or layer.licence == "not stated":
            yield (
                f"{layer.name}: the control layer has no licence",
                "Name it: --control FILE:licence=…:redistributable=yes, or in the layer's TOML table.",
                (layer.id,),
            )


def terms(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find layers and events whose terms forbid passing them on."""
    for layer in facts.layers:
        if not layer.redistributable:
            yield (
                f"{layer.name}: {layer.licence or 'terms not given'}; {NOT_PASSED_ON}",
                "Draw without it, or get consent and --allow terms; your own: FILE:redistributable=yes.",
                (layer.id,),
            )
    for publisher, sources in _by_publisher(facts, lambda s: NOT_PASSED_ON in s.licence.casefold()).items():
        yield (
            f"{publisher}: {sources[0].licence}",
            "Draw the map without it, or get consent and --allow terms.",
            tuple(s.where for s in sources),
        )


def embargo(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find claims newer than the map's date less the hours of the embargo."""
    if not policy.embargo_hours or not facts.claims:
        return
    hours = f"{policy.embargo_hours:g} h"
    if facts.as_of is None:
        yield (
            f"an embargo of {hours}, and the map has no date",
            "Say when it is published: --as-of.",
            ("the map",),
        )
        return
    last = facts.as_of - timedelta(hours=policy.embargo_hours)
    until = {n: source.until for n, source in enumerate(facts.sources)}
    undated = [c for c in facts.claims if until[c.source] is None]
    newer = [c for c in facts.claims if (end := until[c.source]) is not None and end > last]
    if newer:
        yield (
            f"{_n(newer, 'claim')} published after {last:%Y-%m-%d %H:%M} UTC, within the embargo of {hours}",
            "Leave these reports out, or publish later: --as-of is the day of publication.",
            _claims(newer),
        )
    if undated:
        yield (
            f"{_n(undated, 'claim')} of reports without a date, under an embargo of {hours}",
            "Date the reports: --date, front matter, or the date column.",
            _claims(undated),
        )


def coordinates(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find points that tell more finely than the policy wants where something is."""
    found = [spot for spot in facts.spots if spot.km < policy.coordinates_km]
    if found:
        finest = min(spot.km for spot in found)
        yield (
            f"{_n(found, 'place')} told to {finest:g} km; the policy is {policy.coordinates_km:g} km",
            "Give the settlement in place of the point (place_id in the findings), or leave the claim out.",
            tuple(spot.where for spot in found),
        )


def boundary_note(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find out whether the map says whose view of boundaries it draws."""
    if not facts.boundary_note.strip():
        yield "no boundary note", "Draw the map again; the note belongs on every export.", ("the map",)


def source(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find claims of which a reader is not told who published them."""
    found = _used(facts, lambda s: not s.publisher.strip())
    if found:
        yield (
            f"{_n(found, 'report')} without a publisher: shown as “{_NOBODY}”",
            "Name it: --publisher, front matter, or the publisher column.",
            tuple(s.where for s in found),
        )


def quotes(facts: Facts, policy: Publish) -> Iterator[Finding]:
    """Find quotes that are longer than may be quoted."""
    limits = {name.casefold(): chars for name, chars in policy.quotes_of}
    found: dict[tuple[str, int], list[ClaimFacts]] = defaultdict(list)
    for claim in facts.claims:
        publisher = facts.sources[claim.source].publisher
        limit = limits.get(publisher.casefold(), policy.quote_chars)
        if claim.quote_chars > limit:
            found[publisher or _NOBODY, limit].append(claim)
    for (publisher, limit), claims in found.items():
        longest = max(c.quote_chars for c in claims)
        yield (
            f"{publisher}: {_n(claims, 'quote')} of up to {longest:,} characters; {limit:,} may be quoted",
            f"Set quote_chars = {limit} in geomap.toml and draw the map again.",
            _claims(claims),
        )


def _used(facts: Facts, wanted: Callable[[SourceFacts], bool]) -> list[SourceFacts]:
    """Return the sources of claims that are as wanted, in their order."""
    numbers = sorted({c.source for c in facts.claims})
    return [facts.sources[n] for n in numbers if wanted(facts.sources[n])]


def _by_publisher(facts: Facts, wanted: Callable[[SourceFacts], bool]) -> Mapping[str, list[SourceFacts]]:
    groups: dict[str, list[SourceFacts]] = defaultdict(list)
    for found in _used(facts, wanted):
        groups[found.publisher or _NOBODY].append(found)
    return groups


def _claims(found: Iterable[ClaimFacts]) -> tuple[str, ...]:
    return tuple(f"claim {c.id}" for c in found)


def _n(found: Sequence[object], noun: str) -> str:
    return f"{len(found):,} {noun}{'' if len(found) == 1 else 's'}"
