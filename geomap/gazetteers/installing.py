"""Installs a gazetteer: from a file of the user's, or a country from GeoNames."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geomap import datapackage
from geomap.errors import InputError, UsageError
from geomap.gazetteers import building, fetching, installed
from geomap.gazetteers.by_id import PlacesById
from geomap.gazetteers.embedded import EMBEDDED
from geomap.gazetteers.index import GazetteerIndex
from geomap.gazetteers.joined import JoinedGazetteer
from geomap.gazetteers.reading import Read, read, without

_SERVICE = "geonames:"


@dataclass(frozen=True, slots=True)
class Done:
    """What was installed, and what was left out of it."""

    about: installed.Installed
    problems: tuple[str, ...]
    passed_over: int
    known_already: int


def install(
    what: str,
    *,
    name: str = "",
    title: str = "",
    licence: str = "",
    progress: fetching.Progress = lambda done, whole: None,
) -> Done:
    """Install ``geonames:UA`` (goes online) or a file; it replaces one of the same name.

    Raises
    ------
    UsageError
        When the name will not do, or there is no such country.
    InputError
        When the file holds no place.
    ServiceError
        When GeoNames could not be reached.
    """
    if what.casefold().startswith(_SERVICE):
        country = what[len(_SERVICE) :].upper()
        name = installed.checked_name(name or f"geonames-{country}")
        file = fetching.fetch(country, installed.folder().parent / "fetched", progress)
        title, licence = title or f"GeoNames, all of {country}", licence or fetching.LICENCE
    else:
        file = Path(what)
        if not file.is_file():
            raise InputError(f"{what}: no such file", hint="Give a file, or geonames:UA for a country.")
        name = installed.checked_name(name or file.name.partition(".")[0])
    return _install(read(file, name), what, name, title or name, licence or "licence not given")


def _install(found: Read, source: str, name: str, title: str, licence: str) -> Done:
    shipped = PlacesById(JoinedGazetteer([GazetteerIndex(datapackage.path(n)) for n in EMBEDDED]))
    places = without(found.places, lambda number: shipped(f"geonames:{number}") is not None)
    if not places:
        raise UsageError(f"{source}: geomap has all its places already", hint="There is nothing to install.")
    with installed.making(name) as work:
        building.write(places, work)
        about = installed.describe(
            work, name, title=title, source=source, licence=licence, places=len(places)
        )
    return Done(about, tuple(found.problems), found.passed_over, len(found.places) - len(places))
