"""What lifting an association far behind would cost, as far as it was sought."""

from __future__ import annotations

from models.base import Text
from models.fairness import FairnessOfWeek, FairPoint
from models.numbers import amount, percent
from models.study import Totals
from solver.ramasse.fairness import LIFTED
from solver.study_fairness_words import (
    ABOVE_FLOORS,
    LATE,
    LESS_RARE,
    LIFT,
    LIFT_BY_HOURS,
    NO_FOOD_LIFTS,
    NOT_FOUND,
    NOT_PRICED,
    NOT_SOUGHT,
    NOT_SOUGHT_HERE,
    NOTHING_LIFTS,
)

CRUMB_KG = 0.5
"""Less food than this is none."""
NOTHING = 5e-3
"""A share that is told as 0 %."""
SAID = 6e-3
"""A share that is surely told as 1 % or more."""


def lift(
    who: str,
    level: float,
    now: Totals,
    fairness: FairnessOfWeek | None,
    *,
    finished: bool,
    floors: bool = False,
) -> Text:
    """Return what it would cost to lift an association, as far as it was sought.

    Parameters
    ----------
    finished
        The search came to its end: more time would bring nothing, and is not advised.
    floors
        Whether somebody keeps what they would have alone: lifting others may ask for some of it.
    """
    food_kg = now.usable_kg
    if fairness is None:
        return NOT_PRICED
    if not fairness.sought:
        why = fairness.why_not
        return NOT_SOUGHT if why in (None, LATE) else NOT_SOUGHT_HERE.format(why=why)
    first = _lifting(who, level, fairness)
    if first is not None:
        less = food_kg - first.food_kg
        more_h = max(0.0, first.person_hours - now.person_hours)
        return (LIFT if less >= CRUMB_KG else LIFT_BY_HOURS).format(
            less=_kg(less),
            food=_kg(food_kg),
            hours=Text(fr=amount(more_h, "h", "fr", 1), en=amount(more_h, "h", "en", 1)),
            share=_share(level),
            then=_share(first.levels[who]),
        )
    kept = ABOVE_FLOORS if floors else Text(fr="", en="")
    tried = [one for one in fairness.frontier if one.proved]
    if tried and all(one.lowest <= level + LIFTED for one in tried):
        less = max(0.0, food_kg - tried[-1].food_kg)
        by = _share(LIFTED)
        if less < CRUMB_KG:
            return NOTHING_LIFTS.format(by=by, kept=kept)
        return NO_FOOD_LIFTS.format(less=_kg(less), by=by, kept=kept)
    return NOT_FOUND.format(kept=kept) if finished else NOT_SOUGHT


def _lifting(who: str, level: float, fairness: FairnessOfWeek) -> FairPoint | None:
    """Return the first point of the frontier that lifts an association, most food first.

    To whoever has nothing, whatever is told as more than 0 % is a lift.
    """
    least = level + LIFTED if level >= NOTHING else SAID
    return next((one for one in fairness.frontier if one.levels.get(who, 0.0) > least), None)


def rare_cost(
    who: str, level: float, rare: float | None, fairness: FairnessOfWeek | None
) -> tuple[Text, ...]:
    """Return that lifting an association shares rare families less well, where it does."""
    if fairness is None or not fairness.sought or rare is None:
        return ()
    first = _lifting(who, level, fairness)
    if first is None or first.lowest_rare is None or first.lowest_rare >= rare - LIFTED:
        return ()
    return (LESS_RARE.format(share=_share(rare), then=_share(first.lowest_rare)),)


def _share(level: float) -> Text:
    return Text(fr=percent(level, "fr"), en=percent(level, "en"))


def _kg(kg: float) -> Text:
    return Text(fr=amount(kg, "kg", "fr"), en=amount(kg, "kg", "en"))
