"""Benchmark of recognition and resolution; ``make bench`` runs it.

Texts are the project's own passages of war, put together to reports of 2,000
characters, each time in another order. All figures are of one process on one
core and of one run; the yardsticks read the same texts.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PASSAGES = Path(__file__).resolve().parents[1] / "quality" / "frontline" / "frontline.jsonl"
LENGTH = 2_000
REPORTS = 200
ROUNDS = 3
WANTED = 300.0  # English reports a second
FIRST_LOOKUP_S = 0.1
MEMORY_MB = 300.0
_CODE = (
    "import time, numpy, marisa_trie\n"
    "from geomap.gazetteers import open_gazetteer\n"
    "start = time.perf_counter(); open_gazetteer().search('Sudzha'); print(time.perf_counter() - start)"
)


def main() -> None:
    """Print the figures, each with its limit."""
    if "--memory" in sys.argv:
        return _memory()
    from geomap.pipeline import Engine

    engine = Engine()
    rates = {}
    for lang in ("en", "uk", "ru"):
        rates[lang] = _rate(lambda text, lang=lang: engine.places(_report(text, lang)), texts(lang))
        limit = f" (wanted {WANTED:g}) {_verdict(rates[lang] >= WANTED)}" if lang == "en" else ""
        print(
            f"recognition and resolution, {lang}: {rates[lang]:.0f} reports of {LENGTH:,} characters/s{limit}"
        )
    _linear(engine)
    _flat()
    _first_lookup()
    done = subprocess.run([sys.executable, __file__, "--memory"], capture_output=True, text=True, check=True)
    print(done.stdout, end="")
    _yardsticks(rates["en"])
    return None


def texts(lang: str, count: int = REPORTS, length: int = LENGTH) -> list[str]:
    """Return reports of a length in a language, always the same ones."""
    lines = [json.loads(line) for line in PASSAGES.read_text("utf-8").splitlines()]
    passages = [line["text"] for line in lines if line["lang"] == lang]
    shuffled, found = random.Random(7), []
    while len(found) < count:
        text = ""
        while len(text) < length:
            text += shuffled.choice(passages) + "\n\n"
        found.append(text[:length])
    return found


def _report(text: str, lang: str) -> object:
    from geomap.model import Report

    return Report(id="bench", text=text, lang=lang)


def _rate(work: Callable[[str], object], many: Sequence[str]) -> float:
    """Return how many texts a second are worked through: the median of rounds, the first left out."""
    rates = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        for text in many:
            work(text)
        rates.append(len(many) / (time.process_time() - start))
    return statistics.median(rates[1:])


def _linear(engine: object) -> None:
    seconds = {}
    for length in (8_000, 64_000, 256_000):
        text = texts("en", 1, length)[0]
        seconds[length] = 1.0 / _rate(lambda t: engine.recognizer.find(_report(t, "en")), [text]) / length
    ratio = seconds[256_000] / seconds[8_000]
    print(
        f"recognition, time a character, 256,000 against 8,000: ratio {ratio:.2f} (limit 1.5) {_verdict(ratio <= 1.5)}"
    )


def _flat() -> None:
    """Compare look-ups in the main index with those in all, and in all with as many invented places again."""
    from geomap import datapackage
    from geomap.gazetteers import GazetteerIndex, JoinedGazetteer, building
    from geomap.gazetteers.embedded import EMBEDDED
    from geomap.mentions import Recognizer
    from geomap.model import PlaceKind

    parts = [GazetteerIndex(datapackage.path(name)) for name in EMBEDDED]
    count = sum(map(len, parts))
    with tempfile.TemporaryDirectory() as folder:
        invented = [
            building.Entry(f"Zz{i:x}grad", PlaceKind.SETTLEMENT, 30 + i % 10, 50, own_id=str(i))
            for i in range(count)
        ]
        building.write(invented, Path(folder))
        many = texts("en")
        rate = {}
        for name, used in (
            ("main", parts[:1]),
            ("all", parts),
            ("twice", [*parts, GazetteerIndex(Path(folder))]),
        ):
            recogniser = Recognizer(JoinedGazetteer(used))
            rate[name] = _rate(lambda text, r=recogniser: r.find(_report(text, "en")), many)
    for name, places in (("all", count), ("twice", 2 * count)):
        ratio = rate["main"] / rate[name]
        print(
            f"recognition with {places:,} places against {len(parts[0]):,}: ratio {ratio:.2f}"
            f" (limit 1.5) {_verdict(ratio <= 1.5)}"
        )


def _first_lookup() -> None:
    runs = [
        float(
            subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True).stdout
        )
        for _ in range(5)
    ]
    seconds = statistics.median(runs)
    print(
        f"first look-up of a new process: {seconds * 1000:.0f} ms (limit {FIRST_LOOKUP_S * 1000:.0f})"
        f" {_verdict(seconds <= FIRST_LOOKUP_S)}"
    )


def _memory() -> None:
    from geomap.gazetteers import open_gazetteer
    from geomap.mentions import Recognizer
    from geomap.places import Resolver

    recogniser, resolver = Recognizer(open_gazetteer()), Resolver(open_gazetteer())
    for lang in ("en", "uk", "ru"):
        for text in texts(lang, 100):
            report = _report(text, lang)
            resolver.resolve(report, recogniser.find(report))
    status = Path("/proc/self/status").read_text("utf-8")  # getrusage would count the parent's memory too
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(
        f"memory, 300 reports in three languages: {peak:.0f} MB (limit {MEMORY_MB:.0f}) {_verdict(peak <= MEMORY_MB)}"
    )


def _yardsticks(own: float) -> None:
    import ahocorasick
    import spacy

    from geomap import datapackage
    from geomap.gazetteers.embedded import EMBEDDED
    from geomap.language.normalise import name_key

    many = texts("en")
    blank = spacy.blank("en")
    rate = _rate(blank.make_doc, many)
    print(f"spaCy's blank tokenizer alone: {rate:.0f} reports/s; geomap at {own / rate:.2f} of it")
    automaton = ahocorasick.Automaton()
    import marisa_trie

    for name in EMBEDDED:
        for key in marisa_trie.Trie().mmap(str(datapackage.path(name) / "names.marisa")).iterkeys():
            automaton.add_word(key, len(key))
    automaton.make_automaton()
    rate = _rate(lambda text: list(automaton.iter(name_key(text))), many)
    print(
        f"pyahocorasick over the same {len(automaton):,} names, matching alone: {rate:.0f} reports/s; geomap at {own / rate:.2f} of it"
    )


def _verdict(good: bool) -> str:
    return "ok" if good else "TOO SLOW"


if __name__ == "__main__":
    main()
