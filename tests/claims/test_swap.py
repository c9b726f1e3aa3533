"""The swap test as a property: exchange the two sides of a war, and the map mirrors exactly.

Places stay, names, adjectives, offices and bodies change sides. Texts are
drawn from sentence templates, so that denials, echoes and order meet in
combinations that nobody wrote down.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.model import Report, Situation
from geomap.pipeline import Engine

# A war: its two sides, each (name, adjective, capital or headquarters, leader), and two places of a third kind.
WARS = (
    (("Russia", "Russian", "Moscow", "Putin"), ("Ukraine", "Ukrainian", "Kyiv", "Zelensky"),
     ("Kupiansk in the Kharkiv region", "Sudzha in the Kursk region")),
    (("Azerbaijan", "Azerbaijani", "Baku", "Aliyev"), ("Armenia", "Armenian", "Yerevan", "Pashinyan"),
     ("Shusha in Nagorno-Karabakh", "Lachin")),
    (("Thailand", "Thai", "Bangkok", "Phumtham"), ("Cambodia", "Cambodian", "Phnom Penh", "Manet"),
     ("Surin", "Siem Reap")),
    (("Rwanda", "Rwandan", "Kigali", "Kagame"), ("Burundi", "Burundian", "Gitega", "Ndayishimiye"),
     ("Goma in North Kivu", "Uvira in South Kivu")),
    (("Pakistan", "Pakistani", "Islamabad", "Sharif"), ("India", "Indian", "New Delhi", "Modi"),
     ("Srinagar in Jammu and Kashmir", "Muzaffarabad")),
)  # fmt: skip
TEMPLATES = (
    "{n}'s defence ministry said its troops had captured {p}.",
    "{N}'s defence ministry denied that {p} had been captured.",
    "{a} forces advanced near {p}, {A} officials said.",
    "{a} officials said that their army still held {p}.",
    "{A} officials rejected the claim.",
    "According to the {a} general staff, {A} drones struck {p}.",
    "{a} soldiers repelled an attack on {p}, the {a} army reported.",
    "{n} could attack {p}, {A} officers warned.",
    "{l} said that {A} units were encircled in {p}, which {L} denied.",
    "{a} troops withdrew from {p}, {n} confirmed.",
    "{n} accused {N} of shelling {p}.",
    "{p} was hit by {a} artillery – {A} army.",
    "{a} army: fighting continues in {p}.",
    "{c} and the {A} government agreed on a ceasefire in {p}.",
    "Residents of {p} said that {a} soldiers had left.",
    "{a} forces reportedly took {p}.",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def written(sentences: list[tuple[int, bool, int]], war: int, *, exchanged: bool) -> str:
    """Return the text: each sentence is a template, who is first in it, and a place."""
    sides, places = WARS[war][:2], WARS[war][2]
    told = []
    for template, turned, place in sentences:
        first, second = sides if turned == exchanged else sides[::-1]
        words = (
            {"p": places[place]}
            | dict(zip("nacl", first, strict=True))
            | dict(zip("NACL", second, strict=True))
        )
        told.append(TEMPLATES[template].format(**words))
    return " ".join(told)


def mirrored(value: object, pairs: list[tuple[str, str]]) -> object:
    """Exchange the sides in every word of a picture, each once."""
    if isinstance(value, str):
        other = dict(pairs) | {b: a for a, b in pairs}
        words = "|".join(sorted(map(re.escape, other), key=len, reverse=True))
        return re.sub(rf"\b({words})\b", lambda found: other[found[0]], value)
    if isinstance(value, (list, tuple)):
        return [mirrored(v, pairs) for v in value]
    return value


def picture(engine: Engine, text: str) -> list[object]:
    """Return all that a reader sees of a text: claims in order, links, statuses with their sentences."""
    found = engine.findings([Report(id="r", text=text, lang="en")])
    number = {c.id: n for n, c in enumerate(found.claims)}

    def name(actor_id: str) -> str:
        actor = engine.actors.get(actor_id)
        return actor.name if actor else actor_id

    claims = [
        [
            c.quote,
            c.proposition.predicate.value,
            name(c.proposition.actor_id),
            name(c.proposition.target_id),
            c.stance.value,
            [x.name for x in c.attribution.claimants],
            list(c.region_ids),
            [[k.kind.value, number[k.claim_id]] for k in c.links],
        ]
        for c in found.claims
    ]
    # A capital that is only named is exchanged too, and lies in another region: all else must mirror.
    statuses = [
        [s.region_id, s.situation.value, s.basis.value, s.sentence, list(s.flags)]
        for s in found.statuses
        if s.situation is not Situation.MENTIONED
    ]
    return [claims, statuses]


SENTENCE = st.tuples(st.integers(0, len(TEMPLATES) - 1), st.booleans(), st.integers(0, 1))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=st.lists(SENTENCE, min_size=1, max_size=5), war=st.integers(0, len(WARS) - 1))
def test_the_map_mirrors(engine: Engine, sentences: list[tuple[int, bool, int]], war: int) -> None:
    pairs = list(zip(*WARS[war][:2], strict=True))
    one = picture(engine, written(sentences, war, exchanged=False))
    other = picture(engine, written(sentences, war, exchanged=True))
    assert other == mirrored(one, pairs)


@pytest.mark.parametrize("war", range(len(WARS)))
def test_every_war_has_claims_to_mirror(engine: Engine, war: int) -> None:
    found = [
        picture(engine, written([(n, False, 0)], war, exchanged=False))[0] for n in range(len(TEMPLATES))
    ]
    assert sum(map(bool, found)) >= len(TEMPLATES) * 3 // 4
