"""The walk through the rooms: reports in, findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geomap import plugins
from geomap.actors import with_own
from geomap.claims import ClaimExtractor, Extractor, relate, verbatim
from geomap.documents import parse_date
from geomap.gazetteers import open_gazetteer
from geomap.language.detect import detect
from geomap.maps import mime_bundle
from geomap.mentions import Finder, Recognizer
from geomap.model import (
    Claim,
    Findings,
    Mention,
    Notice,
    Problem,
    Region,
    Report,
    Resolution,
    Role,
    When,
)
from geomap.options import Options, open_regions
from geomap.places import OnlineResolver, Resolver, read_corrections, told
from geomap.regions import Regions
from geomap.results import Results
from geomap.status import assess

if TYPE_CHECKING:
    from geomap.gazetteers.service import ServiceGazetteer
    from geomap.model.control import Assessor

Progress = Callable[[Iterable[Report]], Iterable[Report]]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one report: its places and claims, not yet related to those of others."""

    report: Report
    mentions: tuple[Mention, ...]
    resolutions: tuple[Resolution, ...]
    claims: tuple[Claim, ...]
    notices: tuple[Notice, ...] = ()


class Engine:
    """The rooms, opened once and used for every report."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.actors = with_own(self.options.settings.actors)
        self.gazetteer = open_gazetteer()
        self.regions = open_regions(self.options)
        self.service = open_service(self.options.geocoder) if self.options.geocoder else None
        self.recognizer = Recognizer(self.gazetteer, self.actors, unknown_names=self.service is not None)
        self.finder = self._finder(self.options.recogniser)
        self.corrections = read_corrections(self.options.corrections) if self.options.corrections else []
        self.resolver = Resolver(
            self.gazetteer,
            self.regions,
            countries=self.options.countries,
            admin=[code for name in self.options.regions for code in self.regions.codes_of(name)],
            corrections=self.corrections,
        )
        self.extractor = self._extractor(self.options.extractor)

    def _finder(self, name: str) -> Finder:
        """Return our recogniser, or the one that the user names: ``spacy:PIPELINE`` or an entry point."""
        kind, _, pipeline = name.partition(":")
        if not name:
            return self.recognizer
        if kind == "spacy":
            from geomap.mentions.spacy_names import SpacyRecognizer

            return SpacyRecognizer(self.recognizer, pipeline)
        found: Finder = plugins.load("geomap.mentions", name)(self.gazetteer, self.actors)
        return found

    def _extractor(self, name: str) -> ClaimExtractor:
        """Return our extractor, or the one that the user names by entry point."""
        if not name:
            return Extractor(self.actors)
        found: ClaimExtractor = plugins.load("geomap.claims", name)(self.actors)
        return found

    def places(self, report: Report) -> tuple[list[Mention], list[Resolution]]:
        """Return the mentions of a report and what each was resolved to."""
        mentions = self.finder.find(report)
        return mentions, self.resolve(report, mentions)

    def resolve(self, report: Report, mentions: list[Mention]) -> list[Resolution]:
        """Return what mentions were resolved to; the service, if any, is asked for unknown names."""
        resolutions = self.resolver.resolve(report, mentions)
        if self.service is None:
            return resolutions
        online = OnlineResolver(self.service, self.regions, countries=self.options.countries)
        return online.complete(mentions, resolutions)

    def literal(self, name: str) -> list[tuple[Mention, Resolution]]:
        """Return what a bare name resolves to where no mention was recognised; empty if unknown."""
        report = Report(id="name", text=name)
        mention = Mention(report.id, 0, len(name), name, names=(name,))
        resolution = self.resolve(report, [mention])[0]
        known = resolution.candidates or resolution.failure
        return [(mention, resolution)] if known else []

    def coded(self, path: Path | str) -> Findings:
        """Return the rows of a table of coded events (UCDP GED, ACLED) as reports, places and claims."""
        from geomap import events  # only here: most maps are drawn from reports

        return events.read(path, regions=self.regions, actor_id=self.actors.named)

    def found(self, report: Report) -> Found:
        """Return what is found in one report alone: it does not depend on any other."""
        tagged = report if report.lang else replace(report, lang=detect(report.text))
        mentions, placed = self.places(tagged)
        claims, refused = verbatim(tagged, self.extractor.extract(tagged, mentions, placed))
        return Found(tagged, tuple(mentions), tuple(placed), tuple(claims), tuple(refused))

    def findings(self, reports: Iterable[Report], events: Iterable[Path | str] = ()) -> Results:
        """Walk all reports through the rooms, and put tables of coded events beside them."""
        return self.together(map(self.found, reports), events)

    def together(self, parts: Iterable[Found], events: Iterable[Path | str] = ()) -> Results:
        """Return the findings of all reports: claims related to each other, regions with their status."""
        kept: list[Report] = []
        mentions: list[Mention] = []
        resolutions: list[Resolution] = []
        claims: list[Claim] = []
        notices: dict[str, Notice] = {}  # one for each message: a service given up fails many names alike
        for part in parts:
            kept.append(part.report)
            mentions += part.mentions
            resolutions += part.resolutions
            claims += part.claims
            notices.update((notice.message, notice) for notice in part.notices)
            for r in part.resolutions:
                if r.failure:
                    notices.setdefault(r.failure, Notice("service", r.failure, r.mention_id))
        raw = Results(
            reports=tuple(kept),
            mentions=tuple(mentions),
            resolutions=tuple(resolutions),
            claims=tuple(relate(claims, kept)),
            notices=(*notices.values(), *told(self.corrections, mentions)),
        )
        # Coders have told statements and echoes apart already: each row stays a claim of its own.
        return conclude(_together(raw, [self.coded(path) for path in events]), self.regions, self.options)


def _together(found: Results, coded: Iterable[Findings]) -> Results:
    """Return findings of reports with those of coded events behind them."""
    for part in coded:
        found = replace(
            found,
            reports=found.reports + part.reports,
            mentions=found.mentions + part.mentions,
            resolutions=found.resolutions + part.resolutions,
            claims=found.claims + part.claims,
            notices=found.notices + part.notices,
        )
    return found


def analyse(
    reports: Iterable[Report],
    options: Options | None = None,
    *,
    events: Iterable[Path | str] = (),
    progress: Progress | None = None,
) -> Results:
    """Find places and claims in reports, and what they make of each region.

    Parameters
    ----------
    reports : iterable of Report
        As :func:`geomap.read` gives them.
    options : Options, optional
        Worldview, boundaries, as-of date, countries, geocoder.
    events : iterable of path
        Tables of coded events (UCDP GED, ACLED), which become claims with
        their own codes of precision.
    progress : callable, optional
        Wraps the iteration over reports, to show how far it is.

    Returns
    -------
    Results
        The same for the same reports and options, whatever machine or day.

    Raises
    ------
    UsageError
        When an option cannot be used.
    """
    engine = Engine(options)
    return engine.findings(progress(reports) if progress else reports, events)


def load(path: Path | str, options: Options | None = None) -> Results:
    """Read findings that a person may have corrected; statuses are worked out again.

    Raises
    ------
    InputError
        When the file is not findings of geomap, naming the row.
    """
    from geomap import archive  # only here: most maps are drawn from reports

    options = options or Options()
    stored = archive.load(path)
    raw = Results(
        reports=stored.reports,
        mentions=stored.mentions,
        resolutions=stored.resolutions,
        claims=tuple(relate(list(stored.claims), list(stored.reports))),
        notices=stored.notices,
    )
    return conclude(raw, open_regions(options), options)


def conclude(findings: Results, regions: Regions, options: Options) -> Results:
    """Return findings with the regions they name and each region's status."""
    as_of = as_of_date(options.as_of, findings.reports)
    located = {m.id for m in findings.mentions if m.role is Role.LOCATION}
    ids = {i for r in findings.resolutions if r.mention_id in located for i in r.region_ids}
    ids.update(i for c in findings.claims for i in c.region_ids)
    named: list[Region] = [region for i in sorted(ids) if (region := regions.region(i))]
    statuses = assess(
        findings.claims,
        findings.mentions,
        findings.resolutions,
        named,
        as_of=as_of,
        actors=with_own(options.settings.actors),
        lang=options.lang,
    )
    if options.control:
        from geomap import assessing  # only where there are control layers

        statuses, named = assessing.beside_control(
            findings, statuses, named, regions, options.control, as_of, options.thresholds
        )
    return replace(
        findings,
        regions=tuple(named),
        statuses=tuple(statuses),
        worldview=options.worldview,
        as_of=as_of,
        show=partial(mime_bundle, options=options),
    )


def as_of_date(option: str, reports: Iterable[Report]) -> When | None:
    """Return the date of the map: the option, else the newest publication date, else None."""
    if option:
        return parse_date(option)
    dated = [r.published for r in reports if r.published and r.published.last]
    return max(dated, key=lambda when: str(when.last), default=None)


def open_service(name: str) -> ServiceGazetteer:
    """Return the online geocoder of that name."""
    from geomap.gazetteers import service  # only those who go online wait for what it imports

    return service.open_service(name)


def check(findings: Findings, options: Options | None = None) -> list[Problem]:
    """Return what stands in the way of publishing the map of findings, what refuses first.

    The rules are those of the ``[publish]`` section of ``geomap.toml``.
    """
    from geomap import checking

    options = options or Options()
    layers: Iterable[Assessor] = ()
    if options.control:
        from geomap import assessing

        layers = assessing.assessors(options.control)
    return checking.check(
        findings,
        options.settings.publish,
        layers=layers,
        boundary_note=open_regions(options).boundary_note(),
        quote_chars=options.settings.quote_chars,
    )
