"""Axes of pictures over time: round values that lines cross, and periods that are named."""

from __future__ import annotations

import math
from collections.abc import Sequence

from models.base import Language
from models.numbers import number

LINES = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Steps of an axis, times a power of ten."""
MOST_NAMED = 13
"""Periods named under a picture, about."""


def steps(most: float, language: Language) -> list[tuple[float, str]]:
    """Return round values from zero to the most, about five, and how they are written.

    Parameters
    ----------
    most
        Above zero.

    Examples
    --------
    >>> steps(1.0, "fr")[1:3], [text for _, text in steps(412.0, "en")]
    ([(0.2, '0,2'), (0.4, '0,4')], ['0', '100', '200', '300', '400'])
    """
    step = _step(most)
    digits = next(n for n in range(12) if abs(round(step, n) - step) < step / 100)
    count = int(most / step + 1e-9) + 1
    return [(step * n, number(step * n, language, digits if n else 0)) for n in range(count)]


def named_periods(periods: Sequence[str], most: int = MOST_NAMED) -> list[tuple[int, str]]:
    """Return the periods that are named, by their number: as many as can be read, about."""
    every = max(1, len(periods) // most)
    return [(n, name) for n, name in enumerate(periods) if n % every == 0]


def _step(most: float) -> float:
    """Return a round step that draws about five lines."""
    power = 10.0 ** math.floor(math.log10(most / 6))
    return next(one * power for one in LINES if one * power * 6 >= most)
