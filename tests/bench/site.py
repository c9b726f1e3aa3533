"""Benchmark of sites: 100 and 1,000 reports, one report more, and MkDocs on as many plain pages; ``make bench`` runs it.

Whole processes are timed. The reports are of our own making: about 2.5 kB each, of which a few sentences say
something of a place and the rest does not, as in news. MkDocs is given the same number of pages with the same words
on them, as Markdown that is ready: it reads no reports, finds no places and draws no map.
"""

from __future__ import annotations

import datetime
import html
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from records import ACTS, SPEAKERS, TOWNS

SIZES = (100, 1_000)
DAYS = 120
MOST_OF_FULL = 0.10
_FILLER = (
    "Traders at the covered market spoke of a slow autumn, and of customers who came to talk rather than to buy.",
    "The library will stay open until eight on working days, after readers had asked for it for years.",
    "A choir of pensioners gave a concert of songs from the seventies, and the hall was full to the last seat.",
    "Prices of bread and milk were unchanged, while those of vegetables fell by a few per cent in a month.",
    "The bus line was put back on its old route after repairs that had taken longer than anybody had planned.",
    "An exhibition of photographs shows the river through four seasons, taken from one and the same bridge.",
    "Pupils planted eighty trees along the school fence, and each of them now bears the name of a class.",
    "A new bakery has opened in the former post office; its ovens were carried in through the roof.",
)
_CLAIMS, _SENTENCES = 4, 24
_TEXT = re.compile(r"<main.*?</main>", re.DOTALL)


def main() -> None:
    """Print a table a size; say where the aim for one more report is missed."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            _compare(Path(folder) / f"{size}", size)


def report(number: int) -> str:
    """Return a report as text with front matter, the same for the same number."""
    day = datetime.date(2025, 1, 1) + datetime.timedelta(days=number % DAYS)
    sentences = []
    for k in range(_SENTENCES):
        if k % (_SENTENCES // _CLAIMS) == 1:
            n = number * 5 + k
            said = ACTS[n % len(ACTS)][1].format(n=2 + n * 13 % 37, town=TOWNS[n * 7 % len(TOWNS)])
            sentences.append(f"{SPEAKERS[n % len(SPEAKERS)]} said on Tuesday that {said}.")
        else:
            sentences.append(_FILLER[(number * 3 + k) % len(_FILLER)])
    head = f"---\ntitle: Digest {number}\npublisher: Wire {number % 12}\ndate: {day}\n---\n"
    return head + " ".join(sentences) + "\n"


def _compare(folder: Path, size: int) -> None:
    reports = folder / "reports"
    reports.mkdir(parents=True)
    for number in range(size):
        (reports / f"{number:05}.txt").write_text(report(number))
    build = [sys.executable, "-m", "geomap", "site", "build", str(reports), "-o", str(folder / "site")]
    full = _seconds(build)
    pages = sorted((folder / "site").resolve().rglob("*.html"))
    weight = sum(page.stat().st_size for page in pages)
    everything = sum(p.stat().st_size for p in (folder / "site").resolve().rglob("*") if p.is_file())
    plain, plain_weight = _mkdocs(folder / "plain", pages)
    again = _seconds(build)
    more = []
    for number in range(size, size + 3):
        (reports / f"{number:05}.txt").write_text(report(number))
        more.append(_seconds(build))
    one = statistics.median(more)
    print(f"{size:,} reports: {len(pages)} pages")
    print(f"  geomap, all:         {full:6.2f} s  {len(pages) / full:6.1f} pages/s  {weight / len(pages) / 1000:6.1f} kB a page"
          f"  ({everything / 1e6:.1f} MB with map, index and data)")  # fmt: skip
    print(
        f"  MkDocs, plain pages: {plain:6.2f} s  {len(pages) / plain:6.1f} pages/s  {plain_weight / len(pages) / 1000:6.1f} kB a page"
    )
    verdict = "aim met" if one / full <= MOST_OF_FULL else "aim missed"
    print(
        f"  geomap, one more:    {one:6.2f} s, {one / full:.1%} of all ({verdict}: {MOST_OF_FULL:.0%}); nothing new: {again:.2f} s"
    )


def _mkdocs(folder: Path, pages: list[Path]) -> tuple[float, float]:
    """Build as many plain pages of the same words; return seconds, and bytes of HTML."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: plain\nuse_directory_urls: false\nplugins: [search]\n")
    for number, page in enumerate(pages):
        found = _TEXT.search(page.read_text("utf-8"))
        text = html.unescape(re.sub(r"<[^>]+>", "", found[0])) if found else page.stem
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        name = "index" if number == 0 else f"p{number}"
        (folder / "docs" / f"{name}.md").write_text(
            "# Page\n\n" + "\n\n".join(map(_literal, lines)), encoding="utf-8"
        )
    took = _seconds([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml")])
    made = [p for p in (folder / "site").rglob("*.html") if p.name != "404.html"]
    return took, sum(p.stat().st_size for p in made)


def _literal(line: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+\-.!<>|])", r"\\\1", line)


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
