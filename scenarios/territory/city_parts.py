"""Cities whose arrondissements have codes of their own: never both are counted."""

from __future__ import annotations

from collections.abc import Mapping

CITY_PARTS: Mapping[str, range] = {
    "13055": range(13201, 13217),
    "69123": range(69381, 69390),
    "75056": range(75101, 75121),
}
"""Cities whose figures are the sum of their arrondissements."""


def parts_alone(codes: set[str]) -> set[str]:
    """Return the cities that are left out, as their arrondissements are there.

    Examples
    --------
    >>> parts_alone({"13055", "13201", "13001"}), parts_alone({"13055", "13001"})
    ({'13055'}, set())
    """
    return {
        city
        for city, parts in CITY_PARTS.items()
        if city in codes and any(str(one) in codes for one in parts)
    }
