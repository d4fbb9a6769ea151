"""Lambert-93 metres as degrees: what French maps and land registers give instead of a latitude."""

from __future__ import annotations

from math import atan, atan2, degrees, exp, hypot, log, pi, radians, sin

EXPONENT, CONSTANT_M = 0.7256077650, 11754255.426
EAST_M, NORTH_M = 700000.0, 12655612.050
MERIDIAN_DEG, ECCENTRICITY = 3.0, 0.08181919106
"""n, C, Xs, Ys, λ0 and e of Lambert-93 on the GRS80 ellipsoid (IGN, "Projections
cartographiques: Lambert-93", NTG_71)."""
EASTS_M, NORTHS_M = (0.0, 1_350_000.0), (6_000_000.0, 7_200_000.0)
"""What metropolitan France takes of them, with a margin."""
CLOSE_RAD = 1e-11


def is_lambert(east_m: float, north_m: float) -> bool:
    """Tell whether two numbers may be Lambert-93 metres of metropolitan France."""
    return (
        EASTS_M[0] <= east_m <= EASTS_M[1]
        and abs(east_m) > 1_000
        and NORTHS_M[0] <= north_m <= NORTHS_M[1]
    )


def to_degrees(east_m: float, north_m: float) -> tuple[float, float]:
    """Return latitude and longitude of a point in Lambert-93, in degrees of RGF93 (WGS 84).

    The inverse Lambert conformal conic projection: algorithms ALG0004 and ALG0002 of IGN's
    NTG_71.

    Examples
    --------
    >>> [round(one, 4) for one in to_degrees(700000, 6600000)]
    [46.5, 3.0]
    """
    radius = hypot(east_m - EAST_M, north_m - NORTH_M)
    turn = atan2(east_m - EAST_M, NORTH_M - north_m)
    isometric = -log(radius / CONSTANT_M) / EXPONENT
    lat = 2 * atan(exp(isometric)) - pi / 2
    while True:
        wave = ECCENTRICITY * sin(lat)
        curved = ((1 + wave) / (1 - wave)) ** (ECCENTRICITY / 2)
        closer = 2 * atan(curved * exp(isometric)) - pi / 2
        if abs(closer - lat) < CLOSE_RAD:
            return degrees(closer), degrees(radians(MERIDIAN_DEG) + turn / EXPONENT)
        lat = closer
