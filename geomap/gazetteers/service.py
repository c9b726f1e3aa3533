"""Online geocoders as gazetteers, through geopy.

A name is asked once: what was answered is kept on disk. Requests keep the
service's distance, a failure is tried again a few times and then said; after
some failures in a row the service is left alone for the rest of the run. A
failure is never taken for "no such place".
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geomap import __version__, config
from geomap.errors import ServiceError, UsageError
from geomap.gazetteers.answers import record, to_places
from geomap.gazetteers.failures import Failure, Remedy, read_failure
from geomap.gazetteers.memory import Answer, Memory, Pace, cache_folder
from geomap.model import Place

USER_AGENT = f"geomap/{__version__} (places named in reports; a person's own run)"
_PUBLIC = {"nominatim.openstreetmap.org": 1.0}  # seconds that a public server's rules ask for
_LONGEST_NAME = 200
_ASKED = {"exactly_one": False, "limit": 10, "language": "en", "addressdetails": True, "namedetails": True}
_LATER = "Run again later: what was answered is kept, only the rest is asked."


@dataclass(frozen=True, slots=True)
class Manners:
    """How patiently a service is asked; all times in seconds.

    ``interval`` lies between two requests, ``timeout`` bounds one; a request
    is tried ``tries`` times, with ``backoff`` doubled each time before the
    next; a wait longer than ``longest_wait`` is not waited for; after
    ``give_up_after`` names in a row that failed no more are asked.
    """

    interval: float = 1.0
    timeout: float = 10.0
    tries: int = 3
    backoff: float = 1.0
    longest_wait: float = 60.0
    give_up_after: int = 3


class ServiceGazetteer:
    """Places by name from a geocoder of geopy.

    Parameters
    ----------
    name : str
        What the service is called; the method of its resolutions.
    geocoder : geopy.geocoders.base.Geocoder
        Any geocoder of geopy, one with a key as well.
    memory : Memory
        Where answers are kept.
    url : str
        Where it is asked; answers of two servers are kept apart.
    """

    def __init__(
        self,
        name: str,
        geocoder: Any,
        memory: Memory,
        *,
        url: str = "",
        manners: Manners | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = name
        self.url = url or str(getattr(geocoder, "api", ""))
        self._geocoder = geocoder
        self._memory = memory
        self._manners = manners = manners or Manners()
        self._sleep = sleep
        host = urlsplit(self.url).netloc or name
        interval = max(manners.interval, _PUBLIC.get(host, 0.0))
        self._pace = Pace(memory, host, interval, manners.longest_wait, clock=clock, sleep=sleep)
        known = inspect.signature(geocoder.geocode).parameters
        self._asked = {key: value for key, value in _ASKED.items() if key in known}
        self._failed_in_a_row = 0
        self._given_up = ""

    def search(self, name: str, *, limit: int = 10) -> Sequence[Place]:
        """Return the places of a name in the service's order; empty if it knows none.

        Raises
        ------
        ServiceError
            When the service could not answer: that is not "no such place".
        """
        query = " ".join(name.encode(errors="replace").decode().split())  # half a character fits no URL
        if not query or len(query) > _LONGEST_NAME:
            return []
        answer = self._memory.recall(self.name, self.url, query.casefold())
        if answer is None:
            answer = self._ask(query)
            self._memory.keep(self.name, self.url, query.casefold(), answer)
        return to_places(self.name, answer)[:limit]

    def close(self) -> None:
        """Close the file of answers."""
        self._memory.close()

    def _ask(self, query: str) -> Answer:
        """Ask until there is an answer or no hope."""
        if self._given_up:
            raise ServiceError(self._given_up, hint=_LATER)
        manners, pause = self._manners, self._manners.backoff
        failure = Failure("not asked", Remedy.NEXT)
        for number in range(max(1, manners.tries)):
            if number:
                self._sleep(pause)
            self._pace.wait()
            answer = self._request(query)
            if not isinstance(answer, Failure):
                self._failed_in_a_row = 0
                return answer
            failure, pause = answer, max(answer.retry_after, manners.backoff * 2**number)
            self._pace.put_off(answer.retry_after)
            if failure.remedy is not Remedy.RETRY or pause > manners.longest_wait:
                break
        raise self._failed(query, failure)

    def _request(self, query: str) -> Answer | Failure:
        try:
            found = self._geocoder.geocode(query, timeout=self._manners.timeout, **self._asked)
            locations = found if isinstance(found, list) else [found] if found else []
            answer = [record(one.address, one.latitude, one.longitude, one.raw) for one in locations]
            to_places(self.name, answer)  # what cannot be read is no answer, and not to be kept
            return answer
        except Exception as error:  # noqa: BLE001  # geocoders raise what their parsing stumbles over
            return read_failure(error)

    def _failed(self, query: str, failure: Failure) -> ServiceError:
        """Note a name that was not answered; leave the service alone when there is no use."""
        self._failed_in_a_row += 1
        reason = failure.reason
        if failure.retry_after > self._manners.longest_wait:
            reason += f", asks to wait {failure.retry_after:.0f} s"
            self._given_up = f"{self.name} left alone for the rest of this run: {reason}"
        elif failure.remedy is Remedy.STOP:
            self._given_up = f"{self.name} left alone for the rest of this run: it refuses ({reason})"
        elif self._failed_in_a_row >= self._manners.give_up_after:
            self._given_up = (
                f"{self.name} left alone for the rest of this run after "
                f"{self._failed_in_a_row} failures in a row (the last: {reason})"
            )
        return ServiceError(f"{self.name} did not answer about {query!r}: {reason}", hint=_LATER)


def known_services() -> list[str]:
    """Return the names of the geocoders that need no key."""
    from geopy.geocoders import SERVICE_TO_GEOCODER

    return sorted(name for name, kind in SERVICE_TO_GEOCODER.items() if _opens(kind))


def open_service(
    name: str,
    *,
    url: str | None = None,
    cache: Path | None = None,
    manners: Manners | None = None,
    settings: config.Settings | None = None,
) -> ServiceGazetteer:
    """Return an online geocoder as a gazetteer.

    Parameters
    ----------
    name : str
        A service of geopy that needs no key: ``nominatim``, ``photon`` …
    url : str, optional
        Another server of that kind, such as one of your own.
    cache : Path, optional
        Folder for what was answered; the user's cache folder by default.
    manners : Manners, optional
        How patiently it is asked.
    settings : Settings, optional
        Where the above are taken from when not given; ``geomap.toml`` and the
        environment (``GEOMAP_GEOCODER_URL`` …) by default.

    Raises
    ------
    UsageError
        When there is no such service, or the URL cannot be used.
    GeomapError
        When answers cannot be kept.
    """
    from geopy.geocoders import SERVICE_TO_GEOCODER

    settings = settings or config.load()
    kind = SERVICE_TO_GEOCODER.get(name.casefold())
    place = _server(settings.geocoder_url if url is None else url)
    if kind is None or not _opens(kind, place):
        why = "needs a key" if kind else "no such geocoder"
        raise UsageError(f"{name}: {why}", hint=f"Known: {', '.join(known_services())}.")
    geocoder = _opened(kind, place)
    folder = cache or (Path(settings.cache).expanduser() if settings.cache else cache_folder())
    interval = settings.geocoder_interval or Manners().interval
    return ServiceGazetteer(
        name.casefold(), geocoder, Memory(folder), manners=manners or Manners(interval=interval)
    )


def _server(url: str) -> dict[str, str]:
    """Split a server's URL into what geopy calls scheme and domain."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise UsageError(f"{url}: not a server's address", hint="Give it as https://nominatim.example.org.")
    return {"scheme": parts.scheme, "domain": (parts.netloc + parts.path).rstrip("/")}


def _opened(kind: Any, place: Mapping[str, str]) -> Any:
    from geomap.gazetteers.transport import BoundedAdapter

    known = inspect.signature(kind.__init__).parameters
    if not place.keys() <= known.keys():
        raise UsageError(
            f"{kind.__name__}: its server cannot be chosen", hint="Leave GEOMAP_GEOCODER_URL out."
        )
    return kind(user_agent=USER_AGENT, adapter_factory=BoundedAdapter, **place)


def _opens(kind: Any, place: Mapping[str, str] | None = None) -> bool:
    """Whether a geocoder can be made without a key."""
    from geopy.exc import ConfigurationError

    known = inspect.signature(kind.__init__).parameters
    try:
        given = {"user_agent": USER_AGENT, **(place or {})}
        kind(**{key: value for key, value in given.items() if key in known})
    except (TypeError, ConfigurationError):
        return False
    return True
