"""The build: everything is gathered first, then written, then shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import geomap
from geomap import renderers
from geomap.actors import with_own
from geomap.errors import UsageError
from geomap.language.interface import words
from geomap.maps import to_scene
from geomap.model import Findings, Problem
from geomap.model.scene import Scene
from geomap.options import Options
from geomap.scene.cards import claim_cards
from geomap.site import feeds, look, search
from geomap.site.book import Book
from geomap.site.card import card
from geomap.site.content import Content, Link
from geomap.site.downloads import TABLE, downloads
from geomap.site.edition import Edition, dumped, edition, load
from geomap.site.folder import Folder
from geomap.site.made import Made, of_bytes
from geomap.site.names import claimant_path
from geomap.site.pages import Face, Press
from geomap.site.sheets import Sheets
from geomap.site.written import MANIFEST, written
from geomap.writing import utf8

Progress = Callable[[Sequence[Made]], Iterable[Made]]
WITHOUT_URL = "feed.xml, sitemap.xml, canonical links, Open Graph card, JSON-LD"


@dataclass(frozen=True, slots=True)
class Input:
    """A file or report that the site was made from."""

    kind: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a site is to be: its title, where it will be published, what it was made from.

    ``inputs`` are files beside the reports: control layers, boundaries,
    settings, tables of events; ``problems`` what the publication check found.
    """

    title: str = ""
    url: str = ""
    inputs: tuple[Input, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files written and taken over, what was left out and why."""

    path: Path
    written: tuple[str, ...]
    kept: int
    pages: int
    edition: Edition
    left_out: tuple[str, ...] = ()


def build(
    findings: Findings,
    folder: Folder,
    options: Options,
    wanted: Wanted | None = None,
    *,
    progress: Progress | None = None,
) -> Built:
    """Publish findings as a static site.

    The folder shows the old site until all of the new one is written; files
    that would be the same are taken over from it.

    Parameters
    ----------
    findings : Findings
        What is told.
    folder : Folder
        Where it is published.
    options : Options
        Worldview, language, control layers, settings.
    wanted : Wanted, optional
        Title, address, inputs, problems.
    progress : callable, optional
        Wraps the iteration over the files.

    Raises
    ------
    UsageError
        When the address is none.
    GeomapError
        When the folder cannot be written to.
    """
    wanted = wanted or Wanted()
    url = address(wanted.url)
    # A title that counted the reports would change every page with each of them.
    title = wanted.title or options.settings.title or words(options.lang)("site.untitled")
    scene = to_scene(findings, options, title=title, beside=TABLE.path)
    with folder.alone():
        before = load(folder.edition)
        gathered = _Gathered(findings, scene, options, wanted, url, before)
        files = list(gathered.files())
        with folder.version() as version:
            listed, fresh = written(progress(files) if progress else files, version)
            version.write(MANIFEST, gathered.manifest(listed))
            version.remember(dumped(gathered.edition))
    pages = sum(name.endswith(".html") for name in listed)
    kept = len(listed) - len(fresh)
    return Built(folder.path, tuple(fresh), kept, pages, gathered.edition, tuple(gathered.left_out))


def address(url: str) -> str:
    """Return the address of a site as its pages need it: with a slash at its end.

    Raises
    ------
    UsageError
        When it is not an address on the web.
    """
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise UsageError(
            f"--url {url}: not an address of a site", hint="It looks like https://example.org/map/"
        )
    return url if url.endswith("/") else f"{url}/"


class _Gathered:
    """All that is to be written."""

    def __init__(
        self,
        findings: Findings,
        scene: Scene,
        options: Options,
        wanted: Wanted,
        url: str,
        before: Edition | None,
    ) -> None:
        self._findings, self._scene, self._options, self._wanted = findings, scene, options, wanted
        self._words = words(scene.lang)
        whole = len(scene.claims) == len(findings.claims)
        cards = scene.claims if whole else claim_cards(findings, options.settings.quote_chars, self._words)
        self.left_out: list[str] = []
        self._book = Book(cards, self._words("site.undated"))
        self._content = Content(findings, scene, self._book, with_own(options.settings.actors))
        self.edition = edition(self._book, scene.regions, scene.as_of, before)
        self._figure = utf8(renderers.figure(scene))
        self._card = card(scene, self._figure.decode()) if url and self._can_draw() else None
        self._face = Face(
            scene.title,
            url,
            scene.method_note,
            scene.boundary_note,
            geomap.__version__,
            self._card is not None,
        )

    def files(self) -> Iterator[Made]:
        """Return all files but the manifest."""
        scene = self._scene
        yield from self._assets()
        yield of_bytes("map.svg", self._figure)
        yield of_bytes("map.html", utf8(self._map()))
        sheets = Sheets(
            findings=self._findings,
            scene=scene,
            book=self._book,
            content=self._content,
            edition=self.edition,
            problems=self._wanted.problems,
            options=self._options,
            words=self._words,
            url=self._face.url,
            figure_size=renderers.figure_size(self._figure.decode()),
        )
        press = Press(self._face, self._words, renderers.patterns())
        pages = list(press.made(sheets.all()))
        yield from pages
        yield of_bytes("assets/search-index.js", self._index())
        yield from downloads(self._findings, self._options.settings.quote_chars)
        yield from self._for_elsewhere([page.path for page in pages])

    def _map(self) -> str:
        url = self._face.url
        return renderers.hosted(
            self._scene,
            "assets/",
            "index.html",
            address=f"{url}map.html" if url else "",
            picture=f"{url}card.png" if self._card else "",
        )

    def manifest(self, files: Mapping[str, dict[str, Any]]) -> bytes:
        """Return what the site was made from and what it is, by hashes."""
        reports = [[report.id, report.text_sha256] for report in self._findings.reports]
        limits = self._options.settings
        data = {
            "geomap": geomap.__version__,
            "title": self._face.title,
            "url": self._face.url,
            "as_of": self._scene.as_of,
            "edition": self.edition.digest,
            "language": self._options.lang,
            "worldview": self._options.worldview,
            "thresholds": {
                name: getattr(limits, name)
                for name in (
                    "control_held",
                    "control_doubt",
                    "control_holder",
                    "control_differ",
                    "stale_days",
                )
            },
            "inputs": [
                {"kind": one.kind, "name": one.name, "sha256": one.sha256} for one in self._wanted.inputs
            ],
            "reports": {"columns": ["id", "text_sha256"], "rows": reports},
            "files": files,
        }
        return utf8(json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def _assets(self) -> Iterator[Made]:
        for name, text in renderers.hosted_files().items():
            yield of_bytes(f"assets/{name}", utf8(text))
        for name in ("site.css", "search.js"):
            yield of_bytes(f"assets/{name}", look.static(name))

    def _index(self) -> bytes:
        content, book = self._content, self._book
        regions = [content.row(region) for region in content.told_regions()]
        speakers = {
            c.casefold(): c for card in book.cards.values() if not card.unattributed and (c := card.claimant)
        }
        return search.index(
            tuple(
                Link(row.path, row.region.name, note=f"{row.region.country} · {row.region.headline}")
                for row in regions
            ),
            tuple(Link(claimant_path(key), name) for key, name in sorted(speakers.items())),
            tuple(Link(day.path, day.label) for day in book.days[::-1]),
            tuple(
                (book.page(c.id), c.id, c.publisher, c.date, c.claimant, ", ".join(c.places), c.quote)
                for c in book.cards.values()
            ),
        )

    def _for_elsewhere(self, paths: Sequence[str]) -> Iterator[Made]:
        if not self._face.url:
            self.left_out.append(f"left out without --url: {WITHOUT_URL}")
            return
        yield of_bytes("sitemap.xml", feeds.sitemap(self._face, sorted([*paths, "map.html"])))
        feed = feeds.atom(self._face, self._scene, self._book, self._words)
        undated = feeds.undated(list(self._book.cards.values()))
        if undated:
            self.left_out.append(f"not in feed.xml, since they have no date: {undated:,} claims")
        if feed is not None:
            yield of_bytes("feed.xml", feed)
        if self._card is not None:
            yield self._card

    def _can_draw(self) -> bool:
        if find_spec("typst"):
            return True
        self.left_out.append('no Open Graph card: it needs Typst (pip install "geomap[figures]")')
        return False
