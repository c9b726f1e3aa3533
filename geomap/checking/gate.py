"""The gate: every rule tried, and what stops a publication."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from geomap.checking import rules
from geomap.checking.facts import Facts, facts_of
from geomap.config import Publish
from geomap.errors import GeomapError, UsageError, meant
from geomap.model import Findings, Level, Problem
from geomap.model.control import Assessor

_RULES: tuple[rules.Rule, ...] = (
    rules.terms,
    rules.rejected,
    rules.embargo,
    rules.coordinates,
    rules.quotes,
    rules.boundary_note,
    rules.source,
    rules.licence,
    rules.unreviewed,
)
RULES = tuple(rule.__name__ for rule in _RULES)
_ORDER = (Level.REFUSE, Level.WARN)


def check(
    findings: Findings,
    policy: Publish | None = None,
    *,
    layers: Iterable[Assessor] = (),
    boundary_note: str,
    quote_chars: int | None = None,
) -> list[Problem]:
    """Return what stands in the way of publishing findings, what refuses first.

    Parameters
    ----------
    findings : Findings
        What is to be published.
    policy : Publish, optional
        The ``[publish]`` section of ``geomap.toml``; the defaults without it.
    layers : iterable of Assessor
        Whose control layers are drawn beside them.
    boundary_note : str
        What the publication says of its boundaries.
    quote_chars : int, optional
        The longest quote that the publication shows, in characters; without
        it quotes are taken to be shown whole.
    """
    found = facts_of(findings, layers=layers, boundary_note=boundary_note, quote_chars=quote_chars)
    return problems(found, policy)


def problems(facts: Facts, policy: Publish | None = None) -> list[Problem]:
    """Return what stands in the way of publishing what has these facts."""
    policy = policy or Publish()
    found: list[Problem] = []
    for rule in _RULES:
        level = Level(getattr(policy, rule.__name__))
        if level is not Level.ALLOW:
            found += [Problem(rule.__name__, level, *told) for told in rule(facts, policy)]
    return sorted(found, key=lambda problem: _ORDER.index(problem.level))


def allowing(policy: Publish, names: Iterable[str]) -> Publish:
    """Return a policy in which some rules find nothing.

    Raises
    ------
    UsageError
        When there is no such rule.
    """
    allowed: dict[str, Any] = {}
    for name in names:
        if name not in RULES:
            raise UsageError(f"no rule is called {name}", hint=meant(name, RULES, "rules"))
        allowed[name] = Level.ALLOW
    return replace(policy, **allowed)


def stop(found: Sequence[Problem], *, strict: bool = False) -> None:
    """Stop a publication that is refused; with ``strict`` one that is warned of, too.

    Raises
    ------
    GeomapError
        Naming the first problem, its remedy and how many others there are.
    """
    serious = [problem for problem in found if problem.refused or strict]
    if serious:
        first, more = serious[0], len(serious) - 1
        others = f" (and {more} more: geomap check)" if more else ""
        raise GeomapError(f"not to be published: {first.message}{others}", hint=first.remedy)
