"""The real layers of two assessors on the embedded regions, against what others measured."""

from __future__ import annotations

import pytest
import shapely

from geomap import control
from geomap.model.control import ControlCategory
from geomap.regions import Regions
from geomap.status.differences import agreement, contact_line, differences
from geomap.status.shares import shares

RU = "state:RU"


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.open()


@pytest.fixture(scope="module")
def folder(shared_dir):
    return shared_dir / "samples" / "control"


def _rows(layer, regions) -> dict:
    return {r.region_id: r for r in shares(layer, regions.neighbours(layer.bounds), regions.polygon)}


def test_two_assessors_on_one_day(folder, regions) -> None:
    deepstate = control.read(folder / "deepstate_occupied_2025-11-09.geojson")
    isw = control.read(folder / "isw_control_2025-11-09.geojson")
    held = [
        _rows(layer, regions)["UA-14"].fraction(ControlCategory.CONTROL, actor_id=RU)
        for layer in (deepstate, isw)
    ]
    assert held == pytest.approx([0.763, 0.718], abs=0.02)
    assert agreement(deepstate, isw, RU) == pytest.approx(0.97, abs=0.01)
    ukraine = shapely.union_all([regions.polygon(r.id) for r in regions.of_country("UA")])
    found = differences(deepstate, isw, ukraine)
    assert found[0].second is None  # held by the one, not marked by the other
    assert 2000 < found[0].km2 < 3500
    line = contact_line(deepstate, RU, ukraine)
    assert 8 < line.length < 25  # degrees: about a thousand kilometres


def test_advances_in_kursk_fall_in_kursk(folder, regions) -> None:
    rows = _rows(control.read(folder / "isw_kursk_russian_advances_2025-03-07.geojson"), regions)
    amounts = {i: sum(s.amount for s in row.shares) for i, row in rows.items()}
    assert amounts["RU-KRS"] > 0.99 * sum(amounts.values())
    founding = {i for i, row in rows.items() if any(not s.along_border for s in row.shares)}
    assert founding == {"RU-KRS"}


def test_borders_that_differ_found_no_holding_abroad(folder, regions) -> None:
    for name in ("deepstate_occupied_2025-11-09.geojson", "isw_control_2025-11-09.geojson"):
        rows = _rows(control.read(folder / name), regions)
        assert rows["RU-BEL"].shares
        for ident in ("RU-BEL", "RU-ROS", "RU-VOR"):
            assert all(share.along_border for share in rows[ident].shares)
