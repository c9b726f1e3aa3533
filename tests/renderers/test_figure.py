"""The figure: names that do not collide, everything a reader of a print needs, the same drawing each time."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import geomap
from geomap import renderers
from geomap.language.interface import words
from geomap.maps import to_scene
from geomap.model.scene import Composition, Ground, KeyEntry, Mark, Part, RegionCard, Scene, Shape
from geomap.renderers import looks
from geomap.renderers.labels import overlap
from geomap.scene.styles import styles

SVG = "{http://www.w3.org/2000/svg}"
SNAPSHOT = Path(__file__).with_name("figure.svg")


def square(west: float, south: float, side: float = 2.0) -> tuple[tuple[float, float], ...]:
    return (
        (west, south),
        (west + side, south),
        (west + side, south + side),
        (west, south + side),
        (west, south),
    )


def card(name: str, style: str, west: float, **more: object) -> RegionCard:
    return RegionCard(
        id=name, name=name, country="Land", note="", style=style, headline=style, basis="claimed by a party",
        sentence=f"A said it of {name}; B denied it.", rule=style, flags=(), reports=1, origins=2, claims=(),
        label=(west + 1, 51.0), rings=(square(west, 50),), **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def scene() -> Scene:
    grounds = (
        Ground("one@1", "One, 2025-01-01", "One: assessed as held by A", "control", 0, (square(30, 50, 1),), 7000.0, basis="assessed", what="assessed as held by A"),
        Ground("two@1", "Two, 2025-01-01", "Two: claimed as held by B", "control", 1, (square(34, 50, 1),), 7000.0, basis="claimed", what="claimed as held by B", rank=1),
        Ground("two@1", "Two, 2025-01-01", "Two: grey zone", "grey_zone", -1, (square(35, 51, 1),), 7000.0, basis="assessed", what="assessed as grey zone", rank=1),
    )  # fmt: skip
    bar = Composition(
        "One", "2025-01-01", (Part("held by A", "control", 0, 25.0), Part("not marked", "", -1, 75.0))
    )
    return Scene(
        title="Three squares", as_of="1 January 2025", summary="2 reports, 3 claims, 2 origins", review="not reviewed",
        bounds=(29.5, 49.5, 37.0, 53.0), base=(Shape("L", "Land", "country", (square(28, 48, 12),)),),
        regions=(card("North", "disputed", 30), card("Middle", "assessed_part", 32, compositions=(bar,), over="claimed_change"), card("South", "no_information", 34)),
        marks=(Mark("m0", "Town", 31.0, 51.0, 0, True, "the place itself", "North", ()), Mark("m1", "Village", 33.4, 50.5, 12, False, "near the place", "Middle", ())),
        countries=(), claims=(),
        key=(KeyEntry("status", "disputed", "Disputed", 1), KeyEntry("status", "no_information", "No information", 1), KeyEntry("ground", "one@1", "One, 2025-01-01", 7000), KeyEntry("ground", "two@1", "Two, 2025-01-01", 14000), KeyEntry("places", "point", "Place of a claim", 1)),
        styles=styles(words("en")), boundary_note="Boundaries are nobody's finding.", method_note="Shows what is said, not what is so.",
        credits=("Land: nobody (public domain)",), grounds=grounds, beyond=("Faraway",),
    )  # fmt: skip


def test_the_drawing_is_the_one_looked_at(scene: Scene) -> None:
    """GEOMAP_SNAPSHOT=1 writes it anew; look at it before you commit it."""
    drawn = renderers.figure(scene)
    if os.environ.get("GEOMAP_SNAPSHOT"):
        SNAPSHOT.write_text(drawn, encoding="utf-8")
    assert drawn == SNAPSHOT.read_text(encoding="utf-8")


def test_it_has_all_that_a_print_needs(scene: Scene) -> None:
    text = " ".join(
        "".join(node.itertext()) for node in ET.fromstring(renderers.figure(scene)).iter(f"{SVG}text")
    )
    for needed in (
        "Three squares", "As of 1 January 2025", "A said it of North; B denied it.", "Disputed: 1", "No information: 1",
        "assessed as held by A", "assessed as grey zone", "100 km", "Boundaries are nobody's finding.", "Land: nobody",
        "Shows what is said, not what is so.", "Outside the first view: Faraway.", "P?",
    ):  # fmt: skip
        assert needed in text, needed


def test_names_and_badges_do_not_lie_on_each_other(project: Path) -> None:
    drawing = to_scene(geomap.analyse(geomap.read(project / "docs" / "samples")))
    frame = ET.fromstring(renderers.figure(drawing)).find(f"{SVG}svg")
    assert frame is not None
    plates = [
        (float(n.get("x", 0)), float(n.get("y", 0)), float(n.get("x", 0)) + float(n.get("width", 0)), float(n.get("y", 0)) + float(n.get("height", 0)))
        for n in frame.iter(f"{SVG}rect")
        if n.get("rx")
    ]  # fmt: skip
    badges = [
        (
            float(n.get("cx", 0)) - 14,
            float(n.get("cy", 0)) - 14,
            float(n.get("cx", 0)) + 14,
            float(n.get("cy", 0)) + 14,
        )
        for n in frame.iter(f"{SVG}circle")
        if n.get("r") == "14"
    ]
    assert len(plates) >= 8
    assert len(badges) >= 5
    boxes = plates + badges
    assert [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b)] == []


def test_colour_is_for_the_ground_of_assessors(scene: Scene) -> None:
    """Navy and vermillion by number; a claimed holding is striped; the second assessor's is an outline."""
    one, two, grey = scene.grounds
    assert looks.of(one) == looks.Look("#004488", 0.55, "#004488", 1.5)
    assert looks.of(two).fill == "@stripes-1"
    assert looks.of(two).stroke == "#d55e00"
    assert looks.of(grey).fill == "@dots"
    second = Ground("x", "x", "x", "control", 0, (), 1.0, basis="assessed", rank=1)
    assert looks.of(second).opacity < 0.2
    assert {look.stroke for look in looks.OUTLINES.values()} <= {looks.INK, looks.SOFT, "#8d887c"}


@pytest.mark.parametrize("kind", ["html", "svg", "png", "pdf"])
def test_same_input_same_bytes_in_two_processes_and_two_folders(
    project: Path, tmp_path: Path, kind: str
) -> None:
    made = []
    for seed, zone, name in (("0", "UTC", "a"), ("4711", "Asia/Tokyo", "b")):
        folder = tmp_path / name
        folder.mkdir()
        for sample in sorted((project / "docs" / "samples").iterdir()):
            (folder / sample.name).write_bytes(sample.read_bytes())
        command = [sys.executable, "-m", "geomap", "render", ".", "-o", f"out/{name}.{kind}"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)
        made.append((folder / "out" / f"{name}.{kind}").read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) > 10_000
