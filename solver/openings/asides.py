"""What is asked about a calendar: gaps against moves, and the price of each refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.openings_study import CurvePoint, HandChange, OpeningPlan, RefusalPrice
from models.scenario import Scenario
from solver.openings.levels import Answer, Stop, calendar
from solver.openings.problem import CalendarProblem, Lifted, calendar_problem
from solver.openings.waits import waits
from solver.programs.cp_sat import Limits

STEPS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 65, 80, 100, 130)
"""Numbers of moves for which a curve has a point, and that of the calendar itself."""


def moved(problem: CalendarProblem, plan: OpeningPlan) -> int:
    """Return how many changes a calendar makes against today: slots, closures, relays."""
    return changed(problem, problem.today, plan)


def changed(problem: CalendarProblem, before: OpeningPlan, plan: OpeningPlan) -> int:
    """Return how many changes a calendar makes against another."""
    had, has = problem.numbers(before), problem.numbers(plan)
    total = 0
    for mine in problem.slots_of:
        gone = sum(n in had[0] and n not in has[0] for n in mine)
        new = sum(n in has[0] and n not in had[0] for n in mine)
        total += max(gone, new)
    total += sum(a != b for a, b in zip(had[1], has[1], strict=True))
    return total + len(set(had[2]) ^ set(has[2]))


def curve(
    problem: CalendarProblem, answer: Answer, most: int | None, limits: Limits
) -> tuple[tuple[CurvePoint, ...], tuple[int, ...]]:
    """Return the longest waits that so many moves allow, from none to those of the calendar.

    Each number of moves has its share of the time that is left, so that one that is hard does not
    take that of the others. Groups that no outlet receives are left out: nothing changes them.

    Returns
    -------
    points, unsought
        The points, and the numbers of moves for which there was no time.
    """
    last = moved(problem, answer.plan)
    found, unsought, start = [], [], problem.today
    known = dict(enumerate(answer.least))
    steps = [one for one in STEPS if one < last]
    for n, step in enumerate(steps):
        if limits.over:
            unsought.append(step)
            continue
        part = limits.part(1 / (len(steps) - n))
        # no changes leave one calendar alone
        until: Stop = "waits" if step else "first"
        made = calendar(problem, part, most_moves=step, until=until, start=start, least=known)
        if made.found:
            # what fewer moves allow is allowed still, where a search that was cut short fell behind
            start = min(made.plan, start, key=lambda plan: _longest_first(problem, plan))
            found.append(_point(problem, step, start, proved=made.proved))
        elif not made.impossible:
            unsought.append(step)
    proved = all(one.proved for one in answer.levels if one.level == "gap")
    found.append(_point(problem, last, answer.plan, proved=proved and most is None))
    return tuple(found), tuple(unsought)


def _longest_first(problem: CalendarProblem, plan: OpeningPlan) -> list[int]:
    told = zip(waits(problem, plan), problem.reached, strict=True)
    return sorted((days for days, outlets in told if outlets), reverse=True)


def _point(problem: CalendarProblem, moves: int, plan: OpeningPlan, *, proved: bool) -> CurvePoint:
    waited = _longest_first(problem, plan)
    worst = max(waited, default=0)
    return CurvePoint(
        moves=moves,
        worst_days=worst,
        at_worst=sum(one == worst for one in waited),
        total_days=sum(waited),
        proved=proved,
    )


@dataclass(frozen=True)
class Refusal:
    """Something that an outlet will not change."""

    outlet: str
    said: dict[str, Any]
    """Of the price: what kind it is, and of which slot or closure."""
    lifted: Lifted


def refusals(scenario: Scenario) -> Iterator[Refusal]:
    """Yield what is refused: whole outlets, slots kept or refused, dates of closures kept."""
    for outlet in scenario.openings.outlets:
        if not outlet.takes_part:
            lifted = Lifted(outlets=frozenset((outlet.id,)))
            yield Refusal(outlet.id, {"kind": "outlet"}, lifted)
            continue
        for slot in outlet.slots:
            if slot.wish != "free":
                kind = "kept_slot" if slot.wish == "fixed" else "refused_slot"
                key = frozenset(((outlet.id, slot.name),))
                said = {"kind": kind, "slot": slot.name}
                yield Refusal(outlet.id, said, Lifted(slots=key))
        for n, closure in enumerate(outlet.closures):
            if closure.fixed and len(closure.shifts(fixed=False)) > 1:
                dated: dict[str, Any] = {"kind": "kept_closure", "closure": n}
                key_of = frozenset(((outlet.id, n),))
                yield Refusal(outlet.id, dated, Lifted(closures=key_of))


def prices(
    scenario: Scenario,
    hand: Sequence[HandChange],
    answer: Answer,
    most: int | None,
    limits: Limits,
) -> tuple[tuple[RefusalPrice, ...], int]:
    """Return the longest waits with and without each refusal, and how many were not tried."""
    found, untried = [], 0
    ours = _ordered(waits(calendar_problem(scenario, hand), answer.plan))
    known = all(one.proved for one in answer.levels if one.level == "gap")
    asked, outlets = list(refusals(scenario)), scenario.openings.outlets
    for n, one in enumerate(asked):
        if limits.over:
            untried += 1
            continue
        problem = calendar_problem(scenario, hand, one.lifted)
        part = limits.part(1 / (len(asked) - n))
        # whoever does not reach that outlet waits as long, at best, as before
        least = {
            n: days
            for n, (days, mine) in enumerate(zip(answer.least, problem.reached, strict=True))
            if not any(outlets[problem.slots[slot].outlet].id == one.outlet for slot in mine)
        }
        made = calendar(
            problem, part, most_moves=most, until="waits", start=answer.plan, least=least
        )
        if not made.found:
            untried += 1
            continue
        without = min(ours, _ordered(waits(problem, made.plan)))
        found.append(
            RefusalPrice(
                outlet=one.outlet,
                with_days=ours,
                without_days=without,
                proved=known and made.proved,
                **one.said,
            )
        )
    return tuple(found), untried


def _ordered(waited: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(waited, reverse=True))
