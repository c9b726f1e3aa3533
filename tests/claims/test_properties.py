"""What holds for any text: verbatim quotes, no surprises, both sides alike."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.model import Findings, Report
from geomap.pipeline import Engine

WORDS = [
    "Russia",
    "Ukraine",
    "said",
    "denied",
    "that",
    "captured",
    "Kursk",
    "Pokrovsk",
    "Sumy",
    "shelling",
    ",",
    ".",
    ";",
    "“",
    "”",
    "«",
    "»",
    "(",
    ")",
    ":",
    "-",
    "the",
    "a",
    "of",
    "in",
    "by",
    "not",
    "no",
    "claim",
    "while",
    "but",
    "according",
    "to",
    "reportedly",
    "fighting",
    "near",
    "he",
    "it",
    "ministry",
    "General",
    "Staff",
    "\n",
    "could",
    "withdraw",
    "від",
    "Сумах",
    "повідомив",
    "що",
    "обстріл",
    "заявил",
    "опроверг",
    "взяли",
    "Курской",
    "области",
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), max_size=60), lang=st.sampled_from(["en", "uk", "ru", "xx"]))
def test_every_quote_is_a_verbatim_span(engine: Engine, words: list[str], lang: str) -> None:
    text = " ".join(words)
    found = engine.findings([Report(id="r", text=text, lang=lang)])
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote
        for span in (
            claim.attribution.source_span,
            claim.attribution.cue_span,
            claim.attribution.content_span,
        ):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)
    ids = [claim.id for claim in found.claims]
    assert len(ids) == len(set(ids))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_no_text_breaks_it(engine: Engine, text: str) -> None:
    engine.extractor.extract(Report(id="r", text=text, lang="en"), [], [])


def test_time_grows_with_length_alone(engine: Engine) -> None:
    sentence = "Russia's defence ministry said that shelling had hit Konotop, which Ukraine's army denied. "

    def seconds(times: int) -> float:
        report = Report(id="r", text=sentence * times, lang="en")
        mentions, resolutions = engine.places(report)
        began = time.process_time()
        engine.extractor.extract(report, mentions, resolutions)
        return time.process_time() - began

    seconds(50)
    assert seconds(1600) < 16 * max(seconds(200), 0.01)


# Sides are exchanged word by word, places stay: statuses, order and wording must mirror exactly.
SIDES = (
    ("Russia's defence ministry", "Ukraine's defence ministry"),
    ("Russian", "Ukrainian"),
    ("Moscow", "Kyiv"),
    ("Russia", "Ukraine"),
    ("Putin", "Zelensky"),
)
TEMPLATES = (
    "Russian forces captured Pokrovsk in the Donetsk region, Russia's defence ministry said. Ukrainian officials denied it.",
    "Russia said its troops had taken Sudzha in the Kursk region. Kyiv rejected the claim.",
    "Ukrainian troops repelled an attack near Kupiansk in the Kharkiv region, Kyiv said. Moscow said Russian units still held Kupiansk.",
    "Putin said Ukrainian soldiers were encircled in Kursk region, which Zelensky denied.",
    "Russian drones struck Konotop in the Sumy region. Ukraine accused Russia of shelling Belgorod.",
    "Ukraine could attack the Bryansk region, Russian officials warned.",
    "Russian troops withdrew from Lyman in the Donetsk region, Russia confirmed.",
)


def swap(text: str) -> str:
    """Exchange the sides once: marks keep what was exchanged from being exchanged back."""
    marked = text
    for number, (one, other) in enumerate(SIDES):
        marked = marked.replace(one, f"\0{number}a\0").replace(other, f"\0{number}b\0")
    for number, (one, other) in enumerate(SIDES):
        marked = marked.replace(f"\0{number}a\0", other).replace(f"\0{number}b\0", one)
    return marked


def picture(findings: Findings) -> list[object]:
    claims = [
        (
            c.quote,
            c.proposition.predicate,
            c.proposition.actor_id,
            c.proposition.target_id,
            c.stance,
            [x.name for x in c.attribution.claimants],
            c.region_ids,
            len(c.links),
        )
        for c in findings.claims
    ]
    statuses = [
        (s.region_id, s.situation, s.basis, s.sentence, s.flags, s.reports) for s in findings.statuses
    ]
    return [claims, statuses]


def exchanged(value: object) -> object:
    """Exchange the sides in every word of a picture."""
    ids = {"russia": "ukraine", "ukraine": "russia"}
    if isinstance(value, str):
        return ids.get(value) or swap(value)
    if isinstance(value, (list, tuple)):
        return type(value)(exchanged(v) for v in value)
    return value


@pytest.mark.parametrize("text", TEMPLATES)
def test_exchange_the_sides_and_the_map_mirrors(engine: Engine, text: str) -> None:
    one = engine.findings([Report(id="r", text=text, lang="en")])
    other = engine.findings([Report(id="r", text=swap(text), lang="en")])
    assert one.claims
    assert picture(other) == exchanged(picture(one))
