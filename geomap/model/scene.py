"""The map as plain data: what is drawn, in which words, with which geometry.

A scene is derived from findings and is what every renderer draws: page, figure
and Folium map. Geometry is rings of (lon, lat) in degrees, WGS 84.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geomap.model.control import Assessor

NOT_PASSED_ON = "not to be passed on"  # in the credit of a layer whose terms forbid it
Ring = tuple[tuple[float, float], ...]
Bounds = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Style:
    """How a situation is drawn: pattern and outline by name, a letter, words for the key and the map.

    ``label`` stands in the key, ``short`` under a region's name.
    """

    key: str
    letter: str
    pattern: str
    outline: str
    label: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """An area of the base map that carries no information of its own."""

    id: str
    name: str
    kind: str  # country or region
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim in the words a reader sees.

    ``denies`` and ``denied_by`` are ids of other cards. ``quote`` is verbatim
    and may be cut (``cut`` says so); ``before`` and ``after`` are its context.
    ``kind`` is the predicate's key, ``predicate`` its words. ``happened``,
    ``published`` and ``captured`` are first and last day (ISO 8601, "" where
    open or not known). ``more`` counts claims that a large page leaves out for
    this one. ``licence`` is the report's.
    """

    id: str
    quote: str
    before: str
    after: str
    cut: bool
    claimant: str
    unattributed: bool
    via: str
    verb: str
    stance: str
    kind: str
    predicate: str
    publisher: str
    title: str
    date: str
    url: str
    lang: str
    event_time: str
    places: tuple[str, ...]
    precision: str
    reviewed: bool
    reports: int
    origin: str
    denies: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    happened: tuple[str, str] = ("", "")
    published: tuple[str, str] = ("", "")
    captured: tuple[str, str] = ("", "")
    more: int = 0
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a region in percent of its area; ``colour``, ``kind`` and ``basis`` as of :class:`Ground`."""

    label: str
    kind: str
    colour: int
    percent: float
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Composition:
    """What one assessor makes of a region: parts that sum to 100, what is not marked last."""

    assessor: str
    day: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RegionCard:
    """A region with its status, its claims in time order, and its outline.

    ``rings`` are for drawing; ``label`` is where its badge stands; ``over`` is
    the style that is drawn over an assessed status ("" for none).
    """

    id: str
    name: str
    country: str
    note: str
    style: str
    headline: str
    basis: str
    sentence: str
    rule: str
    flags: tuple[str, ...]
    reports: int
    origins: int
    claims: tuple[str, ...]
    label: tuple[float, float]
    rings: tuple[Ring, ...]
    over: str = ""
    compositions: tuple[Composition, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: a point if known exactly, else a ring of ``radius_km``.

    ``fineness_km`` is how finely it tells where something is (see ``Resolution``).
    """

    id: str
    name: str
    lon: float
    lat: float
    radius_km: float
    exact: bool
    precision: str
    region: str
    claims: tuple[str, ...]
    fineness_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """Ground as an assessor marks it, or where two assessors differ: the only fills of the map.

    ``layer`` is the switch in the key; ``colour`` numbers the holders, -1 for
    none; ``kind`` is the category (``control``, ``contested``, ``difference`` …);
    ``basis`` whether it is assessed, claimed or reported, ``what`` both in
    words. ``rank`` is 0 for
    the assessor whose ground is filled; the ground of others is outlined, so
    that both are seen where they lie on each other. ``assessor`` and ``day``
    (ISO 8601) are of a layer that has a date.
    """

    layer: str
    title: str
    label: str
    kind: str
    colour: int
    rings: tuple[Ring, ...]
    km2: float
    hidden: bool = False
    assessor: str = ""
    day: str = ""
    basis: str = ""
    what: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Assessed:
    """All that a scene shows of control layers; compositions and changes by region id."""

    grounds: tuple[Ground, ...] = ()
    compositions: Mapping[str, tuple[Composition, ...]] = field(default_factory=dict)
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    credits: tuple[str, ...] = ()
    assessors: tuple[Assessor, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryCard:
    """Claims known to a country only; listed, never drawn."""

    code: str
    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line of the key: a layer or a style of it, with what it counts."""

    layer: str
    style: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RegionState:
    """What was made of a region at some time: the part of :class:`RegionCard` that changes."""

    style: str
    headline: str
    basis: str
    sentence: str
    rule: str
    flags: tuple[str, ...]
    reports: int
    origins: int
    over: str = ""


def letters_of(styles: Mapping[str, Style], now: RegionCard | RegionState) -> str:
    """Return the letters of a region's badge: of its style, and of what stands over it."""
    return styles[now.style].letter + (styles[now.over].letter if now.over else "")


@dataclass(frozen=True, slots=True)
class Clock:
    """A way to order time, and what the map was at each of its steps.

    ``key`` is ``event``, ``published`` or ``captured``; ``unit`` is ``day``,
    ``week`` or ``month``; ``steps`` are last days (ISO 8601); ``frames`` hold
    for each step the regions that changed, as (region id, number of the state).
    """

    key: str
    unit: str
    steps: tuple[str, ...]
    frames: tuple[tuple[tuple[str, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The clocks of a map, and the states that their frames point to."""

    clocks: tuple[Clock, ...] = ()
    states: tuple[RegionState, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a renderer needs, in drawing order.

    ``bounds`` is the first view: it may leave out far regions of few claims,
    which ``beyond`` names. ``notes`` tell a reader what this map leaves out;
    ``tiles`` is the address of background tiles, "" for none. ``as_of`` is in
    words, ``until`` the end of that time as ISO 8601 ("" for undated);
    ``assessors`` are those whose layers are drawn, with their terms.
    """

    title: str
    as_of: str
    summary: str
    review: str
    bounds: Bounds
    base: tuple[Shape, ...]
    regions: tuple[RegionCard, ...]
    marks: tuple[Mark, ...]
    countries: tuple[CountryCard, ...]
    claims: tuple[ClaimCard, ...]
    key: tuple[KeyEntry, ...]
    styles: tuple[Style, ...]
    boundary_note: str
    method_note: str
    credits: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()
    timeline: Timeline = Timeline()
    notes: tuple[str, ...] = ()
    tiles: str = ""
    beyond: tuple[str, ...] = ()
    worldview: str = "un"
    lang: str = "en"
    until: str = ""
    assessors: tuple[Assessor, ...] = ()
