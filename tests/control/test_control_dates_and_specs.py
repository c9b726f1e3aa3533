"""Days in properties and file names; FILE[:assessor][:date]."""

from __future__ import annotations

import pytest

from geomap.control.dates import ImpossibleDateError, find_date
from geomap.control.spec import parse_spec
from geomap.errors import InputError, UsageError


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-11-09", "2025-11-09"),
        ("2025/11/09 00:00:00+00:00", "2025-11-09"),
        ("deepstatemap_data_20240708", "2024-07-08"),
        ("17 August 2024 00h53 UTC", "2024-08-17"),
        ("4 Jan 2024", "2024-01-04"),
        ("November 9, 2025", "2025-11-09"),
        ("1754251105", "2025-08-03"),
        ("1754251105000", "2025-08-03"),
        ("240708_1830", "2024-07-08"),
        ("front line 12", None),
        ("12345678", None),
        ("4 Sometime 2024", None),
    ],
)
def test_days(text, day) -> None:
    found = find_date(text)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize("text", ["2202-01-26", "22020126", "2025-02-30", "31 February 2024"])
def test_days_that_cannot_be(text) -> None:
    with pytest.raises(ImpossibleDateError):
        find_date(text)


def test_a_file_name_may_hold_colons(tmp_path) -> None:
    path = tmp_path / "front:2024.geojson"
    path.touch()
    spec = parse_spec(f"{path}:isw:2025-11-09")
    assert (spec.path, spec.assessor, spec.date) == (path, "isw", "2025-11-09")
    assert parse_spec(f"{path}:2025-11-09").assessor == ""


@pytest.mark.parametrize("rest", ["isw:deepstate", "colour=red", "2024-01-01:2024-01-02"])
def test_what_cannot_be_understood(tmp_path, rest) -> None:
    path = tmp_path / "a.geojson"
    path.touch()
    with pytest.raises(UsageError, match=r"a\.geojson"):
        parse_spec(f"{path}:{rest}")


def test_no_such_file() -> None:
    with pytest.raises(InputError, match="no such control file"):
        parse_spec("nowhere.geojson:isw")
