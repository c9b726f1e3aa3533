"""Control layers on a map: ground by the assessors' own polygons, shares, differences, changes, terms."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import geomap
from geomap.cli.main import run
from geomap.maps import to_scene
from geomap.options import Options

REPORT = "Ukraine's General Staff said on 2 May 2024 that its troops had repelled an attack near Pokrovsk."
OWN = ":{who}:category=what:actor=side:redistributable=yes:licence=CC0"


def control_file(path: Path, day: str, *marks: tuple[str, str, float, float]) -> Path:
    """Write a layer of boxes between 47.8 and 48.4° N: (what, whose, west, east)."""
    features = [
        {
            "type": "Feature",
            "properties": {"what": what, "side": side, "date": day},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[w, 47.8], [e, 47.8], [e, 48.4], [w, 48.4], [w, 47.8]]],
            },
        }
        for what, side, w, e in marks
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Return specs of two assessors' layers: east of a line held by Russia, in May two days."""
    one = OWN.format(who="east")
    made = {
        "april": (control_file(tmp_path / "a.geojson", "2024-04-01", ("control", "RU", 37.8, 38.3)), one),
        "may": (control_file(tmp_path / "b.geojson", "2024-05-01", ("control", "RU", 37.6, 38.3)), one),
        "west": (
            control_file(tmp_path / "c.geojson", "2024-05-01", ("control", "RU", 37.7, 38.3)),
            OWN.format(who="west"),
        ),
    }
    days = {"april": "2024-04-01", "may": "2024-05-01", "west": "2024-05-01"}
    return {name: f"{path}{spec}:date={days[name]}" for name, (path, spec) in made.items()}


def drawn(tmp_path: Path, *control: str, **options: Any) -> Any:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    chosen = Options(control=control, **options)
    return to_scene(geomap.analyse(geomap.read(report), chosen), chosen)


def test_fills_follow_the_assessors_polygons_not_the_region(tmp_path: Path, files: dict[str, str]) -> None:
    scene = drawn(tmp_path, files["may"])
    ground = next(g for g in scene.grounds if g.kind == "control")
    lons = [x for ring in ground.rings for x, _ in ring]
    assert (min(lons), max(lons)) == (37.6, 38.3)
    donetsk = next(r for r in scene.regions if r.id == "UA-14")
    assert donetsk.compositions[0].parts[0].label == "held by Russia"
    assert sum(p.percent for p in donetsk.compositions[0].parts) == pytest.approx(100, abs=0.2)
    assert donetsk.claims  # the claim stands beside it


def test_a_dispute_is_drawn_over_what_is_assessed(tmp_path: Path, files: dict[str, str]) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Russia said it had captured Pokrovsk in the Donetsk region. Ukraine denied it.")
    chosen = Options(control=(files["may"],))
    scene = to_scene(geomap.analyse(geomap.read(report), chosen), chosen)
    donetsk = next(r for r in scene.regions if r.id == "UA-14")
    assert (donetsk.style, donetsk.over) == ("assessed_part", "disputed")
    assert {e.style: e.count for e in scene.key if e.layer == "status"}["disputed"] == 1
    figure = geomap.render(geomap.analyse(geomap.read(report), chosen), tmp_path / "m.svg", chosen)
    assert figure.regions
    letters = {node.text for node in ET.parse(tmp_path / "m.svg").iter("{http://www.w3.org/2000/svg}text")}
    assert "P!" in letters


def test_one_assessor_after_the_other_and_where_they_differ(tmp_path: Path, files: dict[str, str]) -> None:
    scene = drawn(tmp_path, files["may"], files["west"])
    differ = [g for g in scene.grounds if g.kind == "difference"]
    lons = [x for g in differ for ring in g.rings for x, _ in ring]
    assert (min(lons), max(lons)) == (37.6, 37.7)
    assert all(g.hidden for g in differ)
    donetsk = next(r for r in scene.regions if r.id == "UA-14")
    assert [c.assessor for c in donetsk.compositions] == ["east", "west"]
    assert "–" in donetsk.sentence  # a range, never a mean


