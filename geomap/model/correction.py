"""A correction: what a person decided, which wins over what was computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision, by whom and when.

    ``about`` names what it corrects ("place", later "claim"), ``subject`` the
    name or id, ``report_id`` the report it holds for ("" for all). ``values``
    are what the action needs and only its room understands.
    """

    about: str
    action: str
    subject: str
    report_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    at: str = ""
    note: str = ""
    line: int = 0

    @property
    def author(self) -> str:
        """Who decided and when, in words."""
        return ", ".join(part for part in (self.by, self.at) if part) or "somebody"
