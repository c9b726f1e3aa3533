"""``geomap control show`` prints what was understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geomap.cli.main import run


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    ring = [[36, 48], [37, 48], [37, 49], [36, 49], [36, 48]]
    features = [
        {
            "type": "Feature",
            "properties": {"layer_type": name, "date": "2025-11-09"},
            "geometry": {"type": "Polygon", "coordinates": [ring]} if name else None,
        }
        for name in ("ukraine_control_map", "")
    ]
    path = tmp_path / "isw.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_show(layer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["control", "show", str(layer)]) == 0
    said = capsys.readouterr().out
    assert "ISW [isw], 2025-11-09 (by property)" in said
    assert "control state:RU, assessed: 8,218 km²" in said
    assert "1 × features without a geometry were dropped" in said
    assert "not to be passed on" in said


def test_show_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.geojson"
    path.write_text("<html>")
    assert run(["control", "show", str(path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: a.geojson")
    assert len(said.err.splitlines()) == 2


def test_show_a_users_own_file(layer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = layer.read_text().replace("layer_type", "who").replace("ukraine_control_map", "UA")
    layer.write_text(text)
    assert run(["control", "show", str(layer), "--actor", "who", "--date", "2024-01-01"]) == 0
    assert "control state:UA, assessed" in capsys.readouterr().out
