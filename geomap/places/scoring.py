"""How well each place fits its name in this report: named features, readable weights.

Countries and regions speak first: what the report names for certain makes a
country, a region, a neighbourhood likely, and settlements are read in that
light. Names vote with how sure they are; the vote is taken anew after each round.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geomap.errors import MissingDataError
from geomap.model import PlaceKind
from geomap.places.document import Bools, Document, Floats
from geomap.places.table import KIND_CODES, PlaceTable

_EARTH_KM = 6371.0088
_SCALE_KM = 80.0
_ROUNDS = 2
_OFFICIAL = 1  # rank of a name: primary 0, official 1
_METROPOLIS = 1_000_000

STATIC = (
    "people",
    "country",
    "region",
    "district",
    "macroregion",
    "area",
    "water",
    "site",
    "approximate",
    "official",
    "alternate",
    "old",
    "code",
    "later_form",
    "kind_agrees",
    "kind_differs",
    "wanted",
    "home_country",
    "home_region",
    "home_near",
    "language",
    "largest",
    "metropolis",
    "has_town",
    "theatre",
)
CONTEXT = (
    "contained_region",
    "contained_country",
    "contained_failed",
    "contains",
    "country_share",
    "country_named",
    "region_share",
    "region_named",
    "near",
    "near_many",
)
FEATURES = STATIC + CONTEXT
_COLUMN = {name: i for i, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Bias:
    """What is known beside the text: wanted countries and regions, the outlet's home, the language.

    Countries and regions are numbers of the place table.
    """

    countries: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()
    home: tuple[float, float] | None = None  # longitude, latitude
    home_country: int = -1
    home_region: int = -1
    home_is_town: bool = False
    language_countries: frozenset[int] = frozenset()
    theatre: frozenset[int] = frozenset()  # regions of the war that the report tells of


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """Fitted weights, one vector without and one with context."""

    alone: Floats
    together: Floats


def read_weights(path: Path) -> ScoreWeights:
    """Read the resolver's weights from a JSON file.

    Raises
    ------
    MissingDataError
        If the file is absent or no such weights.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return ScoreWeights(_vector(table["alone"]), _vector(table["together"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingDataError(
            f"{path}: no weights of the resolver ({error})", hint="Run: geomap data check"
        ) from error


def _vector(weights: Mapping[str, float]) -> Floats:
    vector = np.zeros(len(FEATURES))
    for name, weight in weights.items():
        vector[_COLUMN[name]] = weight
    return vector


class Scorer:
    """Scores the candidates of a document.

    Parameters
    ----------
    table : PlaceTable
        Facts about places.
    weights : ScoreWeights
        Fitted weights.
    """

    def __init__(self, table: PlaceTable, weights: ScoreWeights) -> None:
        self._table = table
        self._weights = weights

    def score(self, document: Document, bias: Bias) -> tuple[Floats, Floats, Floats]:
        """Return the features, the scores and the chances of all rows."""
        matrix = self.static(document, bias)
        scores = matrix @ self._weights.alone
        chances = softmax(scores, document)
        for _ in range(_ROUNDS):
            self.context(document, chances, matrix)
            scores = matrix @ self._weights.together
            chances = softmax(scores, document)
        return matrix, scores, chances

    def static(self, document: Document, bias: Bias) -> Floats:
        """Return features that need no other name."""
        table, place = self._table, document.place
        matrix = np.zeros((len(place), len(FEATURES)))
        kind, people = table.kind[place], table.population[place]
        country, region = table.country[place], table.admin1[place]
        settlement = kind == KIND_CODES[PlaceKind.SETTLEMENT]
        put = matrix.__setitem__
        put((slice(None), _COLUMN["people"]), np.log10(people + 1.0) / 6.0 * settlement)
        for level in ("country", "region", "district", "macroregion", "area", "water", "site"):
            put((slice(None), _COLUMN[level]), kind == KIND_CODES[PlaceKind[level.upper()]])
        put((slice(None), _COLUMN["approximate"]), table.near[place] > 0)
        for rank, quality in enumerate(("official", "alternate", "old", "code"), 1):
            put((slice(None), _COLUMN[quality]), document.rank == rank)
        put((slice(None), _COLUMN["later_form"]), np.minimum(document.form, 2) / 2.0)
        self._kinds(document, kind, matrix)
        self._towns(document, matrix)
        if bias.countries or bias.regions:
            wanted = np.isin(country, list(bias.countries)) | np.isin(region, list(bias.regions))
            put((slice(None), _COLUMN["wanted"]), wanted)
        if bias.language_countries:
            put((slice(None), _COLUMN["language"]), np.isin(country, list(bias.language_countries)))
        if bias.theatre:
            put((slice(None), _COLUMN["theatre"]), np.isin(region, list(bias.theatre)) & settlement)
        self._home(document, bias, matrix)
        put((slice(None), _COLUMN["largest"]), _largest(document, people * settlement))
        put((slice(None), _COLUMN["metropolis"]), (people >= _METROPOLIS) & settlement)
        return matrix

    def _kinds(self, document: Document, kind: Floats, matrix: Floats) -> None:
        for name in document.names:
            if name.kind is None or name.kind is PlaceKind.SITE:
                continue
            rows = slice(name.first, name.last)
            agrees = kind[rows] == KIND_CODES[name.kind]
            if name.kind is PlaceKind.COUNTRY:  # "European" is read like "French"
                agrees = agrees | (kind[rows] == KIND_CODES[PlaceKind.MACROREGION])
            matrix[rows, _COLUMN["kind_agrees"]] = agrees
            matrix[rows, _COLUMN["kind_differs"]] = ~agrees

    def _towns(self, document: Document, matrix: Floats) -> None:
        """Mark regions named without a designator whose town bears the same name."""
        table = self._table
        region, town = KIND_CODES[PlaceKind.REGION], KIND_CODES[PlaceKind.SETTLEMENT]
        for name in document.names:
            if name.kind is not None or name.last - name.first < 2:
                continue
            rows = document.place[name.first : name.last]
            kind, code = table.kind[rows], table.admin1[rows]
            towns = code[(kind == town) & (document.rank[name.first : name.last] <= _OFFICIAL)]
            marked = (kind == region) & (code[:, None] == towns).any(axis=1)
            matrix[name.first : name.last, _COLUMN["has_town"]] = marked

    def _home(self, document: Document, bias: Bias, matrix: Floats) -> None:
        if bias.home_country < 0:
            return
        table, place = self._table, document.place
        matrix[:, _COLUMN["home_country"]] = table.country[place] == bias.home_country
        if bias.home is None or not bias.home_is_town:
            return
        matrix[:, _COLUMN["home_region"]] = table.admin1[place] == bias.home_region
        far = kilometres(table.lon[place], table.lat[place], bias.home[0], bias.home[1])
        matrix[:, _COLUMN["home_near"]] = np.exp(-far / _SCALE_KM)

    def context(self, document: Document, chances: Floats, matrix: Floats) -> None:
        """Write the features that other names give, under the present chances."""
        table, place = self._table, document.place
        counts = np.array([min(len(name.mentions), 3) for name in document.names], dtype=np.float64)
        votes = chances * counts[document.name]
        country, region = table.country[place], table.admin1[place]
        coarse = (table.kind[place] == KIND_CODES[PlaceKind.COUNTRY]) | (
            table.kind[place] == KIND_CODES[PlaceKind.REGION]
        )
        matrix[:, _COLUMN["country_share"]] = _others(votes, country, document) / max(votes.sum(), 1.0)
        matrix[:, _COLUMN["country_named"]] = np.minimum(_others(votes * coarse, country, document), 1.0)
        regional = np.where(region > 0, votes, 0.0)
        matrix[:, _COLUMN["region_share"]] = (region > 0) * (
            _others(regional, region, document) / max(votes.sum(), 1.0)
        )
        named = _others(regional * coarse, region, document)
        matrix[:, _COLUMN["region_named"]] = (region > 0) * np.minimum(named, 1.0)
        self._neighbours(document, chances, matrix, coarse)
        self._containment(document, chances, matrix)

    def _neighbours(self, document: Document, chances: Floats, matrix: Floats, coarse: Bools) -> None:
        table, place = self._table, document.place
        fine = np.flatnonzero(~coarse & (chances > 0.2))
        matrix[:, _COLUMN["near"]] = 0.0
        matrix[:, _COLUMN["near_many"]] = 0.0
        if not len(fine):
            return
        far = kilometres(
            table.lon[place][:, None],
            table.lat[place][:, None],
            table.lon[place[fine]],
            table.lat[place[fine]],
        )
        close = np.exp(-far / _SCALE_KM) * chances[fine]
        close[document.name[:, None] == document.name[fine]] = 0.0
        matrix[:, _COLUMN["near"]] = close.max(axis=1) * ~coarse
        matrix[:, _COLUMN["near_many"]] = np.log1p(close.sum(axis=1)) * ~coarse

    def _containment(self, document: Document, chances: Floats, matrix: Floats) -> None:
        table, place = self._table, document.place
        columns = [
            _COLUMN[n] for n in ("contained_region", "contained_country", "contained_failed", "contains")
        ]
        matrix[:, columns] = 0.0
        for inner, outer in enumerate(document.next_name):
            if outer < 0:
                continue
            a, b = document.names[inner], document.names[outer]
            self._contain(slice(a.first, a.last), slice(b.first, b.last), place, table, matrix)

    def _contain(
        self, inner: slice, outer: slice, place: np.ndarray, table: PlaceTable, matrix: Floats
    ) -> None:
        ins, outs = place[inner], place[outer]
        if not len(ins) or not len(outs):
            return
        kinds = table.kind[outs]
        is_country = kinds == KIND_CODES[PlaceKind.COUNTRY]
        is_region = kinds == KIND_CODES[PlaceKind.REGION]
        finer = table.kind[ins] != KIND_CODES[PlaceKind.COUNTRY]
        in_country = (table.country[ins][:, None] == table.country[outs]) & is_country & finer[:, None]
        apart = ins[:, None] != outs
        same = (table.admin1[ins][:, None] == table.admin1[outs]) & (table.admin1[outs] > 0)
        in_region = same & is_region & apart & (table.kind[ins] != KIND_CODES[PlaceKind.REGION])[:, None]
        matrix[inner, _COLUMN["contained_region"]] = in_region.any(axis=1)
        matrix[inner, _COLUMN["contained_country"]] = in_country.any(axis=1)
        if is_country.any() or is_region.any():
            failed = ~(in_region.any(axis=1) | in_country.any(axis=1))
            matrix[inner, _COLUMN["contained_failed"]] = failed
        contains = (in_region | in_country).any(axis=0)
        matrix[outer, _COLUMN["contains"]] = np.maximum(matrix[outer, _COLUMN["contains"]], contains)


def _others(votes: Floats, code: np.ndarray, document: Document) -> Floats:
    """For each row, the votes of other names for the row's code."""
    codes, inverse = np.unique(code, return_inverse=True)
    total = np.bincount(inverse, weights=votes, minlength=len(codes))
    joint = document.name * len(codes) + inverse
    own = np.bincount(joint, weights=votes, minlength=(len(document.names)) * len(codes))
    result: Floats = total[inverse] - own[joint]
    return np.maximum(result, 0.0)


def _largest(document: Document, people: Floats) -> Bools:
    """Whether a row is the largest of its name and clearly larger than the rest."""
    found = np.zeros(len(people), dtype=bool)
    for name in document.names:
        if name.last > name.first:
            part = people[name.first : name.last]
            found[name.first + int(part.argmax())] = part.max() > 0
    return found


def softmax(scores: Floats, document: Document) -> Floats:
    """Return the chances of the rows within each name."""
    chances = np.zeros(len(scores))
    if not len(scores):
        return chances
    firsts = np.array([name.first for name in document.names if name.last > name.first])
    highest = np.maximum.reduceat(scores, firsts)
    group = np.searchsorted(firsts, np.arange(len(scores)), side="right") - 1
    raised = np.exp(scores - highest[group])
    result: Floats = raised / np.add.reduceat(raised, firsts)[group]
    return result


def kilometres(lon: Floats, lat: Floats, to_lon: Floats | float, to_lat: Floats | float) -> Floats:
    """Return great-circle distances, elementwise."""
    phi, to_phi = np.radians(lat), np.radians(to_lat)
    half = (
        np.sin((to_phi - phi) / 2) ** 2
        + np.cos(phi) * np.cos(to_phi) * np.sin(np.radians(np.asarray(to_lon) - lon) / 2) ** 2
    )
    result: Floats = 2 * _EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return result
