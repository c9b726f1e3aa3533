"""Corrected rows back to findings, with an error that names the row and the cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import TypeVar

from geomap.archive.rows import SEPARATOR, Row, by_claim
from geomap.errors import InputError
from geomap.model import (
    Attribution,
    Claim,
    Claimant,
    Findings,
    Mention,
    Mode,
    Place,
    PlaceKind,
    Predicate,
    Proposition,
    Report,
    Resolution,
    Review,
    Stance,
    TimePrecision,
    When,
    WherePrecision,
)

Choice = TypeVar("Choice", bound=Enum)


class Cells:
    """The cells of one row, read with their types; empty and missing are the same."""

    def __init__(self, row: Mapping[str, object], where: str) -> None:
        self.row = row
        self.where = where

    def text(self, column: str) -> str:
        """Return a cell as text."""
        value = self.row.get(column)
        return "" if value is None else str(value)

    def parts(self, column: str) -> tuple[str, ...]:
        """Return the entries of a cell that holds a list."""
        text = self.text(column)
        return tuple(part.strip() for part in text.split(SEPARATOR.strip())) if text.strip() else ()

    def number(self, column: str) -> float | None:
        """Return a cell as a number, None where it is empty."""
        text = self.text(column).strip()
        if not text:
            return None
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = float("nan")
        if value != value or abs(value) == float("inf"):
            raise self.wrong(column, text, "a number")
        return value

    def choice(self, column: str, kind: type[Choice], default: Choice) -> Choice:
        """Return a cell as one of the words of a vocabulary."""
        text = self.text(column).strip()
        if not text:
            return default
        for member in kind:
            if str(member.value) == text.removesuffix(".0"):
                return member
        raise self.wrong(column, text, " or ".join(str(member.value) for member in kind))

    def when(self, column: str) -> When | None:
        """Return a cell as a time."""
        text = self.text(column).strip()
        if not text:
            return None
        start, _, rest = text.partition("/")
        end, _, precision = rest.partition("/")
        try:
            return When(_moment(start), _moment(end), TimePrecision(precision))
        except ValueError as error:
            raise self.wrong(column, text, "start/end/precision") from error

    def wrong(self, column: str, text: str, wanted: str) -> InputError:
        """Return the error for a cell that cannot be used."""
        return InputError(f"{self.where}: {column} is {text[:60]!r}", hint=f"It takes {wanted}.")


def findings_of(table: list[Row], name: str) -> Findings:
    """Return findings from flat rows; status and links are left to be worked out.

    Raises
    ------
    InputError
        When a row is not what it should be, naming it.
    """
    if not any(row.get("record") for row in table):
        raise InputError(
            f"{name}: not findings of geomap (no column named record)",
            hint="Make one with: geomap extract SOURCE -o findings.geojson",
        )
    numbered = [(Cells(row, f"{name}, row {n}"), row) for n, row in enumerate(table, 1)]
    cells = {id(row): cell for cell, row in numbered}
    reports = {c.text("report_id"): _report(c) for c, _ in numbered if c.text("report_id")}
    placed: dict[str, tuple[Mention, Resolution]] = {}
    for cell, _ in numbered:
        pair = _placed(cell)
        if pair:
            placed[pair[0].id] = pair
    claims = [_claim(key, [cells[id(row)] for row in group]) for key, group in by_claim(table)]
    ordered = sorted(placed.values(), key=lambda pair: (pair[0].report_id, pair[0].start))
    return Findings(
        reports=tuple(reports.values()),
        mentions=tuple(mention for mention, _ in ordered),
        resolutions=tuple(resolution for _, resolution in ordered),
        claims=tuple(claim for claim in claims if claim.review is not Review.REJECTED),
    )


def _report(cells: Cells) -> Report:
    return Report(
        id=cells.text("report_id"),
        text="",
        title=cells.text("report_title"),
        publisher=cells.text("publisher"),
        author=cells.text("author"),
        url=cells.text("url"),
        lang=cells.text("lang"),
        published=cells.when("published"),
        captured=cells.when("captured"),
        licence=cells.text("licence"),
        text_sha256=cells.text("text_sha256"),
    )


def _mention_id(cells: Cells) -> str:
    start, end = cells.number("mention_start"), cells.number("mention_end")
    return "" if start is None or end is None else f"{cells.text('report_id')}:{int(start)}-{int(end)}"


def _placed(cells: Cells) -> tuple[Mention, Resolution] | None:
    mention_id = _mention_id(cells)
    if not mention_id:
        return None
    text = cells.text("mention")
    start, end = (int(cells.number(c) or 0) for c in ("mention_start", "mention_end"))
    mention = Mention(cells.text("report_id"), start, end, text, names=(text,))
    return mention, _resolution(cells, mention_id)


def _resolution(cells: Cells, mention_id: str) -> Resolution:
    lon, lat = _on_earth(cells, "lon", 180), _on_earth(cells, "lat", 90)
    place = None
    if cells.text("place") and lon is not None and lat is not None:
        place = Place(
            id=cells.text("place_id"),
            name=cells.text("place"),
            kind=cells.choice("place_kind", PlaceKind, PlaceKind.SETTLEMENT),
            lon=lon,
            lat=lat,
            country=cells.text("country"),
            admin1=cells.text("admin1"),
        )
    return Resolution(
        mention_id=mention_id,
        place=place,
        confidence=cells.number("confidence") or 0.0,
        method=cells.text("method"),
        where_prec=cells.choice("where_prec", WherePrecision, WherePrecision.UNKNOWN),
        lon=lon,
        lat=lat,
        radius_km=cells.number("radius_km") or 0.0,
        region_ids=cells.parts("region_ids"),
    )


def _on_earth(cells: Cells, column: str, limit: int) -> float | None:
    value = cells.number(column)
    if value is not None and abs(value) > limit:
        raise cells.wrong(column, str(value), f"degrees between -{limit} and {limit}")
    return value


def _claim(key: str, group: list[Cells]) -> Claim:
    cells = group[0]
    if not key or key == "None":
        raise InputError(f"{cells.where}: a claim without id", hint="Keep the id column as it was written.")
    mentions = tuple(dict.fromkeys(m for c in group if (m := _mention_id(c))))
    return Claim(
        id=key,
        report_id=cells.text("report_id"),
        start=int(cells.number("start") or 0),
        end=int(cells.number("end") or 0),
        quote=cells.text("quote"),
        proposition=Proposition(
            predicate=cells.choice("predicate", Predicate, Predicate.OTHER),
            actor_id=cells.text("actor"),
            target_id=cells.text("target"),
            negated=cells.text("negated").casefold() in {"true", "1", "yes"},
        ),
        stance=cells.choice("stance", Stance, Stance.ASSERTS),
        attribution=_attribution(cells),
        mention_ids=mentions,
        place_ids=tuple(dict.fromkeys(c.text("place_id") for c in group if c.text("place_id"))),
        region_ids=_regions(group),
        countries=cells.parts("claim_countries"),
        where_prec=cells.choice("claim_where_prec", WherePrecision, WherePrecision.UNKNOWN),
        event_time=cells.when("event_time"),
        review=cells.choice("review", Review, Review.MACHINE),
        reviewer=cells.text("reviewer"),
        before=cells.text("before"),
        after=cells.text("after"),
        reasons=cells.parts("reasons"),
    )


def _regions(group: list[Cells]) -> tuple[str, ...]:
    """Regions of the places that are left: a place removed by hand takes its region along."""
    of_places = [region for cells in group for region in cells.parts("region_ids")]
    return tuple(dict.fromkeys(of_places)) or group[0].parts("claim_region_ids")


def _attribution(cells: Cells) -> Attribution:
    names, ids, sides = (cells.parts(c) for c in ("claimant", "claimant_id", "side"))
    claimants = tuple(
        Claimant(name, _nth(ids, n), _nth(sides, n)) for n, name in enumerate(names) if name.strip()
    )
    return Attribution(
        claimants=claimants,
        via=tuple(Claimant(name) for name in cells.parts("via")),
        mode=cells.choice("mode", Mode, Mode.NONE),
        cue=cells.text("cue"),
    )


def _nth(values: tuple[str, ...], number: int) -> str:
    return values[number] if number < len(values) else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
