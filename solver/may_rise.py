"""How much food a plan may still gain, and whether a longer search is worth it."""

from __future__ import annotations

from models.study import Study

NEAR = 0.03
"""A plan whose food is within this part of a bound is near the best."""
LEFT_KG = 1.0
"""Less need than this is no lack."""


def may_rise_kg(study: Study) -> float:
    """Return the usable kg by which a longer search may still better a plan; 0 where it ended.

    It ended when nothing was left to find or its food is proved; otherwise no plan is known to
    bring less than the bound.
    """
    bound = next((one.bound for one in study.bounds if one.objective == "food"), None)
    ends = () if study.fairness is None else study.fairness.ends
    proved = any(one.stage == "food" and one.proved for one in ends)
    ended = study.provenance.termination == "finished" or proved
    if ended or study.totals.need_kg <= 0:
        return 0.0
    return room_kg(bound, study.totals.usable_kg)


def room_kg(bound: float | None, plan_kg: float) -> float:
    """Return how far a plan is below what is known that none passes; 0 for crumbs."""
    room = 0.0 if bound is None else bound - plan_kg
    return room if room > LEFT_KG else 0.0


def worth_searching(plan_kg: float, room_kg: float) -> bool:
    """Tell whether a plan is so far from what may be that a longer search is advised."""
    return room_kg > max(NEAR * (plan_kg + room_kg), LEFT_KG)
