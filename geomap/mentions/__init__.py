"""Reports in, mentions out: ``Recognizer(gazetteer, actors).find(report) -> list[Mention]``."""

from geomap.mentions.recogniser import Recognizer

__all__ = ["Recognizer"]
