"""The resolver: mentions in, the places they mean out, with reasons and the right not to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import numpy as np

from geomap import datapackage
from geomap.language.normalise import name_key
from geomap.model import Candidate, Correction, Mention, PlaceKind, Report, Resolution
from geomap.places.confidence import Calibration, read_calibration, signals
from geomap.places.corrections import PlaceCorrections
from geomap.places.document import Document, Floats, Name, assemble
from geomap.places.outcome import RegionJoin, resolution
from geomap.places.outlets import Home, home_of, read_homes
from geomap.places.scoring import FEATURES, Bias, Scorer, ScoreWeights, read_weights
from geomap.places.table import KIND_CODES, Gazetteer, table_of

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
        document = self.document(report, mentions)
        matrix, scores, chances = self._scorer.score(document, self.bias(report))
        answers: list[Resolution | None] = [None] * len(mentions)
        for name in document.names:
            for at in name.mentions:
                answers[at] = self._answer(document, name, mentions[at], matrix, scores, chances)
        return [answer for answer in answers if answer is not None]

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
        bias = replace(self._bias, language_countries=spoken)
        if home is None:
            return bias
        country = self._numbers.get(home.code[:2], -1)
        place = self._town(home) if home.town else None
        if place is None:
            return replace(bias, home_country=country)
        lon, lat = float(self.table.lon[place]), float(self.table.lat[place])
        region = int(self.table.admin1[place])
        return replace(
            bias, home=(lon, lat), home_country=country, home_region=region, home_is_town=True
        )

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

    def _answer(
        self, document: Document, name: Name, mention: Mention, matrix: Floats, scores: Floats, chances: Floats
    ) -> Resolution:
        if name.last == name.first:
            return resolution(mention, None, (), 0.0, None, reasons=("in no gazetteer",))
        rows = np.argsort(-scores[name.first : name.last], kind="stable")[:_SHOWN] + name.first
        best = int(rows[0])
        signal = signals(document, self.table, matrix, chances, name.first, name.last, best)
        confidence = self._calibration.probability(signal)
        shown = tuple(
            Candidate(
                self._gazetteer.place(int(document.place[row])), round(float(chances[row]), 3), telling(matrix[row])
            )
            for row in rows
        )
        if confidence < self._abstain_below:
            return resolution(mention, None, shown, confidence, None, reasons=("too uncertain",))
        return resolution(
            mention, shown[0].place, shown, confidence, self._regions, reasons=shown[0].reasons
        )


def telling(row: Floats) -> tuple[str, ...]:
    """Return the features of a row that are set, as reasons."""
    return tuple(
        f"{name} {row[i]:.2f}".removesuffix(" 1.00") for i, name in enumerate(FEATURES) if row[i] > 0.05
    )
