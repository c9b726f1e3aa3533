"""The compiler turns marks into offsets and refuses labels that do not add up."""

import json

import pytest
from compile_frontline import Entry, SourceError, compile_all, compile_passage, find_place, read_places

PLACES = {
    "Bridgetown": Entry("city", 1.0, 2.0, "XA", "North"),
    "Ferrytown": Entry("city", 1.5, 2.5, "XA", "South"),
    "North r": Entry("region", 1.0, 2.0, "XA", "North"),
    "Aland": Entry("country", 0.0, 0.0, "XA", ""),
}
HEAD = "p1 | 2025-01-01 | Test\n"


def passage(body, status="= North: struck"):
    return compile_passage(f"{HEAD}{body}\n{status}", "en", PLACES)


def test_marks_vanish_and_offsets_point_at_the_names():
    record = passage("<Shells hit [Bridgetown] in [Aland].>{shelling}")
    assert record["text"] == "Shells hit Bridgetown in Aland."
    assert [record["text"][m["start"] : m["end"]] for m in record["mentions"]] == ["Bridgetown", "Aland"]
    assert [(c["start"], c["end"]) for c in record["claims"]] == [(0, len(record["text"]))]


def test_a_claim_is_about_the_finest_places_inside_it_and_their_regions():
    claim = passage("<Shells hit [Bridgetown] in [Aland].>{shelling}")["claims"][0]
    assert (claim["about"], claim["regions"]) == (["Bridgetown"], ["North"])


def test_places_set_aside_and_metonyms_are_not_where_it_happens():
    record = passage("<A drone from [Ferrytown||-] hit [Bridgetown], [Aland||m] said.>{strike; by Aland}")
    assert record["claims"][0]["regions"] == ["North"]
    assert [m["role"] for m in record["mentions"]] == ["location", "location", "metonym"]


def test_back_references_name_the_place_marked_before():
    body = (
        "<Shells hit [Bridgetown].>{shelling}\n"
        "<Two people died, the mayor said.>{civilian_harm; by mayor; at Bridgetown}"
    )
    claim = passage(body)["claims"][1]
    assert (claim["about"], claim["regions"], claim["claimant"]) == (["Bridgetown"], ["North"], ["mayor"])


def test_a_designator_finds_the_region_and_a_question_mark_places_nothing():
    assert find_place(PLACES, "North region", "").kind == "region"
    record = passage("<[Nowhereville|?] in the [North region] was hit.>{strike}")
    assert record["mentions"][0]["lat"] is None
    assert record["notes"] == "in no gazetteer: Nowhereville"


def test_alternatives_and_never_lines_are_kept():
    record = passage("<Shells hit [Bridgetown].>{shelling}", "= North: struck (contested)\n! South")
    assert record["status_also"] == {"North": ["contested"]}
    assert record["must_not_be_frontline"] == ["South"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("<Shells hit [Atlantis].>{shelling}", "= North: struck"),
        ("<Shells hit [Bridgetown].>{rain}", "= North: struck"),
        ("<Shells hit [Bridgetown].>{shelling; by Nobody}", "= North: struck"),
        ("<Shells hit [Bridgetown].>{shelling}", "= -"),
        ("<Shells hit [Bridgetown].>{shelling}", "= North: burning"),
        ("<Shells hit [Bridgetown].>{shelling}", "= North: struck\n! North"),
        ("<Shells hit [Bridgetown].>{shelling; at Ferrytown}", "= North: struck"),
        ("<Shells hit [Bridgetown].", "= North: struck"),
        ("Shells > hit [Bridgetown].", "= -"),
        ("Shells hit nothing.", ""),
    ],
)
def test_labels_that_do_not_add_up_are_refused(body, status):
    with pytest.raises(SourceError, match="p1"):
        passage(body, status)


def test_a_place_row_twice_is_refused(tmp_path):
    row = "Bridgetown\tcity\t1\t2\tXA\tNorth\n"
    path = tmp_path / "places.tsv"
    path.write_text(row + row, encoding="utf-8")
    with pytest.raises(SourceError, match=r"places\.tsv:2"):
        read_places(path)


def test_an_id_used_twice_is_refused(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "places.tsv").write_text("", encoding="utf-8")
    block = "@ p1 | 2025-01-01 | Test\nNothing.\n= -\n"
    (tmp_path / "source" / "en.txt").write_text(block + block, encoding="utf-8")
    with pytest.raises(SourceError, match="used twice"):
        compile_all(tmp_path)


def test_a_folder_compiles_to_one_line_a_passage(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "places.tsv").write_text("# none\n", encoding="utf-8")
    (tmp_path / "source" / "uk-1.txt").write_text("@ p1 | 2025-01-01 | Test\nТиша.\n= -\n", encoding="utf-8")
    (record,) = map(json.loads, compile_all(tmp_path).splitlines())
    assert (record["lang"], record["text"], record["claims"]) == ("uk", "Тиша.", [])
