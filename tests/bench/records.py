"""Many claims of our own making, for benchmarks of the page."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

from geomap.model import (
    Attribution,
    Claim,
    Claimant,
    Findings,
    Mention,
    Predicate,
    Proposition,
    Report,
    Resolution,
    Role,
    When,
    WherePrecision,
)
from geomap.pipeline import Engine, conclude
from geomap.results import Results

TOWNS = ("Sumy", "Konotop", "Shostka", "Kharkiv", "Kupiansk", "Izium", "Pokrovsk", "Kramatorsk", "Sloviansk", "Zaporizhzhia",
         "Orikhiv", "Kherson", "Mykolaiv", "Nikopol", "Dnipro", "Chernihiv", "Kursk", "Rylsk", "Belgorod", "Shebekino",
         "Bryansk", "Voronezh", "Luhansk", "Mariupol", "Melitopol", "Berdiansk", "Odesa", "Izmail", "Poltava", "Kremenchuk")  # fmt: skip
SPEAKERS = (
    "The General Staff",
    "The defence ministry",
    "The regional governor",
    "A military spokesman",
    "The mayor",
    "Monitors",
)
ACTS = (
    (Predicate.SHELLS, "shelling from across the line damaged {n} houses and a school near {town}"),
    (
        Predicate.CLASHES,
        "fighting went on for the {n}th day at the edge of {town} without either side moving",
    ),
    (
        Predicate.REPELS_ATTACK,
        "{n} attacks were beaten back on the road that leads out of {town} to the north",
    ),
    (Predicate.STRIKES, "{n} drones struck a depot and a railway yard in {town} during the night"),
    (Predicate.ADVANCES, "its units had moved {n} kilometres closer to {town} since the weekend"),
)
_FIRST = datetime(2025, 1, 1, tzinfo=UTC)


def findings(claims: int, days: int = 60, in_a_report: int = 10) -> Findings:
    """Return findings with so many claims, ten a report, about thirty towns of two countries."""
    engine = Engine()
    towns = [_town(engine, name) for name in TOWNS]
    reports, mentions, resolutions, found = [], [], [], []
    for r in range(claims // in_a_report):
        day = _FIRST + timedelta(days=r % days)
        sentences = [_sentence(r, k) for k in range(in_a_report)]
        text = " ".join(sentences)
        when = When(day, day + timedelta(days=1))
        reports.append(Report(f"r{r}", text, title=f"Digest {r}", publisher=f"Wire {r % 12}", published=when, lang="en",
                              url=f"https://example.org/{r}"))  # fmt: skip
        at = 0
        for k, sentence in enumerate(sentences):
            spot = towns[(r * 7 + k) % len(towns)]
            start = text.index(sentence, at)
            at = start + len(sentence)
            name = TOWNS[(r * 7 + k) % len(TOWNS)]
            m = Mention(
                f"r{r}",
                start + sentence.index(name),
                start + sentence.index(name) + len(name),
                name,
                (name,),
                role=Role.LOCATION,
            )
            mentions.append(m)
            resolutions.append(_placed(spot, m))
            found.append(
                Claim(
                    id=f"{r:06x}{k:02x}{'0' * 8}",
                    report_id=f"r{r}",
                    start=start,
                    end=at,
                    quote=sentence,
                    proposition=Proposition(ACTS[(r + k) % len(ACTS)][0]),
                    attribution=Attribution((Claimant(SPEAKERS[(r + k) % len(SPEAKERS)]),)),
                    mention_ids=(m.id,),
                    region_ids=spot.region_ids,
                    where_prec=WherePrecision.EXACT,
                    event_time=when,
                    before=sentences[k - 1] if k else "",
                    after=sentences[k + 1] if k + 1 < len(sentences) else "",
                )
            )
    raw = Findings(tuple(reports), tuple(mentions), tuple(resolutions), tuple(found))
    return conclude(
        Results(**{f.name: getattr(raw, f.name) for f in fields(raw)}), engine.regions, engine.options
    )


def _sentence(r: int, k: int) -> str:
    act = ACTS[(r + k) % len(ACTS)][1].format(
        n=2 + (r * 13 + k * 5) % 27, town=TOWNS[(r * 7 + k) % len(TOWNS)]
    )
    return f"{SPEAKERS[(r + k) % len(SPEAKERS)]} said on day {r}.{k} that {act}."


def _town(engine: Engine, name: str) -> Resolution:
    return engine.literal(name)[0][1]


def _placed(spot: Resolution, mention: Mention) -> Resolution:
    return replace(spot, mention_id=mention.id)
