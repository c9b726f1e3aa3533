"""Settings: defaults, then geomap.toml, then the environment, then options."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from geomap.errors import UsageError, meant
from geomap.model.problem import Level

FILE_NAME = "geomap.toml"
_ENVIRONMENT = "GEOMAP_"
_WANTED = {"str": "a text", "int": "a whole number", "float": "a number, not below 0"}


@dataclass(frozen=True, slots=True)
class Publish:
    """What may be published: the ``[publish]`` section of ``geomap.toml``.

    ``terms`` … ``unreviewed`` are rules, each ``refuse``, ``warn`` or
    ``allow``. ``embargo_hours`` is how much older than the map's date a claim
    must be (0: no embargo); ``coordinates_km`` how finely a point may tell where
    something is; ``quote_chars`` the longest quote, ``quotes_of`` the same for
    single publishers.
    """

    terms: Level = Level.REFUSE
    rejected: Level = Level.REFUSE
    embargo: Level = Level.REFUSE
    embargo_hours: float = 0.0
    coordinates: Level = Level.REFUSE
    coordinates_km: float = 1.0
    quotes: Level = Level.REFUSE
    quote_chars: int = 300
    quotes_of: tuple[tuple[str, int], ...] = ()
    boundary_note: Level = Level.REFUSE
    source: Level = Level.WARN
    licence: Level = Level.WARN
    unreviewed: Level = Level.WARN


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set for a project; each field is a key of ``geomap.toml``.

    ``worldview`` is whose view of contested boundaries is drawn; ``countries``,
    ``regions`` and ``geocoder`` steer where names are looked for; ``corrections`` is the
    file of places that a person pinned, renamed or rejected; ``recogniser`` and
    ``extractor`` name what takes the place of ours; ``geocoder_url`` is
    another server to ask than the public one, ``geocoder_interval`` the seconds
    between two requests (0: as the service wants), ``cache`` the folder where
    its answers are kept; ``data`` is the folder of the user's own gazetteers,
    ``gazetteers_off`` those not to be used ("all": none), ``geonames_url`` another
    server to fetch GeoNames' countries from; ``title`` is the page's;
    ``stale_days`` is after how many days an assessment is called stale; ``quote_chars``
    the longest quote shown. ``control_held`` … ``control_differ`` are the shares of
    a region, from 0 to 1, at which rules of assessed control hold: as good as
    all of it held, so little grey ground that it does not count, the least
    holding, and from where on assessors differ. ``publish`` is the section of
    what may be published; ``actors`` are ``[[actors]]`` tables, which go before ours.
    """

    worldview: str = "un"
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    corrections: str = ""
    recogniser: str = ""
    extractor: str = ""
    geocoder: str = ""
    geocoder_url: str = ""
    geocoder_interval: float = 0.0
    cache: str = ""
    data: str = ""
    gazetteers_off: tuple[str, ...] = ()
    geonames_url: str = ""
    title: str = ""
    stale_days: int = 14
    quote_chars: int = 300
    control_held: float = 0.95
    control_doubt: float = 0.02
    control_holder: float = 0.005
    control_differ: float = 0.05
    publish: Publish = Publish()
    actors: tuple[Mapping[str, Any], ...] = ()


def load(path: Path | None = None) -> Settings:
    """Return the settings of a project.

    Parameters
    ----------
    path : Path, optional
        The settings file; without it ``geomap.toml`` in the current folder, if
        there is one.

    Raises
    ------
    UsageError
        When the file is missing, is not TOML, or has an unknown key or a value
        of the wrong kind.
    """
    settings = Settings()
    file = path or Path(FILE_NAME)
    if path is not None or file.is_file():
        settings = _over(settings, _read(file), str(file))
    variables = {
        name.removeprefix(_ENVIRONMENT).casefold(): _plain(value)
        for name, value in os.environ.items()
        if name.startswith(_ENVIRONMENT)
    }
    return _over(settings, _of_environment(variables), "the environment")


def _of_environment(variables: Mapping[str, str]) -> dict[str, Any]:
    """Return the variables that are settings; GEOMAP_PUBLISH_TERMS is ``terms`` of ``[publish]``."""
    known = {f.name: getattr(Settings(), f.name) for f in fields(Settings)}
    found: dict[str, Any] = {k: v for k, v in variables.items() if k in known and not is_dataclass(known[k])}
    for name in (name for name, default in known.items() if is_dataclass(default)):
        own = {f.name for f in fields(known[name])}
        part = {k.removeprefix(f"{name}_"): v for k, v in variables.items() if k.startswith(f"{name}_")}
        found[name] = {k: v for k, v in part.items() if k in own}
    return found


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({error})", hint="Check --config.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: not TOML ({error})", hint="Mend the line it names.") from error


Section = TypeVar("Section", Settings, Publish)


def _over(settings: Section, values: Mapping[str, Any], where: str) -> Section:
    known = {f.name: getattr(settings, f.name) for f in fields(settings)}
    clean: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise UsageError(f"{where}: unknown setting {key}", hint=meant(key, known, "keys"))
        present = known[key]
        if isinstance(present, Publish):
            part = value if isinstance(value, Mapping) else _refuse(key, value, "a section", where)
            clean[key] = _over(present, part, f"{where}, [{key}]")
        else:
            clean[key] = _typed(key, value, type(present), where)
    return replace(settings, **clean)


def _typed(key: str, value: Any, kind: type, where: str) -> Any:
    if kind is Level:
        return _level(key, value, where)
    if key == "quotes_of":
        return _limits(key, value, where)
    if kind is tuple:
        value = tuple(value.split(",")) if isinstance(value, str) else value
        return tuple(value) if isinstance(value, list | tuple) else _refuse(key, value, "a list", where)
    if kind is int and isinstance(value, str) and value.isdigit():
        value = int(value)
    if kind is float:
        value = _number(value)
    if not isinstance(value, kind) or isinstance(value, bool):
        _refuse(key, value, _WANTED[kind.__name__], where)
    return value


def _level(key: str, value: Any, where: str) -> Level:
    if isinstance(value, str) and value in list(Level):
        return Level(value)
    near = difflib.get_close_matches(str(value), list(Level), n=1)
    meant = f" (perhaps {near[0]})" if near else ""
    _refuse(key, value, f"{', '.join(Level)}{meant}", where)


def _limits(key: str, value: Any, where: str) -> tuple[tuple[str, int], ...]:
    """Return the longest quote of single publishers: a table of names and whole numbers."""
    if not isinstance(value, Mapping):
        _refuse(key, value, "a table: publisher = characters", where)
    return tuple((str(name), _typed(f"{key}.{name}", chars, int, where)) for name, chars in value.items())


def _number(value: Any) -> Any:
    """Return a number that is not negative, anything else as it is."""
    try:
        number = float(value) if isinstance(value, str | int | float) and value is not True else -1.0
    except ValueError:
        return value
    return number if 0 <= number < float("inf") else str(value)


def _refuse(key: str, value: object, wanted: str, where: str) -> NoReturn:
    raise UsageError(f"{where}: {key} is {str(value)[:40]!r}", hint=f"It takes {wanted}.")


def _plain(value: str) -> str:
    return value.strip()
