"""Numbers that are no degrees: Lambert-93 metres, and degrees without their decimal point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from models.numbers import read_number
from scenarios.addresses.communes import commune
from scenarios.positions.lambert import is_lambert, to_degrees
from scenarios.positions.territories import in_france

DIGITS = 9
"""Decimals that may have been lost, at most."""
SMALLEST_M = 100_000


@dataclass(frozen=True)
class NoDegrees:
    """Two numbers that are no degrees, and what they probably say."""

    kind: Literal["lambert", "point", "metres"]
    meant: tuple[float, float] | None
    """Latitude and longitude, none when there is no telling."""


def no_degrees(lat: float, lon: float, town: str) -> NoDegrees | None:
    """Return what a latitude and a longitude out of bounds say, none when they are degrees.

    Parameters
    ----------
    town
        Name of the commune, which decides between several readings.

    Examples
    --------
    >>> found = no_degrees(897300, 6247900, "Aubagne")
    >>> found.kind, [round(one, 2) for one in found.meant]
    ('lambert', [43.3, 5.43])
    >>> no_degrees(432927, 55706, "Aubagne").meant
    (43.2927, 5.5706)
    """
    if abs(lat) <= 90 and abs(lon) <= 180:
        return None
    for east, north in ((lat, lon), (lon, lat)):
        if is_lambert(east, north):
            return NoDegrees("lambert", to_degrees(east, north))
    read = [(a, b) for a in _readings(lat, 90) for b in _readings(lon, 180) if in_france(a, b)]
    known = commune(town)
    if known is not None:
        read.sort(key=lambda at: known.outside_km(*at))
        read = [at for at in read if known.outside_km(*at) < OUTSIDE_KM]
    if len(read) == 1 or (read and known is not None):
        return NoDegrees("point", read[0])
    metres = min(abs(lat), abs(lon)) >= SMALLEST_M
    return NoDegrees("metres" if metres else "point", None)


def pair_of(text: str) -> tuple[float, float] | None:
    r"""Return the latitude and longitude that one text holds, none when it holds no pair.

    Decimal degrees as maps on line give them, or degrees, minutes and seconds.

    Examples
    --------
    >>> pair_of("43.2927, 5.5706"), pair_of("43,2927 ; 5,5706"), pair_of("43,2927")
    ((43.2927, 5.5706), (43.2927, 5.5706), None)
    >>> [round(one, 4) for one in pair_of("43°17'33.7\"N 5°34'14.2\"E")]
    [43.2927, 5.5706]
    """
    plain = text.strip().strip("()")
    for separator in (";", ", ", ",", " "):
        parts = [part.strip() for part in plain.split(separator) if part.strip()]
        if len(parts) == len(("lat", "lon")):
            values = [_degrees(part) for part in parts]
            lat, lon = values
            if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180:
                return lat, lon
    return None


def degrees_of(text: str) -> float | None:
    """Return the degrees that a text writes with minutes and seconds, none when it is no such.

    Examples
    --------
    >>> round(degrees_of("43° 17' 33,7'' N"), 4), degrees_of("5°30'O"), degrees_of("43.29")
    (43.2927, -5.5, None)
    """
    found = _SEXAGESIMAL.fullmatch(text.strip().replace("’", "'").replace("″", '"'))
    if found is None:
        return None
    whole, minutes, seconds = (float((one or "0").replace(",", ".")) for one in found.groups()[:3])
    value = whole + minutes / 60 + seconds / 3600
    return -value if (found[4] or "").upper() in ("S", "W", "O") else value


def _degrees(text: str) -> float | None:
    value = degrees_of(text)
    # "43,2927" is one number, not two whole ones
    return value if value is not None or not re.search("[.,]", text) else read_number(text)


_SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*°\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′]\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|''|′′)\s*)?([NSEWOnsewo])?"
)


def _readings(value: float, most: int) -> list[float]:
    """Return what a number may say once its decimals are put back."""
    if value != int(value):
        return [value] if abs(value) <= most else []
    found = [value / 10**digits for digits in range(DIGITS + 1)]
    return [one for one in found if 0.1 <= abs(one) <= most]


OUTSIDE_KM = 30.0
"""How far from its commune a reading may be."""
