"""Findings with the verbs of the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.model import Findings

if TYPE_CHECKING:
    import geopandas


@dataclass(frozen=True, slots=True)
class Results(Findings):
    """Findings that can save themselves, become a GeoDataFrame, and show themselves in a notebook.

    ``show`` returns them as a MIME bundle; whoever made them knows with which
    boundaries and layers they are drawn.
    """

    show: Callable[[Results], dict[str, Any]] | None = field(default=None, compare=False, repr=False)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Return what Jupyter shows: the page in a sandboxed frame, a picture and a text beside it."""
        return self.show(self) if self.show else {"text/plain": repr(self)}

    def save(self, path: Path | str) -> None:
        """Write the findings as GeoJSON, CSV, JSONL or GeoPackage, by the file's ending.

        Raises
        ------
        UsageError
            When the ending is none of these.
        GeomapError
            When the file cannot be written.
        """
        from geomap import archive

        archive.save(self, path)

    def to_geopandas(self) -> geopandas.GeoDataFrame:
        """Return one row per report, claim and place, or unused mention.

        Returns
        -------
        geopandas.GeoDataFrame
            CRS EPSG:4326; the geometry is a point where the place is known to
            a settlement or better, else empty.
        """
        from geomap import archive

        return archive.to_geopandas(self)
