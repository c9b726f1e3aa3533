from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from loopback_geocoder import Act, LoopbackGeocoder, place

import geomap
from geomap.cli.main import run
from geomap.errors import ServiceError
from geomap.gazetteers import open_gazetteer
from geomap.gazetteers.service import Manners, ServiceGazetteer, open_service
from geomap.mentions import Recognizer
from geomap.model import Mention, Place, PlaceKind, Report, Resolution, Role, WherePrecision
from geomap.places.online import OnlineResolver, questions
from geomap.regions import Regions

SUMY = Place("geonames:692194", "Sumy", PlaceKind.SETTLEMENT, 34.8, 50.9, country="UA", admin1="UA.21")
QUICK = Manners(interval=0.01, timeout=0.5, tries=2, backoff=0.01, give_up_after=2)


class Answering:
    """A service with answers at hand; None for a name makes it fail."""

    name = "testservice"

    def __init__(self, **answers: list[Place] | None) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def search(self, name: str, *, limit: int = 10) -> Sequence[Place]:
        self.asked.append(name)
        found = self.answers.get(name.casefold(), [])
        if found is None:
            raise ServiceError("the service is down")
        return found


def mention(text: str, start: int = 0, **other: object) -> Mention:
    given = Mention("r", start, start + len(text), text, names=(text.casefold(),))
    return replace(given, **other)  # type: ignore[arg-type]


def unknown(one: Mention) -> Resolution:
    return Resolution(one.id, None, method="gazetteer", reasons=("in no gazetteer",))


def known(one: Mention, where: Place) -> Resolution:
    return Resolution(one.id, where, confidence=0.9, method="gazetteer", lon=where.lon, lat=where.lat)


def village(name: str, lon: float, lat: float, country: str = "UA") -> Place:
    return Place(f"osm:node/{abs(lon * lat):.0f}", name, PlaceKind.SETTLEMENT, lon, lat, country=country)


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.open()


def test_an_unknown_village_is_placed_with_its_region(regions: Regions) -> None:
    service = Answering(kryvotsvit=[village("Kryvotsvit", 34.9, 51.1)])
    sumy, unheard = mention("Sumy"), mention("Kryvotsvit", 10)
    resolver = OnlineResolver(service, regions)
    answers = resolver.complete([sumy, unheard], [known(sumy, SUMY), unknown(unheard)])
    assert answers[0] == known(sumy, SUMY)
    found = answers[1]
    assert found.mention_id == unheard.id
    assert (found.method, found.where_prec) == ("testservice", WherePrecision.EXACT)
    assert (found.lon, found.lat) == (34.9, 51.1)
    assert (found.region_ids, found.region_method) == (("UA-59",), "polygon")
    assert 0.4 < found.confidence < 0.8


def test_only_unknown_locations_are_asked_for_and_each_name_once() -> None:
    service = Answering()
    sumy, twice = mention("Sumy"), [mention("Nova", 10), mention("Nova", 20)]
    metonym = mention("Kremlin", 30, role=Role.METONYM)
    point = mention("50.1, 30.2", 40, kind=PlaceKind.POINT)
    rejected = mention("Lviv", 60)
    mentions = [sumy, *twice, metonym, point, rejected]
    before = [known(sumy, SUMY), *(unknown(m) for m in [*twice, metonym, point])]
    before.append(replace(unknown(rejected), method="correction"))
    answers = OnlineResolver(service).complete(mentions, before)
    assert service.asked == ["Nova"]
    assert [a.mention_id for a in answers] == [m.id for m in mentions]
    assert [a.method for a in answers[1:3]] == ["testservice", "testservice"]
    assert answers[3:] == before[3:]


def test_a_failure_is_not_no_such_place() -> None:
    service = Answering(down=None)
    mentions = [mention("Down"), mention("Nowhere", 10)]
    failed, absent = OnlineResolver(service).complete(mentions, [unknown(m) for m in mentions])
    assert failed.place is absent.place is None
    assert failed.failure == "the service is down"
    assert absent.failure == ""
    assert "unknown to testservice too" in absent.reasons


def test_the_other_places_of_the_report_decide_between_namesakes() -> None:
    famous, near = village("Nova", 20.0, 45.0, country="RS"), village("Nova", 35.0, 51.0)
    same_country = village("Nova", 23.0, 48.5)
    service = Answering(nova=[famous, same_country, near])
    sumy, nova = mention("Sumy"), mention("Nova", 10)
    answer = OnlineResolver(service).complete([sumy, nova], [known(sumy, SUMY), unknown(nova)])[1]
    assert answer.place == near
    assert [c.place for c in answer.candidates] == [near, same_country, famous]


def test_a_place_far_from_all_others_is_listed_but_not_claimed() -> None:
    service = Answering(nova=[village("Nova", 20.0, 45.0, country="RS")])
    sumy, nova = mention("Sumy"), mention("Nova", 10)
    answer = OnlineResolver(service).complete([sumy, nova], [known(sumy, SUMY), unknown(nova)])[1]
    assert answer.place is None
    assert answer.candidates
    assert not answer.failure
    assert "too uncertain" in answer.reasons


def test_likely_countries_count_where_the_report_says_nothing() -> None:
    serbian, ukrainian = village("Nova", 20.0, 45.0, country="RS"), village("Nova", 35.0, 51.0)
    service, nova = Answering(nova=[serbian, ukrainian]), mention("Nova")
    preferring = OnlineResolver(service, countries=("UA",)).complete([nova], [unknown(nova)])[0]
    indifferent = OnlineResolver(service).complete([nova], [unknown(nova)])[0]
    assert preferring.place == ukrainian
    assert indifferent.place == serbian
    assert indifferent.confidence < preferring.confidence
    assert "a namesake is as likely" in indifferent.reasons