def test_gained_and_lost_between_days(tmp_path: Path, files: dict[str, str]) -> None:
    scene = drawn(tmp_path, files["may"], files["april"])
    change = [g for g in scene.grounds if g.kind == "change"]
    lons = [x for g in change for ring in g.rings for x, _ in ring]
    assert (min(lons), max(lons)) == (37.6, 37.8)
    shown = [g for g in scene.grounds if g.kind == "control" and not g.hidden]
    assert [g.title for g in shown] == ["east, 2024-05-01"]
    donetsk = next(r for r in scene.regions if r.id == "UA-14")
    assert donetsk.changes[0].startswith("east, 2024-04-01 to 2024-05-01: Russia gained ")
    assert " lost " not in donetsk.changes[0]


def test_a_layer_of_a_later_day_is_not_known_yet(tmp_path: Path, files: dict[str, str]) -> None:
    scene = drawn(tmp_path, files["may"], files["april"], as_of="2024-04-15")
    assert {g.title for g in scene.grounds} == {"east, 2024-04-01"}
    assert not next(r for r in scene.regions if r.id == "UA-14").changes


def test_thresholds_are_set_in_the_project_file(
    tmp_path: Path,
    files: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    said = []
    for text in ("", "control_held = 0.05\n"):
        (tmp_path / "geomap.toml").write_text(text)
        assert run(["extract", "report.txt", "--control", files["may"], "-o", "f.jsonl"]) == 0
        said.append(capsys.readouterr().err)
    assert "assessed in part: Russia holds" in said[0]
    assert "assessed as held by Russia" in said[1]


def test_an_unknown_setting_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "my.toml").write_text("control_helt = 0.5\n")
    (tmp_path / "report.txt").write_text(REPORT)
    assert run(["extract", str(tmp_path / "report.txt"), "--config", str(tmp_path / "my.toml")]) == 2
    assert "Did you mean control_held?" in capsys.readouterr().err


def test_the_figure_draws_the_ground_too(tmp_path: Path, files: dict[str, str]) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    out = tmp_path / "map.svg"
    assert run(["render", str(tmp_path / "report.txt"), "--control", files["may"], "-o", str(out)]) == 0
    titles = [node.text or "" for node in ET.parse(out).iter("{http://www.w3.org/2000/svg}title")]
    assert any(title.startswith("east, 2024-05-01: assessed as held by Russia") for title in titles)


def test_same_input_same_bytes(tmp_path: Path, files: dict[str, str]) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    pages = []
    for name in ("one.html", "two.html"):
        args = ["render", str(tmp_path / "report.txt"), "-o", str(tmp_path / name)]
        assert run([*args, *(a for f in files.values() for a in ("--control", f))]) == 0
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_a_layer_that_may_not_be_passed_on_is_named(
    tmp_path: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    closed = files["may"].replace("redistributable=yes", "redistributable=no")
    args = ["render", str(tmp_path / "report.txt"), "-o", str(tmp_path / "m.html"), "--control"]
    run([*args, files["may"]])
    assert "must not be published" not in capsys.readouterr().err
    run([*args, closed])
    assert "must not be published" in capsys.readouterr().err


def test_the_table_of_changes(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["control", "changes", files["may"], files["april"]]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    row = next(r for r in rows if r["region_id"] == "UA-14")
    # 0.2° by 0.6° at 48.1° N: 14.9 km by 66.7 km.
    assert float(row["gained_km2"]) == pytest.approx(993, rel=0.02)
    assert float(row["lost_km2"]) == 0
    assert (row["actor"], row["since"], row["until"]) == ("Russia", "2024-04-01", "2024-05-01")


def test_one_day_alone_has_no_changes(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["control", "changes", files["may"]]) == 1
    assert "two days of the same assessor" in capsys.readouterr().err


def test_show_draws_a_layer_without_any_report(tmp_path: Path, files: dict[str, str]) -> None:
    out = tmp_path / "layer.html"
    assert run(["control", "show", files["may"], "-o", str(out)]) == 0
    assert "Control as assessed by east" in out.read_text()
