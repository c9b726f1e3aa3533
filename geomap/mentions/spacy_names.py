"""A user's own spaCy pipeline as recogniser: it finds the names, geomap reads the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geomap.errors import MissingDataError, MissingExtraError
from geomap.mentions.recogniser import Recognizer
from geomap.model import Mention, Report, Role

_PLACES = frozenset(("GPE", "LOC", "FAC", "PLACE", "LOCATION"))  # labels of spaCy's and of common pipelines


class SpacyRecognizer:
    """Finds place names with a spaCy pipeline.

    Parameters
    ----------
    base : Recognizer
        Reads roles and spellings of the spans that the pipeline gives.
    pipeline : str
        The name of an installed pipeline ("en_core_web_sm"), or a folder.
    labels : sequence of str
        Entity labels that are places.

    Raises
    ------
    MissingExtraError
        When spaCy is not installed.
    MissingDataError
        When the pipeline is not.
    """

    def __init__(self, base: Recognizer, pipeline: str, labels: Sequence[str] = ()) -> None:
        self._base = base
        self._labels = frozenset(labels) or _PLACES
        self._nlp = _loaded(pipeline)

    def find(self, report: Report) -> list[Mention]:
        """Return the mentions of a report in the order of its text; each span matches the text."""
        document = self._nlp(report.text)
        spans = [
            (entity.start_char, entity.end_char)
            for entity in document.ents
            if entity.label_ in self._labels and entity.text.strip()
        ]
        return [m for m in self._base.describe(report, spans) if m.role is not Role.DEMONYM]


def _loaded(pipeline: str) -> Any:
    try:
        import spacy  # a heavy library, which only those who bring a pipeline have
    except ImportError as error:
        raise MissingExtraError(
            "a spaCy pipeline needs spaCy", hint='pip install "geomap[nlp]", and the pipeline.'
        ) from error
    try:
        return spacy.load(pipeline)
    except OSError as error:
        raise MissingDataError(
            f"{pipeline}: no spaCy pipeline of that name or folder",
            hint=f"python -m spacy download {pipeline}, or give the folder of your own.",
        ) from error
