"""Tables of coded events on the command line: alone, and beside reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geomap.cli.main import run

UCDP = """\
id,type_of_violence,conflict_name,side_a,side_b,source_article,source_original,where_prec,where_coordinates,adm_1,latitude,longitude,country,date_prec,date_start,date_end,best
7001,1,Sudan: Government,Government of Sudan,RSF,"Wire,2024-05-02,Clash in El Fasher",army spokesman,1,El Fasher town,North Darfur state,13.63,25.35,Sudan,1,2024-05-01,2024-05-01,3
7002,1,Sudan: Government,Government of Sudan,RSF,"Wire,2024-05-04,Clash in the state",,4,North Darfur state,North Darfur state,15.8,25.5,Sudan,1,2024-05-03,2024-05-03,1
7003,9,Sudan: Government,Government of Sudan,RSF,none,,1,El Fasher town,North Darfur state,13.63,25.35,Sudan,1,2024-05-01,2024-05-01,0
"""
ACLED = """\
event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,admin1,country,location,latitude,longitude,geo_precision,source,notes,fatalities
SUD9,2 May 2024,1,Battles,Armed clash,RSF,Rebel group,Military Forces of Sudan,State forces,North Darfur,Sudan,El Fasher,13.63,25.35,1,Wire,Clashes were reported in El Fasher.,0
"""


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "ged.csv").write_text(UCDP)
    (tmp_path / "acled.csv").write_text(ACLED)
    (tmp_path / "report.txt").write_text("The army said on 5 May 2024 that it had shelled El Geneina, Sudan.")
    return tmp_path


def extracted(capsys: pytest.CaptureFixture[str], *sources: Path) -> tuple[list[dict], str]:
    assert run(["extract", *map(str, sources)]) == 0
    said = capsys.readouterr()
    return json.loads(said.out)["features"], said.err


def test_rows_become_claims_with_their_own_precision(tables: Path, capsys) -> None:
    features, said = extracted(capsys, tables / "ged.csv")
    found = {f["properties"]["place"]: f for f in features}
    assert found["El Fasher town"]["geometry"]["type"] == "Point"
    assert found["North Darfur state"]["geometry"] is None  # a region's middle is not where it happened
    assert {i for f in features if (i := f["properties"]["claim_region_ids"])} == {"SD-DN"}
    assert "ged.csv:4" in said and "left out" in said


def test_events_and_reports_make_one_map(tables: Path, capsys) -> None:
    features, _ = extracted(capsys, tables / "ged.csv", tables / "report.txt")
    assert "UCDP GED" in {f["properties"]["publisher"] for f in features}
    assert any("shelled" in (f["properties"]["quote"] or "") for f in features)


def test_terms_that_forbid_passing_on_are_said_and_stamped(tables: Path, capsys) -> None:
    page = tables / "map.html"
    assert run(["render", str(tables / "acled.csv"), "-o", str(page)]) == 0
    said = capsys.readouterr().err
    assert "must not be published" in said and "1 claim, all reviewed" in said
    assert "not to be passed on" in page.read_text(encoding="utf-8")
