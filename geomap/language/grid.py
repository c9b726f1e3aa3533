"""The military grid (MGRS) to degrees, on the WGS 84 ellipsoid."""

from __future__ import annotations

import math

_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_A, _F = 6378137.0, 1 / 298.257223563
_K0 = 0.9996
_CYCLE_M = 2_000_000.0


def mgrs_to_lon_lat(zone: str, square: str, east: float, north: float) -> tuple[float, float] | None:
    """Return longitude and latitude of a grid reference, None for one that cannot be.

    Parameters
    ----------
    zone : str
        Zone and band, "37U".
    square : str
        The two letters of the 100 km square.
    east, north : float
        Metres within the square.
    """
    number, band = int(zone[:-1]), zone[-1]
    columns = _COLUMNS[(number - 1) % 3]
    if not 1 <= number <= 60 or square[0] not in columns or square[1] not in _ROWS:
        return None
    easting = (columns.index(square[0]) + 1) * 100_000.0 + east
    shift = 5 if number % 2 == 0 else 0
    base = ((_ROWS.index(square[1]) - shift) % 20) * 100_000.0 + north
    lowest = _northing(-80.0 + 8 * _BANDS.index(band))
    northing = base
    while northing < lowest - 100_000.0:
        northing += _CYCLE_M
    lat, lon = _utm_to_degrees(easting, northing, number)
    if (
        not -80.5 + 8 * _BANDS.index(band)
        <= lat
        <= -71.5 + 8 * _BANDS.index(band) + (4 if band == "X" else 0)
    ):
        return None
    return round(lon, 6), round(lat, 6)


def _northing(lat: float) -> float:
    """Metres north along the central meridian, the southern half below zero."""
    e2 = _F * (2 - _F)
    phi = math.radians(lat)
    return (
        _K0
        * _A
        * (
            (1 - e2 / 4 - 3 * e2**2 / 64 - 5 * e2**3 / 256) * phi
            - (3 * e2 / 8 + 3 * e2**2 / 32 + 45 * e2**3 / 1024) * math.sin(2 * phi)
            + (15 * e2**2 / 256 + 45 * e2**3 / 1024) * math.sin(4 * phi)
            - (35 * e2**3 / 3072) * math.sin(6 * phi)
        )
    )


def _utm_to_degrees(easting: float, northing: float, zone: int) -> tuple[float, float]:
    """Invert the transverse Mercator by Krüger's series (to the fourth order)."""
    n = _F / (2 - _F)
    radius = _A / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi, eta = northing / (_K0 * radius), (easting - 500_000.0) / (_K0 * radius)
    beta = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    xi_, eta_ = xi, eta
    for j, b in enumerate(beta, 1):
        xi_ -= b * math.sin(2 * j * xi) * math.cosh(2 * j * eta)
        eta_ -= b * math.cos(2 * j * xi) * math.sinh(2 * j * eta)
    chi = math.asin(math.sin(xi_) / math.cosh(eta_))
    delta = (2 * n - 2 * n**2 / 3 - 2 * n**3, 7 * n**2 / 3 - 8 * n**3 / 5, 56 * n**3 / 15)
    lat = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(delta, 1))
    lon = math.radians(zone * 6 - 183) + math.atan2(math.sinh(eta_), math.cos(xi_))
    return math.degrees(lat), math.degrees(lon)
