"""What goes into the gazetteer: settlements, countries, regions, districts, and tables of our own."""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from geomap.gazetteers.building import Entry
from geomap.gazetteers.index import ABBREVIATION, ALTERNATE, HISTORICAL, OFFICIAL
from geomap.model import PlaceKind

# Cyrillic and Latin spellings are official enough where a source labels them with a language.
_NAMED = tuple(f"name_{code}" for code in ("en", "uk", "ru", "local", "fr", "es", "de", "tr", "ar"))
_CLDR = ("en", "uk", "ru", "fr", "es", "de", "it", "pt", "pl", "tr", "ar", "he", "fa", "zh", "cs", "nl")
_CODE_LENGTH = 4
_EARTH_KM = 6371.0


def settlements(cities: dict[str, dict[str, Any]]) -> list[Entry]:
    """Return the populated places of GeoNames; short all-capital names are codes (of airports, mostly)."""
    return [
        Entry(
            name=city["name"],
            kind=PlaceKind.SETTLEMENT,
            lon=city["longitude"],
            lat=city["latitude"],
            country=city["countrycode"],
            admin1=f"{city['countrycode']}.{city['admin1code']}",
            population=city["population"],
            geonames_id=city["geonameid"],
            names=[(name, _rank(name)) for name in city["alternatenames"]],
        )
        for city in cities.values()
    ]


def _rank(name: str) -> int:
    code = len(name) <= _CODE_LENGTH and name.isupper() and name.isascii()
    return ABBREVIATION if code else ALTERNATE


def countries(records: dict[str, dict[str, Any]], shapes: gpd.GeoDataFrame, tables: Path) -> list[Entry]:
    """Return the countries with their names in many languages (CLDR) and our own list of short forms."""
    own = _own_names(tables / "country_names.csv")
    outlines = shapes.set_index("country").geometry
    found = []
    for code, record in sorted(records.items()):
        if code not in outlines.index:
            continue
        parts = gpd.GeoSeries(outlines.loc[code]).explode()
        point = parts.iloc[int(np.argmax(parts.area))].centroid
        names = [(name, OFFICIAL) for name in _territory_names(code)] + own.get(code, [])
        found.append(
            Entry(
                name=record["name"],
                kind=PlaceKind.COUNTRY,
                lon=round(point.x, 3),
                lat=round(point.y, 3),
                country=code,
                population=record["population"],
                radius_km=round(math.sqrt(max(record["areakm2"] or 0, 1) / math.pi)),
                geonames_id=record["geonameid"],
                names=names,
            )
        )
    return found


def _territory_names(code: str) -> list[str]:
    from babel import Locale

    languages = (
        "en",
        "uk",
        "ru",
        "fr",
        "es",
        "de",
        "it",
        "pt",
        "pl",
        "tr",
        "ar",
        "he",
        "fa",
        "zh",
        "cs",
        "nl",
    )
    names = (Locale.parse(language).territories.get(code, "") for language in languages)
    return list(dict.fromkeys(name for name in names if name))


def regions(frame: gpd.GeoDataFrame, codes: str, cities: list[Entry], tables: Path) -> list[Entry]:
    """Return the first-level regions: those with a polygon, and those GeoNames knows besides.

    ``codes`` is GeoNames' list of ADM1 codes (code, name, ASCII name, id).
    """
    own = _own_names(tables / "region_names.csv")
    people, middles = _by_region(cities)
    found: dict[str, Entry] = {}
    for unit in frame.to_dict("records"):
        code = str(unit["gn_a1_code"] or "")
        if not code or code.endswith(".") or code.startswith("-") or code in found:
            code = f"{unit['country']}.{unit['id']}"
        names = [(str(unit[c]), OFFICIAL) for c in _NAMED if unit.get(c)]
        names += [(part.strip(), ALTERNATE) for part in str(unit["name_alt"] or "").split("|")]
        found[code] = Entry(
            name=str(unit["name_en"] or unit["name"]),
            kind=PlaceKind.REGION,
            lon=round(float(unit["longitude"]), 3),
            lat=round(float(unit["latitude"]), 3),
            country=unit["country"],
            admin1=code,
            population=people.get(code, 0),
            radius_km=_radius(unit["geometry"]),
            geonames_id=max(int(unit["gn_id"] or 0), 0),
            names=[*names, (str(unit["name"]), OFFICIAL), *own.get(unit["id"], []), *own.get(code, [])],
        )
    for code, name, plain, number in csv.reader(io.StringIO(codes), delimiter="\t"):
        if code in found:
            known = found[code]
            known.geonames_id = int(number)
            known.names += [(name, OFFICIAL), (plain, OFFICIAL)]
        elif code in middles:
            lon, lat, radius = middles[code]
            names = [(plain, OFFICIAL), *own.get(code, [])]
            found[code] = Entry(
                name, PlaceKind.REGION, lon, lat, code[:2], code, people[code], radius, int(number), names
            )
    return list(found.values())


