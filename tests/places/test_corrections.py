"""What a person decided about places wins, and is told."""

from __future__ import annotations

import pytest

from geomap.errors import InputError, UsageError
from geomap.model import Report
from geomap.options import Options
from geomap.pipeline import Engine
from geomap.places import read_corrections

LINES = """action,name,to,place,lon,lat,report,by,at,note
pin,Makiivka,,,38.0,49.2,,A. Reader,2025-03-01,the village
reject,Khartoum,,,,,,A. Reader,2025-03-01,
rename,Gorlovka-Sity,Horlivka,,,,,,,
reject,Sudzha,,,,,other,,,
"""
TEXT = "Makiivka, Khartoum and Sudzha were shelled."


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text(LINES)
    return path


def test_pinned_rejected_and_told(file):
    findings = Engine(Options(corrections=file)).findings([Report(id="r", text=TEXT, lang="en")])
    answers = {m.text: r for m, r in zip(findings.mentions, findings.resolutions, strict=True)}
    assert (answers["Makiivka"].lon, answers["Makiivka"].lat) == (38.0, 49.2)
    assert answers["Makiivka"].region_ids == ("UA-09",)
    assert answers["Khartoum"].place is None
    assert answers["Sudzha"].place is not None  # the correction is another report's
    told = [n.message for n in findings.notices if n.code == "correction"]
    assert told[0] == "Makiivka: pinned by A. Reader, 2025-03-01, 1 mention (the village)"
    assert told[2] == "Gorlovka-Sity: renamed by somebody, no mention"


def test_renamed(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text(
        '{"action": "rename", "name": "Sudzha", "to": "Horlivka"}\n{"about": "claim", "action": "review"}\n'
    )
    findings = Engine(Options(corrections=path)).findings([Report(id="r", text=TEXT, lang="en")])
    answers = {m.text: r for m, r in zip(findings.mentions, findings.resolutions, strict=True)}
    assert answers["Sudzha"].place.name == "Horlivka"
    assert len([n for n in findings.notices if n.code == "correction"]) == 1  # claims are another room's


def test_a_line_that_is_no_correction_is_named(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("action,name\npin,Sumy\n")
    with pytest.raises(InputError, match=r"c\.csv:2"):
        read_corrections(path)


def test_preferred_regions():
    assert Engine(Options(regions=("Luhansk", "UA.05", "UA-59"))).resolver is not None
    with pytest.raises(UsageError, match="Nowhere"):
        Engine(Options(regions=("Nowhere",)))


def test_the_region_preferred_decides_between_namesakes():
    def region(regions):
        report = Report(id="r", text="A shell fell near Springfield.", lang="en")
        return Engine(Options(regions=regions)).places(report)[1][0].region_ids

    assert region(("Massachusetts",)) == ("US-MA",)
    assert region(("Illinois",)) == ("US-IL",)
