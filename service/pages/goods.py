"""Some kg of a family as a figure: beside them the units that the family is counted in."""

from __future__ import annotations

from models.base import Language
from models.products import Family
from service.pages.page import Number, Tone
from service.words.sentences import in_units


def kilos(
    family: Family | None,
    kg: float | None,
    language: Language,
    digits: int = 0,
    unit: str = "",
    *,
    sign: bool = False,
    tone: Tone = "",
) -> Number:
    """Return kg of a family as a figure of a table, with its units where it is counted in some.

    Parameters
    ----------
    family
        None: one that the town has no more.
    kg
        None: nothing to say.
    unit
        Written after the figure where the column does not say it.
    """
    note = in_units(family, kg, language) if kg else ""
    return Number(kg, digits, unit, sign=sign, tone=tone, note=note)
