"""The pages of a site: a record and a template each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from geomap.language.interface import Words
from geomap.renderers import hosted_policy
from geomap.site import look
from geomap.site.made import Made, key_of
from geomap.writing import utf8

NAV = (
    ("home", "index.html"),
    ("map", "map.html"),
    ("regions", "regions/index.html"),
    ("days", "days/index.html"),
    ("claimants", "claimants/index.html"),
    ("changes", "changes.html"),
    ("method", "method.html"),
    ("terms", "terms.html"),
)


@dataclass(frozen=True, slots=True)
class Face:
    """What all pages of a site share; ``url`` is where it is published, "" if that is not known."""

    title: str
    url: str
    method: str
    boundary_note: str
    version: str
    card: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: where it stands, by which template, and the record that it shows.

    ``linked`` is JSON-LD, made safe; ``summary`` a sentence for those who
    link to it.
    """

    path: str
    template: str
    title: str
    record: object
    nav: str = ""
    summary: str = ""
    linked: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    path: str
    template: str
    title: str
    nav: str
    summary: str
    linked: Markup
    address: str


class Press:
    """Makes pages of sheets.

    Parameters
    ----------
    face : Face
        What they share.
    words : Words
        The site's own words.
    patterns : str
        The patterns of statuses, as the map has them (our own SVG).
    """

    def __init__(self, face: Face, words: Words, patterns: str) -> None:
        self._face, self._words, self._patterns = face, words, Markup(patterns)
        self._common = key_of(
            face, words.lang, words.section("site"), look.digest(), patterns, hosted_policy()
        )

    def made(self, sheets: Iterator[Sheet]) -> Iterator[Made]:
        """Return the files of the pages; each is rendered when it is asked for."""
        for sheet in sheets:
            yield Made(sheet.path, key_of(self._common, sheet), self._maker(sheet))

    def _maker(self, sheet: Sheet) -> _Maker:
        return _Maker(self._face, self._words, self._patterns, sheet)


@dataclass(frozen=True, slots=True)
class _Maker:
    face: Face
    words: Words
    patterns: Markup
    sheet: Sheet

    def __call__(self) -> bytes:
        sheet, url = self.sheet, self.face.url
        path = "" if sheet.path == "index.html" else sheet.path
        shown = _Shown(
            sheet.path,
            sheet.template,
            sheet.title,
            sheet.nav,
            sheet.summary,
            # Ours: JSON with every "<" escaped. All else is escaped by the template.
            Markup(sheet.linked),
            f"{url}{path}" if url else "",
        )
        slots: Mapping[str, object] = {
            "site": self.face,
            "sheet": shown,
            "page": sheet.record,
            "words": self.words,
            "root": "../" * sheet.path.count("/"),
            "nav": NAV,
            "policy": hosted_policy(),
            "patterns": self.patterns,
        }
        text = look.environment().get_template(sheet.template).render(slots)
        return utf8(text)
