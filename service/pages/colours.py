"""Colours and dashes of pictures: each stands out on white, dashes tell lines apart without it."""

from __future__ import annotations

COLOURS = ("#1f5fa8", "#a33b1f", "#2c7139", "#7a3d91", "#7d5a00", "#a5245e", "#1b6f74", "#4d4d4d")
"""One per series; each stands out on white (contrast of at least 4.5)."""
DASHES = ("", "9 4", "3 3", "12 3 3 3")
INK = "#1d2733"


def colour(number: int) -> str:
    """Return the colour of a series, by its number."""
    return COLOURS[number % len(COLOURS)]


def dash(number: int) -> str:
    """Return the dashes of a line, by its number: others when colours begin again."""
    return DASHES[(number + number // len(COLOURS)) % len(DASHES)]


def shortened(text: str, letters: int) -> str:
    """Return a label that holds in some letters.

    Examples
    --------
    >>> shortened("Camion frigorifique", 8)
    'Camion …'
    """
    return text if len(text) <= letters else text[: letters - 1] + "…"
