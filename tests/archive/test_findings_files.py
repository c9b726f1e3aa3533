from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geomap import archive
from geomap.errors import InputError, UsageError
from geomap.model import (
    Attribution,
    Claim,
    Claimant,
    Findings,
    Mention,
    Mode,
    Place,
    PlaceKind,
    Predicate,
    Proposition,
    Report,
    Resolution,
    Review,
    Stance,
    TimePrecision,
    When,
    WherePrecision,
    claim_id,
)

TEXT = "=Nordland said its troops took Lyman. The front at Sumy was quiet."


def sample() -> Findings:
    day = When(datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 3, 2, tzinfo=UTC), TimePrecision.DAY)
    report = Report("r1", TEXT, title="=HYPERLINK(1)", publisher="Desk; Valley", published=day)
    lyman = Mention("r1", 31, 36, "Lyman", ("Lyman",))
    sumy = Mention("r1", 51, 55, "Sumy", ("Sumy",))
    places = {
        "Lyman": Place("geonames:702320", "Lyman", PlaceKind.SETTLEMENT, 37.8, 48.98, "UA", "UA.05"),
        "Sumy": Place("geonames:692194", "Sumy", PlaceKind.SETTLEMENT, 34.8, 50.92, "UA", "UA.21"),
    }
    placed = [
        Resolution(
            mention_id=m.id,
            place=places[m.text],
            confidence=0.9,
            method="gazetteer",
            where_prec=WherePrecision.EXACT,
            lon=places[m.text].lon,
            lat=places[m.text].lat,
            region_ids=(region,),
        )
        for m, region in ((lyman, "UA-14"), (sumy, "UA-59"))
    ]
    quote = TEXT[:37]
    claim = Claim(
        id=claim_id(report.text_sha256, 0, 37),
        report_id="r1",
        start=0,
        end=37,
        quote=quote,
        proposition=Proposition(Predicate.TAKES_CONTROL, "state:NL"),
        attribution=Attribution((Claimant("Nordland", "state:NL", "NL"),), (), Mode.INDIRECT, "said"),
        mention_ids=(lyman.id,),
        place_ids=("geonames:702320",),
        region_ids=("UA-14",),
        countries=("UA",),
        where_prec=WherePrecision.EXACT,
        event_time=day,
        after="The front at Sumy was quiet.",
    )
    return Findings((report,), (lyman, sumy), tuple(placed), (claim,))


def test_jsonl_keeps_everything(tmp_path: Path) -> None:
    archive.save(sample(), tmp_path / "f.jsonl")
    assert archive.load(tmp_path / "f.jsonl") == sample()


@pytest.mark.parametrize("ending", ["geojson", "csv", "gpkg"])
def test_flat_forms_come_back_as_they_were_but_for_the_full_text(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"f.{ending}"
    archive.save(sample(), path)
    loaded = archive.load(path)
    claim, original = loaded.claims[0], sample().claims[0]
    assert claim == replace(original, attribution=claim.attribution)
    assert claim.attribution.claimants == original.attribution.claimants
    assert loaded.reports[0] == replace(sample().reports[0], text="")
    assert [m.text for m in loaded.mentions] == ["Lyman", "Sumy"]
    assert loaded.resolutions[0].place is not None
    assert loaded.resolutions[0].place.id == "geonames:702320"


def test_a_point_moved_by_hand_wins(tmp_path: Path) -> None:
    path = tmp_path / "f.geojson"
    archive.save(sample(), path)
    data = json.loads(path.read_text())
    claim = next(f for f in data["features"] if f["properties"]["record"] == "claim")
    claim["geometry"]["coordinates"] = [37.5, 49.0]
    claim["properties"]["review"] = "reviewed"
    path.write_text(json.dumps(data))
    loaded = archive.load(path)
    assert (loaded.resolutions[0].lon, loaded.resolutions[0].lat) == (37.5, 49.0)
    assert loaded.claims[0].review is Review.REVIEWED


def test_a_rejected_claim_is_left_out_and_a_removed_row_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    archive.save(sample(), path)
    path.write_text(path.read_text().replace(",machine,", ",rejected,"))
    assert archive.load(path).claims == ()


def test_no_point_for_a_place_known_only_to_its_region() -> None:
    findings = sample()
    vague = replace(findings.resolutions[0], where_prec=WherePrecision.REGION)
    features = json.loads(archive.dumps(replace(findings, resolutions=(vague,)), "geojson"))["features"]
    assert [f["geometry"] for f in features if f["properties"]["record"] == "claim"] == [None]


def test_no_text_cell_begins_a_formula(tmp_path: Path) -> None:
    table = list(csv.reader(io.StringIO(archive.dumps(sample(), "csv"))))
    cells = [cell for row in table for cell in row if cell]
    assert "'=HYPERLINK(1)" in cells
    assert not [
        c for c in cells if c[0] in "=+@\t\r" or (c[0] == "-" and not c[1:].replace(".", "").isdigit())
    ]


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    for ending in archive.FORMATS:
        first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
        archive.save(sample(), first)
        archive.save(sample(), second)
        assert first.read_bytes() == second.read_bytes(), ending


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (",asserts,", ",swears,", "stance is 'swears'"),
        (",37.8,", ",east,", "lon is 'east'"),
        (",37.8,", ",437.8,", "lon is '437.8'"),
        ("record,", "recrod,", "no column named record"),
        (",37.8,", ",nan,", "lon is 'nan'"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = tmp_path / "f.csv"
    archive.save(sample(), path)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(InputError, match=words) as caught:
        archive.load(path)
    assert caught.value.hint


def test_unknown_ending_and_broken_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="findings"):
        archive.save(sample(), tmp_path / "f.docx")
    for name, content in (("f.geojson", "{"), ("f.geojson", "[]"), ("f.jsonl", '{"geomap": 1}\nx\n')):
        (tmp_path / name).write_text(content)
        with pytest.raises(InputError):
            archive.load(tmp_path / name)


def test_findings_are_told_from_tables_of_reports(tmp_path: Path) -> None:
    for ending in archive.FORMATS:
        path = tmp_path / f"f.{ending}"
        archive.save(sample(), path)
        assert archive.is_findings(path), ending
    (tmp_path / "t.csv").write_text("id,text\n1,Sumy\n")
    assert not archive.is_findings(tmp_path / "t.csv")


def test_stance_words_are_those_of_the_model() -> None:
    rows = json.loads(archive.dumps(sample(), "geojson"))["features"]
    assert {f["properties"]["stance"] for f in rows if f["properties"]["stance"]} == {Stance.ASSERTS.value}
