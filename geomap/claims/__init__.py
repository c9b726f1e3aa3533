"""Reports with their places in, claims out: who says what of which place, who denies it, in which words."""

from geomap.claims.extractor import Extractor
from geomap.claims.relate import relate

__all__ = ["Extractor", "relate"]
