"""A control file in, a ``ControlLayer`` out: what an assessor says about who holds which ground.

Reads only; shares of regions are worked out in ``status``.
"""

from geomap.control.layer import ControlLayer
from geomap.control.reading import Mapping, read, read_all
from geomap.control.spec import Spec, parse_spec

__all__ = ["ControlLayer", "Mapping", "Spec", "parse_spec", "read", "read_all"]
