"""RSS and Atom files as sources: a report an entry, its provenance, and feeds that are broken or mean harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geomap
from geomap.cli.main import run
from geomap.documents.feeds import entries, is_feed
from geomap.documents.fragments import plain
from geomap.errors import GeomapError, InputError
from geomap.model import Report

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example Wire</title><language>en-us</language><copyright>CC BY 4.0</copyright>
<item><title>Shelling in &lt;b&gt;Sumy&lt;/b&gt; &amp;amp; beyond</title><link>https://example.org/1</link>
 <pubDate>Tue, 18 Mar 2025 22:30:00 +0200</pubDate><dc:creator>A. Writer</dc:creator>
 <description>Short.</description>
 <content:encoded><![CDATA[<p>Officials said that shelling had hit Konotop in the Sumy region.</p>
 <script>alert(1)</script><p>The General Staff denied it.</p>]]></content:encoded></item>
<item><title>Strike hits Kharkiv, mayor says</title><link>https://example.org/2</link>
 <dc:date>2025-03-19</dc:date></item>
<item><title>From elsewhere</title><source url="https://other.example/rss">Other Agency</source>
 <description>Text of another agency.</description></item>
<item><link>https://example.org/4</link></item>
<item><description>The date of this one is odd.</description><pubDate>yesterday evening</pubDate></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>Приклад</title><rights>CC0</rights>
<entry><title type="text">Зведення</title><id>tag:1</id><link href="https://example.org/a"/>
 <updated>2025-03-20T10:00:00Z</updated><published>2025-03-19T08:00:00+02:00</published>
 <author><name>Редакція</name></author>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Генштаб повідомив про бої біля Покровська.</p>
 <p>Інших подій <em>не було</em>.</p></div></content></entry>
</feed>
"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Old Feed</title></channel>
<item rdf:about="https://example.org/r"><title>One</title><link>https://example.org/r</link>
<description>Clashes were reported near Pokrovsk.</description></item></rdf:RDF>
"""
ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{ENTITIES}]><rss version="2.0"><channel><item><title>x</title><description>&e12;</description></item></channel></rss>'
INCLUDES = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e SYSTEM "{}">]><rss version="2.0"><channel><title>t</title><item><title>Title</title><description>&e; Text.</description></item></channel></rss>'


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_rss_entries_are_reports_with_their_provenance(tmp_path: Path) -> None:
    reading = geomap.read(written(tmp_path, "wire.rss", RSS))
    full, headline, foreign, odd = reading.reports
    assert (
        full.text
        == "Officials said that shelling had hit Konotop in the Sumy region.\nThe General Staff denied it."
    )
    assert (full.title, full.publisher, full.author) == (
        "Shelling in Sumy & beyond",
        "Example Wire",
        "A. Writer",
    )
    assert (full.url, full.licence, full.lang) == ("https://example.org/1", "CC BY 4.0", "")
    assert full.published is not None and full.published.start is not None
    assert full.published.start.isoformat() == "2025-03-18T22:30:00+02:00"
    assert headline.text == headline.title == "Strike hits Kharkiv, mayor says"
    assert headline.published is not None and headline.published.precision.value == "day"
    assert (foreign.publisher, foreign.published) == (
        "Other Agency",
        None,
    )  # not who passed it on; no date made up
    assert (odd.text, odd.published) == ("The date of this one is odd.", None)
    assert [(n.code, n.message.partition(": ")[2]) for n in reading.notices] == [
        ("empty-entry", "entry 4: no text; left out"),
        ("bad-date", "entry 5: not a date: 'yesterday evening'; taken as undated"),
    ]


def test_atom_entries_are_reports(tmp_path: Path) -> None:
    (report,) = geomap.read(written(tmp_path, "feed.atom", ATOM)).reports
    assert report.text == "Генштаб повідомив про бої біля Покровська.\nІнших подій не було."
    assert (report.publisher, report.author, report.licence) == ("Приклад", "Редакція", "CC0")
    assert report.published is not None and str(report.published.start) == "2025-03-19 08:00:00+02:00"


@pytest.mark.parametrize("text", [RSS, ATOM, RDF], ids=["rss", "atom", "rdf"])
def test_a_feed_is_known_by_its_first_element(text: str, tmp_path: Path) -> None:
    assert is_feed(text.encode())
    assert is_feed(b"\xef\xbb\xbf  \n" + text.encode())
    by_content = geomap.read(written(tmp_path, "saved.txt", text)).reports
    by_name = geomap.read(written(tmp_path, "saved.xml", text)).reports
    assert by_content == by_name != ()


@pytest.mark.parametrize("text", [b"", b"<html><rss>", b"The <rss> element", b"<feedback>", b"rss"])
def test_an_article_is_no_feed(text: bytes) -> None:
    assert not is_feed(text)


