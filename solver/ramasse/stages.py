"""What a search aims at, in which order, and what is held of it afterwards."""

from __future__ import annotations

from solver.programs.solved import INFINITY
from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.running_week import RunningWeek
from solver.ramasse.week import Week

WORTH_MOVING = 0.005
"""Part of an objective for which nothing of a published plan is moved, at least."""
ROUNDING = 1e-6
"""By which a value held may be missed."""


def shared(week: Week) -> bool:
    """Tell whether rounds are chosen for several associations together."""
    return any(len(stream.members) > 1 for stream in week.streams)


def stages_of(
    week: Week, running: RunningWeek | None, like: bool = False
) -> list[tuple[Aim, float]]:
    """Return what is aimed at, one after the other, with what later stages may give up.

    Fairness is sought where something is shared, unless the policy lets later objectives give up
    all of it. The changes of a running week come before all, or last.

    Parameters
    ----------
    like
        Whether as little as possible of an earlier week is changed: where the policy names
        stability, else last, within what the objectives may give up.
    """
    policy = week.scenario.policy
    found: list[tuple[Aim, float]] = [
        (one.objective, one.tolerance)
        for one in policy.stages
        if one.objective != "fairness" or (shared(week) and one.tolerance < 1)
    ]
    if running is None and not like:
        return found
    if running is None and policy.before_stability is not None:
        before = {one.objective for one in policy.stages[: policy.before_stability]}
        at = sum(one in before for one, _ in found)
        return [*found[:at], ("changes", policy.stability_tolerance), *found[at:]]
    changes: tuple[Aim, float] = ("changes", 0.0 if running is None else running.tolerance)
    if running is not None and not running.last:
        return [changes, *found]
    return [*((one, max(tolerance, WORTH_MOVING)) for one, tolerance in found), changes]


def hold(
    master: Master, objective: Aim, value: float, tolerance: float, kept_kg: float | None
) -> None:
    """Let later stages give up no more of an objective than its tolerance.

    Parameters
    ----------
    kept_kg
        Food below which a published plan that is to be bettered may not fall.
    """
    if objective == "food":
        least = value * (1 - tolerance)
        least = least if kept_kg is None else max(least, min(value, kept_kg))
        master.program.limit("food", least - ROUNDING, INFINITY)
    else:
        master.program.limit(objective, -INFINITY, value * (1 + tolerance) + ROUNDING)