def districts(rows: str, cities: list[Entry]) -> list[Entry]:
    """Return second-level districts: the middle and reach of the places that a table puts there.

    ``rows`` has lat, lon, name, admin1, admin2, cc of places of GeoNames.
    """
    codes = {(round(c.lat, 3), round(c.lon, 3)): (c.admin1, c.population) for c in cities}
    members: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(rows)):
        if not row["admin2"]:
            continue
        lat, lon = float(row["lat"]), float(row["lon"])
        code, population = codes.get((round(lat, 3), round(lon, 3)), ("", 0))
        if code:
            members[row["cc"], code, row["admin2"]].append((lon, lat, population))
    found = []
    for (country, code, name), points in sorted(members.items()):
        lon, lat, radius = _middle([(x, y) for x, y, _ in points])
        people = sum(p for _, _, p in points)
        found.append(Entry(name, PlaceKind.DISTRICT, lon, lat, country, code, people, radius))
    return found


def tables(folder: Path) -> list[Entry]:
    """Return the places of our own tables: macro-regions, areas, waters, sites, front-line settlements."""
    return [_own_place(row) for path in sorted(folder.glob("places_*.csv")) for row in _rows(path)]


def _own_place(row: dict[str, str]) -> Entry:
    return Entry(
        name=row["name"],
        kind=PlaceKind(row["kind"]),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        country=row["country"],
        admin1=row["admin1"],
        radius_km=float(row["radius_km"] or 0),
        geonames_id=int(row.get("geonames_id") or 0),
        names=[(n, OFFICIAL) for n in row["names"].split("|") if n],
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def add_names(places: list[Entry], path: Path) -> None:
    """Add our own further names (new, old, other spellings) to places known by their GeoNames id."""
    by_id = {p.geonames_id: p for p in places if p.geonames_id}
    for row in _rows(path):
        place = by_id.get(int(row["geonames_id"]))
        if place is None:
            raise SystemExit(f"{path.name}: no place {row['geonames_id']} ({row['name']})")
        if row["name"]:
            place.names.append((place.name, OFFICIAL))
            place.name = row["name"]
        place.names += [(n, OFFICIAL) for n in row["names"].split("|") if n]
        place.names += [(n, HISTORICAL) for n in row["historical"].split("|") if n]


def _own_names(path: Path) -> dict[str, list[tuple[str, int]]]:
    """Return names by code: official short forms, and abbreviations apart."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in _rows(path):
        names = [(n, OFFICIAL) for n in row["names"].split("|") if n]
        names += [(n, ABBREVIATION) for n in row["abbreviations"].split("|") if n]
        found[row["code"]] = names
    return found


def _by_region(cities: list[Entry]) -> tuple[dict[str, int], dict[str, tuple[float, float, float]]]:
    people: dict[str, int] = defaultdict(int)
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        people[city.admin1] += city.population
        points[city.admin1].append((city.lon, city.lat))
    return dict(people), {code: _middle(where) for code, where in points.items()}


def _middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the middle of points (median) and the distance in km that holds four fifths of them."""
    xy = np.array(points)
    lon, lat = np.median(xy, axis=0)
    dx = (xy[:, 0] - lon) * math.cos(math.radians(lat))
    distances = np.radians(np.hypot(dx, xy[:, 1] - lat)) * _EARTH_KM
    return round(float(lon), 4), round(float(lat), 4), round(max(float(np.quantile(distances, 0.8)), 3.0), 1)


def _radius(shape: Any) -> float:
    degrees = math.sqrt(shape.area * math.cos(math.radians(shape.centroid.y)) / math.pi)
    return round(degrees * 111.2, 1)
