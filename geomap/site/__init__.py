"""Findings in, a static site out: written whole, then shown at once."""

from geomap.site.analysed import analysed
from geomap.site.build import WITHOUT_URL, Built, Input, Wanted, address, build
from geomap.site.folder import Folder
from geomap.site.serve import server

__all__ = ["WITHOUT_URL", "Built", "Folder", "Input", "Wanted", "address", "analysed", "build", "server"]
