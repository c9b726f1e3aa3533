"""``python -m geodata.recipe``: build every file of ``geodata/`` again, byte for byte."""

from __future__ import annotations

import argparse
import json
import warnings
from pathlib import Path

import geopandas as gpd

from geodata.recipe import (
    admin1,
    boundaries,
    names,
    package,
    regions,
    register,
    second_level,
    sources,
    villages,
    villages_index,
)
from geomap.gazetteers import building

HERE = Path(__file__).resolve().parents[1]


def main() -> None:
    """Fetch the inputs, build, and write the descriptor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=HERE.parent / ".cache" / "geodata")
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--describe", action="store_true", help="only write the descriptor again")
    options = parser.parse_args()
    if options.describe:
        return package.describe(options.out)
    options.out.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")  # topology of single units: nothing is shared, and it says so each time
    frame = build_regions(options.cache, options.out)
    build_gazetteer(frame, options.cache, options.out)
    return package.describe(options.out)


def build_regions(cache: Path, out: Path) -> gpd.GeoDataFrame:
    """Build the polygons, the table of regions and the crosswalk of codes."""
    print("regions …", flush=True)
    frame = admin1.read(sources.fetch(sources.ADMIN1, cache))
    places = list(json.loads(sources.fetch(sources.PLACES, cache).read_bytes()).values())
    admin1.write(frame, out / "admin1.zip")
    admin1.write(admin1.countries(frame), out / "countries.zip")
    (out / "regions.csv").write_text(regions.table(frame), "utf-8")
    (out / "admin1_codes.csv").write_text(regions.crosswalk(frame, places), "utf-8")
    return frame


def build_gazetteer(frame: gpd.GeoDataFrame, cache: Path, out: Path) -> None:
    """Build the index of place names."""
    print("gazetteer …", flush=True)
    own = HERE / "tables"
    cities = names.settlements(json.loads(sources.fetch(sources.PLACES, cache).read_bytes()))
    records = json.loads(sources.fetch(sources.COUNTRIES, cache).read_bytes())
    codes = sources.fetch(sources.ADMIN1_NAMES, cache).read_text("utf-8")
    places = [
        *names.countries(records, admin1.countries(frame), own),
        *names.regions(frame, codes, cities, own),
        *cities,
        *names.districts(sources.fetch(sources.DISTRICTS, cache).read_text("utf-8"), cities),
        *names.tables(own),
    ]
    names.add_names(places, own / "renamed.csv")
    units = boundaries.read(
        sources.fetch(sources.UNITS, cache), sources.fetch(sources.UNIT_SHAPES, cache), frame
    )
    listed = register.read(sources.fetch(sources.REGISTER, cache))
    placed = villages.place(listed, cities, [unit for unit in units if unit.country == "UA"])
    villages_index.further_names(listed, placed)
    building.write(places, out / "gazetteer")
    near = villages_index.entries(listed, placed)
    second_level.level(near, places)
    building.write(near, out / "villages")
    abroad = second_level.entries((unit for unit in units if unit.country != "UA"), places)
    second_level.level(abroad, [*places, *near])
    building.write(abroad, out / "districts")


if __name__ == "__main__":
    main()
