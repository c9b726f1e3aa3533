"""What stands in the way of publishing a map, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a rule does when it finds something."""

    ALLOW = "allow"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of one rule.

    ``rule`` is its name in ``geomap.toml``, ``message`` says what, ``remedy``
    what to do; ``where`` are the reports, claims or layers concerned, all of
    them, as a person can find them again.
    """

    rule: str
    level: Level
    message: str
    remedy: str
    where: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing may be published before it is mended."""
        return self.level is Level.REFUSE
