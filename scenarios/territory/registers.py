"""Numbers of public registers: SIRET and RNA, and cities whose arrondissements have codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

LUHN_EXEMPT = "356000000"
"""La Poste, whose numbers are added up otherwise."""
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


def is_siret(text: str) -> bool:
    """Tell whether 14 digits are a SIRET: Luhn's sum, or the plain one for La Poste.

    Examples
    --------
    >>> is_siret("73282932000074"), is_siret("73282932000075"), is_siret("35600000000048")
    (True, False, True)
    """
    if not re.fullmatch(r"\d{14}", text):
        return False
    digits = [int(one) for one in text]
    if text.startswith(LUHN_EXEMPT):
        return sum(digits) % 5 == 0 or _luhn(digits)
    return _luhn(digits)


def _luhn(digits: list[int]) -> bool:
    doubled = [2 * one if n % 2 == 0 else one for n, one in enumerate(digits)]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def is_rna(text: str) -> bool:
    """Tell whether a text has the form of a number of the register of associations.

    Examples
    --------
    >>> is_rna("W131000123"), is_rna("131000123")
    (True, False)
    """
    return re.fullmatch(r"W[0-9A-Z]{9}", text) is not None
