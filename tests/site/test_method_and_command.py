"""What the method page tells is what was used; the command says what it does, and stops where it must."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from sites import built, tree

from geomap import datapackage
from geomap.cli.main import run
from geomap.config import Settings
from geomap.model import Situation


def test_rules_are_those_of_the_code_and_counts_those_of_the_map(published: Path) -> None:
    page = html.fromstring((published / "method.html").read_bytes())
    rows = page.xpath("//table[contains(@class,'rules')]/tbody/tr")
    assert [row.get("id") for row in rows] == [str(s) for s in Situation]
    counts = {row.get("id"): int(row.xpath("td[last()]")[0].text) for row in rows}
    scene = json.loads(
        html.fromstring((published / "map.html").read_bytes()).xpath("//script[@id='scene']")[0].text
    )
    for entry in scene["key"]:
        if entry["layer"] == "status":
            assert counts[entry["style"]] == entry["count"]
    text = page.text_content()
    assert all(resource.path in text for resource in datapackage.resources() if "gazetteer/" in resource.path)
    told = {file.path for file in datapackage.resources() if not file.path.startswith("interface/")}
    assert {node.text for node in page.xpath("//th/code")} - {str(s) for s in Situation} == told
    assert "CC BY 4.0 (GeoNames)" in text


def test_thresholds_are_those_that_were_set(tmp_path: Path, samples: Path) -> None:
    built(tmp_path / "site", samples, settings=Settings(control_held=0.9, quote_chars=120))
    page = html.fromstring((tmp_path / "site/method.html").read_bytes()).text_content()
    assert "one side holds 90 % or more" in page
    assert "120" in page


def test_what_was_set_by_hand_is_told(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "fixed.csv").write_text("about,action,name,by\nplace,reject,Konotop,A. Reader\n")
    shelling = {"id": "own-brigade", "name": "Blue Brigade", "names": {"en": "Blue Brigade"}}
    settings = Settings(actors=(shelling,))
    built(
        tmp_path / "site", samples, regions=("UA-59",), corrections=tmp_path / "fixed.csv", settings=settings
    )
    rows = html.fromstring((tmp_path / "site/method.html").read_bytes()).xpath("//tr[th][count(td)=1]")
    told = {row.xpath("th")[0].text_content(): row.xpath("td")[0].text_content() for row in rows}
    assert told["regions preferred for ambiguous names"] == "UA-59"
    assert told["places corrected by a person"] == "fixed.csv"
    assert told["actors of the publisher's own"] == "own-brigade"
    assert told["what finds names"] == "geomap's own rules"


def test_pages_speak_another_language(tmp_path: Path, samples: Path) -> None:
    built(tmp_path / "site", samples, lang="uk")
    page = (tmp_path / "site/regions/RU-KRS.html").read_text()
    assert '<html lang="uk">' in page
    assert "Стан у часі" in page
    english = [w for w in ("Status over time", "Show on the map", "Newest claims") if w in page]
    assert english == []


def test_claimant_and_publisher_are_kept_apart_and_review_is_shown(published: Path) -> None:
    page = html.fromstring((published / "days/2025-03-18.html").read_bytes())
    for item in page.xpath("//li[contains(@class,'claim')]"):
        assert "machine-extracted, not reviewed" in item.text_content()
        assert item.xpath(".//b[@class='who']")[0].text_content() != item.xpath(".//bdi")[0].text_content()


def test_no_information_is_never_calm(published: Path) -> None:
    text = html.fromstring((published / "regions/index.html").read_bytes()).text_content()
    assert "That does not mean that they are calm" in text
    assert "Chernihiv" in text


def test_the_command_builds_and_says_what_it_left_out(
    tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "outputs" / "site"
    assert run(["site", "build", str(samples), "-o", str(output)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "left out without --url: feed.xml" in said.err
    assert f"{len(list(output.resolve().rglob('*.html')))} pages" in said.err
    assert (output / "index.html").is_file()
    assert run(["site", "build", str(samples), "-o", str(output)]) == 0
    assert "nothing to write" in capsys.readouterr().err


def test_strict_turns_warnings_into_failure_and_nothing_is_shown(
    tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["site", "build", str(samples), "-o", str(tmp_path / "site"), "--strict"]) == 1
    assert "error: not to be published" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
    lenient = ["--allow", "unreviewed", "--allow", "licence", "--allow", "source"]
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text((samples / "2-digest.md").read_text())
    (tmp_path / "in/empty.txt").write_text("")
    command = ["site", "build", str(tmp_path / "in"), "-o", str(tmp_path / "site"), *lenient]
    assert run([*command, "--strict"]) == 1
    assert "error: not published" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
    assert run(command) == 0


def test_what_may_not_be_passed_on_is_not_published(
    tmp_path: Path, samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["site", "build", str(samples), "-o", str(tmp_path / "site")]) == 0
    before = tree(tmp_path / "site")
    layer = tmp_path / "mine.geojson"
    square = [[[35, 51], [36, 51], [36, 52], [35, 52], [35, 51]]]
    layer.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": {"type": "Polygon", "coordinates": square},
                        "properties": {"category": "control", "actor": "state:UA", "date": "2025-03-18"},
                    }
                ],
            }
        )
    )
    command = [
        "site",
        "build",
        str(samples),
        "-o",
        str(tmp_path / "site"),
        "--control",
        f"{layer}:desk:2025-03-18:category=category:actor=actor",
    ]
    assert run(command) == 1
    assert "error: not to be published" in capsys.readouterr().err
    assert tree(tmp_path / "site") == before
    assert run([*command, "--allow", "terms"]) == 0
    page = html.fromstring((tmp_path / "site/regions/RU-KRS.html").read_bytes())
    assert "Shares of the region, as assessed" in page.text_content()
    assert page.xpath("//svg[@class='shares']/rect")
    manifest = json.loads((tmp_path / "site/manifest.json").read_bytes())
    assert [one["name"] for one in manifest["inputs"]] == ["mine.geojson"]
    assert str(tmp_path) not in json.dumps(manifest)


def test_a_reviewed_site_is_built_from_findings(tmp_path: Path, samples: Path) -> None:
    assert run(["extract", str(samples), "-o", str(tmp_path / "f.csv")]) == 0
    table = (tmp_path / "f.csv").read_bytes()
    (tmp_path / "f.csv").write_bytes(table.replace(b",machine,", b",reviewed,"))
    assert run(["site", "build", str(tmp_path / "f.csv"), "-o", str(tmp_path / "site")]) == 0
    front = (tmp_path / "site/index.html").read_text()
    assert "all reviewed" in front
    assert "machine-extracted" not in (tmp_path / "site/days/2025-03-18.html").read_text()
