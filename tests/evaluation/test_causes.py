"""What goes wrong is told by cause, and figures stand beside a constant's."""

from __future__ import annotations

from typing import Any

from geomap.evaluation.causes import cause_lines, causes
from geomap.evaluation.claim_measures import summary, tally_claims
from geomap.evaluation.constant import commonest, constant

TEXT = "Rebels took Goma. The army denied it. Shells hit Bukavu."


def mention(word: str, admin1: str, role: str = "location") -> dict[str, Any]:
    start = TEXT.index(word)
    end = start + len(word)
    return {"text": word, "start": start, "end": end, "admin1": admin1, "role": role}


def claim(words: str, region: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    plain = {"claimant": ["author"], "disputed_by": [], "stance": "asserted", "topic": "control"}
    return {"start": start, "end": start + len(words), "about": [], "regions": [region], **plain, **more}


GOLD: dict[str, Any] = {
    "id": "p1",
    "text": TEXT,
    "mentions": [mention("Goma", "North Kivu"), mention("Bukavu", "South Kivu")],
    "claims": [
        claim("Rebels took Goma.", "North Kivu", disputed_by=["the army"]),
        claim("Shells hit Bukavu.", "South Kivu", topic="shelling"),
    ],
    "status": {"North Kivu": "contested", "South Kivu": "struck"},
    "must_not_be_frontline": ["Kinshasa"],
}
PERFECT: dict[str, Any] = {key: GOLD[key] for key in ("mentions", "claims", "status")}


def test_what_is_right_has_no_cause() -> None:
    assert causes([GOLD], [PERFECT]) == {}


def test_a_name_that_is_missed_is_no_fault_of_the_rules() -> None:
    blind = {
        "mentions": GOLD["mentions"][:1],
        "claims": GOLD["claims"][:1],
        "status": {"North Kivu": "contested"},
    }
    assert set(causes([GOLD], [blind])) == {
        "missed sentence: a name is not recognised",
        "status: struck missed",
    }


def test_each_error_is_told_by_its_cause() -> None:
    wrong = {
        "mentions": [mention("Goma", "North Kivu"), mention("Bukavu", "Maniema")],
        "claims": [
            claim("Rebels took Goma.", "Maniema", claimant=["rebels"], stance="denied"),
            claim("The army denied it.", "North Kivu"),
            claim("Shells hit Bukavu.", "Maniema", topic="strike"),
        ],
        "status": {"North Kivu": "held", "South Kivu": "struck", "Kinshasa": "held"},
    }
    found = causes([GOLD], [wrong])
    assert set(found) == {
        "wrong region: another place",
        "wrong region: a name is put elsewhere",
        "wrong claimant: the author's voice, taken for somebody's",
        "dispute missed",
        "wrong stance: asserted taken for denied",
        "spurious sentence",
        "wrong topic: shelling taken for strike",
        "status: contested taken for held",
        "status: a front line where there must be none",
    }
    assert cause_lines("title", found)[0] == "title"
    assert all("p1" in line for line in cause_lines("title", found)[1:])


def test_the_constant_knows_places_and_nothing_else() -> None:
    (said,) = constant([GOLD], [PERFECT])
    assert [c["regions"] for c in said["claims"]] == [["North Kivu"], [], ["South Kivu"]]
    figures = summary([tally_claims(GOLD, said)])
    assert figures["sentence_r"] == 1.0
    assert figures["dispute_r"] == 0.0
    assert figures["dispute_all"] == 0.5
    assert figures["stance_all"] == 1.0
    assert figures["status_right"] == 0.5


def test_the_commonest_is_the_same_on_every_run() -> None:
    assert commonest(["b", "a", "b", "a"]) == "a"
    assert commonest([]) == ""
