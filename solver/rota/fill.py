"""Filling duties with people: the one door of the rota, for whoever has duties and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.duties import Duty
from models.rota_study import LevelReached, Placement, Potentials, RotaPlan
from models.volunteers import Volunteer
from solver.programs.cp_sat import Limits
from solver.rota.flow import Flow, lexicographic
from solver.rota.measures import empties, level_costs
from solver.rota.network import Network, network
from solver.rota.problem import RotaProblem, Rules, rota_problem
from solver.rota.search import search

USUAL_S = 30.0
"""Wall clock, where nothing else is said."""


@dataclass(frozen=True)
class Filled:
    """Who does what, and what proves it."""

    problem: RotaProblem
    net: Network
    flow: Flow
    """The cheapest without pairings and week-ends apart."""
    placements: tuple[tuple[int, int], ...]
    """Person and duty by number."""
    plan: RotaPlan
    levels: tuple[LevelReached, ...]
    potentials: tuple[Potentials, ...]

    @cached_property
    def empty(self) -> tuple[int, ...]:
        """Empty places by duty, in the order in which duties were given."""
        return empties(self.problem, self.placements)


def fill(
    duties: Sequence[Duty],
    people: Sequence[Volunteer],
    rules: Rules,
    limits: Limits | None = None,
) -> Filled:
    """Return who does which duty: levels in the order of ``models.rota_study.ROTA_LEVELS``.

    Parameters
    ----------
    duties
        Dated, with ids that differ, from ``rules.first`` on, in whatever number of weeks.
    people
        With pseudonyms that differ.
    limits
        How long to search where pairings or week-ends apart hold; else nothing is searched.

    Raises
    ------
    solver.rota.flow.NoFlowError, solver.rota.search.ImpossibleError
        Decisions cannot hold together: see ``solver.rota.conflicts``.

    Examples
    --------
    Twelve half-days and seven people who can do all: nobody comes more often than need be.

    >>> from collections import Counter
    >>> from datetime import date, timedelta
    >>> from models.volunteers import HalfDayOffer
    >>> monday = date(2026, 11, 30)
    >>> days = [monday + timedelta(days=n % 6) for n in range(12)]
    >>> duties = [
    ...     Duty(
    ...         id=f"d{n}", activity=f"d{n}", source="sorting", label="Sorting", association="a",
    ...         on=day, shift="am" if n < 6 else "pm", starts="08:00", ends="12:00",
    ...     )
    ...     for n, day in enumerate(days)
    ... ]
    >>> week = HalfDayOffer(days=("mon", "tue", "wed", "thu", "fri", "sat"), shifts=("am", "pm"))
    >>> people = [
    ...     Volunteer(id=f"p{n}", association="a", offers=(week,), max_per_week=5)
    ...     for n in range(7)
    ... ]
    >>> done = fill(duties, people, Rules(monday)).plan.placements
    >>> sorted(Counter(one.person for one in done).values(), reverse=True)
    [2, 2, 2, 2, 2, 1, 1]
    """
    problem = rota_problem(duties, people, rules)
    net = network(problem)
    flow = lexicographic(net, len(problem.duties))
    if problem.entangled:
        placements, levels = _searched(problem, flow, limits or Limits(USUAL_S))
    else:
        placements = flow.placements
        levels = tuple(
            LevelReached(
                level=one.level, value=one.cost, bound=one.cost, proved=True, by="potentials"
            )
            for one in flow.levels
        )
    backed = {one.level for one in levels if one.by == "potentials"}
    return Filled(
        problem,
        net,
        flow,
        placements,
        RotaPlan(
            placements=tuple(
                Placement(person=problem.people[who].id, duty=problem.duties[duty].id)
                for who, duty in sorted(placements, key=lambda pair: (pair[1], pair[0]))
            )
        ),
        levels,
        tuple(
            Potentials(level=one.level, prices=one.prices)
            for one in flow.levels
            if one.level in backed
        ),
    )


def _searched(
    problem: RotaProblem, flow: Flow, limits: Limits
) -> tuple[tuple[tuple[int, int], ...], tuple[LevelReached, ...]]:
    """Return placements that hold all rules, and what is known of each level."""
    found = search(problem, flow, limits)
    costs = level_costs(problem, found.placements)
    levels = []
    backed = True
    for one in flow.levels:
        value, proved = costs[one.level], found.proved[one.level]
        backed = backed and value == one.cost
        if backed:
            by, bound, proved = "potentials", float(value), True
        else:
            by, bound = ("search" if proved else "none"), min(value, found.bounds[one.level])
        levels.append(LevelReached(level=one.level, value=value, bound=bound, proved=proved, by=by))
    return found.placements, tuple(levels)