def test_another_name_or_kind_makes_an_answer_less_sure() -> None:
    service = Answering(nova=[village("Novaya", 35.0, 51.0)])
    sumy, nova = mention("Sumy"), mention("Nova", 10)
    region = replace(nova, kind=PlaceKind.REGION)
    context = known(sumy, SUMY)
    resolver = OnlineResolver(service)
    fuzzy = resolver.complete([sumy, nova], [context, unknown(nova)])[1]
    odd = resolver.complete([sumy, region], [context, unknown(region)])[1]
    assert "there it is called Novaya" in fuzzy.reasons
    assert odd.confidence < fuzzy.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "names", "asked"),
    [
        ("Мар’янівкою", ("марянівкою", "марянівка"), ["Мар’янівкою", "Мар’янівка"]),
        ("Їжаківкою", ("іжаківкою", "іжаківка"), ["Їжаківкою", "Їжаківка"]),
        ("село Кривоцвіт", ("кривоцвіт",), ["Кривоцвіт"]),
        ("Nova-Vesela", ("nova vesela",), ["Nova-Vesela"]),
        ("Xyz", ("abc",), ["Abc"]),
        ("", ("",), []),
    ],
)
def test_a_service_is_asked_in_the_spelling_of_the_text(
    text: str, names: tuple[str, ...], asked: list[str]
) -> None:
    assert questions(Mention("r", 0, len(text), text, names=names)) == asked


def test_doubtful_names_are_found_only_when_somebody_is_asked_about_them() -> None:
    report = Report(id="r", text="Smoke rose over Dovhozirne, officials in Sumy said.", lang="en")
    usual = {m.text for m in Recognizer(open_gazetteer()).find(report)}
    asking = {m.text for m in Recognizer(open_gazetteer(), unknown_names=True).find(report)}
    assert "Dovhozirne" not in usual
    assert asking == usual | {"Dovhozirne"}


# The whole road, over HTTP.

TEXT = (
    "Shelling hit the village of Kryvotsvit in the Sumy region on Monday, officials said. "
    "Clashes went on near the village of Pustoverkhe. "
    "The village of Tykhomrii was shelled as well. "
    "The village of Zamshynets was shelled too. "
    "Strikes were reported in the village of Sribnokut and in Konotop."
)
VILLAGES = ["Kryvotsvit", "Pustoverkhe", "Tykhomrii", "Zamshynets", "Sribnokut"]


@pytest.fixture
def service(geocoder: LoopbackGeocoder) -> Iterator[ServiceGazetteer]:
    for number, name in enumerate(VILLAGES):
        geocoder.places[name.casefold()] = [place(name, 51.0 + number / 10, 34.5, osm_id=number)]
    opened = open_service("nominatim", manners=QUICK)
    yield opened
    opened.close()


def analysed(monkeypatch: pytest.MonkeyPatch, service: ServiceGazetteer) -> geomap.Results:
    monkeypatch.setattr("geomap.pipeline.open_service", lambda name: service)
    return geomap.analyse([Report(id="r", text=TEXT)], geomap.Options(geocoder="nominatim"))


def placed(findings: geomap.Results) -> dict[str, str]:
    texts = {m.id: m.text for m in findings.mentions}
    return {texts[r.mention_id]: r.place.id for r in findings.resolutions if r.place is not None}


def test_unknown_villages_come_onto_the_map(
    geocoder: LoopbackGeocoder, service: ServiceGazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = analysed(monkeypatch, service)
    assert placed(findings)["Kryvotsvit"] == "osm:node/0"
    assert placed(findings)["Sribnokut"] == "osm:node/4"
    assert sorted(geocoder.queries) == sorted(VILLAGES)
    again = analysed(monkeypatch, service)
    assert len(geocoder.queries) == len(VILLAGES)
    assert again == findings


def test_a_partial_failure_is_reported_and_the_next_run_asks_only_the_rest(
    geocoder: LoopbackGeocoder, service: ServiceGazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    geocoder.acts.append(Act())
    geocoder.always = Act(status=500)
    findings = analysed(monkeypatch, service)
    assert placed(findings)["Kryvotsvit"]
    assert placed(findings)["Konotop"]
    assert len([r for r in findings.resolutions if r.failure]) == 4
    assert all(r.place is None for r in findings.resolutions if r.failure)
    messages = [n.message for n in findings.notices if n.code == "service"]
    assert len(messages) == 3  # two names, and one for all that were not asked
    assert "after 2 failures in a row" in messages[2]

    geocoder.always = None
    geocoder.requests.clear()
    later = open_service("nominatim", manners=QUICK)
    mended = analysed(monkeypatch, later)
    later.close()
    assert sorted(geocoder.queries) == sorted(VILLAGES[1:])
    assert not [n for n in mended.notices if n.code == "service"]
    assert set(VILLAGES) <= placed(mended).keys()


def test_where_asks_about_a_bare_name(
    geocoder: LoopbackGeocoder, service: ServiceGazetteer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["where", "Kryvotsvit"]) == 1
    assert geocoder.queries == []
    assert run(["where", "Kryvotsvit", "--geocoder", "nominatim"]) == 0
    assert "osm:node/0" in capsys.readouterr().out
    assert run(["where", "Nixdorfovka", "--geocoder", "nominatim"]) == 1
    assert geocoder.queries == ["Kryvotsvit", "Nixdorfovka"]


def test_an_unknown_geocoder_is_a_two_line_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["where", "Sumy", "--geocoder", "nominatum"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "photon" in lines[1]
