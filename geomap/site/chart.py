"""The status of a region over time, as shapes of a small chart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geomap.model.scene import ClaimCard, RegionState, Scene, Style, letters_of

WIDTH, BARS, BAND = 720, 56, 30
_LETTER_ROOM = 16  # a narrower band has no room for its letter
_LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time in which a region had one status; ``day`` is when it began (ISO 8601)."""

    day: str
    headline: str
    letter: str
    pattern: str
    sentence: str
    x: float
    width: float

    @property
    def has_letter(self) -> bool:
        """Whether the letter fits into the band."""
        return self.width >= _LETTER_ROOM


@dataclass(frozen=True, slots=True)
class Bar:
    """The claims published on one day."""

    day: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of claims over a band of statuses, from the first day to the last (ISO 8601)."""

    first: str
    last: str
    steps: tuple[Step, ...]
    bars: tuple[Bar, ...]
    most: int


def charts(scene: Scene, cards: Mapping[str, Sequence[ClaimCard]]) -> dict[str, Chart]:
    """Return the charts of the regions that have a history, by region id.

    Parameters
    ----------
    scene : Scene
        With its timeline; the clock of publication is used where there is one.
    cards : mapping
        The claims of each region.
    """
    walks = _walks(scene)
    styles = {style.key: style for style in scene.styles}
    return {
        region.id: _chart(walks[region.id], cards.get(region.id, ()), styles)
        for region in scene.regions
        if len(walks.get(region.id, ())) and _days(cards.get(region.id, ()))
    }


def _walks(scene: Scene) -> dict[str, list[tuple[str, RegionState | None]]]:
    """Return for each region the days on which its state changed; None where nothing is known any more."""
    clocks = {clock.key: clock for clock in scene.timeline.clocks}
    clock = clocks.get("published") or next(iter(clocks.values()), None)
    found: dict[str, list[tuple[str, RegionState | None]]] = defaultdict(list)
    if clock is None:
        return found
    for day, frame in zip(clock.steps, clock.frames, strict=True):
        for region, number in frame:
            found[region].append((day, scene.timeline.states[number] if number >= 0 else None))
    return found


def _days(cards: Iterable[ClaimCard]) -> Counter[str]:
    return Counter(day for card in cards if (day := card.published[1] or card.published[0]))


def _chart(
    walk: Sequence[tuple[str, RegionState | None]], cards: Sequence[ClaimCard], styles: Mapping[str, Style]
) -> Chart:
    counts = _days(cards)
    first, last = min(*counts, walk[0][0]), max(*counts, walk[-1][0])
    start, span = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days + 1

    def at(day: str) -> float:
        return round((date.fromisoformat(day) - start).days / span * WIDTH, 1)

    ends = [*(at(day) for day, _ in walk[1:]), float(WIDTH)]
    steps = [
        _step(day, state, styles, at(day), end - at(day))
        for (day, state), end in zip(walk, ends, strict=True)
    ]
    most = max(counts.values())
    width = max(_LEAST, round(WIDTH / span - 1, 1))
    bars = [
        Bar(day, n, at(day), round(BARS - n / most * BARS, 1), min(width, 24), round(n / most * BARS, 1))
        for day, n in sorted(counts.items())
    ]
    return Chart(first, last, _merged(steps), tuple(bars), most)


def _step(day: str, state: RegionState | None, styles: Mapping[str, Style], x: float, width: float) -> Step:
    style = styles[state.style if state else "no_information"]
    letters = letters_of(styles, state) if state else style.letter
    sentence = state.sentence if state else ""
    return Step(day, style.label, letters, style.pattern, sentence, x, round(max(width, 0.0), 1))


def _merged(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Join neighbours that tell the same but for their sentence; the newest sentence stands."""
    found: list[Step] = []
    for step in steps:
        last = found[-1] if found else None
        if last is not None and (last.headline, last.letter) == (step.headline, step.letter):
            width = round(last.width + step.width, 1)
            found[-1] = Step(last.day, last.headline, last.letter, last.pattern, step.sentence, last.x, width)
        else:
            found.append(step)
    return tuple(found)
