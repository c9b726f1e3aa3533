"""What a reader does with the page: time, find, filter, table, downloads, languages; and for whom it works."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from watched import show

import geomap

pytestmark = pytest.mark.browser

REPORTS = [
    {
        "id": "one",
        "date": "2025-03-01",
        "publisher": "North Wire",
        "url": "https://example.org/1",
        "text": "Shelling hit Konotop in the Sumy region on 28 February 2025, the regional governor said.",
    },
    {
        "id": "two",
        "date": "2025-03-05",
        "publisher": "South Wire",
        "text": "Russia's defence ministry said its troops had taken the village of Kazachya Loknya in the Kursk region.",
    },
    {
        "id": "three",
        "date": "2025-03-09",
        "publisher": "North Wire",
        "text": "Russia's defence ministry said its troops had taken the village of Kazachya Loknya in the Kursk region. "
        "Ukraine's General Staff denied the claim.",
    },
    {
        "id": "four",
        "publisher": "No Date",
        "text": "Drones struck a depot in Belgorod on 2 March 2025, the mayor said.",
    },
]


def render(folder: Path, **options: str) -> Path:
    source = folder / "reports.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in REPORTS), encoding="utf-8")
    chosen = geomap.Options(**options)
    geomap.render(
        geomap.analyse(geomap.read(source), chosen), folder / "map.html", chosen, title="Four reports"
    )
    return folder / "map.html"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(tmp_path_factory.mktemp("features"))


@pytest.fixture
def page(browser: Browser, path: Path) -> Page:
    return show(browser, path).page


def drawn(page: Page) -> dict[str, str]:
    """Return the headline of each region drawn with a status."""
    labels = page.locator("#map_geomap .leaflet-status-pane path[aria-label]").evaluate_all(
        "nodes => nodes.map(n => n.getAttribute('aria-label'))"
    )
    return {label.split(",")[0]: label.split(": ", 1)[1] for label in labels}


class TestTime:
    def test_the_map_goes_back_to_what_was_known(self, page: Page) -> None:
        assert drawn(page)["Kursk"] == "Disputed: said and denied"
        page.locator("#back").click()  # from "all" to the last day
        page.locator("#back").click()
        assert page.locator("#when").inner_text() == "Up to 5 March 2025"
        assert drawn(page)["Kursk"] == "A party says control changed"
        page.locator("#back").click()
        assert "Kursk" not in drawn(page)
        assert drawn(page)["Sumy"] == "Strikes said"

    def test_claims_without_a_date_stay_and_that_is_said(self, page: Page) -> None:
        page.locator("#step").evaluate("node => { node.value = 0; node.dispatchEvent(new Event('input')); }")
        assert "Belgorod" in drawn(page)
        assert "1 claim without a date" in page.locator("#undated").inner_text()

    def test_the_clock_is_chosen_and_shown(self, page: Page) -> None:
        clocks = page.locator("#clock option").all_inner_texts()
        assert clocks[0].startswith("published")
        assert any(clock.startswith("said to have happened") for clock in clocks)

    def test_play_walks_to_the_end_and_stops(self, page: Page) -> None:
        page.locator("#play").click()
        assert page.locator("#play").get_attribute("aria-label") == "Pause"
        # Not wait_for_function: the page's policy lets no string run as code.
        expect(page.locator("#when")).to_have_text(re.compile("^All"), timeout=8000)
        assert page.locator("#play").get_attribute("aria-label") == "Play"

    def test_a_link_to_a_day_survives(self, browser: Browser, path: Path, page: Page) -> None:
        page.locator("#back").click()
        page.locator("#back").click()
        page.locator('button[data-region="RU-KRS"]').click()
        again = show(browser, path).page
        again.goto(page.url)
        again.reload()
        again.wait_for_selector("html[data-ready=yes]")
        assert again.locator("#when").inner_text() == "Up to 5 March 2025"
        assert "denied" not in again.locator("#panel").inner_text()


class TestFindAndFilter:
    def test_search_finds_regions_places_and_words(self, page: Page) -> None:
        page.locator("#search").fill("konotop")
        assert page.locator("#hits button").count() == 2  # the place, and the sentence
        page.locator("#search").fill("drones depot")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert "Drones struck a depot" in page.locator("#panel").inner_text()
        page.locator("#search").fill("nothing like it")
        assert page.locator("#hits").inner_text() == "Nothing found."

    def test_a_filter_changes_counts_panel_and_marks(self, page: Page) -> None:
        assert page.locator("#shown").inner_text() == "5 of 5 claims shown"
        page.locator("#filter summary").click()
        page.locator("#pick-publisher").select_option("South Wire")
        assert page.locator("#shown").inner_text() == "1 of 5 claims shown"
        assert page.locator('input[data-style="kind:shells"] ~ .count').inner_text() == "0"
        assert page.locator('path[aria-label^="Konotop"]').count() == 0
        assert page.locator("#status-note").is_visible()
        page.locator('button[data-region="UA-59"]').click()
        assert "No claim passes the filter" in page.locator("#panel").inner_text()
        page.locator("#filter-off").click()
        assert "Shelling hit Konotop" in page.locator("#panel").inner_text()

    def test_by_stance_claimant_and_period(self, page: Page) -> None:
        page.locator("#filter summary").click()
        page.locator("#pick-stance").select_option("denies")
        assert page.locator("#shown").inner_text() == "1 of 5 claims shown"
        page.locator("#filter-off").click()
        page.locator("#pick-claimant").select_option("mayor")
        assert page.locator("#shown").inner_text() == "1 of 5 claims shown"
        page.locator("#filter-off").click()
        page.locator("#to").fill("2025-03-05")
        assert page.locator("#shown").inner_text() == "3 of 5 claims shown"  # one of them has no date
        page.locator("#from").fill("2025-03-02")
        assert page.locator("#shown").inner_text() == "2 of 5 claims shown"

    def test_a_kind_is_switched_off_in_the_key(self, page: Page) -> None:
        page.locator('input[data-style="kind:strikes"]').uncheck()
        assert page.locator("#shown").inner_text() == "4 of 5 claims shown"
        assert page.locator('input[data-style="kind:strikes"] ~ .count').inner_text() == "1"
        assert "kind%3Astrikes" in page.url

    def test_names_and_outlines_are_switched(self, page: Page) -> None:
        page.locator('input[data-style="labels"]').uncheck()
        assert page.locator("#map_geomap .name").count() == 0
        page.locator('input[data-style="boundaries"]').uncheck()
        assert page.locator(".leaflet-base-pane path").first.get_attribute("stroke") == "none"


class TestTable:
    def test_it_is_the_map_as_rows_linked_both_ways(self, page: Page) -> None:
        page.locator("#table-toggle").click()
        assert page.locator("#rows tr").count() == 5
        page.locator("#rows tr", has_text="Konotop").locator("button").click()
        assert "Shelling hit Konotop" in page.locator("#panel").inner_text()
        page.locator("#panel .all").click()
        page.locator('button[data-region="RU-KRS"]').click()
        assert page.locator("#rows tr.on").count() == 3

    def test_it_is_sorted_by_its_heads(self, page: Page) -> None:
        page.locator("#table-toggle").click()
        page.locator('th[data-sort="publisher"] button').click()
        cells = page.locator("#rows td.publisher").all_inner_texts()
        assert cells == sorted(cells)
        assert page.locator('th[data-sort="publisher"]').get_attribute("aria-sort") == "ascending"
        page.locator('th[data-sort="publisher"] button').click()
        assert page.locator("#rows td.publisher").all_inner_texts() == sorted(cells, reverse=True)

    def test_downloads_are_what_is_shown(self, browser: Browser, path: Path) -> None:
        page = show(browser, path, accept_downloads=True).page
        page.locator("#filter summary").click()
        page.locator("#pick-publisher").select_option("North Wire")
        page.locator("#table-toggle").click()
        with page.expect_download() as waiting:
            page.locator("#get-csv").click()
        rows = list(csv.DictReader(io.StringIO(waiting.value.path().read_text("utf-8-sig"), newline="")))
        assert [row["publisher"] for row in rows] == ["North Wire"] * 3
        assert {row["stance"] for row in rows} == {"asserts", "denies"}
        with page.expect_download() as waiting:
            page.locator("#get-geojson").click()
        features = json.loads(waiting.value.path().read_text("utf-8"))["features"]
        claims = [f for f in features if f["properties"]["record"] == "claim"]
        areas = [f for f in features if f["properties"]["record"] == "region"]
        assert len(claims) == 3
        konotop = next(f for f in claims if "Konotop" in f["properties"]["quote"])
        assert konotop["geometry"]["coordinates"] == pytest.approx([33.2, 51.24], abs=0.05)
        kursk = next(f for f in areas if f["properties"]["region"] == "RU-KRS")
        assert kursk["properties"]["status"] == "disputed"
        assert kursk["geometry"]["type"] == "MultiPolygon"


class TestForEveryone:
    @pytest.mark.parametrize("width", [1280, 360])
    def test_axe_finds_nothing_serious(self, browser: Browser, path: Path, width: int) -> None:
        context = browser.new_context(offline=True, viewport={"width": width, "height": 800}, bypass_csp=True)
        page = context.new_page()
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready=yes]")
        page.locator('button[data-region="RU-KRS"]').click()
        page.locator("#table-toggle").evaluate("node => node.click()")
        page.locator("#filter summary").evaluate("node => node.click()")
        page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
        found = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        serious = [
            (v["id"], v["nodes"][0]["html"][:120])
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == []

    def test_every_region_is_reached_by_keyboard_on_the_map_itself(self, page: Page) -> None:
        page.locator('path[aria-label^="Kursk"]').focus()
        page.keyboard.press("Enter")
        assert "Kazachya Loknya" in page.locator("#panel").inner_text()

    @pytest.mark.parametrize("width", [320, 360, 768])
    def test_nothing_sticks_out_of_a_narrow_screen(self, browser: Browser, path: Path, width: int) -> None:
        page = show(browser, path, viewport={"width": width, "height": 700}).page
        page.locator("#table-toggle").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (
            page.locator("meta[name=viewport]").get_attribute("content")
            == "width=device-width, initial-scale=1"
        )

    def test_print_has_key_and_notes(self, page: Page) -> None:
        page.emulate_media(media="print")
        assert page.locator("#key").is_visible()
        assert page.locator(".bottom").is_visible()
        assert not page.locator("#search").is_visible()

    def test_it_reads_in_grey(self, browser: Browser, path: Path) -> None:
        """Situations differ by pattern, outline or letter, never by colour alone."""
        page = show(browser, path).page
        looks = page.locator("#map_geomap .leaflet-status-pane path[role=button]").evaluate_all(
            "nodes => nodes.map(n => [n.getAttribute('fill'), n.getAttribute('stroke-dasharray'), n.getAttribute('stroke')].join())"
        )
        assert len(set(looks)) == len({*drawn(page).values()})
        assert {look.split(",")[-1] for look in looks} == {"#1d1d1b"}

    def test_the_page_speaks_ukrainian(self, browser: Browser, tmp_path: Path) -> None:
        watched = show(browser, render(tmp_path, lang="uk"))
        page = watched.page
        assert page.locator("html").get_attribute("lang") == "uk"
        assert drawn(page)["Kursk"] == "Суперечливо: сказано й заперечено"
        page.locator('button[data-region="RU-KRS"]').click()
        assert "заперечує" in page.locator("#panel .why").inner_text()
        assert page.locator("#shown").inner_text() == "Показано 5 із 5 заяв"
        assert watched.complaints == []

    def test_every_language_has_every_word(self) -> None:
        from geomap.language.interface import languages, words

        keys = {
            f"{section}.{key}"
            for section in ("page", "status", "kind", "flag", "sentence", "word")
            for key in words("en").section(section)
        }
        assert len(keys) > 100
        for lang in languages():
            own = words(lang)
            same = {
                key
                for key in keys
                if lang != "en"
                and own.section(key.split(".")[0])[key.split(".")[1]]
                == words("en").section(key.split(".")[0])[key.split(".")[1]]
            }
            assert same <= {"sentence.at", "sentence.said", "word.summary"}, lang


class TestElsewhere:
    def test_a_notebook_shows_the_page_in_a_sandboxed_frame(self, browser: Browser, tmp_path: Path) -> None:
        (tmp_path / "r.jsonl").write_text("\n".join(json.dumps(row) for row in REPORTS))
        bundle = geomap.analyse(geomap.read(tmp_path / "r.jsonl"))._repr_mimebundle_()
        assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
        assert "Kursk: Russia's defence ministry said" in bundle["text/plain"]
        (tmp_path / "notebook.html").write_text(
            f"<!DOCTYPE html><title>n</title><body data-ready=yes>{bundle['text/html']}"
        )
        context = browser.new_context(offline=True)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto((tmp_path / "notebook.html").as_uri())
        frame = page.frame_locator("iframe")
        frame.locator('button[data-region="RU-KRS"]').click()
        assert "Kazachya Loknya" in frame.locator("#panel").inner_text()
        assert page.locator("iframe").get_attribute("sandbox").split() == [
            "allow-scripts",
            "allow-downloads",
            "allow-popups",
            "allow-popups-to-escape-sandbox",
        ]
        assert complaints == []

    def test_tiles_are_asked_for_and_their_failure_is_said(self, browser: Browser, tmp_path: Path) -> None:
        path = render(tmp_path, tiles="https://tiles.invalid/{z}/{x}/{y}.png")
        watched = show(browser, path)
        watched.page.wait_for_selector("#tiles-failed:not([hidden])")
        asked = [url for url in watched.requests if url.startswith("http")]
        assert asked
        assert all(url.startswith("https://tiles.invalid/") for url in asked)
        assert "Kursk" in drawn(watched.page)

    def test_too_many_claims_are_told_of_and_written_beside(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser
    ) -> None:
        monkeypatch.setattr("geomap.scene.crowded.MOST_CLAIMS", 100)
        rows = [
            {
                "date": f"2025-03-{1 + n % 5:02d}",
                "publisher": f"Wire {n}",
                "text": f"Shelling hit Konotop in the Sumy region, official number {n} said.",
            }
            for n in range(150)
        ]
        (tmp_path / "many.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
        scene = geomap.render(geomap.analyse(geomap.read(tmp_path / "many.jsonl")), tmp_path / "map.html")
        assert len(scene.claims) == 5
        assert sum(card.more + 1 for card in scene.claims) == 150
        page = show(browser, tmp_path / "map.html").page
        assert "of 150, the first of each region, day" in page.locator(".bottom").inner_text()
        page.locator('button[data-region="UA-59"]').click()
        assert "and 29 more like it that day" in page.locator("#panel").inner_text()
        with (tmp_path / "map.claims.csv").open(encoding="utf-8", newline="") as file:
            # A row for each claim and place of it.
            assert len({row["id"] for row in csv.DictReader(file) if row["record"] == "claim"}) == 150
