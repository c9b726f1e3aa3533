"""What went wrong when a service was asked: worth another try, hopeless for this name, or for all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto

_AGAIN = (408, 425, 429)
_REFUSED = (401, 402, 403, 404, 407, 410)


class Remedy(Enum):
    """What to do after a failure."""

    RETRY = auto()  # it may pass
    NEXT = auto()  # this question will always fail; another may not
    STOP = auto()  # the service does not want us, or is not there


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed request: why, what to do, how many seconds the service asks us to wait."""

    reason: str
    remedy: Remedy
    retry_after: float = 0.0


def read_failure(error: BaseException) -> Failure:
    """Say what an exception of a geocoder means.

    The status and headers are on an exception that geopy wraps in its own,
    whose kind alone does not tell a 503 from a timeout.
    """
    for link in _chain(error):
        status = getattr(link, "status_code", None)
        if isinstance(status, int):
            return _of_status(status, getattr(link, "headers", None) or {})
    after = getattr(error, "retry_after", None)
    name = type(error).__name__
    if name == "GeocoderQueryError":
        return Failure(_brief(error), Remedy.NEXT)
    if name in ("GeocoderAuthenticationFailure", "GeocoderInsufficientPrivileges", "ConfigurationError"):
        return Failure(_brief(error), Remedy.STOP)
    if name.startswith("Geocoder"):
        return Failure(_brief(error), Remedy.RETRY, float(after or 0.0))
    return Failure("its answer cannot be understood", Remedy.RETRY)


def seconds_to_wait(value: str, now: datetime) -> float:
    """Read a Retry-After header: seconds or a date; 0 when it is neither."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            date = parsedate_to_datetime(value)
            seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now.timestamp()
        except (ValueError, TypeError, OverflowError):
            return 0.0
    return seconds if math.isfinite(seconds) and seconds > 0 else 0.0


def _of_status(status: int, headers: Mapping[str, str]) -> Failure:
    reason = f"HTTP {status}"
    if status in _AGAIN or status >= 500:
        value = headers.get("retry-after", "").strip()
        return Failure(reason, Remedy.RETRY, seconds_to_wait(value, datetime.now(UTC)))
    return Failure(reason, Remedy.STOP if status in _REFUSED else Remedy.NEXT)


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
