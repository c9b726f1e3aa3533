"""What is mended on the way in, and said so."""

from __future__ import annotations

import pyproj
import pytest
import shapely
from shapely.geometry import mapping

from geomap import control
from geomap.control.area import km2
from geomap.errors import InputError

HELD = {"layer_type": "ukraine_control_map"}


def _repairs(layer) -> dict[str, int]:
    return {repair.kind: repair.count for repair in layer.report.repairs}


def test_null_geometries_z_values_and_collections(geojson, square) -> None:
    high = shapely.force_3d(square(), 120.0)
    mixed = shapely.GeometryCollection([square(38), square(38.5), shapely.Point(38, 48)])
    layer = control.read(geojson("isw.geojson", (HELD, None), (HELD, high), (HELD, mixed)))
    assert _repairs(layer) == {"null_geometry": 1, "z_values": 1, "collection": 1}
    assert all(not shape.has_z and shape.is_valid for shape in layer.geometry.values())
    total = km2(shapely.union_all([square(), square(38), square(38.5)]))
    assert sum(km2(s) for s in layer.areas().values()) == pytest.approx(total)


def test_an_invalid_ring_keeps_its_ground(geojson) -> None:
    bow_tie = shapely.Polygon([(36, 48), (37, 49), (37, 48), (36, 49), (36, 48)])
    layer = control.read(geojson("isw.geojson", (HELD, bow_tie)))
    assert _repairs(layer) == {"invalid_ring": 1}
    [shape] = layer.geometry.values()
    assert shape.is_valid
    assert shape.area == pytest.approx(0.5)


def test_rings_that_overlap_do_not_become_a_hole(geojson, square) -> None:
    overlapping = {
        "type": "MultiPolygon",
        "coordinates": [mapping(square())["coordinates"], mapping(square(36.5))["coordinates"]],
    }
    [shape] = control.read(geojson("isw.geojson", (HELD, overlapping))).geometry.values()
    assert shape.area == pytest.approx(1.5)


def test_lines_are_left_out(geojson, square) -> None:
    line = shapely.LineString([(36, 48), (37, 49)])
    layer = control.read(geojson("isw.geojson", (HELD, square()), (HELD, line)))
    assert _repairs(layer) == {"line": 1}
    assert len(layer.assertions) == 1


def test_another_coordinate_system(geojson, square) -> None:
    to_metres = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32637", always_xy=True)
    import numpy as np

    there = shapely.transform(square(), lambda xy: np.column_stack(to_metres.transform(xy[:, 0], xy[:, 1])))
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    layer = control.read(geojson("isw.geojson", (HELD, there), crs=crs))
    assert _repairs(layer) == {"crs": 1}
    assert layer.report.crs == "EPSG:32637"
    [shape] = layer.geometry.values()
    assert shape.symmetric_difference(square()).area < 1e-6


def test_metres_without_a_coordinate_system_are_refused(tmp_path, square) -> None:
    table = tmp_path / "wikipedia.csv"
    table.write_text("Name,Held by,lon,lat\nA,Russia,4500000,5300000\n")
    with pytest.raises(InputError, match="no degrees") as caught:
        control.read(table)
    assert "EPSG:4326" in caught.value.hint


def test_coordinates_outside_the_world_are_dropped(geojson, square) -> None:
    layer = control.read(geojson("isw.geojson", (HELD, square()), (HELD, square(36, 95))))
    assert _repairs(layer) == {"nowhere": 1}


def test_an_impossible_date_is_said_and_the_next_source_asked(geojson, square) -> None:
    feature = ({**HELD, "date": "2202-01-26"}, square())
    layer = control.read(geojson("isw_2022-01-27.geojson", feature))
    assert layer.day == "2022-01-27"
    assert layer.report.date_from == "file name"
    assert any("2202-01-26" in r.message for r in layer.report.repairs)
    by_option = control.read(geojson("isw_2202-01-26.geojson", feature), date="2026-01-26")
    assert by_option.day == "2026-01-26"
    assert by_option.report.date_from == "option"


def test_without_any_date_the_layer_is_undated(geojson, square) -> None:
    layer = control.read(geojson("isw.geojson", (HELD, square())))
    assert layer.valid is None
    assert layer.id == "isw@undated"


def test_an_option_does_not_overrule_what_the_file_says(geojson, square) -> None:
    path = geojson("isw.geojson", ({**HELD, "date": "2025-11-09"}, square()))
    layer = control.read(f"{path}:2025-11-10")
    assert layer.day == "2025-11-09"
    assert _repairs(layer) == {"date_option": 1}
