"""Words as people compare them, and as they stand within a sentence."""

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


def lower(text: str) -> str:
    """Return a text as it stands within a sentence; an acronym stays as it is.

    Examples
    --------
    >>> lower("Projet"), lower("SIRET")
    ('projet', 'SIRET')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
