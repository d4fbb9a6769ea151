"""Numbers of French bodies: SIRET of places, RNA of associations, with their checks.

A SIRET is 14 digits whose Luhn sum is a multiple of ten (Insee, "numéro SIRET"). Those of La Poste
(SIREN 356 000 000) may instead have digits that add up to a multiple of five.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from models.fields import en, fr

Siret = Annotated[
    str,
    fr("SIRET", "14 chiffres : 9 de l'association, 5 du lieu."),
    en("SIRET", "14 digits: 9 of the body, 5 of the place."),
    Field(max_length=40),
]
Rna = Annotated[
    str,
    fr("RNA", "W et 9 chiffres."),
    en("RNA", "W and 9 digits."),
    Field(max_length=40),
]
LA_POSTE = "356000000"
_RNA = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")


def tidied(number: str) -> str:
    """Return a number without its blanks, points and dashes, in capitals.

    Examples
    --------
    >>> tidied("356 000 000-00048"), tidied(" w133012345 ")
    ('35600000000048', 'W133012345')
    """
    return re.sub(r"[\s.\u00a0\u202f-]+", "", number).upper()


def luhn_sum(digits: str) -> int:
    """Return the Luhn sum of some digits: every second one from the right doubled.

    Examples
    --------
    >>> luhn_sum("73282932000074")
    50
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total


def is_siret(number: str) -> bool:
    """Tell whether a tidied number is a SIRET: 14 digits that pass their check.

    Examples
    --------
    >>> is_siret("73282932000074"), is_siret("73282932000075"), is_siret("7328293200007")
    (True, False, False)
    >>> is_siret("35600000049837"), is_siret("35600000049838")
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{14}", number):
        return False
    if number.startswith(LA_POSTE) and sum(map(int, number)) % 5 == 0:
        return True
    return luhn_sum(number) % 10 == 0


def is_rna(number: str) -> bool:
    """Tell whether a tidied number has the form of an RNA: W, department, seven digits.

    Examples
    --------
    >>> is_rna("W133012345"), is_rna("W2A1000001"), is_rna("W13301234"), is_rna("133012345")
    (True, True, False, False)
    """
    return _RNA.fullmatch(number) is not None
