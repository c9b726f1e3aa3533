"""What an assessor says about who holds which ground, and what that makes of a region.

An assertion is never the truth: it has an assessor, a date and a licence.
Geometry is kept apart, in the ``ControlLayer`` of the ``control`` room, under
the assertion's id.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geomap.model.status import Basis
from geomap.model.when import When


class ControlCategory(StrEnum):
    """What an assessor marks; one neutral word for all of them."""

    CONTROL = "control"
    ADVANCE = "advance"  # forces operated or attacked there without control
    INFILTRATION = "infiltration"
    CONTESTED = "contested"  # the assessor says that both fight for it
    GREY_ZONE = "grey_zone"  # the assessor says that it does not know who holds it
    PARTISAN = "partisan"  # resistance behind the line
    REGAINED = "regained"  # history: what was lost and came back; never a current holding


class Measure(StrEnum):
    """In what shares are counted: ground for polygons, listed places for points."""

    AREA = "area"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Assessor:
    """Who assesses, and on which terms the layer may be passed on."""

    id: str
    name: str
    url: str = ""
    licence: str = ""
    redistributable: bool = False
    credit: str = ""


@dataclass(frozen=True, slots=True)
class ControlAssertion:
    """One piece of ground, or one place, as one assessor marks it at one date.

    ``native_category`` is the assessor's own word. ``actor_id`` is who holds,
    advances or regains (``state:RU``), empty where the category has no side.
    ``valid`` is the day the layer stands for, ``since`` how long it has been
    so where the assessor says. ``place_id`` and ``place_name`` are set for
    points.
    """

    id: str
    assessor_id: str
    native_category: str
    category: ControlCategory
    actor_id: str = ""
    basis: Basis = Basis.ASSESSED
    valid: When | None = None
    since: When | None = None
    place_id: str = ""
    place_name: str = ""
    source_sha256: str = ""
    licence: str = ""
    redistributable: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """Something in a control file that was mended on the way in."""

    kind: str  # invalid_ring, z_values, null_geometry, collection, crs, impossible_date, …
    message: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a control file that is not control of ground, and why it is not used."""

    native_category: str
    why: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was understood of a control file.

    ``date_from`` says where the date came from: ``property``, ``file name``,
    ``option`` or nothing. ``other_dates`` and ``other_assessors`` are what
    else the file holds.
    """

    source: str
    source_sha256: str
    driver: str
    crs: str
    features: int
    repairs: tuple[Repair, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    date_from: str = ""
    other_dates: tuple[str, ...] = ()
    other_assessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a region an assessor puts into one category.

    ``fraction`` is of the region's area (or of the places listed in it);
    ``amount`` is in km² (or places). ``along_border`` is a little ground that
    lies only along the region's outline, or spills into a region that the
    layer is not about: boundary sets differ by a kilometre or two. It is
    counted, and no status is built on it.
    """

    category: ControlCategory
    actor_id: str
    basis: Basis
    fraction: float
    amount: float
    along_border: bool = False


@dataclass(frozen=True, slots=True)
class RegionShares:
    """What one assessor's layer makes of one region.

    ``shares`` and ``unmarked`` sum to 1. ``regained`` is history and stands
    beside that sum. ``covered`` is whether the assessor's silence about the
    region says anything: an unmarked region outside a layer's coverage is not
    "0 % held".
    """

    region_id: str
    assessor_id: str
    layer_id: str
    valid: When | None
    measure: Measure
    total: float
    shares: tuple[Share, ...] = ()
    unmarked: float = 0.0
    regained: float = 0.0
    covered: bool = True

    def fraction(
        self,
        *categories: ControlCategory,
        actor_id: str | None = None,
        basis: Basis | None = Basis.ASSESSED,
    ) -> float:
        """Return the sum of the fractions of some categories, of one actor or of all."""
        return sum(
            share.fraction
            for share in self.shares
            if share.category in categories
            and (actor_id is None or share.actor_id == actor_id)
            and (basis is None or share.basis is basis)
        )
