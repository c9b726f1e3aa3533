"""Gazetteers of the user's own: from files, from a server, switched off, removed, damaged."""

from __future__ import annotations

import io
import threading
import zipfile
from collections import deque
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geomap.cli.main import run
from geomap.errors import InputError, ServiceError, UsageError
from geomap.gazetteers import installed, open_gazetteer
from geomap.gazetteers.fetching import fetch
from geomap.gazetteers.installing import install
from geomap.model import PlaceKind

ROW = "{id}\t{name}\t{name}\t{names}\t{lat}\t{lon}\t{group}\t{code}\tUA\t\t05\t\t\t\t{people}\t\t100\tEurope/Kyiv\t2024-01-01"
CSV = (
    "name,lat,lon,alternates,kind,country,admin1,population,id,radius_km\n"
    "Zzhlybivka,48.5,37.9,Ззглибівка|Ззглыбовка,,UA,UA-14,120,z1,\n"
    "Zzbroken,abc,37.9,,,,,,,\n"
    "Zzaway,95,37.9,,,,,,,\n"
    "Zzkind,48.5,37.9,,castle,,,,,\n"
    "Zzbridge,48.6,37.8,,site,UA,05,,,2.5\n"
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("GEOMAP_DATA", str(tmp_path / "data"))
    open_gazetteer.cache_clear()
    yield tmp_path / "data"
    open_gazetteer.cache_clear()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(CSV, "utf-8")
    return path


def dump(count: int = 200) -> bytes:
    """GeoNames' zip of a country with invented villages, one line broken, one hill."""
    rows = [
        ROW.format(
            id=900_000_000 + i,
            name=f"Zzdump{i}",
            names=f"Ззтест{i}",
            lat=48 + i / 1000,
            lon=37.5,
            group="P",
            code="PPL",
            people=0,
        )
        for i in range(count)
    ]
    rows.append("900000999\tZzshort\t48.0")
    rows.append(
        ROW.format(
            id=900_001_000, name="Zzhill", names="", lat=48.0, lon=37.0, group="T", code="HLL", people=0
        )
    )
    rows.append(
        ROW.format(
            id=709717, name="Donetsk", names="", lat=48.0, lon=37.8, group="P", code="PPLA", people=900_000
        )
    )
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("readme.txt", "about\n" * 4000)
        archive.writestr("UA.txt", "\n".join(rows) + "\n")
    return raw.getvalue()


class Server:
    """A file server on this machine; ``acts`` says what goes wrong, request by request."""

    def __init__(self, body: bytes) -> None:
        self.body, self.acts, self.ranges = body, deque[str](), list[str]()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                act = server.acts.popleft() if server.acts else ""
                asked = self.headers.get("Range", "")
                server.ranges.append(asked)
                if act in ("404", "500") or not self.path.endswith("/UA.zip"):
                    return self.send_error(int(act or 404))
                start = int(asked[6:-1]) if asked and act != "no ranges" else 0
                whole = b"<html>busy</html>" if act == "garbage" else server.body
                self.send_response(206 if start else 200)
                self.send_header("Content-Length", str(len(whole) - start))
                self.end_headers()
                part = whole[start:]
                self.wfile.write(part[: len(part) // 2] if act == "cut" else part)
                return None

            def log_message(self, *_: object) -> None:
                pass

        self._httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._httpd.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._httpd.server_address[1]}/dump"

    def close(self) -> None:
        self._httpd.shutdown()
        self._httpd.server_close()
        self._thread.join()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server(dump())
    monkeypatch.setenv("GEOMAP_GEONAMES_URL", server.url)
    yield server
    server.close()


def test_a_table_is_installed_and_its_bad_rows_are_named(table: Path) -> None:
    done = install(str(table), licence="CC0")
    assert done.about.name == "mine"
    assert done.about.places == 2
    assert [line.partition(":")[0] for line in done.problems] == [
        "mine.csv, line 3",
        "mine.csv, line 4",
        "mine.csv, line 5",
    ]
    assert all("left out" in line for line in done.problems)


def test_its_places_are_found_by_every_name_and_say_where_they_are_from(table: Path) -> None:
    install(str(table))
    for name in ("Zzhlybivka", "Ззглибівка", "ззглыбовка"):
        place = open_gazetteer().search(name)[0]
        assert (place.id, place.country, place.admin1, place.population) == ("mine:z1", "UA", "UA.05", 120)
        assert (place.lon, place.lat) == (pytest.approx(37.9), pytest.approx(48.5))
    bridge = open_gazetteer().search("Zzbridge")[0]
    assert (bridge.kind, bridge.radius_km, bridge.admin1) == (PlaceKind.SITE, 2.5, "UA.05")


def test_other_places_are_where_they_were(table: Path) -> None:
    before = [open_gazetteer().search(name) for name in ("Sudzha", "Pokrovsk", "Київ", "Odesa")]
    install(str(table))
    open_gazetteer.cache_clear()
    assert [open_gazetteer().search(name) for name in ("Sudzha", "Pokrovsk", "Київ", "Odesa")] == before


def test_the_same_table_gives_the_same_bytes(table: Path) -> None:
    first = install(str(table)).about.files
    assert install(str(table)).about.files == first


def test_it_can_be_switched_off_and_removed(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(str(table))
    monkeypatch.setenv("GEOMAP_GAZETTEERS_OFF", "mine")
    assert not open_gazetteer().search("Zzhlybivka")
    monkeypatch.delenv("GEOMAP_GAZETTEERS_OFF")
    open_gazetteer.cache_clear()
    assert open_gazetteer().search("Zzhlybivka")
    installed.remove("mine")
    open_gazetteer.cache_clear()
    assert not open_gazetteer().search("Zzhlybivka")
    with pytest.raises(UsageError):
        installed.remove("mine")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", InputError),
        ("name,lat\nX,1\n", InputError),
        ("name,lat,lon\nX,a,b\n", InputError),
        ("\x00\x01\x02", InputError),
    ],
)
def test_what_is_no_gazetteer_is_refused_and_leaves_nothing(
    tmp_path: Path, own_folder: Path, text: str, error: type[Exception]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text)
    with pytest.raises(error):
        install(str(path))
    assert installed.installed() == []
    assert list(own_folder.glob("gazetteers/*")) == []


@pytest.mark.parametrize("name", ["geonames", "osm", "A b", "../up", "-x"])
def test_names_that_would_lie_about_the_origin_are_refused(table: Path, name: str) -> None:
    with pytest.raises(UsageError):
        install(str(table), name=name)


def test_a_country_is_fetched_and_installed(server: Server) -> None:
    done = install("geonames:ua")
    assert (done.about.name, done.about.places) == ("geonames-ua", 200)
    assert (done.known_already, done.passed_over, len(done.problems)) == (1, 1, 1)
    place = open_gazetteer().search("Ззтест7")[0]
    assert (place.id, place.name, place.admin1, place.near) == (
        "geonames:900000007",
        "Zzdump7",
        "UA.05",
        False,
    )
    assert "GeoNames" in done.about.licence


def test_a_broken_connection_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    server.acts.extend(["cut", "cut", ""])
    assert fetch("UA", tmp_path).read_bytes() == server.body
    assert server.ranges[0] == ""
    starts = [int(asked[6:-1]) for asked in server.ranges[1:]]
    assert 0 < starts[0] < starts[1] < len(server.body)


def test_an_interrupted_run_is_taken_up_by_the_next(server: Server, tmp_path: Path) -> None:
    server.acts.extend(["cut", "500", "500", "500"])
    with pytest.raises(ServiceError) as caught:
        fetch("UA", tmp_path)
    assert "kept" in caught.value.hint
    have = (tmp_path / "UA.zip.part").stat().st_size
    assert fetch("UA", tmp_path).read_bytes() == server.body
    assert server.ranges[-1] == f"bytes={have}-"


def test_a_server_without_ranges_starts_again(server: Server, tmp_path: Path) -> None:
    server.acts.extend(["cut", "no ranges"])
    assert fetch("UA", tmp_path).read_bytes() == server.body


def test_garbage_is_never_installed(server: Server) -> None:
    server.acts.extend(["garbage"] * 4)
    with pytest.raises(ServiceError, match="no zip"):
        install("geonames:UA")
    assert installed.installed() == []


def test_an_unknown_country_is_said_at_once(server: Server) -> None:
    server.acts.append("404")
    with pytest.raises(UsageError):
        install("geonames:UA")
    assert len(server.ranges) == 1
    with pytest.raises(UsageError):
        install("geonames:Ukraine")
    assert len(server.ranges) == 1


def test_the_command_lists_checks_and_tells(
    table: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["data", "install", str(table), "--licence", "CC0", "--title", "My places"]) == 0
    said = capsys.readouterr()
    assert "line 3" in said.err
    assert "2 places" in said.err
    assert said.out == ""
    assert run(["data", "list"]) == 0
    listed = capsys.readouterr().out
    assert "mine  2 places  CC0" in listed
    assert "My places" in listed
    (own_folder / "gazetteers" / "mine" / "lat.npy").write_bytes(b"x")
    assert run(["data", "check"]) == 1
    assert "mine/lat.npy" in capsys.readouterr().err
    assert run(["data", "remove", "mine"]) == 0
    assert run(["data", "list"]) == 0
    assert "My places" not in capsys.readouterr().out


def test_where_and_the_credits_name_the_gazetteer(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import geomap

    install(str(table), title="My places", licence="CC0")
    assert run(["where", "Zzhlybivka, Ukraine"]) == 0
    assert "mine:z1 (mine)" in capsys.readouterr().out
    report = tmp_path / "r.txt"
    report.write_text("Russian forces advanced near Zzhlybivka, Ukraine, the General Staff said.", "utf-8")
    geomap.render(geomap.analyse(geomap.read(report)), tmp_path / "map.html")
    assert "Places: My places (CC0)" in (tmp_path / "map.html").read_text("utf-8")
