"""Feature by feature: the rule that fits, the day, the repaired shape; then layers by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from geomap.control.dates import ImpossibleDateError, as_when, find_date
from geomap.control.features import Feature, Geometry
from geomap.control.layer import ControlLayer
from geomap.control.rows import PLACE_ID, TABLE
from geomap.control.shapes import Repairer, message
from geomap.control.tables import Rule, Table
from geomap.errors import InputError, UsageError
from geomap.model.control import ControlAssertion, ControlCategory, ImportReport, LeftOut, Repair
from geomap.model.when import When

_MOST_NAMED = 5
_NO_SIDE = (ControlCategory.CONTESTED, ControlCategory.GREY_ZONE)


@dataclass(slots=True)
class _Day:
    """What was read for one day."""

    marked: list[tuple[Rule, Feature, Geometry, str]] = field(default_factory=list)


class Importer:
    """Collects features and turns them into layers, one a day.

    With ``newest`` only the newest day (or the one asked for) is kept in
    memory: tables of places hold years of days.
    """

    def __init__(
        self, table: Table, file: str, sha256: str, driver: str, crs: str, option: str, *, newest: bool
    ) -> None:
        self.table = table
        self.file = file
        self.sha256 = sha256
        self.driver = driver
        self.option = _option(option)
        self.newest = newest
        self.repairer = Repairer(crs, file)
        self.crs = crs
        self.features = 0
        self.left_out: Counter[tuple[str, str]] = Counter()
        self.unknown: Counter[str] = Counter()
        self.bad_dates: Counter[str] = Counter()
        self.date_from: Counter[str] = Counter()
        self.placeless: list[str] = []
        self.days: dict[date | None, _Day] = {}
        self.seen_days: set[date] = set()

    def add(self, feature: Feature) -> None:
        """Take one feature in."""
        self.features += 1
        values = feature.values(self.table.fields.category, self.file)
        rule = next((rule for rule in self.table.rules if rule.fits(values)), None)
        if rule is not None and rule.ignore:
            self.left_out[rule.native, rule.ignore] += 1
        elif feature.shape is None:
            self._drop(feature)  # it marks nothing, whatever its words
        elif rule is None:
            self.unknown[_native(feature, self.table)] += 1
        else:
            self._mark(rule, feature)

    def _drop(self, feature: Feature) -> None:
        if self.driver == TABLE:
            self.placeless.append(feature.first((*self.table.fields.name, self.table.fields.geonames)))
        else:
            self.repairer.pieces(None)

    def _mark(self, rule: Rule, feature: Feature) -> None:
        day = self._day(feature)
        if not self._wanted(day):
            return
        actor = self._actor(rule, feature)
        for piece in self.repairer.pieces(feature.shape):
            self.days.setdefault(day, _Day()).marked.append((rule, feature, piece, actor))

    def layers(self) -> tuple[ControlLayer, ...]:
        """Return one layer a day, oldest first.

        Raises
        ------
        InputError
            When a category is not known, or nothing is left.
        """
        self._stop_at_unknown()
        if not self.days:
            raise self._nothing_left()
        if self.option in self.days:
            return (self._layer(self.option),)
        if self.option and len(self.seen_days) > 1:
            raise InputError(
                f"{self.file}: nothing in it is of {self.option}",
                hint=f"It has {len(self.seen_days)} days, {min(self.seen_days)} to {max(self.seen_days)}.",
            )
        ordered = sorted(self.days, key=lambda day: day or date.min)
        return tuple(self._layer(day) for day in ordered)

    def _wanted(self, day: date | None) -> bool:
        """Return whether a day is kept; forget the days that a newer one replaces."""
        if day is not None:
            self.seen_days.add(day)
        if not self.newest or day is None:
            return True
        newest = self.option if self.option in self.seen_days else max(self.seen_days)
        for known in [d for d in self.days if d is not None and d != newest]:
            del self.days[known]
        return day == newest

    def _day(self, feature: Feature) -> date | None:
        readings = [("property", feature.properties.get(name, "")) for name in self.table.fields.date]
        readings += [("file name", feature.layer), ("file name", PurePath(self.file).stem)]
        for origin, text in readings:
            found = self._date(origin, text)
            if found:
                self.date_from[origin] += 1
                return found
        self.date_from["option" if self.option else ""] += 1
        return self.option

    def _date(self, origin: str, text: str) -> date | None:
        try:
            return find_date(text) if text else None
        except ImpossibleDateError as error:
            self.bad_dates[f"{error} in the {origin}"] += 1
            return None

    def _actor(self, rule: Rule, feature: Feature) -> str:
        if rule.actor or not self.table.fields.actor:
            return rule.actor
        text = feature.first(self.table.fields.actor)
        if not text and rule.category not in _NO_SIDE:
            self.unknown[f"{rule.native} without a side in {self.table.fields.actor[0]}"] += 1
        return _actor_id(text, dict(self.table.actors))

    def _layer(self, day: date | None) -> ControlLayer:
        valid = as_when(day) if day else None
        assertions: list[ControlAssertion] = []
        geometry: dict[str, Geometry] = {}
        prefix = f"{self.table.assessor.id}@{day or 'undated'}:{self.sha256[:8]}"
        for number, (rule, feature, piece, actor) in enumerate(self.days[day].marked, 1):
            assertion = self._assertion(f"{prefix}#{number}", rule, feature, actor, valid)
            assertions.append(assertion)
            geometry[assertion.id] = piece
        covers = {code for rule, *_ in self.days[day].marked for code in rule.covers}
        return ControlLayer(
            self.table.assessor, valid, tuple(assertions), geometry, self._report(day), tuple(sorted(covers))
        )

    def _assertion(
        self, ident: str, rule: Rule, feature: Feature, actor: str, valid: When | None
    ) -> ControlAssertion:
        fields = self.table.fields
        since = feature.first(fields.since)
        began = self._date("property", since)
        native = rule.native if not fields.actor else (feature.first(fields.category) or rule.native)
        return ControlAssertion(
            id=ident,
            assessor_id=self.table.assessor.id,
            native_category=native,
            category=rule.category or ControlCategory.CONTROL,
            actor_id=actor,
            basis=rule.basis,
            valid=valid,
            since=as_when(began, since) if began else None,
            place_id=feature.properties.get(PLACE_ID, ""),
            place_name=feature.first((*fields.name, "name")) if fields.name or fields.geonames else "",
            source_sha256=self.sha256,
            licence=self.table.assessor.licence,
            redistributable=self.table.assessor.redistributable,
        )

    def _report(self, day: date | None) -> ImportReport:
        origin = max(self.date_from, key=lambda o: (self.date_from[o], o), default="")
        return ImportReport(
            source=self.file,
            source_sha256=self.sha256,
            driver=self.driver,
            crs=self.crs or "EPSG:4326",
            features=self.features,
            repairs=self._repairs(),
            left_out=tuple(LeftOut(native, why, n) for (native, why), n in sorted(self.left_out.items())),
            date_from=origin,
            other_dates=tuple(d.isoformat() for d in sorted(self.seen_days) if d != day),
            other_assessors=tuple(a.id for a, _ in self.table.variants if a != self.table.assessor),
        )

    def _repairs(self) -> tuple[Repair, ...]:
        done = [Repair(k, message(k, self.crs), n) for k, n in sorted(self.repairer.done.items()) if n]
        done += [
            Repair("impossible_date", f"the date {what} cannot be meant and was not used", n)
            for what, n in sorted(self.bad_dates.items())
        ]
        if self.placeless:
            named = ", ".join(filter(None, self.placeless[:_MOST_NAMED]))
            text = f"rows without a known place were dropped ({named} …)"
            done.append(Repair("no_place", text, len(self.placeless)))
        if self.option and any(day != self.option for day in self.days):
            days = ", ".join(sorted(str(day) for day in self.days))
            done.append(Repair("date_option", f"the date {self.option} was not used: the file says {days}"))
        return tuple(done)

    def _stop_at_unknown(self) -> None:
        if not self.unknown:
            return
        named = ", ".join(repr(name) for name in sorted(self.unknown)[:_MOST_NAMED])
        more = f" and {len(self.unknown) - _MOST_NAMED} more" if len(self.unknown) > _MOST_NAMED else ""
        raise InputError(
            f"{self.file}: {_features(self.unknown.total())} a category that {self.table.assessor.name} "
            f"is not known to use: {named}{more}; nothing was imported",
            hint=f"Known: {self.table.categories()}. Or give a table of your own: FILE:my-assessor.toml",
        )

    def _nothing_left(self) -> InputError:
        why = "; ".join(f"{n} × {native}: {why}" for (native, why), n in sorted(self.left_out.items()))
        repairs = "; ".join(f"{r.count} × {r.message}" for r in self._repairs())
        return InputError(
            f"{self.file}: nothing in it marks who holds which ground ({why or repairs or 'no features'})",
            hint="Give polygons of control, or a table of places with who holds each.",
        )


def _option(text: str) -> date | None:
    if not text:
        return None
    try:
        found = find_date(text)
    except ImpossibleDateError:
        found = None
    if found is None:
        raise UsageError(f"{text!r} is not a day", hint="Write it as 2025-11-09.")
    return found


def _features(number: int) -> str:
    return f"{number:,} features have" if number > 1 else "a feature has"


def _native(feature: Feature, table: Table) -> str:
    return feature.first(table.fields.category)[:80] or "(no category)"


def _actor_id(text: str, names: dict[str, str]) -> str:
    if len(text) == 2 and text.isalpha():
        return f"state:{text.upper()}"
    return names.get(text, text)
