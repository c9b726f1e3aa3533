"""Who says what, whether, and where: rules over short texts of our own."""

from __future__ import annotations

import pytest

from geomap.model import Claim, LinkKind, Predicate, Report, Stance
from geomap.pipeline import Engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def claims(engine: Engine, text: str, lang: str = "en") -> list[Claim]:
    return list(engine.findings([Report(id="r", text=text, lang=lang)]).claims)


def names(claim: Claim) -> list[str]:
    return [c.name for c in claim.attribution.claimants]


ATTRIBUTED = (
    ("en", "Shelling hit Konotop in the Sumy region, the governor said on Monday.", ["governor"]),
    ("en", "According to two aid workers, shelling hit Konotop in the Sumy region.", ["two aid workers"]),
    ("en", "The mayor of Konotop, Artem Hrynko, said that shelling had hit Konotop.", ["mayor of Konotop, Artem Hrynko"]),
    ("en", "Shelling hit Konotop in the Sumy region.", []),
    ("en", "It was reported by local officials that shelling had hit Konotop.", ["local officials"]),
    ("uk", "Генштаб ЗСУ повідомив, що тривають бої під Покровськом.", ["Генштаб ЗСУ"]),
    ("uk", "За словами речниці бригади Ольги Синиці, бої тривають під Покровськом.", ["речниці бригади Ольги Синиці"]),
    ("uk", "У Сумах пролунали вибухи, повідомив очільник ОВА Андрій Ковтун.", ["очільник ОВА Андрій Ковтун"]),
    ("ru", "В Минобороны России заявили, что взяли под контроль Суджу.", ["Минобороны России"]),
    ("ru", "В Курске прогремели взрывы, сообщили местные власти.", ["местные власти"]),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), ATTRIBUTED)
def test_the_claimant_is_who_commits(engine: Engine, lang: str, text: str, wanted: list[str]) -> None:
    found = claims(engine, text, lang)
    assert [names(c) for c in found] == [wanted]
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote


def test_who_passes_it_on_is_kept_apart(engine: Engine) -> None:
    (claim,) = claims(
        engine, "TASS reported that the Russian defence ministry said its troops had taken Sudzha."
    )
    assert names(claim) == ["Russian defence ministry"]
    assert [v.name for v in claim.attribution.via] == ["TASS"]


def test_a_list_belongs_to_whoever_opens_it(engine: Engine) -> None:
    text = "The General Staff of Ukraine reports:\n- Clashes near Pokrovsk.\n- Shelling of Kupiansk.\n"
    assert [names(c) for c in claims(engine, text)] == [["General Staff of Ukraine"]] * 2


def test_he_means_the_last_speaker(engine: Engine) -> None:
    text = (
        "Governor Petro Lysenko arrived in the morning. He said that shelling of Nikopol had killed a child."
    )
    assert [names(c) for c in claims(engine, text)] == [["Governor Petro Lysenko"]]


STANCES = (
    ("Russia said it had captured Pokrovsk.", Stance.ASSERTS),
    ("Pokrovsk was reportedly captured.", Stance.REPORTS),
    ("Ukraine denied that Pokrovsk had been captured.", Stance.DENIES),
    ("Pokrovsk has not been captured, an officer said.", Stance.DENIES),
    ("Kyiv confirmed that Russian troops had captured Pokrovsk.", Stance.CONFIRMS),
    ("There is no evidence that Pokrovsk has been captured.", Stance.DOUBTS),
)


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance(engine: Engine, text: str, stance: Stance) -> None:
    (claim,) = claims(engine, text)
    assert claim.stance is stance
    assert claim.proposition.predicate is Predicate.TAKES_CONTROL


PREDICATES = (
    ("Drones attacked Konotop.", Predicate.STRIKES),
    ("Infantry attacked Konotop.", Predicate.CLASHES),
    ("Assaults on Pokrovsk were beaten off.", Predicate.REPELS_ATTACK),
    ("Rebels took Kidal.", Predicate.TAKES_CONTROL),
    ("The army still holds Goma.", Predicate.HOLDS),
    ("Troops could advance on Sumy.", Predicate.THREATENS),
    ("Rebels failed to capture Goma.", Predicate.ADVANCES),
    ("The army withdrew from Goma.", Predicate.WITHDRAWS),
    ("Three people were killed in Konotop.", Predicate.DAMAGE_OR_CASUALTIES),
    ("The authorities ordered the evacuation of Kupiansk.", Predicate.EVACUATION_ORDERED),
    ("A ceasefire took effect in Goma.", Predicate.CEASEFIRE),
)


@pytest.mark.parametrize(("text", "predicate"), PREDICATES)
def test_predicate(engine: Engine, text: str, predicate: Predicate) -> None:
    assert [c.proposition.predicate for c in claims(engine, text)] == [predicate]


PLACES = (
    ("Drones launched from the Kursk region struck Konotop.", {"UA-59"}),
    ("Ukraine fears an attack on the Sumy region near Kursk.", {"UA-59"}),
    ("Shelling hit Konotop. Two people were killed.", {"UA-59"}),
    ("Doctors in Konotop said that four people had been killed.", {"UA-59"}),
)


@pytest.mark.parametrize(("text", "regions"), PLACES)
def test_it_happens_where_it_is_said_to(engine: Engine, text: str, regions: set[str]) -> None:
    found = claims(engine, text)
    assert found
    assert all(set(c.region_ids) == regions for c in found)


def test_a_denial_finds_what_it_denies(engine: Engine) -> None:
    said, denied = claims(
        engine, "Russia said its troops had captured Pokrovsk, a claim Ukraine's army has rejected."
    )
    assert names(denied) == ["Ukraine's army"]
    assert [(link.kind, link.claim_id) for link in denied.links] == [(LinkKind.DENIES, said.id)]
    assert denied.region_ids == said.region_ids


def test_two_parties_that_both_took_a_town_deny_each_other(engine: Engine) -> None:
    text = "The RSF said it had captured El Fasher. The Sudanese army said its troops still held El Fasher."
    first, second = claims(engine, text)
    assert [link.claim_id for link in second.links] == [first.id]


def test_diplomacy_is_no_front_line(engine: Engine) -> None:
    text = (
        "Washington and Moscow agreed on Tuesday to appoint negotiators. Brussels asked for a seat at the table. "
        "The Kremlin called the talks in Riyadh useful."
    )
    assert claims(engine, text) == []


def test_an_unknown_village_is_kept_and_listed(engine: Engine) -> None:
    (claim,) = claims(engine, "Rebels captured the village of Qwyzzlek on Monday, residents said.")
    assert claim.region_ids == ()
    assert any("not known" in reason for reason in claim.reasons)
