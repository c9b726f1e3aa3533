"""Ground of the assessors as plain data: fills that follow their own polygons, never a region's outline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from geomap.control import ControlLayer
from geomap.control.area import km2
from geomap.model import Basis
from geomap.model.control import ControlCategory
from geomap.model.scene import Ground, KeyEntry
from geomap.scene.drawing import rings_at

Name = Callable[[str], str]
_WORDS = {
    ControlCategory.CONTROL: "held by {actor}",
    ControlCategory.ADVANCE: "advanced on by {actor}",
    ControlCategory.INFILTRATION: "infiltrated by {actor}",
    ControlCategory.CONTESTED: "contested",
    ControlCategory.GREY_ZONE: "grey zone",
    ControlCategory.PARTISAN: "with partisans",
    ControlCategory.REGAINED: "regained by {actor}",
}
_TOLERANCE = 0.002
DIFFERENCE = "difference"


def grounds(layers: Sequence[ControlLayer], actor_name: Name) -> tuple[Ground, ...]:
    """Return the ground of control layers, largest first within each, so that the small is not covered.

    Colours follow the order of the actors' ids: no side has one of its own.
    Of several layers only the first of each assessor is shown at first.
    """
    actors = sorted({actor for layer in layers for _, actor, _ in layer.areas() if actor})
    seen: set[str] = set()
    found = []
    for layer in layers:
        hidden = layer.assessor.id in seen
        seen.add(layer.assessor.id)
        found += [
            _ground(layer, key, shape, actors, actor_name, hidden)
            for key, shape in sorted(layer.areas().items(), key=lambda item: -item[1].area)
        ]
    return tuple(ground for ground in found if ground.rings)


def difference_grounds(title: str, named: Iterable[tuple[str, float, Any]]) -> tuple[Ground, ...]:
    """Return where two assessors differ as a layer of its own, hidden at first."""
    return tuple(
        Ground(title, title, label, DIFFERENCE, -1, rings, round(size, 1), hidden=True)
        for label, size, shape in named
        if (rings := rings_at(shape, _TOLERANCE))
    )


def key_entries(shown: Sequence[Ground]) -> tuple[KeyEntry, ...]:
    """Return the lines of the key, one a layer, with how many km² it marks."""
    totals: dict[str, float] = {}
    for ground in shown:
        totals[ground.layer] = totals.get(ground.layer, 0.0) + ground.km2
    titles = {ground.layer: ground.title for ground in shown}
    return tuple(KeyEntry("ground", layer, titles[layer], round(total)) for layer, total in totals.items())


def credit_lines(layers: Sequence[ControlLayer]) -> tuple[str, ...]:
    """Return whose layers are drawn, under which terms."""
    lines = []
    for layer in layers:
        terms = layer.assessor.licence or "terms not given"
        warning = "" if layer.assessor.redistributable else ", not to be passed on"
        lines.append(f"Control: {layer.assessor.credit or layer.assessor.name} ({terms}{warning})")
    return tuple(dict.fromkeys(lines))


def _ground(
    layer: ControlLayer,
    key: tuple[ControlCategory, str, Basis],
    shape: Any,
    actors: Sequence[str],
    actor_name: Name,
    hidden: bool,
) -> Ground:
    category, actor, basis = key
    words = _WORDS[category].format(actor=actor_name(actor) if actor else "somebody")
    title = f"{layer.assessor.name}, {layer.day or 'undated'}"
    return Ground(
        layer=layer.id,
        title=title,
        label=f"{title}: {basis.value} as {words}",
        kind=category.value,
        colour=actors.index(actor) if actor else -1,
        rings=rings_at(shape, _TOLERANCE),
        km2=round(float(km2(shape)), 1),
        hidden=hidden,
    )
