"""The pages of a site: a record and a template each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

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
            yield Made(sheet.path, key_of(self._common, sheet), partial(self._page, sheet))

    def _page(self, sheet: Sheet) -> bytes:
        url, path = self._face.url, "" if sheet.path == "index.html" else sheet.path
        text = look.environment().get_template(sheet.template)
        slots: Mapping[str, object] = {
            "site": self._face,
            "sheet": sheet,
            "page": sheet.record,
            "address": f"{url}{path}" if url else "",
            # Ours: JSON with every "<" escaped. All else is escaped by the template.
            "linked": Markup(sheet.linked),
            "words": self._words,
            "root": "../" * sheet.path.count("/"),
            "nav": NAV,
            "policy": hosted_policy(),
            "patterns": self._patterns,
        }
        return utf8(text.render(slots))
