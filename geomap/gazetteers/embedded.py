"""The gazetteers that a run looks names up in: those that ship with geomap, then the user's own.

``gazetteer/`` holds GeoNames' places, countries and regions; ``villages/`` every
settlement of Ukraine's official register that GeoNames' list lacks; ``districts/``
the second level of the world. They lie apart because their licences differ.
"""

from __future__ import annotations

from functools import cache

from geomap import config, datapackage
from geomap.gazetteers import installed
from geomap.gazetteers.index import GazetteerIndex
from geomap.gazetteers.joined import JoinedGazetteer

EMBEDDED = ("gazetteer", "villages", "districts")


@cache
def open_gazetteer() -> JoinedGazetteer:
    """Return the gazetteers in use, opened once a process."""
    shipped = [GazetteerIndex(datapackage.path(name)) for name in EMBEDDED]
    settings = config.load()
    root = installed.folder(settings)
    own = [
        GazetteerIndex(root / one.name, hint=f"Install it again, or: geomap data remove {one.name}")
        for one in installed.in_use(settings)
    ]
    return JoinedGazetteer([*shipped, *own])
