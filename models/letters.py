"""Words as people compare them."""

from __future__ import annotations

import unicodedata


def bare(word: str) -> str:
    """Return a word as people compare it: no capitals, no accents, single blanks.

    Examples
    --------
    >>> bare("  Ramassé  LE ")
    'ramasse le'
    """
    parts = unicodedata.normalize("NFKD", word.casefold())
    return " ".join("".join(one for one in parts if not unicodedata.combining(one)).split())
