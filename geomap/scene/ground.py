"""Ground of the assessors as plain data: fills that follow their own polygons, never a region's outline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geomap.control import ControlLayer
from geomap.control.area import km2
from geomap.model import Basis
from geomap.model.control import ControlCategory, Measure, RegionShares
from geomap.model.scene import NOT_PASSED_ON, Composition, Ground, KeyEntry, Part
from geomap.scene import wording
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
_LEAST = 0.0005  # of a region: nothing of a bar would be seen
DIFFERENCE, CHANGE = "difference", "change"
_GROUPS = {DIFFERENCE: DIFFERENCE, CHANGE: CHANGE}  # groups of the key


def holders(layers: Sequence[ControlLayer]) -> list[str]:
    """Return the actors of layers in the order of their ids: no side has a colour of its own."""
    return sorted({actor for layer in layers for _, actor, _ in layer.areas() if actor})


def grounds(layers: Sequence[ControlLayer], actors: Sequence[str], actor_name: Name) -> tuple[Ground, ...]:
    """Return the ground of control layers, largest first within each, so that the small is not covered.

    Of several layers only the first of each assessor is shown at first.
    """
    ranks: dict[str, int] = {}
    found = []
    for layer in layers:
        hidden = layer.assessor.id in ranks
        rank = ranks.setdefault(layer.assessor.id, len(ranks))
        found += [
            replace(_ground(layer, key, shape, actors, actor_name), hidden=hidden, rank=rank)
            for key, shape in sorted(layer.areas().items(), key=lambda item: -item[1].area)
        ]
    return tuple(ground for ground in found if ground.rings)


def difference_grounds(title: str, named: Iterable[tuple[str, float, Any]]) -> tuple[Ground, ...]:
    """Return where two assessors differ as a layer of its own, hidden at first."""
    return tuple(
        Ground(
            wording.clean(title),
            wording.clean(title),
            wording.clean(label),
            DIFFERENCE,
            -1,
            rings,
            round(size, 1),
            hidden=True,
        )
        for label, size, shape in named
        if (rings := rings_at(shape, _TOLERANCE))
    )


def change_grounds(named: Iterable[tuple[str, str, float, Any]]) -> tuple[Ground, ...]:
    """Return what was gained and lost as layers of their own, hidden at first."""
    return tuple(
        Ground(
            wording.clean(title),
            wording.clean(title),
            wording.clean(label),
            CHANGE,
            -1,
            rings,
            round(size, 1),
            hidden=True,
        )
        for title, label, size, shape in named
        if (rings := rings_at(shape, _TOLERANCE))
    )


def compositions(
    rows: Iterable[RegionShares], actors: Sequence[str], actor_name: Name, names: Mapping[str, str]
) -> tuple[Composition, ...]:
    """Return a region's shares, one bar an assessor; the unmarked remainder apart."""
    return tuple(
        Composition(
            assessor=wording.clean(names.get(row.assessor_id, row.assessor_id)),
            day=row.valid.start.date().isoformat() if row.valid and row.valid.start else "",
            parts=(*_parts(row, actors, actor_name), _rest(row)),
        )
        for row in rows
        if row.measure is Measure.AREA
    )


def _rest(row: RegionShares) -> Part:
    return Part("not marked", "", -1, round(row.unmarked * 100, 1))


def _parts(row: RegionShares, actors: Sequence[str], actor_name: Name) -> list[Part]:
    return [
        Part(
            label=_words(share.category, share.actor_id, actor_name),
            kind=share.category.value,
            colour=actors.index(share.actor_id) if share.actor_id in actors else -1,
            percent=round(share.fraction * 100, 1),
            basis=share.basis.value,
        )
        for share in row.shares
        if share.fraction >= _LEAST
    ]


def _words(category: ControlCategory, actor: str, actor_name: Name) -> str:
    return wording.clean(_WORDS[category].format(actor=actor_name(actor) if actor else "somebody"))


def key_entries(shown: Sequence[Ground]) -> tuple[KeyEntry, ...]:
    """Return the lines of the key, one a layer, with how many km² it marks."""
    totals: dict[str, float] = {}
    for ground in shown:
        totals[ground.layer] = totals.get(ground.layer, 0.0) + ground.km2
    titles = {ground.layer: ground.title for ground in shown}
    groups = {ground.layer: _GROUPS.get(ground.kind, "ground") for ground in shown}
    return tuple(
        KeyEntry(groups[layer], layer, titles[layer], round(total)) for layer, total in totals.items()
    )


def credit_lines(layers: Sequence[ControlLayer]) -> tuple[str, ...]:
    """Return whose layers are drawn, under which terms."""
    lines = []
    for layer in layers:
        terms = layer.assessor.licence or "terms not given"
        warning = "" if layer.assessor.redistributable else f", {NOT_PASSED_ON}"
        whose = layer.assessor.credit or layer.assessor.name
        lines.append(wording.clean(f"Control: {whose} ({terms}{warning})"))
    return tuple(dict.fromkeys(lines))


def _ground(
    layer: ControlLayer,
    key: tuple[ControlCategory, str, Basis],
    shape: Any,
    actors: Sequence[str],
    actor_name: Name,
) -> Ground:
    category, actor, basis = key
    words = _words(category, actor, actor_name)
    title = wording.clean(f"{layer.assessor.name}, {layer.day or 'undated'}")
    return Ground(
        layer=layer.id,
        title=title,
        label=f"{title}: {basis.value} as {words}",
        what=f"{basis.value} as {words}",
        kind=category.value,
        colour=actors.index(actor) if actor else -1,
        rings=rings_at(shape, _TOLERANCE),
        km2=round(float(km2(shape)), 1),
        assessor=wording.clean(layer.assessor.name),
        day=layer.day,
        basis=basis.value,
    )
