"""What the room offers stays what it is, whichever of its modules is imported first."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

from geomap import renderers

LAZY = ("framed", "page", "to_folium")


def test_no_lazy_name_is_also_a_module() -> None:
    assert not set(LAZY) & {found.name for found in pkgutil.iter_modules(renderers.__path__)}


@pytest.mark.parametrize(
    "first", ["geomap.renderers.frames", "geomap.renderers.single", "geomap.site", "geomap"]
)
def test_all_are_functions_after_any_import(first: str) -> None:
    code = f"import {first}\nfrom geomap import renderers\nprint([n for n in renderers.__all__ if not callable(getattr(renderers, n))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
