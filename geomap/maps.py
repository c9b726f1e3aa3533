"""Findings in, maps out: a scene, a page or figure, a Folium map, what a notebook shows."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap import scene
from geomap.actors import with_own
from geomap.chronicle import timeline
from geomap.errors import MissingExtraError, UsageError
from geomap.model import Findings, RegionStatus, When
from geomap.model.scene import Scene, Timeline
from geomap.options import Options, open_regions
from geomap.regions import Regions
from geomap.writing import claims_beside, write_whole

if TYPE_CHECKING:
    import folium


def render(findings: Findings, path: Path | str, options: Options | None = None, *, title: str = "") -> Scene:
    """Draw findings into a page or a figure, by the file's ending: HTML, SVG, PNG or PDF.

    Where there are more claims than a page holds, all of them are written
    beside it, into ``NAME.claims.csv``.

    Returns
    -------
    Scene
        What was drawn.

    Raises
    ------
    UsageError
        When the ending is none of these.
    GeomapError
        When the file cannot be written, or a library that it needs is not installed.
    """
    from geomap import renderers  # folium is slow to import

    path = Path(path)
    draw: dict[str, Callable[[Scene], str | bytes]] = {
        ".html": renderers.page,
        ".svg": renderers.figure,
        ".png": renderers.png,
        ".pdf": renderers.pdf,
    }
    kind = path.suffix.casefold()
    if kind not in draw:
        raise UsageError(f"{path.name}: not a kind of map", hint=f"Use {', '.join(draw)}.")
    beside = claims_beside(path)
    drawn = to_scene(findings, options, title=title, beside=beside.name)
    content = draw[kind](drawn)
    if len(drawn.claims) < len(findings.claims):
        from geomap import archive

        archive.save(findings, beside)
    write_whole(path, content)
    return drawn


def to_scene(
    findings: Findings, options: Options | None = None, *, title: str = "", beside: str = ""
) -> Scene:
    """Return the map of findings as plain data; ``beside`` names the file of all claims, if one is needed."""
    options = options or Options()
    regions = open_regions(options)
    assessed = None
    if options.control:
        from geomap import assessing

        assessed = assessing.drawn(options.control, regions, findings.as_of, options.thresholds)
    return scene.build(
        findings,
        regions,
        title=title or options.settings.title,
        assessed=assessed,
        quote_chars=options.settings.quote_chars,
        timeline=_timeline(findings, regions, options),
        lang=options.lang,
        tiles=options.tiles,
        beside=beside,
    )


def _timeline(findings: Findings, regions: Regions, options: Options) -> Timeline:
    """Return the map at earlier times, control layers of those times included."""
    actors = with_own(options.settings.actors)
    if not options.control:
        return timeline(findings, options.lang, actors=actors)
    from geomap import assessing

    def beside(statuses: Sequence[RegionStatus], when: When) -> Iterable[RegionStatus]:
        return assessing.beside_control(
            findings, statuses, findings.regions, regions, options.control, when, options.thresholds
        )[0]

    days = assessing.layer_days(options.control)
    return timeline(findings, options.lang, layer_days=days, beside=beside, actors=actors)


def to_folium(findings: Findings, options: Options | None = None, *, title: str = "") -> folium.Map:
    """Return an ordinary (networked) ``folium.Map`` of findings, to add what you like."""
    from geomap import renderers

    return renderers.to_folium(to_scene(findings, options, title=title))


def mime_bundle(findings: Findings, options: Options) -> dict[str, Any]:
    """Return findings as a notebook shows them: the page in a frame, a PNG where Typst is there, a text."""
    from geomap import renderers

    drawn = to_scene(findings, options)
    told = [f"{drawn.title}. {drawn.summary}."]
    told += [f"{card.name}: {card.sentence}" for card in drawn.regions if card.claims]
    bundle: dict[str, Any] = {"text/html": renderers.framed(drawn), "text/plain": "\n".join(told)}
    with suppress(MissingExtraError):  # an extra that this notebook may not have
        bundle["image/png"] = base64.b64encode(renderers.png(drawn)).decode()
    return bundle
