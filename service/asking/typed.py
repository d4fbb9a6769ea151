"""What is typed in a form, read as the values of a file are."""

from __future__ import annotations

from typing import Any

from models.numbers import read_number
from scenarios.fields import CLOCK, SLUG, Slot, pattern
from scenarios.guesses import guess

ABSENT: Any = object()
"""The value of a field that was left empty."""


def value_of(place: Slot, text: str) -> Any:
    """Return what a text means at a place, ``ABSENT`` when it is empty.

    Examples
    --------
    >>> from models.base import Clock
    >>> from scenarios.fields import slot
    >>> value_of(slot(float), "1 234,5"), value_of(slot(Clock), "8h30"), value_of(slot(int), "x")
    (1234.5, '08:30', 'x')
    """
    text = text.strip()
    if not text:
        return ABSENT
    if place.annotation in (int, float):
        number = read_number(text)
        return text if number is None else number
    if place.annotation is str and pattern(place) in (CLOCK, SLUG):
        return (guess(text, place) or text).strip('"') if pattern(place) == CLOCK else text
    return text
