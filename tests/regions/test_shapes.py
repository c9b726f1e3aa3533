"""The decoder of polygons against GDAL's."""

from __future__ import annotations

import pyogrio
import pytest
import shapely

from geomap import datapackage
from geomap.regions import shapes


@pytest.mark.parametrize(
    ("code", "archive"), [("UA", "admin1.zip"), ("RU", "admin1.zip"), ("SD", "countries.zip")]
)
def test_polygons_are_as_gdal_reads_them(code: str, archive: str) -> None:
    frame = pyogrio.read_dataframe(f"/vsizip/{datapackage.path(archive)}/{code}.topojson").set_index("id")
    topology = shapes.country(code, archive)
    assert sorted(topology) == sorted(frame.index)
    for region_id in topology:
        ours, theirs = topology.polygon(region_id), frame.geometry.loc[region_id]
        assert ours.is_valid
        assert shapely.equals_exact(ours.normalize(), theirs.normalize(), 1e-9), region_id


def test_an_unknown_region_is_said() -> None:
    with pytest.raises(KeyError):
        shapes.country("UA").polygon("UA-00")
