"""How many trucks it takes: the same week with 1, 2, … of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.booking_study import FleetSize
from solver.programs.cp_sat import Limits
from solver.trucks import objectives
from solver.trucks.cost_shares import week_eur
from solver.trucks.problem import BookingProblem, with_more_trucks
from solver.trucks.program import Program
from solver.trucks.search import Search

MORE = 8
"""Trucks tried beyond those there are."""
SIZE_S = 6.0
"""Seconds of one size of fleet, at most."""
SIZE_WORK = 4.0
"""CP-SAT's deterministic time of one size, where work is counted."""


def fleet_sizes(
    problem: BookingProblem, met_now: int, weeks_per_year: int, limits: Limits
) -> tuple[FleetSize, ...]:
    """Return the requests that 1, 2, … trucks meet, until all are or ``MORE`` were added.

    First the trucks there are, the most suitable first, then more like the most suitable.

    Parameters
    ----------
    met_now
        Requests that the week's plan meets with the trucks there are.
    """
    if not problem.requests or not problem.trucks:
        return ()
    count = len(problem.trucks)
    suited = [sum(t in one.trucks for one in problem.requests) for t in range(count)]
    order = sorted(range(count), key=lambda t: (-suited[t], t))
    asked = len(problem.requests)
    found: list[FleetSize] = []
    for size in range(1, count + MORE + 1):
        fleet = (
            _only(problem, order[:size])
            if size <= count
            else with_more_trucks(problem, size - count, order[0])
        )
        search = Search(Program(fleet), replace(limits, work=SIZE_WORK))
        seconds = None if limits.seconds is None else SIZE_S
        if not search.optimise(objectives.count(search.program), seconds, most=True):
            break
        met = max(
            round(search.value),
            met_now if size == count else 0,
            found[-1].met if found else 0,
        )
        found.append(
            FleetSize(
                trucks=size,
                met=met,
                asked=asked,
                proved=search.proved,
                yearly_eur=week_eur(fleet, search.bookings()) * weeks_per_year,
            )
        )
        if met == asked or limits.stopped:
            break
    return tuple(found)


def _only(problem: BookingProblem, kept: Sequence[int]) -> BookingProblem:
    """Return the problem with some of its trucks."""
    place = {truck: n for n, truck in enumerate(kept)}
    return replace(
        problem,
        trucks=tuple(problem.trucks[t] for t in kept),
        requests=tuple(
            replace(one, trucks=tuple(place[t] for t in one.trucks if t in place))
            for one in problem.requests
        ),
    )


def fewest_trucks(found: Sequence[FleetSize], share: float) -> int | None:
    """Return the first size that meets a share of the requests, none if no size tried does."""
    return next((one.trucks for one in found if one.met >= share * one.asked - 1e-9), None)
