"""A control file in, a ``ControlLayer`` out: what an assessor says about who holds which ground.

Reads only; shares of regions are worked out in ``status``.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.control.layer import ControlLayer
    from geomap.control.reading import Mapping, read, read_all
    from geomap.control.spec import Spec, parse_spec

# Most maps have no control layer: what reads one is loaded on first use.
_HOME = {
    "ControlLayer": "layer",
    "Mapping": "reading",
    "Spec": "spec",
    "parse_spec": "spec",
    "read": "reading",
    "read_all": "reading",
}
__all__ = ["ControlLayer", "Mapping", "Spec", "parse_spec", "read", "read_all"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'geomap.control' has no attribute {name!r}")
    return getattr(import_module(f"geomap.control.{_HOME[name]}"), name)
