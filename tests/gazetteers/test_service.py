from __future__ import annotations

import itertools
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback_geocoder import Act, LoopbackGeocoder, place

from geomap.errors import GeomapError, ServiceError, UsageError
from geomap.gazetteers.service import Manners, ServiceGazetteer, open_service
from geomap.model import PlaceKind

QUICK = Manners(interval=0.01, timeout=0.5, tries=3, backoff=0.01, longest_wait=1.0, give_up_after=3)
Open = Callable[..., ServiceGazetteer]


@pytest.fixture
def opened(geocoder: LoopbackGeocoder) -> Iterator[Open]:
    """Open a service as a new run would; all are closed at the end."""
    services: list[ServiceGazetteer] = []

    def open_one(manners: Manners = QUICK, name: str = "nominatim") -> ServiceGazetteer:
        services.append(open_service(name, manners=manners))
        return services[-1]

    yield open_one
    for service in services:
        service.close()


def test_an_answer_becomes_a_place_with_all_that_the_service_says(
    geocoder: LoopbackGeocoder, opened: Open
) -> None:
    details = {"name": "Кривоцвіт", "name:en": "Kryvotsvit", "ref": "7"}
    geocoder.places["kryvotsvit"] = [place("Kryvotsvit", 51.2, 34.9, namedetails=details)]
    (found,) = opened().search("  Kryvotsvit ")
    assert (found.id, found.name, found.kind) == ("osm:node/123", "Kryvotsvit", PlaceKind.SETTLEMENT)
    assert (found.lon, found.lat, found.country) == (34.9, 51.2, "UA")
    assert 2.5 < found.radius_km < 2.8  # 0.04° by 0.04° at 51° N
    assert set(found.names) == {("", "Кривоцвіт"), ("en", "Kryvotsvit")}
    request = geocoder.requests[0]
    assert request.agent.startswith("geomap/")
    assert request.parameters["limit"] == "10"


@pytest.mark.parametrize(
    ("described", "kind"),
    [
        ({"class": "boundary", "type": "administrative", "addresstype": "state"}, PlaceKind.REGION),
        ({"class": "boundary", "type": "administrative", "addresstype": "county"}, PlaceKind.DISTRICT),
        (
            {"class": "boundary", "type": "administrative", "addresstype": "", "place_rank": 4},
            PlaceKind.COUNTRY,
        ),
        ({"class": "waterway", "type": "river"}, PlaceKind.WATER),
        ({"class": "aeroway", "type": "aerodrome"}, PlaceKind.SITE),
        ({"class": "natural", "type": "wood"}, PlaceKind.AREA),
        ({"class": "shop", "type": "bakery"}, None),
        ({"class": "highway", "type": "residential"}, None),
    ],
)
def test_kinds_follow_what_the_thing_is_and_shops_are_no_places(
    geocoder: LoopbackGeocoder, opened: Open, described: dict[str, str], kind: PlaceKind | None
) -> None:
    geocoder.places["x"] = [place("X", 50, 30, **described)]
    assert [p.kind for p in opened().search("X")] == ([kind] if kind else [])


def test_the_node_and_the_outline_of_a_town_are_one_place(geocoder: LoopbackGeocoder, opened: Open) -> None:
    outline = place("Nova", 50.01, 30.01, osm_type="relation", osm_id=9)
    elsewhere = place("Nova", 48.0, 30.0, osm_id=10)
    geocoder.places["nova"] = [place("Nova", 50.0, 30.0), outline, elsewhere]
    assert [p.id for p in opened().search("Nova")] == ["osm:node/123", "osm:node/10"]


def test_photon_is_understood_too(geocoder: LoopbackGeocoder, opened: Open) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [34.9, 51.2]},
        "properties": {
            "osm_type": "R",
            "osm_id": 77,
            "osm_key": "place",
            "osm_value": "hamlet",
            "name": "Kryvotsvit",
            "countrycode": "UA",
            "extent": [34.8, 51.3, 35.0, 51.1],
        },
    }
    geocoder.always = Act(body=json.dumps({"features": [feature]}))
    (found,) = opened(name="photon").search("Kryvotsvit")
    assert (found.id, found.kind, found.country) == ("osm:relation/77", PlaceKind.SETTLEMENT, "UA")
    assert (found.lon, found.lat) == (34.9, 51.2)
    assert 12 < found.radius_km < 14


