"""A sentence about a region names the places in it; those elsewhere are told of where they are."""

from __future__ import annotations

import geomap
from geomap.documents.metadata import Metadata, make_report


def test_each_region_is_told_of_its_own_places() -> None:
    text = "Shelling hit Kupiansk and Konotop in Ukraine on Monday, the army said."
    findings = geomap.analyse([make_report(text, Metadata(lang="en"))])
    told = {s.region_id: s.sentence for s in findings.statuses}
    assert "Kupiansk" in told["UA-63"] and "Konotop" not in told["UA-63"]
    assert "Konotop" in told["UA-59"] and "Kupiansk" not in told["UA-59"]
