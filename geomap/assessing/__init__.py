"""Control layers joined to a map: statuses with what assessors say, their ground, shares and changes."""

from geomap.assessing.changed import Row, changed_rows
from geomap.assessing.drawn import drawn
from geomap.assessing.layers import actor_name, assessors, layer_days, layers
from geomap.assessing.statuses import beside_control

__all__ = [
    "Row",
    "actor_name",
    "assessors",
    "beside_control",
    "changed_rows",
    "drawn",
    "layer_days",
    "layers",
]