def test_the_interval_is_kept_between_all_requests(geocoder: LoopbackGeocoder, opened: Open) -> None:
    manners = Manners(interval=0.15, backoff=0.01)
    geocoder.acts.extend([Act(), Act(status=500), Act()])  # the second try of a name counts as well
    one, other = opened(manners), opened(manners)  # and so does another run on this machine
    for service, name in ((one, "A"), (one, "B"), (other, "C"), (one, "D")):
        service.search(name)
    times = [request.at for request in geocoder.requests]
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(gaps) == 4
    assert times[-1] - times[0] > 4 * 0.15 - 0.03  # a busy machine notes a single arrival late
    assert min(gaps) > 0.1
    assert max(gaps) < 0.6


def test_the_public_server_is_never_asked_faster_than_its_rules_allow(tmp_path: Path) -> None:
    class Recorder:
        api = "https://nominatim.openstreetmap.org/search"

        def geocode(self, query: str, timeout: float) -> None:
            return None

    from geomap.gazetteers.memory import Memory

    memory, slept = Memory(tmp_path), list[float]()
    service = ServiceGazetteer(
        "nominatim",
        Recorder(),
        memory,
        manners=Manners(interval=0.01),
        clock=lambda: 0.0,
        sleep=slept.append,
    )
    service.search("A")
    service.search("B")
    service.close()
    assert slept == [1.0]


def test_a_second_run_asks_nothing_even_about_unknown_names(geocoder: LoopbackGeocoder, opened: Open) -> None:
    geocoder.places["nova"] = [place("Nova", 50, 30)]
    first = [list(opened().search(name)) for name in ("Nova", "Nowhere")]
    asked = len(geocoder.requests)
    second = [list(opened().search(name)) for name in ("nova", "NOWHERE ")]
    assert asked == len(geocoder.requests) == 2
    assert first == second
    assert first[0]
    assert first[1] == []


