"""Findings in, a static site out: written whole, then shown at once."""

from geomap.site.analysed import analysed
from geomap.site.build import Built, Input, Wanted, address, build
from geomap.site.folder import Folder
from geomap.site.serve import server

__all__ = ["Built", "Folder", "Input", "Wanted", "address", "analysed", "build", "server"]
