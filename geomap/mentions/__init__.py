"""Reports in, mentions out: ``Recognizer(gazetteer, actors).find(report) -> list[Mention]``."""

from geomap.mentions.recogniser import Finder, Recognizer

__all__ = ["Finder", "Recognizer"]
