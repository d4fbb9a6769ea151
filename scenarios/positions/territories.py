"""The parts of France, as rough boxes: enough to tell a point of one from a point of none."""

from __future__ import annotations

Box = tuple[float, float, float, float]

TERRITORIES: tuple[Box, ...] = (
    (41.2, 51.3, -5.3, 9.7),
    (15.7, 16.6, -61.9, -60.9),
    (14.3, 15.0, -61.3, -60.7),
    (2.0, 6.0, -54.8, -51.5),
    (-21.5, -20.8, 55.1, 55.9),
    (-13.1, -12.5, 44.9, 45.4),
    (46.6, 47.3, -56.6, -56.0),
    (17.8, 18.2, -63.3, -62.7),
    (-23.0, -19.4, 163.4, 168.3),
    (-28.0, -7.5, -155.0, -134.0),
    (-14.6, -13.1, -178.4, -176.0),
)
"""South, north, west and east, in degrees: metropolitan France with Corsica, Guadeloupe,
Martinique, Guyane, La Réunion, Mayotte, Saint-Pierre-et-Miquelon, Saint-Martin and
Saint-Barthélemy, New Caledonia, French Polynesia, Wallis-et-Futuna."""


def in_france(lat: float, lon: float) -> bool:
    """Tell whether a point is in the box of a part of France, neighbours' borders included.

    Examples
    --------
    >>> in_france(43.29, 5.57), in_france(-21.1, 55.5), in_france(5.57, 43.29)
    (True, True, False)
    """
    return any(
        south <= lat <= north and west <= lon <= east for south, north, west, east in TERRITORIES
    )
