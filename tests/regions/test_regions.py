from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from geomap.errors import InputError, UsageError
from geomap.model import Place, PlaceKind
from geomap.regions import Regions


def town(lon: float, lat: float, country: str = "", admin1: str = "") -> Place:
    return Place("test:1", "Town", PlaceKind.SETTLEMENT, lon, lat, country, admin1)


@pytest.fixture(scope="module")
def shelf() -> Regions:
    return Regions.open()


def test_the_code_of_the_gazetteer_comes_before_the_polygon(shelf: Regions) -> None:
    # Just over the border in the polygons, but the gazetteer knows better.
    region, method = shelf.join(town(33.2, 52.2, "RU", "RU.10"))
    assert region is not None
    assert (region.id, method) == ("RU-BRY", "code")


def test_without_a_code_the_polygon_decides_then_the_nearest(shelf: Regions) -> None:
    found, method = shelf.join(town(34.8, 50.92))
    assert found is not None
    assert (found.id, method) == ("UA-59", "polygon")
    at_sea, method = shelf.join(town(33.2, 46.05, "UA"))
    assert at_sea is not None
    assert (at_sea.id, method) == ("UA-65", "nearest")
    assert shelf.join(town(31.0, 43.5)) == (None, "")


def test_a_code_newer_than_the_polygons_goes_to_the_parent(shelf: Regions) -> None:
    region, method = shelf.join(town(28.4, 11.7, "SD", "SD.62"))  # West Kordofan, made in 2013
    assert region is not None
    assert (region.id, method) == ("SD-KS", "parent")


def test_countries_have_no_region(shelf: Regions) -> None:
    assert shelf.join(Place("c", "Ukraine", PlaceKind.COUNTRY, 31.4, 49.0, "UA")) == (None, "")


def test_each_conflict_country_has_its_regions(shelf: Regions) -> None:
    counts = {code: len(shelf.of_country(code)) for code in ("UA", "RU", "SD", "SY", "SS", "PS")}
    assert counts == {"UA": 27, "RU": 84, "SD": 17, "SY": 15, "SS": 10, "PS": 2}


def test_polygons_are_valid_cover_their_labels_and_share_borders(shelf: Regions) -> None:
    frame = shelf.polygons(r.id for r in shelf.of_country("UA"))
    assert frame.crs == "EPSG:4326"
    assert frame.is_valid.all()
    assert shapely.coverage_is_valid(frame.geometry.to_numpy())
    for region_id, shape in frame.geometry.items():
        region = shelf.region(str(region_id))
        assert region is not None
        assert shape.covers(shapely.Point(region.label_lon, region.label_lat)), region_id


def test_the_worldview_changes_what_is_shown_and_nothing_else(shelf: Regions) -> None:
    other = Regions.open(worldview="defacto")
    crimea, same = shelf.region("UA-43"), other.region("UA-43")
    assert crimea is not None
    assert same is not None
    assert (crimea.country, crimea.shown_under, same.country, same.shown_under) == ("UA", "UA", "UA", "RU")
    assert "administered by Russia" in crimea.note
    assert shelf.polygon("UA-43").equals(other.polygon("UA-43"))
    assert shelf.join_point(34.1, 44.95)[0] == crimea
    assert "UN view" in shelf.boundary_note()
    assert shelf.boundary_note() != other.boundary_note()


def test_names_in_several_languages(shelf: Regions) -> None:
    kursk = shelf.region("RU-KRS")
    assert kursk is not None
    assert dict(kursk.names)["uk"].startswith("Курська")
    assert kursk.country_name == "Russia"


def test_the_base_has_the_countries_of_a_box_only(shelf: Regions) -> None:
    base = shelf.countries((30, 45, 40, 53))
    assert {"UA", "RU", "BY"} <= set(base)
    assert "US" not in base
    assert all(shape.is_valid for shape in base.values())


def test_an_unknown_worldview_is_refused() -> None:
    with pytest.raises(UsageError, match="worldview"):
        Regions.open(worldview="mine")


def boundaries(folder: Path, features: list[dict[str, object]], name: str = "own.geojson") -> Path:
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def square(x: float, y: float, **properties: object) -> dict[str, object]:
    ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_own_boundaries_replace_the_regions(tmp_path: Path) -> None:
    units = [square(0, 0, ADM2_PCODE="X01", ADM2_EN="West"), square(1, 0, ADM2_PCODE="X02", ADM2_EN="East")]
    shelf = Regions.open(boundaries=boundaries(tmp_path, units), level=2)
    region, method = shelf.join(town(1.5, 0.5, "ZZ", "ZZ.01"))
    assert region is not None
    assert (region.id, region.name, method) == ("X02", "East", "polygon")
    assert shelf.polygon("X01").area == 1


POINT = {"type": "Feature", "properties": {"name": "x"}, "geometry": {"type": "Point", "coordinates": [0, 0]}}


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([square(0, 0, colour="red")], "no column of region names"),
        ([POINT], "no polygons"),
        ([], "not boundaries|no polygons|without geometry"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_boundaries_is_refused(
    tmp_path: Path, features: list[dict[str, object]], words: str
) -> None:
    with pytest.raises(InputError, match=words) as caught:
        Regions.open(boundaries=boundaries(tmp_path, features))
    assert caught.value.hint


def test_missing_boundaries_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        Regions.open(boundaries=tmp_path / "none.gpkg")
