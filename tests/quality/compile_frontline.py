"""Compile the front-line set: marked-up passages in, labelled JSON lines out.

``python tests/quality/compile_frontline.py`` rewrites ``frontline/frontline.jsonl`` from
``frontline/source/*.txt`` and ``frontline/places.tsv``; ``--check`` only says whether it is up to date.
``README.md`` beside this file explains the markup. Whatever does not add up (an unknown place, a
claimant who is not in the text, a region with claims and no status) stops the compiler.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "frontline"
OUTPUT = HERE / "frontline.jsonl"
SOURCE_NAME = "geomap front-line set"

KINDS = ("city", "region", "country", "other")
ROLES = {"": "location", "-": "location", "m": "metonym", "o": "other"}
STANCES = ("asserted", "denied", "doubted", "reported")
TOPICS = (
    "advance", "encirclement", "strike", "shelling", "control", "withdrawal", "clashes", "ceasefire",
    "civilian_harm", "threat", "other",
)  # fmt: skip
STATUSES = (
    "advancing", "contested", "held", "under_threat", "struck", "claimed_captured", "ceasefire", "none",
)  # fmt: skip
FRONTLINE = frozenset(STATUSES) - {"ceasefire", "none"}
DESIGNATOR = re.compile(r" (region|regions|oblast|oblasts|province|provinces|state|governorate)$", re.I)


class SourceError(ValueError):
    """A passage whose labels do not add up; the message names it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of ``places.tsv``."""

    kind: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str


@dataclass(slots=True)
class Draft:
    """A passage while it is read: its plain text grows, offsets with it."""

    id: str
    text: str = ""
    mentions: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    aside: set[int] = field(default_factory=set)  # mentions named but not where the event is
    unknown: list[str] = field(default_factory=list)

    def fail(self, message: str) -> SourceError:
        return SourceError(f"{self.id}: {message}")


def read_places(path: Path) -> dict[str, Entry]:
    """Read key, kind, latitude, longitude, country and first-level region of every place."""
    places: dict[str, Entry] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 6 or cells[1] not in KINDS or cells[0] in places:
            raise SourceError(f"{path.name}:{number}: not a place row, or a second one of its name")
        key, kind, lat, lon, country, admin1 = cells
        places[key] = Entry(kind, float(lat) if lat else None, float(lon) if lon else None, country, admin1)
    return places


def find_place(places: dict[str, Entry], surface: str, key: str) -> Entry | None:
    """Return the entry of a marked name; without a key the surface is the key."""
    if key == "?":
        return Entry("city", None, None, "", "")
    if key:
        return places.get(key)
    stem = DESIGNATOR.sub("", surface)
    return places.get(surface) or (places.get(f"{stem} r") if stem != surface else None)


def add_mention(draft: Draft, places: dict[str, Entry], mark: str) -> None:
    surface, key, flag = [*mark.split("|"), "", ""][:3]
    entry = find_place(places, surface, key)
    if entry is None or flag not in ROLES:
        raise draft.fail(f"unknown place or role in [{mark}]")
    if key == "?":
        draft.unknown.append(surface)
    if flag == "-":
        draft.aside.add(len(draft.mentions))
    start = len(draft.text)
    draft.text += surface
    draft.mentions.append(
        {
            "text": surface,
            "start": start,
            "end": len(draft.text),
            "kind": entry.kind,
            "lat": entry.lat,
            "lon": entry.lon,
            "country": entry.country,
            "admin1": entry.admin1,
            "role": ROLES[flag],
        }
    )


def claim_fields(draft: Draft, note: str) -> dict[str, list[str]]:
    """Split ``denied control; by A + B; vs C; at X; in R`` into its fields."""
    head, *rest = [part.strip() for part in note.split(";")]
    fields: dict[str, list[str]] = {"head": head.split()}
    for part in rest:
        word, _, value = part.partition(" ")
        if word not in ("by", "vs", "at", "in") or word in fields or not value:
            raise draft.fail(f"cannot read {{{note}}}")
        fields[word] = [item.strip() for item in value.split(" + ")]
    return fields


def event_mentions(draft: Draft, start: int, named: list[str]) -> list[dict[str, Any]]:
    """Return the mentions where a claim's event is: those named by ``at``, else those inside it."""
    if named:
        firsts = {m["text"]: m for m in reversed(draft.mentions)}
        missing = [name for name in named if name not in firsts]
        if missing:
            raise draft.fail(f"'at' names {missing}, marked nowhere before")
        return [firsts[name] for name in named]
    inside = [
        m
        for i, m in enumerate(draft.mentions)
        if m["start"] >= start and m["role"] == "location" and i not in draft.aside
    ]
    finer = [m for m in inside if m["kind"] != "country"]
    return finer or inside


def add_claim(draft: Draft, start: int, note: str) -> None:
    fields = claim_fields(draft, note)
    *stance, topic = fields["head"] or [""]
    if topic not in TOPICS or len(stance) > 1 or any(s not in STANCES for s in stance):
        raise draft.fail(f"unknown stance or topic in {{{note}}}")
    at = fields.get("at", [])
    about = [] if at == ["-"] else event_mentions(draft, start, at)
    regions = fields.get("in") or [m["admin1"] for m in about if m["admin1"]]
    draft.claims.append(
        {
            "start": start,
            "end": len(draft.text),
            "about": list(dict.fromkeys(m["text"] for m in about)),
            "regions": [] if regions == ["-"] else list(dict.fromkeys(regions)),
            "claimant": fields.get("by", ["author"]),
            "disputed_by": fields.get("vs", []),
            "stance": stance[0] if stance else "asserted",
            "topic": topic,
        }
    )


