"""Reports in, layered and honest conflict maps out.

>>> import geomap
>>> reports = geomap.read("reports/")  # doctest: +SKIP
>>> findings = geomap.analyse(reports)  # doctest: +SKIP
>>> geomap.render(findings, "outputs/week-12.html", title="Week 12")  # doctest: +SKIP
"""

from importlib import import_module

__version__ = "0.1.0"

# Names and where they live; loaded on first use, so that `import geomap` stays light.
_PUBLIC = {
    "Metadata": "geomap.documents",
    "Options": "geomap.options",
    "Results": "geomap.results",
    "analyse": "geomap.pipeline",
    "check": "geomap.pipeline",
    "embed": "geomap.embedding",
    "load": "geomap.pipeline",
    "read": "geomap.documents",
    "render": "geomap.maps",
    "to_folium": "geomap.maps",
}
__all__ = [
    "Metadata",
    "Options",
    "Results",
    "__version__",
    "analyse",
    "check",
    "embed",
    "load",
    "read",
    "render",
    "to_folium",
]


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'geomap' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
