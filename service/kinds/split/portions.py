"""How portions are listed: by association, then distribution, family and lot."""

from __future__ import annotations

from models.allocation import Allocation, Portion
from models.base import Language, clock
from models.calendar import DAY_NAMES, DAYS
from service.kinds.split.words import split_word
from service.words.sentences import units_said

DAY_S = 86_400
CRUMB_KG = 0.05
"""Less than this is written as 0,0 kg: it is on no list."""


def by_association(allocation: Allocation) -> dict[str, list[Portion]]:
    """Return the portions of each association, but for crumbs that would be written as 0 kg."""
    found: dict[str, list[Portion]] = {who.id: [] for who in allocation.scenario.associations}

    def rank(one: Portion) -> tuple[int, str, str]:
        return one.opening_s, allocation.supply.lot[one.lot].family, one.lot

    for one in sorted(allocation.portions, key=rank):
        if one.kg >= CRUMB_KG:
            found[one.association].append(one)
    return found


def counted(allocation: Allocation, portion: Portion, language: Language) -> str | int:
    """Return how many crates or pallets a portion is, or what its family is counted in."""
    lot = allocation.supply.lot[portion.lot]
    if portion.units is not None and lot.container != "unit":
        return portion.units
    return units_said(allocation.scenario.family[lot.family], portion.kg, language)


def day_of(second: int, language: Language) -> str:
    """Return the day of a moment; that of the week after is told."""
    day = DAY_NAMES[DAYS[(second // DAY_S) % 7]].in_(language)
    weeks = second // (7 * DAY_S)
    return day if weeks == 0 else f"{day} (+{weeks} {split_word('week_short', language)})"


def moment(second: int, language: Language) -> str:
    """Return the day and hour of a moment."""
    return f"{day_of(second, language)} {clock(second % DAY_S)}"
