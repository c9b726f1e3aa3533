"""What geomap embed gives: read back from the page alone, gated, safe, the same every time."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import geomap
from geomap import archive, config
from geomap.checking import facts_of, problems
from geomap.cli.main import run
from geomap.embedding import Embedding, embed, is_page, read
from geomap.errors import GeomapError, InputError, UsageError
from geomap.maps import render
from geomap.model import Level
from geomap.model.scene import Scene
from geomap.options import Options
from geomap.renderers import facts

URL = "https://example.org/week-12/map.html"
LAYER = {
    "type": "Feature",
    "properties": {"what": "control", "side": "RU"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[34.6, 51.1], [35.6, 51.1], [35.6, 51.5], [34.6, 51.5], [34.6, 51.1]]],
    },
}
WRITTEN = "Officials said on Tuesday that shelling had hit 50.90771, 34.79812 in the Sumy region."


class Tags(HTMLParser):
    """The tags of a snippet with their attributes, and its text."""

    def __init__(self, snippet: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(snippet)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.fixture(scope="module")
def at_url(map_page: Path) -> Embedding:
    return embed(map_page, url=URL)


def drawn(tmp_path: Path, text: str, options: Options | None = None, **given: str) -> tuple[Path, Scene]:
    (tmp_path / "report.txt").write_text(text)
    findings = geomap.analyse(geomap.read(tmp_path / "report.txt", geomap.Metadata(**given)), options)
    return tmp_path / "map.html", render(findings, tmp_path / "map.html", options)


def test_the_frame_has_all_it_needs(at_url: Embedding) -> None:
    (tag, frame), (other, script) = Tags(at_url.iframe).found
    assert (tag, other) == ("iframe", "script")
    assert frame["src"] == URL
    assert frame["title"] == 'Both "sides" & <b>more</b>'
    assert frame["loading"] == "lazy"
    assert "allow-same-origin" not in str(frame["sandbox"])
    assert {"allow-scripts", "allow-downloads"} <= set(str(frame["sandbox"]).split())
    assert script["src"] == "https://example.org/week-12/geomap-embed.js"


def test_the_bare_frame_has_no_style(at_url: Embedding) -> None:
    (_, frame), _ = Tags(at_url.bare).found
    assert "style" not in frame
    assert frame["height"] and frame["width"] == "100%"


def test_the_page_in_srcdoc_is_the_page_to_the_letter(at_url: Embedding, map_page: Path) -> None:
    (_, frame), _ = Tags(at_url.srcdoc).found
    assert frame["srcdoc"] == map_page.read_text(encoding="utf-8")


def test_the_figure_says_what_the_map_says(at_url: Embedding) -> None:
    tags = Tags(at_url.figure)
    picture = dict(tags.found)["img"]
    assert picture["src"] == "https://example.org/week-12/figure.png"
    for told in ("Both", "19 March 2025", "not reviewed", "Kursk: Disputed", "Sumy: Strikes said"):
        assert told in str(picture["alt"])
    assert "Boundaries: UN view" in tags.said
    assert [a["href"] for tag, a in tags.found if tag == "a"] == [URL, URL]


def test_oembed_is_what_its_readers_expect(at_url: Embedding) -> None:
    answer = json.loads(at_url.oembed)
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert isinstance(answer["width"], int) and isinstance(answer["height"], int)
    assert answer["thumbnail_url"] == "https://example.org/week-12/card.png"
    assert Tags(answer["html"]).found[0][1]["src"] == URL
    assert "<script" not in answer["html"]


def test_the_page_names_its_oembed_and_card(at_url: Embedding) -> None:
    head = at_url.page.partition("</head>")[0]
    found = Tags(head).found
    links = {a.get("type"): a["href"] for tag, a in found if tag == "link"}
    metas = {a.get("property"): a.get("content") for tag, a in found if tag == "meta"}
    assert links["application/json+oembed"] == "https://example.org/week-12/oembed.json"
    assert metas["og:image"] == "https://example.org/week-12/card.png"
    assert metas["og:title"] == 'Both "sides" & <b>more</b>'


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ("https://example.org/week-12/", URL),
        ("https://example.org/week-12", URL),
        ("https://example.org/a/index.html?v=2", "https://example.org/a/index.html?v=2"),
        ("https://example.org", "https://example.org/map.html"),
    ],
)
def test_a_folders_address_is_its_maps(map_page: Path, given: str, page: str) -> None:
    assert embed(map_page, url=given).url == page


@pytest.mark.parametrize("given", ["javascript:alert(1)", "/map.html", "ftp://example.org/x", "https://"])
def test_only_the_webs_addresses_are_taken(map_page: Path, given: str) -> None:
    with pytest.raises(UsageError, match="not an address"):
        embed(map_page, url=given)


def test_without_an_address_what_needs_one_is_left_out_and_named(map_page: Path, tmp_path: Path) -> None:
    left_out = embed(map_page).save(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert "oembed.json" not in names
    assert any("oembed.json" in line for line in left_out)
    assert {"map.html", "geomap-embed.js", "figure.svg", "figure.png", "card.png", "iframe.html"} <= names
    assert (tmp_path / "map.html").read_bytes() == map_page.read_bytes()


def test_the_card_has_the_size_that_is_told_of_it(at_url: Embedding) -> None:
    card = at_url.card()
    assert card[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", card[16:24]) == (1200, 630)
    assert len(card) < 1_000_000  # what services that show cards accept


@pytest.mark.parametrize(
    "title", ["x" * 400, "", "]]>&<svg onload=alert(1)>", "a\ufffe\uffffb", "Дуже довга назва " * 20]
)
def test_any_title_makes_a_card(at_url: Embedding, title: str) -> None:
    made = replace(at_url, sheet=replace(at_url.sheet, title=title)).card()
    assert struct.unpack(">II", made[16:24]) == (1200, 630)


def test_the_same_page_gives_the_same_bytes(map_page: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        embed(map_page, url=URL).save(tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_page_tells_the_gate_what_its_findings_would(tmp_path: Path) -> None:
    """The page is the only witness: its facts lead to the problems that its findings have."""
    (tmp_path / "own.geojson").write_text(json.dumps(LAYER))
    chosen = Options(control=(f"{tmp_path / 'own.geojson'}:own:category=what:actor=side:date=2025-03-01",))
    page, _ = drawn(tmp_path, WRITTEN, chosen, publisher="Wire", date="2025-03-19")
    findings = geomap.analyse(
        geomap.read(tmp_path / "report.txt", geomap.Metadata(publisher="Wire", date="2025-03-19")), chosen
    )
    policy = config.Publish(embargo_hours=24, quote_chars=20)
    from geomap.assessing import assessors

    facts = facts_of(findings, layers=assessors(chosen.control), boundary_note="UN view", quote_chars=300)
    by_page = [(p.rule, p.level, p.message) for p in problems(read(page).facts, policy)]
    assert by_page == [(p.rule, p.level, p.message) for p in problems(facts, policy)]
    assert [rule for rule, *_ in by_page] == [
        "terms", "embargo", "coordinates", "quotes", "licence", "licence", "unreviewed"
    ]  # fmt: skip


def test_the_gate_stops_a_page_and_lets_it_pass_when_told(tmp_path: Path) -> None:
    page, _ = drawn(tmp_path, WRITTEN, publisher="Wire", licence="CC0", date="2025-03-19")
    with pytest.raises(GeomapError, match="not to be published: 1 place told to 0"):
        embed(page)
    assert [p.rule for p in embed(page, allow=["coordinates"]).problems] == ["unreviewed"]
    assert embed(page, policy=config.Publish(coordinates_km=0, unreviewed=Level.ALLOW)).problems == ()
    with pytest.raises(GeomapError, match="not reviewed"):
        embed(page, allow=["coordinates"], strict=True)


def test_a_page_whose_boundary_note_was_taken_out_is_refused(map_page: Path, tmp_path: Path) -> None:
    text = map_page.read_text(encoding="utf-8")
    head, block = text.split('<script type="application/json" id="scene">')
    note = "Boundaries: UN view, areas as resolutions of the United Nations name them."
    assert note in head
    marked = '<script type="application/json" id="scene">'.join([head.replace(note, ""), block])
    (tmp_path / "map.html").write_text(marked, encoding="utf-8")
    with pytest.raises(GeomapError, match="no boundary note"):
        embed(tmp_path / "map.html")


def test_the_claims_that_a_crowded_page_leaves_to_a_table_are_checked_too(
    map_page: Path, tmp_path: Path
) -> None:
    text = map_page.read_text(encoding="utf-8").replace("</footer>", "<p>map.claims.csv</p></footer>")
    (tmp_path / "map.html").write_text(text, encoding="utf-8")
    (tmp_path / "other").mkdir()
    drawn(tmp_path / "other", WRITTEN)
    findings = geomap.analyse(geomap.read(tmp_path / "other" / "report.txt"))
    archive.save(findings, tmp_path / "map.claims.csv")
    with pytest.raises(GeomapError, match="1 place told"):
        embed(tmp_path / "map.html")
    assert run(["check", str(tmp_path / "map.html")]) == 1
    embed(tmp_path / "map.html", allow=["coordinates"]).save(tmp_path / "folder")
    assert (tmp_path / "folder" / "map.claims.csv").read_bytes() == (tmp_path / "map.claims.csv").read_bytes()


def test_a_map_without_a_date_is_as_of_nothing(tmp_path: Path) -> None:
    page, scene = drawn(
        tmp_path, "Shelling hit Konotop in the Sumy region, officials said.", publisher="Wire"
    )
    found = embed(page)
    assert found.sheet.line == facts(scene)
    assert facts(scene).startswith("undated · ")
    for text in (found.caption, found.sheet.alt, found.sheet.figure):
        assert "As of" not in text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"<!DOCTYPE html><p>an article</p>",
        b'<meta name="generator" content="geomap"><noscript><svg></svg></noscript>',
        b'<meta name="generator" content="geomap"><noscript><svg></svg></noscript>'
        b'<script type="application/json" id="scene">{"title": 1}</script>',
        b'<meta name="generator" content="geomap"><noscript><svg></noscript>'
        b'<script type="application/json" id="scene">{not json</script>',
    ],
)
def test_what_is_no_page_of_ours_is_said_in_two_lines(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.html").write_bytes(content)
    with pytest.raises(InputError):
        embed(tmp_path / "x.html")
    assert run(["embed", str(tmp_path / "x.html")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in said] == ["error", "hint"]


def test_a_page_is_told_from_an_article(map_page: Path, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<html><body>Not ours</body></html>")
    assert is_page(map_page)
    assert not is_page(tmp_path / "x.html")
    assert not is_page(tmp_path / "none.html")


class TestCommand:
    def test_snippets_on_stdout(self, map_page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["embed", str(map_page), "--url", URL]) == 0
        told = capsys.readouterr()
        assert "<iframe" in told.out and "<figure" in told.out and "srcdoc" not in told.out
        assert "not reviewed" in told.err

    @pytest.mark.parametrize(
        "piece", ["iframe", "bare", "srcdoc", "figure", "head", "oembed", "alt", "caption"]
    )
    def test_one_piece(self, map_page: Path, piece: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["embed", str(map_page), "--url", URL, "--only", piece]) == 0
        assert len(capsys.readouterr().out) > 40

    def test_what_needs_an_address_says_so(self, map_page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["embed", str(map_page), "--only", "oembed"]) == 2
        assert "--url" in capsys.readouterr().err

    def test_a_folder(self, map_page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["embed", str(map_page), "--url", URL, "-o", str(tmp_path / "out")]) == 0
        told = capsys.readouterr()
        assert told.out == ""
        assert (tmp_path / "out" / "oembed.json").is_file()

    def test_the_policy_of_the_project_holds(
        self, map_page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "own.toml").write_text('[publish]\nunreviewed = "refuse"\n')
        assert run(["embed", str(map_page), "--config", str(tmp_path / "own.toml")]) == 1
        assert "not to be published" in capsys.readouterr().err
        assert run(["embed", str(map_page), "--strict"]) == 1
        assert run(["embed", str(map_page), "--strict", "--allow", "unreviewed"]) == 0

    def test_check_looks_at_a_page(self, map_page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["check", str(map_page)]) == 0
        told = capsys.readouterr()
        assert told.out.startswith("warning  unreviewed")
        assert "claims checked" in told.err
