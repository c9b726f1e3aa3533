"""From what was found to the sheets of all pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geomap.language.interface import Words
from geomap.model import Findings, Problem
from geomap.model.scene import Scene
from geomap.options import Options
from geomap.site import downloads, linked
from geomap.site.book import Book, Older, Told
from geomap.site.content import Content, DayPage, Link, ListPage, RegionPage, RegionRow
from geomap.site.edition import Brief, Edition, News
from geomap.site.method import method
from geomap.site.pages import Sheet

_ROWS, _NEWEST = 12, 10


@dataclass(frozen=True, slots=True)
class Front:
    """The front page."""

    as_of: str
    dated: bool
    summary: str
    review: str
    notes: tuple[str, ...]
    width: int
    height: int
    news: News
    paths: Mapping[str, str]
    rows: tuple[RegionRow, ...]
    more_rows: int
    newest: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class RegionList:
    """The list of regions, and of what no region is known for."""

    rows: tuple[RegionRow, ...]
    elsewhere: tuple[Link, ...]
    named: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayList:
    """The list of days, newest first."""

    days: tuple[Link, ...]
    most: int


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """A claimant in the list of claimants."""

    path: str
    label: str
    note: str
    count: int
    origins: int


@dataclass(frozen=True, slots=True)
class ClaimantList:
    """The list of claimants, by name."""

    claimants: tuple[ClaimantRow, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, in full."""

    news: News
    paths: Mapping[str, str]
    new: tuple[Told, ...]
    older: tuple[Older, ...]
    changed: tuple[tuple[Told, str], ...]
    gone: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The words of the search page that a number is put into."""

    first: str
    found: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Data, boundaries and licences."""

    quote_chars: int
    files: tuple[downloads.DataFile, ...]
    contested: tuple[str, ...]
    credits: tuple[str, ...]
    publishers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """All that the pages of a site are made from."""

    findings: Findings
    scene: Scene
    book: Book
    content: Content
    edition: Edition
    problems: Sequence[Problem]
    options: Options
    words: Words
    url: str
    figure_size: tuple[int, int]

    def all(self) -> Iterator[Sheet]:
        """Return the sheets of all pages but the map."""
        regions, days = self.content.regions(), self.content.days()
        claimants, countries = self.content.claimants(), self.content.countries()
        nobody = self.content.unattributed()
        yield self._front(regions)
        yield self._changes(regions)
        yield self._region_list(countries)
        yield self._day_list()
        yield self._claimant_list(claimants, nobody)
        yield from map(self._region, regions)
        yield from map(self._day, days)
        for one in [*claimants, *([nobody] if nobody else [])]:
            name = one.name or self.words("site.unattributed")
            yield Sheet(one.path, "list.html", name, one, nav="claimants")
        for one in countries:
            yield Sheet(
                one.path, "list.html", self.words("site.country_claims", name=one.name), one, nav="regions"
            )
        yield self._search()
        told = method(self.findings, self.scene, self.options, self.problems, self.words)
        yield Sheet("method.html", "method.html", self.words("site.method"), told, nav="method")
        yield self._terms()

    def _front(self, regions: Sequence[RegionPage]) -> Sheet:
        scene, told = self.scene, self.content.told_regions()
        rows = tuple(self.content.row(region) for region in told[:_ROWS])
        front = Front(
            as_of=scene.as_of,
            dated=self.findings.as_of is not None,
            summary=scene.summary,
            review=scene.review,
            notes=scene.notes,
            width=self.figure_size[0],
            height=self.figure_size[1],
            news=self.edition.news,
            paths=self._paths(regions),
            rows=rows,
            more_rows=len(told) if len(told) > len(rows) else 0,
            newest=self.book.told(list(self.book.cards.values())[::-1][:_NEWEST]),
        )
        data = linked.dataset(scene, self.url, self.book.cards.values()) if self.url else ""
        return Sheet("index.html", "index.html", "", front, "home", f"{scene.summary}. {scene.review}.", data)

    def _changes(self, regions: Sequence[RegionPage]) -> Sheet:
        news, cards = self.edition.news, self.book.cards
        fresh = set(news.new)
        new, older = self.book.newest([card for i, card in cards.items() if i in fresh])
        changed = tuple(
            (
                Told(cards[c.id], self.book.page(c.id)),
                ", ".join(self.words(f"site.fact_{f}") for f in c.facts),
            )
            for c in news.changed
            if c.id in cards
        )
        record = Changes(news, self._paths(regions), new, older, changed, self.edition.gone)
        return Sheet("changes.html", "changes.html", self.words("site.changes"), record, nav="changes")

    def _paths(self, regions: Sequence[RegionPage]) -> dict[str, str]:
        known = {page.region.id: page.path for page in regions}
        return {turned.id: known.get(turned.id, "") for turned in self.edition.news.statuses}

    def _region_list(self, countries: Sequence[ListPage]) -> Sheet:
        named, silent = self.content.other_regions()
        record = RegionList(
            tuple(self.content.row(region) for region in self.content.told_regions()),
            tuple(Link(page.path, page.name, page.count) for page in countries),
            tuple(region.name for region in named),
            tuple(region.name for region in silent),
        )
        return Sheet("regions/index.html", "regions.html", self.words("site.regions"), record, nav="regions")

    def _day_list(self) -> Sheet:
        days = tuple(Link(day.path, day.label, len(day.claims)) for day in self.book.days[::-1])
        record = DayList(days, max((day.count for day in days), default=1))
        return Sheet("days/index.html", "days.html", self.words("site.days"), record, nav="days")

    def _claimant_list(self, claimants: Sequence[ListPage], nobody: ListPage | None) -> Sheet:
        rows = [
            ClaimantRow(
                one.path,
                one.name,
                self.words("site.speaks_for", actor=one.speaks_for) if one.speaks_for else "",
                one.count,
                one.origins,
            )
            for one in claimants
        ]
        if nobody:
            label, note = self.words("site.unattributed"), self.words("site.unattributed_note")
            rows.append(ClaimantRow(nobody.path, label, note, nobody.count, nobody.origins))
        title = self.words("site.claimants")
        return Sheet(
            "claimants/index.html", "claimants.html", title, ClaimantList(tuple(rows)), nav="claimants"
        )

    def _region(self, page: RegionPage) -> Sheet:
        title = f"{page.region.name} ({page.region.country})"
        return Sheet(
            page.path,
            "region.html",
            title,
            page,
            "regions",
            f"{page.region.headline}. {page.region.sentence}",
        )

    def _day(self, page: DayPage) -> Sheet:
        cards = [told.card for told in page.claims]  # each once: a reply stands under one claim only
        cards += [reply.card for told in page.claims for reply in told.replies if reply.page == page.path]
        data = linked.claims(page.path, self.url, cards) if self.url else ""
        title = self.words("site.day_claims", day=page.label)
        return Sheet(page.path, "day.html", title, page, "days", self.words("word.claim", n=page.count), data)

    def _search(self) -> Sheet:
        # The number is put in by the script, for which every plural form but one is out of reach.
        record = SearchPage(
            self.words("site.search_first", n="{n}", shown="{shown}"),
            self.words("site.search_found", n="{n}"),
        )
        return Sheet("search.html", "search.html", self.words("site.search"), record)

    def _terms(self) -> Sheet:
        counts = Counter(
            (r.publisher or self.words("word.no_source"), r.licence) for r in self.findings.reports
        )
        contested = {r.note: f"{r.name}: {r.note}" for r in self.scene.regions if r.note}
        record = Terms(
            self.options.settings.quote_chars,
            downloads.FILES,
            tuple(contested.values()),
            self.scene.credits,
            tuple(Link("", who, n, note) for (who, note), n in sorted(counts.items())),
        )
        return Sheet("terms.html", "terms.html", self.words("site.terms"), record, nav="terms")
