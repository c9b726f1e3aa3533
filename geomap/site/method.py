"""The method page: the rules, data and settings that were used, read from where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geomap import datapackage
from geomap.language.interface import Words
from geomap.model import Findings, Problem, Review, Role, Situation
from geomap.model.scene import Scene
from geomap.options import Options
from geomap.status.flags import STALE

# All other data are places and regions, whatever is added to them.
_READING = ("actors/", "assessors/", "claims/", "events/", "language/", "mentions/", "places/")
_OWN_WORDS = ("interface/",)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the status, when it fits, and for how many regions it did."""

    key: str
    letter: str
    label: str
    when: str
    count: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what stands behind it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A control layer that was used."""

    name: str
    day: str
    licence: str
    redistributable: bool


@dataclass(frozen=True, slots=True)
class MethodPage:
    """All that the method page tells."""

    rules: tuple[Rule, ...]
    thresholds: tuple[Fact, ...]
    counts: tuple[Fact, ...]
    settings: tuple[Fact, ...]
    layers: tuple[Layer, ...]
    gazetteers: tuple[datapackage.Resource, ...]
    vocabularies: tuple[datapackage.Resource, ...]
    problems: tuple[str, ...]


def method(
    findings: Findings, scene: Scene, options: Options, problems: Sequence[Problem], words: Words
) -> MethodPage:
    """Return what the method page tells of these findings."""
    files = datapackage.resources()
    return MethodPage(
        rules=_rules(scene, options, words),
        thresholds=_thresholds(options, words),
        counts=_counts(findings, words),
        settings=_settings(options, words),
        layers=_layers(options),
        gazetteers=tuple(f for f in files if not f.path.startswith((*_READING, *_OWN_WORDS))),
        vocabularies=tuple(f for f in files if f.path.startswith(_READING)),
        problems=tuple(problem.message for problem in problems),
    )


def _rules(scene: Scene, options: Options, words: Words) -> tuple[Rule, ...]:
    counts = {entry.style: entry.count for entry in scene.key if entry.layer == "status"}
    letters = {style.key: style.letter for style in scene.styles}
    limits = {
        "held": _percent(options.thresholds.held),
        "doubt": _percent(options.thresholds.doubt),
    }
    return tuple(
        Rule(s, letters[s], words(f"status.{s}"), words(f"rule.{s}", **limits), counts.get(s, 0))
        for s in Situation
    )


def _thresholds(options: Options, words: Words) -> tuple[Fact, ...]:
    limits = options.thresholds
    rows = (
        ("held", _percent(limits.held)),
        ("doubt", _percent(limits.doubt)),
        ("holder", _percent(limits.holder)),
        ("differ", _percent(limits.differ)),
        ("stale", str(limits.stale_days)),
        ("stale_claims", str(STALE.days)),
        ("quote", str(options.settings.quote_chars)),
    )
    return tuple(Fact(words(f"site.threshold_{name}"), value) for name, value in rows)


def _percent(share: float) -> str:
    return f"{share * 100:g} %"


def _counts(findings: Findings, words: Words) -> tuple[Fact, ...]:
    located = {m.id for m in findings.mentions if m.role is Role.LOCATION}
    placed = sum(r.place is not None for r in findings.resolutions if r.mention_id in located)
    languages = Counter(report.lang or "?" for report in findings.reports)
    rows = (
        ("reports", f"{len(findings.reports):,}"),
        ("languages", ", ".join(f"{lang} {n:,}" for lang, n in sorted(languages.items()))),
        ("mentions", f"{len(located):,}"),
        ("placed", f"{placed:,}"),
        ("unknown", f"{len(located) - placed:,}"),
        ("claims", f"{len(findings.claims):,}"),
        ("origins", f"{len({c.origin_id or c.id for c in findings.claims}):,}"),
        ("reviewed", f"{sum(c.review is Review.REVIEWED for c in findings.claims):,}"),
    )
    return tuple(Fact(words(f"site.count_{name}"), value) for name, value in rows)


def _settings(options: Options, words: Words) -> tuple[Fact, ...]:
    none, ours = words("site.setting_none"), words("site.setting_ours")
    own = words("site.own_boundaries", level=options.level)
    rows = (
        ("worldview", options.worldview),
        ("regions", own if options.boundaries else words("site.embedded")),
        ("countries", ", ".join(options.countries) or none),
        ("preferred", ", ".join(options.regions) or none),
        ("corrections", options.corrections.name if options.corrections else none),
        ("actors", ", ".join(str(actor["id"]) for actor in options.settings.actors) or none),
        ("recogniser", options.recogniser or ours),
        ("extractor", options.extractor or ours),
        ("geocoder", options.geocoder or none),
        ("language", words.name),
    )
    return tuple(Fact(words(f"site.setting_{name}"), value) for name, value in rows)


def _layers(options: Options) -> tuple[Layer, ...]:
    if not options.control:
        return ()
    from geomap import assessing  # only where there are control layers

    return tuple(
        Layer(la.assessor.name, la.day, la.assessor.licence, la.assessor.redistributable)
        for la in assessing.layers(options.control)
    )
