"""Feeds, sitemap, JSON-LD and cards: what others read of a site, by the rules of those who read it."""

from __future__ import annotations

import json
import re
import struct
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html
from sites import URL, built, tree

from geomap import site

ATOM = {"a": "http://www.w3.org/2005/Atom", "g": "http://www.georss.org/georss"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def feed(published: Path) -> etree._Element:
    return etree.fromstring((published / "feed.xml").read_bytes())


def test_the_feed_has_what_atom_demands(feed: etree._Element) -> None:
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"a:{name}", ATOM)) == 1, name
    assert feed.find("a:author/a:name", ATOM).text
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"self": f"{URL}feed.xml", "alternate": URL}
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 20
    for entry in entries:
        for name in ("id", "title", "updated"):
            assert len(entry.findall(f"a:{name}", ATOM)) == 1, name
            assert entry.find(f"a:{name}", ATOM).text
        assert entry.find("a:content", ATOM).get("type") == "text"
        assert "machine-extracted, not reviewed" in entry.find("a:content", ATOM).text


def test_ids_are_unique_and_dates_are_dates(feed: etree._Element) -> None:
    ids = [node.text for node in feed.iterfind(".//a:id", ATOM)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"https?://[^\s]+", identity) for identity in ids)
    dates = [node.text for tag in ("updated", "published") for node in feed.iterfind(f".//a:{tag}", ATOM)]
    assert all(RFC_3339.fullmatch(date) and datetime.fromisoformat(date) for date in dates)
    newest = [entry.find("a:updated", ATOM).text for entry in feed.findall("a:entry", ATOM)]
    assert newest == sorted(newest, reverse=True)
    assert feed.find("a:updated", ATOM).text == newest[0]


def test_points_are_georss_simple_and_only_of_exact_places(feed: etree._Element) -> None:
    points = [node.text for node in feed.iterfind(".//g:point", ATOM)]
    assert 0 < len(points) < 20
    for point in points:
        lat, lon = map(float, point.split(" "))
        assert 44 < lat < 56
        assert 22 < lon < 41
    fuzzy = [e for e in feed.findall("a:entry", ATOM) if "Chasiv Yar" in e.find("a:title", ATOM).text]
    assert len(fuzzy) == 1  # "near Chasiv Yar"
    assert fuzzy[0].find("g:point", ATOM) is None


def test_a_reader_of_feeds_reads_it(published: Path) -> None:
    read = feedparser.parse((published / "feed.xml").read_bytes())
    assert not read.bozo
    assert read.version == "atom10"
    assert len(read.entries) == 20
    assert any("where" in entry for entry in read.entries)


def test_links_of_the_feed_lead_to_the_claims(feed: etree._Element, published: Path) -> None:
    for link in feed.iterfind(".//a:entry/a:link[@rel='alternate']", ATOM):
        path, fragment = link.get("href").removeprefix(URL).split("#")
        page = html.fromstring((published / path).read_bytes())
        assert page.xpath(f"//*[@id='{fragment}']//mark")


def test_the_sitemap_names_every_page(published: Path) -> None:
    tree_ = etree.fromstring((published / "sitemap.xml").read_bytes())
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert tree_.tag == f"{space}urlset"
    named = [loc.text for loc in tree_.iter(f"{space}loc")]
    pages = {URL + p.relative_to(published.resolve()).as_posix() for p in published.resolve().rglob("*.html")}
    assert set(named) == pages - {f"{URL}index.html"} | {URL}
    assert len(named) == len(set(named))


def test_pages_say_what_they_are_in_json_ld(published: Path) -> None:
    kinds: list[str] = []
    for path in sorted(published.resolve().rglob("*.html")):
        for block in html.fromstring(path.read_bytes()).xpath("//script[@type='application/ld+json']"):
            data = json.loads(block.text)
            assert data["@context"] == "https://schema.org"
            for thing in data.get("@graph", [data]):
                kinds.append(thing["@type"])
                if thing["@type"] == "Claim":
                    report = thing.get("firstAppearance") or thing["appearance"]
                    assert thing["text"]
                    assert thing["creditText"] != report["publisher"]["name"]
                    assert thing["@id"].startswith(URL)
    assert kinds.count("Dataset") == 1
    assert kinds.count("Claim") == 20
    assert set(kinds) == {"Dataset", "Claim"}
    assert b"ClaimReview" not in b"".join(tree(published).values())


def test_canonical_links_and_cards(published: Path) -> None:
    page = html.fromstring((published / "regions/RU-KRS.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{URL}regions/RU-KRS.html"]
    meta = {m.get("property"): m.get("content") for m in page.xpath("//meta[@property]")}
    assert meta["og:title"] == "Kursk (Russia)"
    assert meta["og:url"] == f"{URL}regions/RU-KRS.html"
    assert meta["og:image"] == f"{URL}card.png"
    picture = (published / "card.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_without_an_address_they_are_left_out_and_named(tmp_path: Path, samples: Path) -> None:
    done = built(tmp_path / "site", samples)
    names = set(tree(tmp_path / "site"))
    assert not names & {"feed.xml", "sitemap.xml", "card.png"}
    text = b"".join(content for name, content in tree(tmp_path / "site").items() if name.endswith(".html"))
    assert b"canonical" not in text
    assert b"og:title" not in text
    assert b"ld+json" not in text
    assert done.left_out == (f"left out without --url: {site.WITHOUT_URL}",)


def test_claims_without_a_date_are_in_no_feed_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said that shelling hit Konotop in the Sumy region.")
    done = built(tmp_path / "site", tmp_path / "a.txt", url=URL)
    assert not (tmp_path / "site/feed.xml").exists()
    assert "1 claims" in " ".join(done.left_out)
    assert "Date not given" in (tmp_path / "site/days/undated.html").read_text()


def test_data_can_be_taken_along(published: Path, tmp_path: Path) -> None:
    import geomap
    from geomap import archive

    counts = set()
    for kind in ("geojson", "csv", "gpkg"):
        back = archive.load(published / f"data/claims.{kind}")
        counts.add((len(back.claims), len(back.reports)))
    assert counts == {(20, 4)}
    long = tmp_path / "long.txt"
    long.write_text(
        f"---\ndate: 2025-03-19\n---\nThe mayor said that shelling {'and more shelling ' * 40} hit Sumy."
    )
    built(tmp_path / "site", long)
    findings = geomap.load(tmp_path / "site/data/claims.geojson")
    assert [len(claim.quote) for claim in findings.claims] == [302]
