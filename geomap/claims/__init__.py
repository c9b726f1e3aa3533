"""Reports with their places in, claims out: who says what of which place, who denies it, in which words."""

from geomap.claims.extractor import Extractor
from geomap.claims.relate import relate
from geomap.claims.verbatim import ClaimExtractor, verbatim

__all__ = ["ClaimExtractor", "Extractor", "relate", "verbatim"]
