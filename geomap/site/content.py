"""What stands on the pages of a site: plain records, one kind for each kind of page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from geomap.actors import Actors
from geomap.model import Findings, Situation
from geomap.model.scene import ClaimCard, RegionCard, Scene, letters_of
from geomap.site.book import Book, Day, Older, Told
from geomap.site.chart import Chart, charts
from geomap.site.names import claimant_path, country_path, region_path

_MOST_SOURCES = 200


@dataclass(frozen=True, slots=True)
class Link:
    """A page that is named on another, with what it counts."""

    path: str
    label: str
    count: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A report that a page stands on."""

    publisher: str
    title: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A region: what the reports make of it, over time, in whose words."""

    path: str
    region: RegionCard
    letters: str
    chart: Chart | None
    claims: tuple[Told, ...]
    older: tuple[Older, ...]
    sources: tuple[Source, ...]
    more_sources: int
    origins: int
    reports: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """Claims of a claimant, or of a country where no region is known."""

    path: str
    name: str
    count: int
    origins: int
    claims: tuple[Told, ...]
    older: tuple[Older, ...]
    regions: tuple[Link, ...] = ()
    publishers: tuple[Link, ...] = ()
    speaks_for: str = ""


@dataclass(frozen=True, slots=True)
class DayPage:
    """All that was published on a day."""

    path: str
    label: str
    claims: tuple[Told, ...]
    count: int
    regions: tuple[Link, ...]
    before: Link | None
    after: Link | None


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region in a list of regions."""

    path: str
    region: RegionCard
    letters: str


class Content:
    """The records of all pages.

    Parameters
    ----------
    findings : Findings
        What was found.
    scene : Scene
        The map of it.
    book : Book
        All claims, by their pages.
    actors : Actors
        Whom claimants speak for.
    """

    def __init__(self, findings: Findings, scene: Scene, book: Book, actors: Actors) -> None:
        self.scene, self.book = scene, book
        self._styles = {style.key: style for style in scene.styles}
        # Without outlines: the map has them, and a page is made again when what it is made of changes.
        plain = [replace(region, rings=(), claims=()) for region in scene.regions]
        self._regions = {region.id: region for region in plain}
        self.by_region = _grouped(book.cards.values(), lambda card: card.regions)
        self._actors = _actors(findings, actors)

    def told_regions(self) -> list[RegionCard]:
        """Return the regions that have a page: those of which something is said or assessed."""
        return [r for r in self._regions.values() if self.by_region.get(r.id) or r.compositions]

    def other_regions(self) -> tuple[list[RegionCard], list[RegionCard]]:
        """Return the regions that are merely named, and those near by of which there is no information."""
        told = {region.id for region in self.told_regions()}
        others = [r for r in self._regions.values() if r.id not in told]
        silent = [r for r in others if r.style == Situation.NO_INFORMATION]
        return [r for r in others if r.style != Situation.NO_INFORMATION], silent

    def row(self, region: RegionCard) -> RegionRow:
        """Return a region as a list shows it."""
        return RegionRow(region_path(region.id), region, letters_of(self._styles, region))

    def regions(self) -> list[RegionPage]:
        """Return the pages of regions."""
        drawn = charts(self.scene, self.by_region)
        return [self._region(region, drawn.get(region.id)) for region in self.told_regions()]

    def days(self) -> list[DayPage]:
        """Return the pages of days, oldest first."""
        days = self.book.days
        links = [Link(day.path, day.label, len(day.claims)) for day in days]
        return [
            self._day(day, links[n - 1] if n else None, links[n + 1] if n + 1 < len(days) else None)
            for n, day in enumerate(days)
        ]

    def claimants(self) -> list[ListPage]:
        """Return the pages of claimants as they are named, by name; the reporters' own voice is none."""
        found = _grouped(
            (card for card in self.book.cards.values() if not card.unattributed),
            lambda card: (card.claimant.casefold(),),
        )
        pages = [
            replace(
                self._list(claimant_path(key), _usual(card.claimant for card in cards), cards),
                speaks_for=_usual(self._actors.get(card.id, "") for card in cards),
            )
            for key, cards in found.items()
        ]
        return sorted(pages, key=lambda page: (page.name.casefold(), page.path))

    def unattributed(self) -> ListPage | None:
        """Return the page of what reporters say in their own voice."""
        cards = [card for card in self.book.cards.values() if card.unattributed]
        return self._list("claimants/unattributed.html", "", cards) if cards else None

    def countries(self) -> list[ListPage]:
        """Return the pages of claims that are known to a country only, or to no place."""
        return [
            self._list(country_path(country.code), country.name, cards)
            for country in self.scene.countries
            if (cards := [self.book.cards[i] for i in country.claims if i in self.book.cards])
        ]

    def _region(self, region: RegionCard, chart: Chart | None) -> RegionPage:
        cards = self.by_region.get(region.id, [])
        claims, older = self.book.newest(cards)
        sources = list(dict.fromkeys(Source(c.publisher, c.title, c.date, c.url) for c in reversed(cards)))
        return RegionPage(
            region_path(region.id),
            region,
            letters_of(self._styles, region),
            chart,
            claims,
            older,
            tuple(sources[:_MOST_SOURCES]),
            max(len(sources) - _MOST_SOURCES, 0),
            len({card.origin for card in cards}),
            len(sources),
        )

    def _list(self, path: str, name: str, cards: Sequence[ClaimCard]) -> ListPage:
        claims, older = self.book.newest(cards)
        return ListPage(
            path,
            name,
            len(cards),
            len({card.origin for card in cards}),
            claims,
            older,
            self._region_links(cards),
            tuple(Link("", who, n) for who, n in sorted(Counter(c.publisher for c in cards).items())),
        )

    def _day(self, day: Day, before: Link | None, after: Link | None) -> DayPage:
        told = self.book.told(day.claims)
        return DayPage(
            day.path, day.label, told, len(day.claims), self._region_links(day.claims), before, after
        )

    def _region_links(self, cards: Iterable[ClaimCard]) -> tuple[Link, ...]:
        counts = Counter(i for card in cards for i in card.regions if i in self._regions)
        links = [Link(region_path(i), self._regions[i].name, n) for i, n in counts.items()]
        return tuple(sorted(links, key=lambda link: (link.label, link.path)))


def _grouped(
    cards: Iterable[ClaimCard], keys: Callable[[ClaimCard], tuple[str, ...]]
) -> dict[str, list[ClaimCard]]:
    found: dict[str, list[ClaimCard]] = defaultdict(list)
    for card in cards:
        for key in keys(card):
            found[key].append(card)
    return dict(found)


def _usual(names: Iterable[str]) -> str:
    """Return the most frequent of names, the first in order among equals."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _actors(findings: Findings, actors: Actors) -> dict[str, str]:
    """Return for each claim the name of the actor that its claimants speak for, where it is known."""
    names = {actor.id: actor.name for actor in actors}
    return {
        claim.id: next((names[c.actor_id] for c in claim.attribution.claimants if c.actor_id in names), "")
        for claim in findings.claims
    }
