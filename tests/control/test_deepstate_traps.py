"""DeepState's names: liberated land and political comment must not become occupied."""

from __future__ import annotations

import json

import pytest
import shapely
from shapely.geometry import shape

from geomap import control
from geomap.control.area import km2
from geomap.errors import InputError
from geomap.model.control import ControlCategory
from geomap.model.status import Basis

HELD = (ControlCategory.CONTROL, "state:RU", Basis.ASSESSED)
GREY = (ControlCategory.GREY_ZONE, "", Basis.ASSESSED)
REGAINED = (ControlCategory.REGAINED, "state:UA", Basis.ASSESSED)


def _name(key: str, text: str = "Слово") -> dict[str, str]:
    return {"name": f"{text} /// Word\xa0/// geoJSON.{key}\n", "fill": "#a52714"}


def test_only_what_is_occupied_is_held(geojson, square) -> None:
    path = geojson(
        "history-1754251105.geojson",
        (_name("status.occupied"), square(36, 48)),
        (_name("territories.crimea"), square(34, 45)),
        (_name("status.unknown"), square(37, 48)),
        (_name("status.dismissed"), square(30, 50)),
        (_name("status.dismissed_at {{at:02.07}}"), square(31, 50)),
        (_name("territories.atlantis"), square(20, 54)),
        (_name("units.brigade"), shapely.Point(36.5, 48.5)),
    )
    layer = control.read(path)
    assert layer.id == "deepstate@2025-08-03"  # the Unix time in the file's name
    areas = layer.areas()
    assert set(areas) == {HELD, GREY, REGAINED}
    held = shapely.union(square(36, 48), square(34, 45))
    assert km2(areas[HELD]) == pytest.approx(km2(held))
    assert {(o.native_category, o.count) for o in layer.report.left_out} == {
        ("territories.*", 1),
        ("units, airfields, directions of attack", 1),
    }


def test_a_new_status_stops_the_import(geojson, square) -> None:
    path = geojson(
        "deepstate.geojson", (_name("status.occupied"), square()), (_name("status.mined"), square(38))
    )
    with pytest.raises(InputError, match=r"status\.mined"):
        control.read(path)


def test_a_new_status_is_not_read_by_its_colour_or_its_words(geojson, square) -> None:
    features = [(_name("status.mined", "Окуповано"), square()), (_name("status.occupied"), square(38))]
    with pytest.raises(InputError, match=r"status\.mined"):
        control.read(geojson("deepstatemap_data_20250101.geojson", *features))


@pytest.mark.parametrize(
    ("name", "fill", "key"),
    [
        ("Окуповано. 01.04", "#a52714", HELD),
        ("Крим", "#000000", HELD),
        ("Багатокутник 4", "#a52714", HELD),
        ("Багатокутник 4", "#0288d1", REGAINED),
        ("24.03", "#0288d1", REGAINED),
        ("Звільнено 25.03", "#0288d1", REGAINED),
        ("звільнено вчора", "#a52714", REGAINED),  # the words, not the colour
        ("Під питанням", "#a52714", GREY),
        ("Начебто звільнено", "#0288d1", GREY),
    ],
)
def test_names_of_spring_2022(geojson, square, name, fill, key) -> None:
    path = geojson(
        "1648989208.geojson", ({"name": name, "fill": fill}, square()), ({"name": "Окуповано"}, square(40))
    )
    layer = control.read(path)
    first = layer.assertions[0]
    assert (first.category, first.actor_id, first.basis) == key
    assert layer.day == "2022-04-03"


def test_a_name_of_spring_2022_that_is_not_known_stops_the_import(geojson, square) -> None:
    path = geojson("a.geojson", ({"name": "Окуповано"}, square()), ({"name": "Заміновано"}, square(38)))
    with pytest.raises(InputError, match="Заміновано"):
        control.read(path)


def test_the_daily_extract_has_no_properties_and_its_date_in_the_name(geojson, square) -> None:
    path = geojson("renamed.geojson", ({}, square()), name="deepstatemap_data_20240708")
    layer = control.read(path)
    assert layer.id == "deepstate@2024-07-08"
    assert set(layer.areas()) == {HELD}
    assert layer.covers == ("UA",)


def test_the_real_files(shared_dir) -> None:
    folder = shared_dir / "samples" / "control"
    raw = control.read(folder / "deepstate_raw_2025-08-03.geojson").areas()
    assert km2(raw[HELD]) == pytest.approx(114_330, rel=0.001)
    # Uniting everything drawn, liberated land and political comment too, would say 2.6 times as much.
    drawn = json.loads((folder / "deepstate_raw_2025-08-03.geojson").read_text("utf-8"))["features"]
    polygons = [shape(f["geometry"]) for f in drawn if f["geometry"]["type"] == "Polygon"]
    united = shapely.union_all(shapely.make_valid(shapely.force_2d(polygons)))
    assert km2(united) / km2(raw[HELD]) == pytest.approx(2.6, abs=0.05)
    early = control.read(folder / "deepstate_raw_2022-04-03.geojson")
    assert {(a.category, a.actor_id) for a in early.assertions} == {k[:2] for k in (HELD, GREY, REGAINED)}
    assert {r.kind for r in early.report.repairs} >= {"collection", "z_values"}
