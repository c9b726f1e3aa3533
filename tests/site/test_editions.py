"""One more report touches only what it changes; the same input gives the same bytes; news are told."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from sites import built, tree

from geomap.errors import UsageError
from geomap.site import Folder, address

LATER = """---
title: Late report
publisher: Example Wire (invented)
date: 2025-03-20
---
Shelling hit Konotop in the Sumy region overnight, the regional governor said.
"""


@pytest.fixture
def reports(tmp_path: Path, samples: Path) -> Path:
    folder = tmp_path / "reports"
    shutil.copytree(samples, folder)
    return folder


def test_the_same_bytes_here_and_elsewhere(tmp_path: Path, samples: Path) -> None:
    for place in ("one/site", "two/deep/er/other"):
        built(tmp_path / place, samples, url="https://example.org/")
    first, second = tree(tmp_path / "one/site"), tree(tmp_path / "two/deep/er/other")
    assert len(first) > 40
    assert first == second


def test_building_again_writes_nothing_and_changes_nothing(tmp_path: Path, reports: Path) -> None:
    built(tmp_path / "site", reports)
    (reports / "5.txt").write_text(LATER)
    built(tmp_path / "site", reports)
    before = tree(tmp_path / "site")
    again = built(tmp_path / "site", reports)
    assert again.written == ()
    assert tree(tmp_path / "site") == before
    assert not again.edition.news.first  # what was new then is still what is new


def test_what_is_kept_of_earlier_runs_never_shows(tmp_path: Path, reports: Path) -> None:
    for name in ("kept", "thrown_away"):
        built(tmp_path / name / "site", reports)
        if name == "thrown_away":
            shutil.rmtree(tmp_path / name / ".site.geomap" / "cache")
        (reports / "5.txt").write_text(LATER)
        built(tmp_path / name / "site", reports)
        (reports / "5.txt").unlink()
    assert tree(tmp_path / "kept/site") == tree(tmp_path / "thrown_away/site")


def test_one_more_report_touches_only_what_it_changes(tmp_path: Path, reports: Path) -> None:
    first = built(tmp_path / "site", reports)
    before = {p: p.stat().st_ino for p in sorted((tmp_path / "site").resolve().rglob("*.html"))}
    (reports / "5.txt").write_text(LATER)
    second = built(tmp_path / "site", reports)
    assert len(first.written) > 40
    touched = {name for name in second.written if name.endswith(".html")}
    assert {"index.html", "map.html", "changes.html", "regions/UA-59.html", "days/2025-03-20.html"} <= touched
    assert not touched & {"regions/RU-KRS.html", "regions/RU-BEL.html", "days/2025-03-18.html", "search.html"}
    claimants = {name for name in touched if name.startswith("claimants/")}
    assert len(claimants) == 2  # the list, and who is new
    same = (tmp_path / "site").resolve() / "regions/RU-KRS.html"
    old = next(inode for path, inode in before.items() if path.name == "RU-KRS.html")
    assert same.stat().st_ino == old  # the same file, not a copy


def test_news_say_what_is_new_changed_and_gone(tmp_path: Path, reports: Path) -> None:
    built(tmp_path / "site", reports)
    assert "first edition" in (tmp_path / "site/index.html").read_text()
    (reports / "5.txt").write_text(LATER)
    wire = reports / "1-wire.txt"
    wire.write_text(wire.read_text().replace("publisher: Example Wire (invented)", "publisher: Renamed Wire"))
    (reports / "4-svodka.txt").unlink()
    news = built(tmp_path / "site", reports).edition.news
    assert len(news.new) == 1
    assert news.changed
    assert {fact for change in news.changed for fact in change.facts} <= {"publisher", "claimant"}
    assert {brief.who for brief in news.vanished} >= {"Минобороны России"}
    page = (tmp_path / "site/changes.html").read_text()
    assert "Since the edition as of 19 March 2025" in page
    for brief in news.vanished:  # a link to a claim that is gone ends at what it was
        assert f'id="c-{brief.id}"' in page
    front = (tmp_path / "site/index.html").read_text()
    assert "1 new claim" in front
    (reports / "4-svodka.txt").write_text(
        (Path(__file__).parents[2] / "docs/samples/4-svodka.txt").read_text()
    )
    back = built(tmp_path / "site", reports).edition
    assert {brief.who for brief in news.vanished} and not back.gone


def test_a_status_that_turned_is_told(tmp_path: Path, reports: Path) -> None:
    built(tmp_path / "site", reports)
    (reports / "5.txt").write_text(
        "---\ndate: 2025-03-20\npublisher: X\n---\nRussia's defence ministry said its troops had taken the town of "
        "Bilopillia in the Sumy region. Ukraine's General Staff denied it."
    )
    turned = {t.id: t for t in built(tmp_path / "site", reports).edition.news.statuses}
    assert turned["UA-59"].before == "Under threat, as said"
    assert turned["UA-59"].now == "Disputed: said and denied"
    assert "Under threat, as said → Disputed: said and denied" in (tmp_path / "site/index.html").read_text()


def test_a_file_that_somebody_edited_is_made_again(tmp_path: Path, reports: Path) -> None:
    built(tmp_path / "site", reports)
    page = tmp_path / "site/regions/RU-KRS.html"
    good = page.read_bytes()
    page.write_bytes(good.replace(b"Disputed", b"Captured"))
    assert built(tmp_path / "site", reports).written == ("regions/RU-KRS.html",)
    assert page.read_bytes() == good


def test_the_manifest_holds_the_hash_of_every_file(published: Path) -> None:
    import hashlib

    manifest = json.loads((published / "manifest.json").read_bytes())
    files = tree(published)
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    for name, entry in manifest["files"].items():
        assert hashlib.sha256(files[name]).hexdigest() == entry["sha256"]
        assert len(files[name]) == entry["bytes"]
    assert len(manifest["reports"]["rows"]) == 4
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for _, digest in manifest["reports"]["rows"])


def test_what_is_not_ours_is_left_alone(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="did not put there"):
        Folder(tmp_path / "site")
    (tmp_path / "other").symlink_to(tmp_path / "site")
    with pytest.raises(UsageError, match="did not put there"):
        Folder(tmp_path / "other")
    (tmp_path / "empty").mkdir()
    built(tmp_path / "empty", samples)
    assert (tmp_path / "empty/index.html").is_file()


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "https://example.org/?a=1", "javascript:x", "https://"]
)
def test_an_address_is_one_on_the_web(url: str) -> None:
    with pytest.raises(UsageError, match="not an address"):
        address(url)


def test_an_address_ends_with_a_slash() -> None:
    assert address("https://example.org/a") == "https://example.org/a/"
