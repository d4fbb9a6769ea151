"""Supply of the points in one week: what each is due, from where, on which days, by which rounds.

The week of each platform is searched whole: any delivery may come on any of its days, with any
vehicle that may bring it. What is then left is cut into loads that any vehicle can take, and the
search goes on from the plan at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse_study import StockPlan
from models.warehouse_supply import Replenishment, SupplyRound
from solver.settings import Budget
from solver.warehouse.platform_choice import supplied_from
from solver.warehouse.point_quantities import Due, due
from solver.warehouse.scenario_view import warehouse_of
from solver.warehouse.site_travel import between
from solver.warehouse.supply_books import Made, supply_of
from solver.warehouse.supply_days import Job, in_vans, jobs
from solver.warehouse.week_problem import WeekProblem
from solver.warehouse.week_rounds import rounds_of
from solver.week_search.arrays import I64
from solver.week_search.search import search

LOOK_SHARE = 0.1
"""Of the time of a platform, to see what is left; that is cut into smaller loads for the rest."""
COOLING_S = 300.0
"""Seconds of one cooling, about."""
WHOLE_SITES = 700
"""Sites up to which travel is one matrix; beyond, one for each platform."""
Tell = Callable[[int, int], None]


def replenish(
    scenario: Scenario,
    stock: StockPlan,
    budget: Budget,
    *,
    seed: int = 1,
    folder: Path | None = None,
    tell: Tell | None = None,
) -> tuple[Replenishment | None, tuple[TravelMatrix, ...]]:
    """Return the supply of the points in the week that is planned, and the travel behind it.

    Parameters
    ----------
    folder
        Where the scenario's own tables lie.
    tell
        Called with the kg brought or fetched so far, and the kg due.

    Raises
    ------
    solver.travel.TravelError
        When the travel table or the roads cannot be used.
    """
    warehouse = warehouse_of(scenario)
    week = min(warehouse.supplied_week, warehouse.horizon_weeks) - 1
    wanted = due(warehouse, stock, week)
    if not wanted:
        return None, ()
    planner = _Planner(scenario, budget, seed, folder, wanted, tell)
    return planner.run(week)


class _Planner:
    def __init__(
        self,
        scenario: Scenario,
        budget: Budget,
        seed: int,
        folder: Path | None,
        wanted: Due,
        tell: Tell | None,
    ) -> None:
        self.scenario, self.budget, self.seed, self.folder = scenario, budget, seed, folder
        self.warehouse = warehouse_of(scenario)
        self.wanted, self.tell = wanted, tell
        self.due_kg = sum(sum(kg.values()) for kg in wanted.values())
        self.sure_kg = 0
        """Brought or fetched, whatever the search at hand finds."""
        sites = len(wanted) + len(self.warehouse.platforms)
        self.whole = between(scenario, tuple(wanted), folder) if sites <= WHOLE_SITES else None
        self.travel: list[TravelMatrix] = [] if self.whole is None else [self.whole]
        self.platform_of = supplied_from(scenario, wanted, self._minutes())

    def _minutes(self) -> dict[str, dict[str, float]]:
        """Return the minutes from each platform to each point, where there are several."""
        platforms = self.warehouse.platforms
        if len(platforms) == 1:
            return {}
        found: dict[str, dict[str, float]] = {one.id: {} for one in platforms}
        names = tuple(self.wanted)
        for n in range(0, len(names), WHOLE_SITES // 2):
            some = names[n : n + WHOLE_SITES // 2]
            travel = self.whole or between(self.scenario, some, self.folder)
            for one in platforms:
                found[one.id] |= {name: travel.between(one.id, name)[0] / 60 for name in some}
        return found

    def run(self, number: int) -> tuple[Replenishment, tuple[TravelMatrix, ...]]:
        """Plan the week."""
        planned = jobs(self.scenario, self.wanted, self.platform_of)
        fetched = tuple(job for job in planned if job.fetched)
        self.sure_kg = _kg(fetched)
        groups: dict[str, list[Job]] = {one.id: [] for one in self.warehouse.platforms}
        for job in planned:
            if not job.fetched:
                groups[job.platform].append(job)
        ahead = sum(len(mine) for mine in groups.values())
        rounds: list[SupplyRound] = []
        for platform, mine in groups.items():
            if mine:
                rounds += self._platform(platform, mine, self._part(len(mine) / ahead))
                ahead -= len(mine)
                self.sure_kg = _kg(fetched) + sum(one.kg for one in rounds)
        made = Made(tuple(rounds), fetched, self.platform_of)
        travel = tuple(self.travel)
        return supply_of(self.scenario, number, self.wanted, made, travel), travel

    def _part(self, share: float) -> Budget:
        """Return a share of the time that is left."""
        limit = self.budget.time_limit_s
        return Budget(
            None if limit is None else self.budget.left_s * share,
            self.budget.iterations,
            self.budget.stop,
        )

    def _platform(
        self, platform: str, mine: Sequence[Job], budget: Budget
    ) -> tuple[SupplyRound, ...]:
        """Return the rounds from one platform."""
        travel = self._travel(mine)
        problem = WeekProblem(self.scenario, travel, platform, mine)
        limit = budget.time_limit_s
        look = Budget(None if limit is None else limit * LOOK_SHARE, budget.iterations, budget.stop)
        trips = self._searched(problem, look, None)
        if (trips < 0).any():
            problem, trips = _finer(self.scenario, problem, trips)
        if not budget.over:
            trips = self._searched(problem, budget, trips)
        return rounds_of(problem, trips)

    def _searched(self, problem: WeekProblem, budget: Budget, start: I64 | None) -> I64:
        def look(trips: I64) -> None:
            if self.tell is not None:
                brought = [job for job, trip in zip(problem.jobs, trips, strict=True) if trip >= 0]
                self.tell(self.sure_kg + _kg(brought), self.due_kg)

        return search(
            problem.arrays,
            budget,
            self.seed,
            start=start,
            cycle_s=COOLING_S,
            look=None if self.tell is None else look,
        ).trips

    def _travel(self, mine: Sequence[Job]) -> TravelMatrix:
        if self.whole is not None:
            return self.whole
        points = tuple(dict.fromkeys(job.point for job in mine))
        travel = between(self.scenario, points, self.folder)
        self.travel.append(travel)
        return travel


def _finer(scenario: Scenario, problem: WeekProblem, trips: I64) -> tuple[WeekProblem, I64]:
    """Return the problem with what is left cut into smaller loads, and where the others ride."""
    ride: dict[int, int] = {}
    cut: list[Job] = []
    for job, trip in zip(problem.jobs, trips.tolist(), strict=True):
        parts = [job] if trip >= 0 else in_vans(scenario, job)
        ride |= {id(part): trip for part in parts}
        cut += parts
    finer = WeekProblem(scenario, problem.travel, problem.platform, cut)
    return finer, np.array([ride[id(job)] for job in finer.jobs], dtype=np.int64)


def _kg(some: Sequence[Job]) -> int:
    return sum(sum(job.kg.values()) for job in some)
