"""Every kind of file, and what is none."""

from __future__ import annotations

import json
import zipfile

import geopandas
import pytest
from shapely.geometry import mapping

from geomap import control
from geomap.errors import InputError

HELD = "Assessed Russian Control"


@pytest.fixture
def frame(square):
    rows = {"layer_type": [HELD, "russian_advances"]}
    return geopandas.GeoDataFrame(rows, geometry=[square(), square(38)], crs="EPSG:4326")


def _check(layer) -> None:
    assert layer.assessor.id == "isw"
    assert sorted(a.category.value for a in layer.assertions) == ["advance", "control"]
    assert all(shape.area == pytest.approx(1.0) for shape in layer.geometry.values())


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "fgb", "shp"])
def test_files_that_gis_programs_write(frame, tmp_path, ending) -> None:
    path = tmp_path / f"isw.{ending}"
    frame.to_file(path)
    _check(control.read(path))


def test_a_zipped_shapefile_in_a_folder(frame, tmp_path) -> None:
    frame.to_file(tmp_path / "isw.shp")
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted(tmp_path.glob("isw.*")):
            archive.write(part, f"export/{part.name}")
    _check(control.read(packed))


def _kml(square) -> str:
    def ring(shape) -> str:
        return " ".join(f"{x},{y},0" for x, y in shape.exterior.coords)

    marks = "".join(
        f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{ring(shape)}"
        "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for name, shape in ((HELD, square()), ("Assessed Russian Advances", square(38)))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<Folder><name>Front</name>{marks}</Folder></Document></kml>"
    )


def test_kml(tmp_path, square) -> None:
    path = tmp_path / "front.kml"
    path.write_text(_kml(square), "utf-8")
    _check(control.read(path))


def test_kmz_with_its_date_in_the_name(tmp_path, square) -> None:
    path = tmp_path / "240708_1200.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", _kml(square))
    layer = control.read(path)
    _check(layer)
    assert layer.day == "2024-07-08"


def test_a_layer_whose_name_is_the_category(tmp_path, square) -> None:
    path = tmp_path / "front.kml"
    text = _kml(square).replace(f"<name>{HELD}</name>", "").replace(">Front<", f">{HELD}<")
    path.write_text(text.replace("<name>Assessed Russian Advances</name>", ""), "utf-8")
    assert {a.category.value for a in control.read(path).assertions} == {"control"}


def test_topojson(tmp_path) -> None:
    arc = [[36, 48], [37, 48], [37, 49], [36, 49], [36, 48]]
    other = [[38, 48], [39, 48], [39, 49], [38, 49], [38, 48]]
    shapes = [
        {"type": "Polygon", "arcs": [[n]], "properties": {"layer_type": name}}
        for n, name in enumerate((HELD, "russian_advances"))
    ]
    topology = {
        "type": "Topology",
        "arcs": [arc, other],
        "objects": {"front": {"type": "GeometryCollection", "geometries": shapes}},
    }
    path = tmp_path / "isw.topojson"
    path.write_text(json.dumps(topology))
    _check(control.read(path))


def test_esri_json(tmp_path, square) -> None:
    features = [
        {
            "attributes": {"layer_type": name},
            "geometry": {"rings": [list(reversed(mapping(shape)["coordinates"][0]))]},
        }
        for name, shape in ((HELD, square()), ("russian_advances", square(38)))
    ]
    text = {
        "geometryType": "esriGeometryPolygon",
        "spatialReference": {"wkid": 4326},
        "fields": [{"name": "layer_type", "type": "esriFieldTypeString"}],
        "features": features,
    }
    path = tmp_path / "isw.json"
    path.write_text(json.dumps(text))
    _check(control.read(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b"{ not json"),
        ("a.geojson", b"<OGRVRTDataSource/>"),
        ("a.geojson", b""),
        ("a.gpkg", b"not a database"),
        ("a.gpkg", b"SQLite format 3\x00 and nothing"),
        ("a.kmz", b"PK\x03\x04 broken"),
        ("a.zip", b"PK\x03\x04 broken"),
        ("a.zip", b"PK\x05\x06" + bytes(18)),
        ("a.xlsx", b"PK"),
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b"town,who\nA,B\n"),
        ("a.geojson", b'{"type":"FeatureCollection","features":[]}'),
        ("a.shp", b"\x00\x00\x27\x0a"),
    ],
)
def test_what_is_no_control_file_is_refused_with_a_remedy(tmp_path, name, content) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        control.read(path, assessor="isw")
    assert name in caught.value.message
    assert caught.value.hint


def test_a_file_that_is_not_there(tmp_path) -> None:
    with pytest.raises(InputError, match="no such control file"):
        control.read(tmp_path / "none.geojson")
