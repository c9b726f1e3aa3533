from __future__ import annotations

from pathlib import Path

import pytest

from geomap.documents import Metadata, parse_date, read
from geomap.errors import InputError


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_plain_text_keeps_every_character(tmp_path: Path) -> None:
    body = "  Shelling near Sumy.\r\n\r\nЩе раз.\n"
    report = read(write(tmp_path, "a.txt", body)).reports[0]
    assert report.text == body.replace("\r\n", "\n")
    assert (report.publisher, report.url, report.published) == ("", "", None)


def test_front_matter_wins_over_options_and_leaves_the_text(tmp_path: Path) -> None:
    source = '---\ntitle: "A: quiet day"\ndate: 2025-03-19\nlang: no\n---\nNothing moved at Sumy.\n'
    path = write(tmp_path, "a.md", source)
    report = read(path, Metadata(publisher="Desk", date="2020-01-01")).reports[0]
    assert (report.title, report.publisher, report.lang) == ("A: quiet day", "Desk", "no")
    assert report.text == "Nothing moved at Sumy.\n"
    assert report.published is not None
    assert report.published.start is not None
    assert report.published.start.isoformat() == "2025-03-19T00:00:00+00:00"


def test_three_dashes_may_also_be_a_ruler(tmp_path: Path) -> None:
    body = "---\nSumy: quiet\n---\nrest\n"
    assert read(write(tmp_path, "a.txt", body)).reports[0].text == body


def test_saved_page_gives_article_and_provenance(tmp_path: Path) -> None:
    page = """<html><head><title>Bridge hit</title><meta property="og:site_name" content="The Valley Post">
    <meta property="article:published_time" content="2024-05-06T07:00:00Z"></head><body><nav>Home Sport</nav>
    <article><h1>Bridge hit</h1><p>Officials in the valley said on Monday that a bridge near Lyman had been
    hit twice during the night and that nobody was hurt in either strike.</p><p>The road stays closed until
    the end of the week, a spokeswoman for the regional administration said.</p></article></body></html>"""
    report = read(write(tmp_path, "a.html", page)).reports[0]
    assert "a bridge near Lyman" in report.text
    assert "Home Sport" not in report.text
    assert report.publisher == "The Valley Post"
    assert report.published is not None
    assert report.published.text.startswith("2024-05-06")


def test_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "second")
    write(tmp_path, "a.txt", "first")
    write(tmp_path, ".hidden.txt", "never")
    write(tmp_path, "picture.png", b"\x89PNG")
    assert [r.text for r in read(tmp_path).reports] == ["first", "second"]


def test_tables_with_the_columns_of_the_manual(tmp_path: Path) -> None:
    table = 'id;publisher;date;text\n7;Desk;2025-01-02;"Sumy\nand Kursk"\n8;;;Lyman\n'
    by_csv = read(write(tmp_path, "a.csv", table)).reports
    first = '{"id": 7, "publisher": "Desk", "date": "2025-01-02", "text": "Sumy\\nand Kursk"}'
    rows = first + '\n{"id": 8, "text": "Lyman"}\n'
    by_jsonl = read(write(tmp_path, "a.jsonl", rows)).reports
    assert by_csv == by_jsonl
    assert [r.id for r in by_csv] == ["7", "8"]


def test_bad_rows_are_named_and_left_out(tmp_path: Path) -> None:
    table = "text,date\nSumy,yesterday-ish\n,2025-01-01\nKursk,2025-01-01\n"
    reading = read(write(tmp_path, "a.csv", table))
    assert [r.text for r in reading.reports] == ["Kursk"]
    assert [n.code for n in reading.notices] == ["bad-row", "empty-row"]
    assert "a.csv:2" in reading.notices[0].message


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", bytes(range(256)) * 20)
    write(tmp_path, "b.txt", "Sumy")
    reading = read(tmp_path)
    assert [r.text for r in reading.reports] == ["Sumy"]
    assert "binary" in reading.notices[0].message


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"   \n", "empty"),
        ("a.txt", b"\x00\x01\x02\x03" * 400, "binary"),
        ("a.csv", "title,body\nx,y\n", "no column named text"),
        ("a.jsonl", '{"body": 1}\n', "no row has text"),
        ("a.jsonl", "not json\n", "a.jsonl:1: not JSON"),
        ("a.jsonl", "[1]\n", "not a JSON object"),
        ("a.csv", "text\n\n", "nothing to read"),
        ("a.html", "<html><body></body></html>", "no article text"),
        ("a.md", "---\ntitle: x\n---\n", "nothing but front matter"),
        ("a.md", "---\ndate: soon\n---\nSumy\n", "not a date"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_remedy(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read(write(tmp_path, name, content))
    assert caught.value.hint


def test_missing_file_is_said() -> None:
    with pytest.raises(InputError, match="no such file"):
        read("nowhere/at-all.txt")


def test_damaged_utf8_and_other_encodings_are_repaired_and_said(tmp_path: Path) -> None:
    damaged = read(write(tmp_path, "a.txt", b"Sumy \xff quiet"))
    assert damaged.reports[0].text == "Sumy \ufffd quiet"
    russian = "В Курской области идут бои, сообщили в министерстве обороны. " * 5
    other = read(write(tmp_path, "b.txt", russian.encode("cp1251")))
    assert "Курской области" in other.reports[0].text
    assert [damaged.notices[0].code, other.notices[0].code] == ["repaired", "repaired"]


def test_nul_and_lone_surrogates_never_get_through(tmp_path: Path) -> None:
    text = read(write(tmp_path, "a.txt", "Sumy\x00 quiet " + "x" * 200)).reports[0].text
    row = read(write(tmp_path, "b.jsonl", '{"text": "a\\ud800b\\u0000", "title": "\\udfff"}\n')).reports[0]
    for value in (text, row.text, row.title):
        assert "\0" not in value
        value.encode("utf-8")


def test_the_same_report_twice_counts_once_and_shared_ids_are_told_apart(tmp_path: Path) -> None:
    first = write(tmp_path, "a.txt", "Sumy")
    reading = read([first, first])
    assert len(reading.reports) == 1
    assert reading.notices[0].code == "duplicate"
    table = write(tmp_path, "t.csv", "id,text\n1,Sumy\n1,Kursk\n")
    assert [r.id for r in read(table).reports] == ["1", "1-2"]


def test_report_ids_depend_on_content_not_on_the_path(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one, two = write(tmp_path, "a.txt", "Sumy"), write(tmp_path / "x", "b.txt", "Sumy")
    assert read(one).reports == read(two).reports


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2025", "year"),
        ("2025-03", "month"),
        ("2025-03-19", "day"),
        ("19 Mar 2025 08:30:00 +0200", "instant"),
    ],
)
def test_dates_keep_their_precision(text: str, precision: str) -> None:
    assert parse_date(text).precision.value == precision


@pytest.mark.parametrize("text", ["soon", "2025-13", "2025-02-30", "9999", "99999999"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a date"):
        parse_date(text)