def test_another_server_is_not_answered_from_memory(
    geocoder: LoopbackGeocoder, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened().search("Nova")
    with LoopbackGeocoder() as other:
        other.places["nova"] = [place("Nova", 50, 30)]
        monkeypatch.setenv("GEOMAP_GEOCODER_URL", other.url)
        assert opened().search("Nova")


@pytest.mark.parametrize(
    "act",
    [
        Act(status=500),
        Act(status=502),
        Act(status=503),
        Act(reset=True),
        Act(cut=True),
        Act(body="<html>Bad gateway</html>"),
        Act(body="null"),
        Act(body="{}"),
        Act(body='{"foo": 1}'),
        Act(body='[{"lat": "abc", "lon": "1", "display_name": "X"}]'),
        Act(body='[{"display_name": "X"}]'),
        Act(body='[{"lat": "95", "lon": "1", "display_name": "X"}]'),
        Act(body='[{"lat": "5", "lon": "500", "display_name": "X"}]'),
        Act(body="[]" + " " * 100, cut=True),  # what is left would read as "no such place"
        Act(body="[1, 2]"),
        Act(body='[{"gazetteer": "geomap", "lat": "1", "lon": "1", "display_name": "X"}]'),
        Act(body="[" * 100_000),
        Act(delay=0.7),
    ],
    ids=lambda act: str(act.body)[:20] if act.body else f"{act.status}{act.reset:d}{act.cut:d}{act.delay}",
)
def test_what_may_pass_is_tried_again_and_nothing_is_lost(
    geocoder: LoopbackGeocoder, opened: Open, act: Act
) -> None:
    geocoder.places["nova"] = [place("Nova", 50, 30)]
    geocoder.acts.append(act)
    assert [p.name for p in opened().search("Nova")] == ["Nova"]
    assert len(geocoder.requests) == 2


def test_a_failure_is_an_error_and_is_not_remembered(geocoder: LoopbackGeocoder, opened: Open) -> None:
    geocoder.places["nova"] = [place("Nova", 50, 30)]
    geocoder.always = Act(status=500)
    service = opened()
    with pytest.raises(ServiceError, match=r"'Nova'.*HTTP 500"):
        service.search("Nova")
    assert len(geocoder.requests) == QUICK.tries
    geocoder.always = None
    assert service.search("Nova")


def test_a_server_that_drips_does_not_hold_us(geocoder: LoopbackGeocoder, opened: Open) -> None:
    geocoder.always = Act(body="[" + " " * 1000 + "]", drip=0.05)
    start = time.monotonic()
    with pytest.raises(ServiceError, match="in time"):
        opened(Manners(interval=0.01, timeout=0.3, tries=1)).search("Nova")
    assert time.monotonic() - start < 1.5


def test_an_endless_answer_is_not_read_to_its_end(geocoder: LoopbackGeocoder, opened: Open) -> None:
    geocoder.always = Act(body="[" + " " * (5 << 20) + "]")
    with pytest.raises(ServiceError, match="too long"):
        opened(Manners(interval=0.01, tries=1)).search("Nova")


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(geocoder: LoopbackGeocoder, opened: Open, status: int) -> None:
    geocoder.places["nova"] = [place("Nova", 50, 30)]
    geocoder.acts.append(Act(status=status, headers={"Retry-After": "0.4"}))
    assert opened().search("Nova")
    first, second = geocoder.requests
    assert 0.38 < second.at - first.at < 0.8


def test_other_runs_wait_as_well_when_the_service_asks_to(geocoder: LoopbackGeocoder, opened: Open) -> None:
    geocoder.acts.append(Act(status=429, headers={"Retry-After": "0.4"}))
    with pytest.raises(ServiceError, match="HTTP 429"):
        opened(Manners(interval=0.01, tries=1)).search("A")
    assert opened().search("B") == []
    first, second = geocoder.requests
    assert 0.38 < second.at - first.at < 0.8


def test_a_long_retry_after_ends_the_run_politely(geocoder: LoopbackGeocoder, opened: Open) -> None:
    geocoder.always = Act(status=429, headers={"Retry-After": "3600"})
    service = opened()
    with pytest.raises(ServiceError, match="asks to wait 3600 s"):
        service.search("A")
    with pytest.raises(ServiceError, match="left alone"):
        service.search("B")
    assert geocoder.queries == ["A"]


def test_a_service_that_refuses_us_is_left_alone_at_once(geocoder: LoopbackGeocoder, opened: Open) -> None:
    geocoder.always = Act(status=403)
    service = opened()
    for name in "AB":
        with pytest.raises(ServiceError, match="HTTP 403"):
            service.search(name)
    assert geocoder.queries == ["A"]


def test_a_question_it_cannot_take_is_not_repeated(geocoder: LoopbackGeocoder, opened: Open) -> None:
    geocoder.acts.append(Act(status=400))
    service = opened()
    with pytest.raises(ServiceError, match="HTTP 400"):
        service.search("A")
    assert service.search("B") == []
    assert geocoder.queries == ["A", "B"]


def test_failures_in_a_row_end_it_with_one_message_and_memory_still_answers(
    geocoder: LoopbackGeocoder, opened: Open
) -> None:
    service = opened()
    service.search("Known before")
    geocoder.always = Act(reset=True)
    messages = []
    for name in "ABCDEFG":
        with pytest.raises(ServiceError) as caught:
            service.search(name)
        messages.append(caught.value.message)
    assert set(geocoder.queries[1:]) == {"A", "B", "C"}
    assert len(set(messages[3:])) == 1
    assert "after 3 failures in a row" in messages[3]
    assert service.search("known before") == []


def test_an_answer_between_failures_keeps_the_service_going(geocoder: LoopbackGeocoder, opened: Open) -> None:
    service = opened(Manners(interval=0.01, tries=1, give_up_after=2))
    for number in range(4):
        geocoder.acts.append(Act(status=500))
        with pytest.raises(ServiceError, match="HTTP 500"):
            service.search(f"bad {number}")
        assert service.search(f"good {number}") == []


def test_a_run_that_was_killed_goes_on_where_it_was(geocoder: LoopbackGeocoder, opened: Open) -> None:
    names = ["A", "B", "C", "D", "E", "F"]
    for name in names:
        geocoder.places[name.casefold()] = [place(name, 50, 30)]
    code = (
        "from geomap.gazetteers.service import open_service\n"
        "service = open_service('nominatim')\n"
        f"for name in {names!r}: service.search(name); print(name, flush=True)\n"
    )
    geocoder.acts.extend([Act(), Act(), Act(), Act(delay=30)])  # it hangs at the fourth
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        done = [run.stdout.readline().strip() for _ in range(3)]
        run.kill()
    assert done == ["A", "B", "C"]
    geocoder.requests.clear()
    service = opened()
    assert [service.search(name)[0].name for name in names] == names
    assert [query for query in geocoder.queries if query in done] == []


@pytest.mark.parametrize("name", ["", " \n", "x" * 201])
def test_what_cannot_be_a_name_is_not_asked_for(geocoder: LoopbackGeocoder, opened: Open, name: str) -> None:
    assert opened().search(name) == []
    assert geocoder.queries == []


@pytest.mark.parametrize(
    "name", ["\ud800", "a\x00b", "<script>", "\u202e", "a&b=c#d?e", "'; DROP TABLE answers"]
)
def test_odd_names_are_asked_for_like_others(geocoder: LoopbackGeocoder, opened: Open, name: str) -> None:
    service = opened()
    assert service.search(name) == service.search(name) == []
    assert len(geocoder.queries) == 1


def test_a_damaged_memory_is_set_aside(geocoder: LoopbackGeocoder, opened: Open, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "geocoders.sqlite").write_bytes(b"no database " * 1000)
    assert opened().search("Nova") == []
    assert (tmp_path / "cache" / "geocoders.damaged").exists()


def test_a_memory_that_fails_in_between_loses_no_answer(
    geocoder: LoopbackGeocoder, opened: Open, caplog: pytest.LogCaptureFixture
) -> None:
    geocoder.places["nova"] = [place("Nova", 50, 30)]
    service = opened()
    service._memory._connection.execute("DROP TABLE answers")
    with caplog.at_level(logging.WARNING):
        assert service.search("Nova")
    assert "no longer kept" in caplog.text


def test_a_folder_that_cannot_be_written_is_said(
    geocoder: LoopbackGeocoder, opened: Open, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(GeomapError) as caught:
        opened()
    assert "GEOMAP_CACHE" in caught.value.hint


@pytest.mark.parametrize("name", ["nominatum", "googlev3", "bing"])
def test_unknown_services_and_those_with_a_key_are_refused_with_the_known_ones(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("GEOMAP_GEOCODER_URL", raising=False)
    with pytest.raises(UsageError) as caught:
        open_service(name)
    assert "nominatim, photon" in caught.value.hint
    assert "google" not in caught.value.hint


@pytest.mark.parametrize(
    "url", ["localhost:8080", "ftp://example.org", "https://", "https://me:pw@example.org"]
)
def test_a_server_must_be_an_address(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("GEOMAP_GEOCODER_URL", url)
    with pytest.raises(UsageError):
        open_service("nominatim")


def test_an_interval_must_be_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOMAP_GEOCODER_INTERVAL", "-1")
    with pytest.raises(UsageError, match="geocoder_interval"):
        open_service("nominatim")


def test_those_who_stay_offline_do_not_wait_for_geopy() -> None:
    code = "import sys, geomap.pipeline as p; p.Engine(); print(*{'geopy', 'sqlite3'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
