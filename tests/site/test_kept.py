"""What was found in a report is kept under all that it was read by: nothing else is ever shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import geomap
from geomap import plugins, site
from geomap.config import Publish, Settings
from geomap.options import Options
from geomap.pipeline import Engine

REPORT = "Shelling hit Konotop in the Sumy region overnight, the Blue Brigade said."


@pytest.fixture
def reports(tmp_path: Path) -> tuple[geomap.model.Report, ...]:
    (tmp_path / "a.txt").write_text(REPORT)
    return geomap.read(tmp_path / "a.txt").reports


def corrected(tmp_path: Path) -> Options:
    (tmp_path / "corrections.csv").write_text("about,action,name,by\nplace,reject,Konotop,A. Reader\n")
    return Options(corrections=tmp_path / "corrections.csv")


def own_actors(tmp_path: Path) -> Options:
    brigade = {"id": "blue", "name": "Blue Brigade", "kind": "armed_group", "names": {"en": "Blue Brigade"}}
    return Options(settings=Settings(actors=(brigade,)))


@pytest.mark.parametrize("chosen", [corrected, own_actors])
def test_an_option_that_was_not_there_before_is_heeded(
    tmp_path: Path, reports: tuple[geomap.model.Report, ...], chosen: Callable[[Path], Options]
) -> None:
    before = site.analysed(reports, Options(), tmp_path / "kept")
    options = chosen(tmp_path)
    now = site.analysed(reports, options, tmp_path / "kept")
    assert now == geomap.analyse(reports, options)
    assert now != before


def test_a_table_of_corrections_that_changed_is_heeded(
    tmp_path: Path, reports: tuple[geomap.model.Report, ...]
) -> None:
    options = corrected(tmp_path)
    site.analysed(reports, options, tmp_path / "kept")
    (tmp_path / "corrections.csv").write_text("about,action,name,by\nplace,reject,Sumy region,A. Reader\n")
    assert site.analysed(reports, options, tmp_path / "kept") == geomap.analyse(reports, options)


def test_findings_of_another_extractor_are_not_kept(
    tmp_path: Path, reports: tuple[geomap.model.Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site.analysed(reports, Options(), tmp_path / "kept").claims

    class Silent:
        def extract(self, report: object, mentions: object, resolutions: object) -> list[object]:
            return []

    monkeypatch.setattr(plugins, "load", lambda group, name: lambda actors: Silent())
    silent = Options(extractor="silent")
    assert site.analysed(reports, silent, tmp_path / "kept").claims == ()
    assert site.analysed(reports, Options(), tmp_path / "kept").claims


def test_what_bears_on_the_map_alone_reads_nothing_again(
    tmp_path: Path, reports: tuple[geomap.model.Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.analysed(reports, Options(), tmp_path / "kept")

    def read(self: Engine, report: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(Engine, "found", read)
    settings = Settings(title="Another", publish=replace(Publish(), embargo_hours=3.0), quote_chars=80)
    drawn = Options(lang="uk", as_of="2025-03-19", settings=settings)
    assert site.analysed(reports, drawn, tmp_path / "kept").claims
