"""What to paste where, for one finished page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup

from geomap import archive, checking
from geomap.config import Publish
from geomap.embedding import parts
from geomap.embedding.card import HEIGHT as CARD_HEIGHT
from geomap.embedding.card import WIDTH as CARD_WIDTH
from geomap.embedding.card import card
from geomap.embedding.folder import write
from geomap.embedding.sheet import Sheet, read
from geomap.errors import UsageError
from geomap.model import Problem
from geomap.renderers import figure_size, set_svg
from geomap.renderers.frames import SANDBOX

FRAME_HEIGHT = 760  # pixels: where neither ratio nor script is let in
PAGE_NAME = "map.html"
_OEMBED_WIDTH = 960


@dataclass(frozen=True)
class Embedding:
    """The code to paste for one map, each piece made when it is asked for.

    ``url`` is where the page will be; without it addresses are relative, and
    what needs a full one (``oembed``, ``head``) is empty. ``problems`` is what
    the publication gate warns of.
    """

    sheet: Sheet
    url: str = ""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def iframe(self) -> str:
        """A responsive frame, and the script that gives it its map's height."""
        return self._filled("iframe.html")

    @cached_property
    def bare(self) -> str:
        """The same without a ``style``, for hosts whose policy forbids one."""
        return self._filled("bare.html")

    @cached_property
    def srcdoc(self) -> str:
        """The whole page within the frame: nothing else to host, and half as large again."""
        return self._filled("srcdoc.html")

    @cached_property
    def figure(self) -> str:
        """A picture with alt text and link, for places that strip frames."""
        return self._filled("figure.html")

    @property
    def caption(self) -> str:
        """The figure's caption as plain text: title, facts, method and boundary note."""
        sheet = self.sheet
        return f"{sheet.title}. {sheet.line}. {sheet.method_note} {sheet.boundary_note}"

    def save(self, folder: Path | str) -> list[str]:
        """Write page, script, pictures and snippets into a folder; return what was left out, and why.

        Raises
        ------
        GeomapError
            When the folder cannot be written to.
        """
        contents: dict[str, str | bytes] = {
            PAGE_NAME: self.page,
            parts.SCRIPT_NAME: parts.script(),
            "figure.svg": self.sheet.figure,
            "iframe.html": self.iframe,
            "iframe-bare.html": self.bare,
            "srcdoc.html": self.srcdoc,
            "figure.html": self.figure,
            "alt.txt": f"{self.sheet.alt}\n",
            "caption.txt": f"{self.caption}\n",
            "oembed.json": self.oembed,
        }
        if self.sheet.beside:
            contents[self.sheet.beside.name] = self.sheet.beside.read_bytes()
        left_out = write(Path(folder), contents, {"figure.png": self.picture, "card.png": self.card})
        if not self.url:
            left_out.append("oembed.json, and the page's links to it and to the card: they need --url")
        return left_out

    @cached_property
    def head(self) -> str:
        """What the page's own head says to those who share it: oEmbed and card."""
        return self._filled("head.html") if self.url else ""

    @cached_property
    def oembed(self) -> str:
        """The oEmbed answer as JSON, "" without an address."""
        if not self.url:
            return ""
        answer = {
            "version": "1.0",
            "type": "rich",
            "title": self.sheet.title,
            "provider_name": "geomap",
            "html": self.bare.partition("<script")[0].strip(),
            "width": _OEMBED_WIDTH,
            "height": FRAME_HEIGHT,
            "thumbnail_url": self._at("card.png"),
            "thumbnail_width": CARD_WIDTH,
            "thumbnail_height": CARD_HEIGHT,
        }
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"

    @cached_property
    def page(self) -> str:
        """The page itself, with ``head`` in its head."""
        return self.sheet.text.replace("</head>", f"{self.head}</head>", 1) if self.url else self.sheet.text

    def card(self) -> bytes:
        """Return the card as a PNG of 1200 × 630 pixels.

        Raises
        ------
        MissingExtraError
            When Typst is not installed.
        """
        return set_svg(card(self.sheet), self.sheet.alt, "png", ppi=96.0)

    def picture(self) -> bytes:
        """Return the figure as a PNG, two pixels for one.

        Raises
        ------
        MissingExtraError
            When Typst is not installed.
        """
        return set_svg(self.sheet.figure, self.sheet.alt, "png", ppi=192.0)

    def _at(self, name: str) -> str:
        return urljoin(self.url, name)

    def _filled(self, name: str) -> str:
        width, tall = figure_size(self.sheet.figure)
        return parts.template(name).render(
            sheet=self.sheet,
            page=self.url or PAGE_NAME,
            script=self._at(parts.SCRIPT_NAME),
            script_text=Markup(parts.script()),  # our own file
            picture=self._at("figure.png"),
            oembed=self._at("oembed.json"),
            card=self._at("card.png"),
            sandbox=SANDBOX,
            height=FRAME_HEIGHT,
            width=width,
            tall=tall,
        )


def embed(
    page: Path | str,
    *,
    url: str = "",
    policy: Publish | None = None,
    allow: Iterable[str] = (),
    strict: bool = False,
) -> Embedding:
    """Return what to paste where, for a page that :func:`geomap.render` drew.

    Parameters
    ----------
    page : Path or str
        The page.
    url : str
        Where it will be, ``https://…``; its other files are taken to lie beside it.
    policy : Publish, optional
        What may be published; the defaults without it.
    allow : iterable of str
        Rules of the publication gate that are let pass.
    strict : bool
        Whether warnings of the gate stop it, too.

    Raises
    ------
    InputError
        When the file is no page of ours.
    UsageError
        When the address is none of the web's.
    GeomapError
        When the gate refuses the page.
    """
    sheet = read(page)
    found = problems(sheet, checking.allowing(policy or Publish(), allow))
    checking.stop(found, strict=strict)
    return Embedding(sheet, _address(url), tuple(found))


def problems(sheet: Sheet, policy: Publish) -> list[Problem]:
    """Return what stands in the way of publishing a page, with the table of all claims beside it."""
    found = checking.problems(sheet.facts, policy)
    if sheet.beside:
        findings = archive.load(sheet.beside)
        found += checking.check(findings, policy, boundary_note=sheet.facts.boundary_note)
    return found


def _address(url: str) -> str:
    """Return the address of the page: a folder's is that of ``map.html`` in it."""
    if not url:
        return ""
    parts_ = urlsplit(url)
    if parts_.scheme not in ("http", "https") or not parts_.netloc:
        raise UsageError(
            f"--url {url}: not an address", hint="It looks like https://example.org/week-12/map.html"
        )
    last = parts_.path.rpartition("/")[2]
    return url if "." in last else f"{url.rstrip('/')}/{PAGE_NAME}"
