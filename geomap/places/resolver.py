"""The resolver: mentions in, the places they mean out, with reasons and the right not to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import numpy as np

from geomap import datapackage
from geomap.language.coordinates import Written, find_coordinates
from geomap.language.normalise import name_key
from geomap.model import Candidate, Correction, Mention, Place, PlaceKind, Report, Resolution
from geomap.places.confidence import Calibration, read_calibration, signals
from geomap.places.containing import contained
from geomap.places.corrections import PlaceCorrections, pinned_place
from geomap.places.document import Document, Floats, Name, assemble
from geomap.places.outcome import RegionJoin, resolution
from geomap.places.outlets import Home, home_of, read_homes
from geomap.places.scoring import FEATURES, Bias, Scorer, ScoreWeights, read_weights
from geomap.places.table import KIND_CODES, Gazetteer, table_of
from geomap.places.theatres import read_theatres

_SHOWN = 5  # candidates kept with an answer
_LANGUAGE_COUNTRIES = {"uk": ("UA", "RU"), "ru": ("RU", "UA", "BY")}


class Resolver:
    """Resolves mentions in the light of their report.

    Parameters
    ----------
    gazetteer : Gazetteer
        Names to places.
    regions : RegionJoin, optional
        Finds the region of a place; without it resolutions carry no region.
    countries, admin : sequence of str
        Countries (ISO 3166-1) and regions (GeoNames codes) that are likelier.
    abstain_below : float
        Confidence below which the answer is "I do not know".
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        regions: RegionJoin | None = None,
        *,
        countries: Sequence[str] = (),
        admin: Sequence[str] = (),
        abstain_below: float = 0.25,
        corrections: Iterable[Correction] = (),
        folder: Path | None = None,
        weights: Path | None = None,
    ) -> None:
        folder = folder or datapackage.root()
        self._gazetteer = gazetteer
        self._regions = regions
        self.table = table = table_of(gazetteer)
        self._abstain_below = abstain_below
        self._corrections = PlaceCorrections(corrections)
        self._homes = read_homes(folder / "places" / "outlets.toml")
        self._theatres = read_theatres(folder / "places" / "theatres.toml")
        path = weights or folder / "places" / "weights.json"
        self._scorer = Scorer(table, read_weights(path))
        self._calibration: Calibration = read_calibration(path)
        self._numbers = numbers = {code: number for number, code in enumerate(table.countries)}
        self._codes = codes = {code: number for number, code in enumerate(table.admin1s)}
        self._bias = Bias(
            frozenset(numbers[c] for c in countries if c in numbers),
            frozenset(codes[a] for a in admin if a in codes),
        )

    def resolve(self, report: Report, mentions: Sequence[Mention]) -> list[Resolution]:
        """Return one resolution for each mention, in order."""
        decided = [self._corrections.find(report.id, (m.text, *m.names)) for m in mentions]
        mentions = [renamed(m, c) for m, c in zip(mentions, decided, strict=True)]
        document = self.document(report, mentions)
        matrix, scores, chances = self._scorer.score(document, self.bias(report))
        answers: list[Resolution | None] = [None] * len(mentions)
        for name in document.names:
            shown, confidence = self._choose(document, name, matrix, scores, chances)
            for at in name.mentions:
                answers[at] = self._settled(mentions[at], decided[at]) or self._answer(
                    mentions[at], shown, confidence
                )
        return contained(report, mentions, [answer for answer in answers if answer is not None])

    def reweighted(self, weights: ScoreWeights, calibration: Calibration) -> Resolver:
        """Return a resolver that differs in its weights alone."""
        other = copy(self)
        other._scorer = Scorer(self.table, weights)
        other._calibration = calibration
        return other

    def document(self, report: Report, mentions: Sequence[Mention]) -> Document:
        """Look the names of a report up."""
        return assemble(report.text, mentions, self._gazetteer, self.table)

    def bias(self, report: Report) -> Bias:
        """Return what is known beside the text."""
        home = home_of(self._homes, report.publisher, report.url)
        language = _LANGUAGE_COUNTRIES.get(report.lang[:2], ())
        spoken = frozenset(self._numbers[code] for code in language if code in self._numbers)
        theatre = frozenset(self._codes[c] for c in self._theatres.of(report.text) if c in self._codes)
        bias = replace(self._bias, language_countries=spoken, theatre=theatre)
        if home is None:
            return bias
        country = self._numbers.get(home.code[:2], -1)
        place = self._town(home) if home.town else None
        if place is None:
            return replace(bias, home_country=country)
        lon, lat = float(self.table.lon[place]), float(self.table.lat[place])
        region = int(self.table.admin1[place])
        return replace(bias, home=(lon, lat), home_country=country, home_region=region, home_is_town=True)

    def _town(self, home: Home) -> int | None:
        """Return the number of an outlet's home town, None where the gazetteer has none."""
        name_id = self._gazetteer.name_id(name_key(home.town))
        if name_id is None:
            return None
        code, table = self._codes.get(home.code, -1), self.table
        fitting = [
            (-int(table.population[number]), number)
            for number, _ in self._gazetteer.entries(name_id)
            if table.admin1[number] == code and table.kind[number] == KIND_CODES[PlaceKind.SETTLEMENT]
        ]
        return min(fitting)[1] if fitting else None

    def _choose(
        self, document: Document, name: Name, matrix: Floats, scores: Floats, chances: Floats
    ) -> tuple[tuple[Candidate, ...], float]:
        """Return the best candidates of a name and how sure the first is."""
        if name.last == name.first:
            return (), 0.0
        rows = np.argsort(-scores[name.first : name.last], kind="stable")[:_SHOWN] + name.first
        best = int(rows[0])
        signal = signals(document, self.table, matrix, chances, name.first, name.last, best)
        shown = tuple(
            Candidate(
                self._gazetteer.place(int(document.place[row])),
                round(float(chances[row]), 3),
                telling(matrix[row]),
            )
            for row in rows
        )
        return shown, self._calibration.probability(signal)

    def _settled(self, mention: Mention, decided: Correction | None) -> Resolution | None:
        """Answer what a person decided, or what the text says in figures; None for all else."""
        if decided is not None and decided.action != "rename":
            known = self._by_id(decided.values.get("place", ""))
            place = pinned_place(decided, known) if decided.action == "pin" else None
            why = f"{decided.action} by {decided.author}" + (f": {decided.note}" if decided.note else "")
            return resolution(mention, place, (), 1.0, self._regions, method="correction", reasons=(why,))
        if mention.kind is not PlaceKind.POINT:
            return None
        written = find_coordinates(mention.text)
        if not written:
            return resolution(mention, None, (), 0.0, None, method="coordinates", reasons=("not to be read",))
        place = point_place(written[0])
        return resolution(
            mention, place, (), 0.99, self._regions, method="coordinates", reasons=("written out",)
        )

    def _by_id(self, place_id: str) -> Place | None:
        """Return the gazetteer's place with an id, None if there is none."""
        number = place_id.removeprefix("geonames:")
        if not place_id.startswith("geonames:") or not number.isdigit():
            return None
        rows = np.flatnonzero(self.table.geonames_id == int(number))
        return self._gazetteer.place(int(rows[0])) if len(rows) else None

    def _answer(self, mention: Mention, shown: tuple[Candidate, ...], confidence: float) -> Resolution:
        if not shown:
            return resolution(mention, None, (), 0.0, None, reasons=("in no gazetteer",))
        if confidence < self._abstain_below:
            return resolution(mention, None, shown, confidence, None, reasons=("too uncertain",))
        best = shown[0]
        return resolution(mention, best.place, shown, confidence, self._regions, reasons=best.reasons)


def renamed(mention: Mention, decided: Correction | None) -> Mention:
    """Return the mention under the name a person gave it, where somebody did."""
    if decided is None or decided.action != "rename":
        return mention
    return replace(mention, names=(decided.values["to"],), kind=None)


def point_place(written: Written) -> Place:
    """Return written coordinates as a place of their own."""
    name = f"{written.lat:.4f}, {written.lon:.4f}"
    return Place(
        f"point:{written.lat:.5f},{written.lon:.5f}",
        name,
        PlaceKind.POINT,
        written.lon,
        written.lat,
        radius_km=written.radius_km,
    )


def telling(row: Floats) -> tuple[str, ...]:
    """Return the features of a row that are set, as reasons."""
    set_ = [(FEATURES[i], float(row[i])) for i in np.flatnonzero(row > 0.05).tolist()]
    return tuple(name if value == 1.0 else f"{name} {value:.2f}" for name, value in set_)
