"""The import of a control file: whose it is, what each feature says, from which day, what was mended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from geomap.control.features import Feature, Opened
from geomap.control.files import open_vector
from geomap.control.importing import Importer
from geomap.control.layer import ControlLayer
from geomap.control.recognise import recognise, refuse_units
from geomap.control.rows import Lookup, is_table, open_rows
from geomap.control.spec import Spec, parse_spec
from geomap.control.tables import OWN, Fields, Rule, Table, find_table, load_tables
from geomap.errors import InputError, UsageError
from geomap.model.control import ControlCategory

_SAMPLE = 2000  # a file is recognised by its first features; tables of places may have millions
# Of a file whose user names only who holds: whatever is drawn is held.
_HELD = Rule("held by the side named", (), ControlCategory.CONTROL)
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which properties of a user's own file hold what, and its terms."""

    category: str = ""
    actor: str = ""
    date: str = ""
    name: str = ""
    licence: str = ""
    redistributable: bool = False


def read(
    source: Path | str | Spec,
    *,
    assessor: str = "",
    date: str = "",
    mapping: Mapping | None = None,
    places: Lookup | None = None,
) -> ControlLayer:
    """Read what an assessor says at one date: the date asked for, else the newest.

    Parameters
    ----------
    source : Path, str or Spec
        A file, or ``FILE[:assessor][:date]`` with ``category=`` and ``actor=``
        for one's own files.
    assessor : str, optional
        The id of a known assessor, or a TOML file of one's own; else the file
        is recognised.
    date : str, optional
        The day (``2025-11-09``) for a file that names none, or which of
        several to take.
    mapping : Mapping, optional
        Which properties of a user's own file hold what.
    places : callable, optional
        Gives the place of a gazetteer id, for tables by GeoNames id.

    Returns
    -------
    ControlLayer
        Its ``report`` says what was understood, mended and left out.

    Raises
    ------
    InputError
        When the file cannot be read, or has a category that is not known.
    UsageError
        When assessor, date or mapping cannot be used.
    """
    return _import(source, assessor, date, mapping, places, newest=True)[-1]


def read_all(
    source: Path | str | Spec,
    *,
    assessor: str = "",
    date: str = "",
    mapping: Mapping | None = None,
    places: Lookup | None = None,
) -> tuple[ControlLayer, ...]:
    """Read what an assessor says at every date of a file, oldest first; see :func:`read`."""
    return _import(source, assessor, date, mapping, places, newest=False)


def _import(
    source: Path | str | Spec,
    assessor: str,
    date: str,
    mapping: Mapping | None,
    places: Lookup | None,
    *,
    newest: bool,
) -> tuple[ControlLayer, ...]:
    spec = _spec(source)
    mapping = mapping or _mapping(spec)
    opened = _open(spec.path, places)
    sample = list(islice(opened.features, _SAMPLE))
    features = chain(sample, opened.features)
    if not sample:
        raise InputError(f"{spec.path.name}: holds no features", hint="Check that the export worked.")
    refuse_units(sample, spec.path.name)
    table = _table(sample, spec.path.name, assessor or spec.assessor, mapping)
    importer = Importer(
        table, spec.path.name, digest(spec.path), opened.driver, opened.crs, date or spec.date, newest=newest
    )
    for feature in features:
        importer.add(feature)
    return importer.layers()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def _spec(source: Path | str | Spec) -> Spec:
    if isinstance(source, Spec):
        return source
    return parse_spec(str(source))


def _mapping(spec: Spec) -> Mapping | None:
    if not (spec.category or spec.actor):
        return None
    return Mapping(
        spec.category,
        spec.actor,
        spec.valid,
        spec.name,
        spec.licence,
        spec.redistributable.casefold() in ("yes", "true", "1"),
    )


def _open(path: Path, places: Lookup | None) -> Opened:
    try:
        return open_rows(path, places) if is_table(path) else open_vector(path)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror or error})", hint="Check the path."
        ) from error


def _table(sample: Sequence[Feature], file: str, assessor: str, mapping: Mapping | None) -> Table:
    tables = load_tables()
    known = tuple(t for t in tables if t.assessor.id != OWN)
    if mapping is None:
        return find_table(known, assessor) if assessor else recognise(sample, file, known)
    own = next(t for t in tables if t.assessor.id == OWN)
    _check(sample, file, mapping)
    return replace(
        own,
        assessor=replace(
            own.assessor,
            id=assessor or OWN,
            name=assessor or own.assessor.name,
            licence=mapping.licence or own.assessor.licence,
            redistributable=mapping.redistributable,
        ),
        fields=Fields(
            category=_some(mapping.category),
            actor=_some(mapping.actor),
            date=_some(mapping.date),
            name=_some(mapping.name),
        ),
        rules=own.rules if mapping.category else (_HELD,),
    )


def _check(sample: Iterable[Feature], file: str, mapping: Mapping) -> None:
    found = {name for feature in sample for name in feature.properties} | {"layer"}
    for name in filter(None, (mapping.category, mapping.actor, mapping.date, mapping.name)):
        if name not in found:
            raise UsageError(
                f"{file}: no property named {name!r}", hint=f"It has {', '.join(sorted(found))[:200]}."
            )


def _some(name: str) -> tuple[str, ...]:
    return (name,) if name else ()
