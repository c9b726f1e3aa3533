"""The map is the page that is passed on most: it has its address and its card, where there is an address."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from sites import URL, built


def test_the_map_has_its_address_and_its_card(published: Path) -> None:
    page = html.fromstring((published / "map.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{URL}map.html"]
    told = dict(
        zip(page.xpath("//meta[@property]/@property"), page.xpath("//meta[@property]/@content"), strict=True)
    )
    assert told["og:url"] == f"{URL}map.html"
    assert told["og:title"] == "Samples"
    assert "not reviewed" in told["og:description"]
    assert told["og:image"] == f"{URL}card.png"
    assert (published / "card.png").is_file()


def test_without_an_address_the_map_names_none(plain: Path) -> None:
    page = html.fromstring((plain / "map.html").read_bytes())
    assert page.xpath("//link[@rel='canonical'] | //meta[@property]") == []


def test_a_title_cannot_leave_its_attribute(tmp_path: Path, samples: Path) -> None:
    title = '"><script>window.pwned=1</script>'
    built(tmp_path / "site", samples, url=URL, title=title)
    page = html.fromstring((tmp_path / "site" / "map.html").read_bytes())
    assert page.xpath("//meta[@property='og:title']/@content") == [title]
    assert page.xpath("//head//script") == []
