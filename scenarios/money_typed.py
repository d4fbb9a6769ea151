"""Euros as people type them: "12 k€", "12K", "1 200 €"; and how they have to be written."""

from __future__ import annotations

import re

from models.base import Text
from models.numbers import read_number

_TIMES = {"k": 1_000, "m": 1_000_000}
_EUROS = r"€|eur|euros?"
_TAX = r"h\.?t\.?|ttc"
_TYPED = re.compile(
    rf"(?:{_EUROS})?\s*(?P<number>[-+\d][\d\s.,]*?)\s*(?:(?P<times>[km])\s*)?(?:{_EUROS})?"
    rf"\s*(?:{_TAX})?",
    re.IGNORECASE,
)


def is_money(field: str) -> bool:
    """Tell whether a field holds euros, by the unit in its name."""
    return "eur" in field.split("_")


def euros_meant(said: object, field: str) -> float | None:
    """Return an amount as it was meant; none where nothing can be told.

    Examples
    --------
    >>> euros_meant("12 k€", "eur"), euros_meant("0,46 € HT", "price_eur"), euros_meant("12", "kg")
    (12000.0, 0.46, None)
    """
    found = _TYPED.fullmatch(said.strip()) if isinstance(said, str) and is_money(field) else None
    number = None if found is None else read_number(found["number"])
    if found is None or number is None:
        return None
    return round(float(number) * _TIMES.get((found["times"] or "").lower(), 1), 2)


def euros_remedy(said: object, field: str) -> Text | None:
    """Return how an amount has to be written; none where nothing can be told.

    Examples
    --------
    >>> [euros_remedy(one, "budget_eur").en for one in ("12 k€", "1,5K", "1 200 €")]
    ['Write 12000, in euros.', 'Write 1500, in euros.', 'Write 1200, in euros.']
    >>> euros_remedy("12 k€", "kg"), euros_remedy("much", "eur")
    (None, None)
    """
    eur = euros_meant(said, field)
    return None if eur is None else WRITE.format(eur=f"{eur:.12g}")


WRITE = Text(fr="Écrivez {eur}, en euros.", en="Write {eur}, in euros.")
