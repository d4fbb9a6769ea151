"""Amounts of food as people write them: a number, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from models.letters import bare
from models.numbers import read_number

Measure = Literal["kg", "crates", "pallets"]

MEASURES: Mapping[Measure, Mapping[str, float]] = {
    "kg": {"kg": 1, "kilo": 1, "kilogramme": 1, "t": 1000, "tonne": 1000},
    "crates": {"caisse": 1, "cagette": 1, "cageot": 1, "coli": 1, "bac": 1, "crate": 1, "c": 1},
    "pallets": {"palette": 1, "pallet": 1},
}
"""What each is called, in the singular as ``stem`` writes it, and how much one is."""
_BY_WORD = {word: (one, each) for one, words in MEASURES.items() for word, each in words.items()}
_NUMBERED = re.compile(
    r"(?:env(?:iron)?\b\.?|approx\b\.?|~|≈|about)?\s*([-+−]?[\d\s.,'’]*\d)\s*([^\W\d]*)\.?",
    re.IGNORECASE,
)


def numbered(text: str) -> tuple[int | float, str] | None:
    """Return the number of a cell and the one word behind it, empty without; none if it is not so.

    Examples
    --------
    >>> numbered("84 Caisses"), numbered("env. 1 200,5 kg"), numbered("12"), numbered("1/2 palette")
    ((84, 'caisses'), (1200.5, 'kg'), (12, ''), None)
    """
    said = _NUMBERED.fullmatch(text.strip())
    number = read_number(said[1]) if said is not None else None
    return None if said is None or number is None else (number, bare(said[2]))


def amount_of(text: str, measure: str) -> float | None:
    """Return how much of a measure a cell says, its unit written or not; none if it does not.

    Examples
    --------
    >>> amount_of("3,5 T", "kg"), amount_of("12", "crates"), amount_of("12 caisses", "kg")
    (3500.0, 12, None)
    """
    said = numbered(text)
    if said is None:
        return None
    number, word = said
    unit, each = measure_of(word) or ("", 1)
    return number * each if unit == measure or not word else None


def stem(word: str) -> str:
    """Return a word without capitals, accents and the sign of the plural."""
    return bare(word).removesuffix("s")


def measure_of(word: str) -> tuple[Measure, float] | None:
    """Return what a word measures, and how much one of it is; none when it measures nothing.

    Examples
    --------
    >>> measure_of("cagettes"), measure_of("Colis"), measure_of("T"), measure_of("pots")
    (('crates', 1), ('crates', 1), ('kg', 1000), None)
    """
    return _BY_WORD.get(stem(word))
