"""The line under the title, as plain text: date, counts, review."""

from __future__ import annotations

from geomap.language.interface import words
from geomap.model.scene import Scene


def facts(scene: Scene) -> str:
    """Return the line under the title of a scene."""
    return f"{dated(scene)} · {scene.summary} · {scene.review}"


def dated(scene: Scene) -> str:
    """Return the date of a scene as a line begins with it; of one without a date, that it has none."""
    said = words(scene.lang)
    return scene.as_of if scene.as_of == said("word.undated") else f"{said('page.as_of')} {scene.as_of}"