def test_a_folder_of_saved_feeds_counts_an_entry_once(tmp_path: Path) -> None:
    written(tmp_path, "monday.rss", RSS)
    written(tmp_path, "tuesday.rss", RSS)
    written(tmp_path, "old.rdf", RDF)
    reading = geomap.read(tmp_path)
    assert len(reading.reports) == 5
    assert any(n.code == "duplicate" for n in reading.notices)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "utf-16"])
def test_the_encoding_that_a_feed_declares_is_used(encoding: str, tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>Вісті</title><item><description>Обстріл міста Суми.</description></item></channel></rss>'
    (report,) = geomap.read(written(tmp_path, "feed.xml", text.encode(encoding))).reports
    assert (report.text, report.publisher) == ("Обстріл міста Суми.", "Вісті")


def test_what_the_feed_does_not_say_is_taken_from_the_options(tmp_path: Path) -> None:
    bare = "<rss version='2.0'><channel><item><description>Shelling.</description></item></channel></rss>"
    (report,) = geomap.read(
        written(tmp_path, "f.rss", bare), geomap.Metadata(publisher="Wire", date="2025-03-19", lang="en")
    ).reports
    assert (report.publisher, report.lang) == ("Wire", "en")
    assert report.published is not None


def test_a_map_is_drawn_from_a_feed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path, "wire.rss", RSS)
    assert run(["render", str(source), "-o", str(tmp_path / "map.html")]) == 0
    assert "Sumy" in capsys.readouterr().err
    assert "alert(1)" not in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_a_feed_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    reading = geomap.read(written(tmp_path, "cut.rss", RSS[: RSS.index("<item><link>") + 20]))
    assert [r.title for r in reading.reports][:2] == [
        "Shelling in Sumy & beyond",
        "Strike hits Kharkiv, mayor says",
    ]
    assert any(n.code == "repaired" for n in reading.notices)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"hello",
        b"\x00\x01\x02\xff",
        b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>",
        b"<rss version='2.0'><channel><title>Nothing yet</title></channel></rss>",
        b"<rss version='2.0'><channel><item></item></channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<rss version='2.0'><channel>" + b"<a>" * 20000,
    ],
)
def test_what_is_no_feed_is_an_error_of_two_lines(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path, "x.xml", content)
    with pytest.raises(InputError):
        geomap.read(source)
    assert run(["render", str(source), "-o", str(tmp_path / "map.html")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in said] == ["error", "hint"]


def test_a_bad_feed_does_not_stop_the_others(tmp_path: Path) -> None:
    written(tmp_path, "bad.xml", "<urlset/>")
    written(tmp_path, "good.rss", RSS)
    reading = geomap.read(tmp_path)
    assert len(reading.reports) >= 3
    assert any(n.code == "unreadable" for n in reading.notices)


def test_entities_do_not_swell(tmp_path: Path) -> None:
    begun = time.monotonic()
    reading = geomap.read(written(tmp_path, "bomb.rss", BOMB))
    assert sum(len(r.text) for r in reading.reports) < 1000
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("kind", ["file", "web"])
def test_nothing_outside_the_feed_is_taken_in(kind: str, tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "SECRET-7261")
    address = secret.as_uri() if kind == "file" else "http://203.0.113.1/x"  # the network is closed in tests
    reading = geomap.read(written(tmp_path, "f.rss", INCLUDES.format(address)))
    assert all("SECRET" not in r.text for r in reading.reports)
    assert "Text." in reading.reports[0].text


def test_a_feed_that_is_only_an_address_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a feed"):
        geomap.read(written(tmp_path, "f.rss", "http://203.0.113.1/feed"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from([*RSS.split("<"), *ATOM.split("<"), "![CDATA[", "!DOCTYPE x [", "", "\x00", "&#x1;"]),
        max_size=40,
    )
)
def test_any_mixture_gives_reports_or_an_error_of_ours(pieces: list[str]) -> None:
    raw = "<".join(pieces).encode("utf-8", "surrogatepass")
    try:
        found = list(entries(raw, "x", geomap.Metadata()))
    except GeomapError:
        return
    for item in found:
        if isinstance(item, Report):
            assert item.text.strip() and "\0" not in item.text
            item.text.encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["<p>{}</p>", "{}", "<div><br>{}</div>", "<!-- {}", "<svg>{}"]))
def test_any_fragment_has_a_text(text: str, around: str) -> None:
    assert isinstance(plain(around.format(text)), str)


def test_all_words_of_a_fragment_are_kept_but_what_nobody_reads() -> None:
    markup = "<p>One\ntwo <b>three</b>.</p>a<!-- c -->b<ul><li>x<li>y</ul><style>p{}</style><svg><text>no</text></svg>tail"
    assert plain(markup) == "One two three.\nab\nx\ny\ntail"


def test_long_fragments_take_time_by_their_length() -> None:
    begun = time.monotonic()
    assert len(plain("word <b>x</b> " * 100_000)) > 600_000
    assert time.monotonic() - begun < 5
