"""The publication gate: findings and a policy in, problems out."""

from geomap.checking.facts import ClaimFacts, Facts, SourceFacts, SpotFacts, facts_of
from geomap.checking.gate import RULES, allowing, check, problems, stop

__all__ = [
    "RULES",
    "ClaimFacts",
    "Facts",
    "SourceFacts",
    "SpotFacts",
    "allowing",
    "check",
    "facts_of",
    "problems",
    "stop",
]
