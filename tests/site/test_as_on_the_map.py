"""What the pages of a site draw beside the map is drawn as on the map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from sites import built

from geomap.config import Settings
from geomap.renderers import looks

REPORT = (
    "Russia said it had captured Pokrovsk in the Donetsk region. Ukraine denied it. "
    "Shelling hit Konotop in the Sumy region, the Blue Brigade said."
)
BRIGADE = {"id": "blue", "name": "Sumy Blue Brigade", "kind": "armed_group", "names": {"en": "Blue Brigade"}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of a dispute over ground that an assessor marks, with an actor of its own."""
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "a.txt").write_text(f"---\npublisher: Wire\ndate: 2024-05-02\n---\n{REPORT}")
    box = [[[37.6, 47.8], [38.3, 47.8], [38.3, 48.4], [37.6, 48.4], [37.6, 47.8]]]
    mark = {
        "type": "Feature",
        "properties": {"what": "control", "side": "RU", "date": "2024-05-01"},
        "geometry": {"type": "Polygon", "coordinates": box},
    }
    layer = folder / "layer.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": [mark]}))
    spec = f"{layer}:east:category=what:actor=side:redistributable=yes:licence=CC0:date=2024-05-01"
    built(folder / "site", folder / "a.txt", control=(spec,), settings=Settings(actors=(BRIGADE,)))
    return folder / "site"


def page(site: Path, name: str) -> html.HtmlElement:
    return html.fromstring((site / name).read_bytes())


def test_a_dispute_over_assessed_ground_has_its_letter(site: Path) -> None:
    scene = json.loads(page(site, "map.html").xpath("//script[@id='scene']")[0].text)
    letters = {style["key"]: style["letter"] for style in scene["styles"]}
    both = letters["assessed_part"] + letters["disputed"]
    assert page(site, "regions/UA-14.html").xpath("//span[starts-with(@class,'badge')]/text()")[0] == both
    for name in ("index.html", "regions/index.html"):
        assert both in page(site, name).xpath("//span[starts-with(@class,'badge')]/text()")
    bands = page(site, "regions/UA-14.html").xpath("//text[@class='letter']/text()")
    assert bands == [letters["assessed_part"], both]  # assessed the day before it was disputed
    counted = page(site, "method.html").xpath("//tr[@id='disputed']/td[last()]/text()")
    assert counted == ["1"]


def test_the_bar_of_a_region_has_the_maps_colours(site: Path) -> None:
    bar = page(site, "regions/UA-14.html").xpath("//svg[@class='shares']/rect/@fill")
    assert looks.HOLDERS[0] in bar
    assert "url(#p-unmarked)" in bar
    assert page(site, "regions/UA-14.html").xpath("//pattern[@id='p-unmarked']")


def test_an_actor_of_ones_own_is_named_where_it_speaks(site: Path) -> None:
    assert "Sumy Blue Brigade" in page(site, "claimants/index.html").text_content()