def read_body(draft: Draft, body: str, places: dict[str, Entry]) -> None:
    """Walk the markup once, left to right."""
    opened: int | None = None
    for token in re.findall(r"\[[^\]]*\]|<|>\{[^}]*\}|[^\[<>{}\]]+|.", body, re.S):
        if token == "<" and opened is None:
            opened = len(draft.text)
        elif token.startswith(">{") and opened is not None:
            add_claim(draft, opened, token[2:-1])
            opened = None
        elif token.startswith("[") and len(token) > 2:
            add_mention(draft, places, token[1:-1])
        elif token[0] in "[]<>{}":
            raise draft.fail(f"stray {token!r} after …{draft.text[-30:]!r}")
        else:
            draft.text += token
    if opened is not None:
        raise draft.fail("a claim is not closed")


def read_status(draft: Draft, line: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Read ``Donetsk: contested (advancing, held); Sumy: struck``; ``-`` for none at all."""
    status: dict[str, str] = {}
    also: dict[str, list[str]] = {}
    for part in [] if line == "-" else line.split(";"):
        match = re.fullmatch(r"\s*(.+?): (\w+)(?: \(([\w, ]+)\))?\s*", part)
        if not match:
            raise draft.fail(f"cannot read status {part!r}")
        region, word, others = match.groups()
        status[region] = word
        if others:
            also[region] = others.split(", ")
    words = [*status.values(), *(w for ws in also.values() for w in ws)]
    if any(w not in STATUSES for w in words):
        raise draft.fail(f"unknown status in {line!r}")
    return status, also


def check(draft: Draft, record: dict[str, Any]) -> None:
    """Refuse labels that contradict each other or the text."""
    names = {name for c in draft.claims for name in (*c["claimant"], *c["disputed_by"])} - {"author"}
    absent = sorted(name for name in names if name.casefold() not in draft.text.casefold())
    if absent:
        raise draft.fail(f"{absent} not in the text")
    with_claims = {r for c in draft.claims for r in c["regions"]}
    if with_claims != set(record["status"]):
        raise draft.fail(f"claims in {sorted(with_claims)}, status for {sorted(record['status'])}")
    for region in record.get("must_not_be_frontline", ()):
        if record["status"].get(region) in FRONTLINE:
            raise draft.fail(f"{region} is and must not be a frontline")


def compile_passage(block: str, lang: str, places: dict[str, Entry]) -> dict[str, Any]:
    """Compile one passage: header, body, then its ``=``, ``!`` and ``~`` lines."""
    header, *lines = block.strip().split("\n")
    name, date, conflict = (part.strip() for part in header.split("|"))
    tail = {line[:2]: line[2:].strip() for line in lines if line[:2] in ("= ", "! ", "~ ")}
    draft = Draft(name)
    read_body(draft, "\n".join(x for x in lines if x[:2] not in ("= ", "! ", "~ ")).strip(), places)
    if "= " not in tail:
        raise draft.fail("no status line")
    status, also = read_status(draft, tail["= "])
    record: dict[str, Any] = {
        "id": name, "lang": lang, "source": SOURCE_NAME, "date": date, "synthetic": True,
        "conflict": conflict, "text": draft.text, "mentions": draft.mentions, "claims": draft.claims,
        "status": status,
    }  # fmt: skip
    if also:
        record["status_also"] = also
    if "! " in tail:
        record["must_not_be_frontline"] = [r.strip() for r in tail["! "].split(",")]
    notes = [tail["~ "]] if "~ " in tail else []
    if draft.unknown:
        notes.append("in no gazetteer: " + ", ".join(dict.fromkeys(draft.unknown)))
    if notes:
        record["notes"] = "; ".join(notes)
    check(draft, record)
    return record


def compile_all(folder: Path = HERE) -> str:
    """Return the whole set as JSON lines, files and passages in their order."""
    places = read_places(folder / "places.tsv")
    records: list[dict[str, Any]] = []
    for path in sorted((folder / "source").glob("*.txt")):
        lang = path.name[:2]
        blocks = re.split(r"^@ ", path.read_text(encoding="utf-8"), flags=re.M)[1:]
        records += [compile_passage(block, lang, places) for block in blocks]
    ids = [r["id"] for r in records]
    if len(ids) != len(set(ids)):
        raise SourceError(f"ids used twice: {sorted(i for i in set(ids) if ids.count(i) > 1)}")
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def main(arguments: list[str]) -> int:
    compiled = compile_all()
    if "--check" in arguments:
        same = OUTPUT.exists() and OUTPUT.read_text(encoding="utf-8") == compiled
        sys.stdout.write("up to date\n" if same else f"{OUTPUT.name} is out of date: run the compiler\n")
        return 0 if same else 1
    OUTPUT.write_text(compiled, encoding="utf-8")
    sys.stdout.write(f"{compiled.count(chr(10))} passages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
