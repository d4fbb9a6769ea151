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
    """Return a label that holds in some letters: cut after a word, where that leaves half of them.

    A figure in its last brackets stays whole, and what is short behind a last dash.

    Examples
    --------
    >>> shortened("Camion frigorifique", 8), shortened("Marseille 8e (12 000)", 18)
    ('Camion…', 'Marseill… (12 000)')
    >>> shortened("Supermarché 3 (Marseille 11e, route d'Allauch)", 33)
    'Supermarché 3 (Marseille 11e…'
    >>> shortened("Personnes isolées du centre – avant", 27)
    'Personnes isolées… – avant'
    """
    if len(text) <= letters:
        return text
    name, opened, told = text.rpartition(" (")
    end = f"{opened}{told}" if told[:1].isdigit() and told.endswith(")") else ""
    if not end:
        name, dash, told = text.rpartition(" – ")
        end = f"{dash}{told}" if 3 * len(told) < letters else ""
    room = letters - 1 - len(end)
    if not end or room < 1:
        name, end, room = text, "", letters - 1
    words = name[: room + 1].rpartition(" ")[0].rstrip(" ,(–-")
    return f"{words if 2 * len(words) > room else name[:room].rstrip()}…{end}"
