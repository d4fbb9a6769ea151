"""Supply of the points in one week: what each is due, from where, on which days, by which rounds.

Days are planned side by side, each with its own vehicles; what a day leaves is cut into loads that
any vehicle can take and tried again, on any day on which the point is open and vehicles are free.
Each day is then planned afresh with all that it holds, and kept if that is better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path

from models.calendar import DAY_NUMBER, Day
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse_study import Replenishment, StockPlan, SupplyRound
from solver.parallel import workers
from solver.settings import Budget
from solver.warehouse.cars import load_of, serves
from solver.warehouse.day_problem import HOUR_EUR, Task, Team, teams, warehouse_of
from solver.warehouse.day_rounds import Rounds, solve
from solver.warehouse.days import Job, in_vans, jobs, open_days
from solver.warehouse.depots import supplied_from
from solver.warehouse.quantities import Due, due
from solver.warehouse.sectors import sectors
from solver.warehouse.supply_books import Made, supply_of
from solver.warehouse.ways import between, restricted

FIRST_SHARE, AGAIN_SHARE = 0.45, 0.12
"""Of the time left, for the first pass over all days, and for each that tries what it leaves; then
every day is planned afresh."""
PASSES = 3
"""Times that what is left is tried again, at most."""
WHOLE_SITES = 700
"""Sites up to which travel is one matrix; beyond, one for each part of a day."""
LEAST_S = 0.2
Tell = Callable[[int, int], None]


@dataclass
class _Week:
    """Rounds so far, who is out, and what is left."""

    rounds: list[SupplyRound] = field(default_factory=list)
    taken: set[tuple[str, int, str, str]] = field(default_factory=set)
    left: list[Job] = field(default_factory=list)
    travel: list[TravelMatrix] = field(default_factory=list)
    parts: int = 1


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
    planner = _Planner(scenario, budget, seed, folder, wanted)
    return planner.run(week, tell)


class _Planner:
    def __init__(
        self, scenario: Scenario, budget: Budget, seed: int, folder: Path | None, wanted: Due
    ) -> None:
        self.scenario, self.budget, self.seed, self.folder = scenario, budget, seed, folder
        self.warehouse = warehouse_of(scenario)
        self.wanted = wanted
        self.week = _Week()
        sites = len(wanted) + len(self.warehouse.platforms)
        self.whole = between(scenario, tuple(wanted), folder) if sites <= WHOLE_SITES else None
        if self.whole is not None:
            self.week.travel.append(self.whole)
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

    def run(self, number: int, tell: Tell | None) -> tuple[Replenishment, tuple[TravelMatrix, ...]]:
        """Plan the week."""
        planned = jobs(self.scenario, self.wanted, self.platform_of)
        fetched = [job for job in planned if job.fetched]
        total = sum(sum(kg.values()) for kg in self.wanted.values())
        self._pass([job for job in planned if not job.fetched], FIRST_SHARE)
        for attempt in range(PASSES):
            self._tell(tell, fetched, total)
            again = self._again()
            if not again or self.budget.over:
                break
            self.seed += 1
            before = _kg(self.week.left)
            self._pass(again, AGAIN_SHARE)
            if _kg(self.week.left) >= before and attempt:
                break
        if not self.budget.over:
            self._tell(tell, fetched, total)
            self._improve()
        self._tell(tell, fetched, total)
        made = Made(tuple(self.week.rounds), tuple(fetched), self.platform_of, self.week.parts)
        travel = tuple(self.week.travel)
        return supply_of(self.scenario, number, self.wanted, made, travel), travel

    def _tell(self, tell: Tell | None, fetched: Sequence[Job], total: int) -> None:
        if tell is not None:
            tell(_kg(_made(self.week.rounds)) + _kg(fetched), total)

    def _pass(self, driven: Sequence[Job], share: float) -> None:
        """Plan some deliveries on their days with the vehicles that are free."""
        tasks = self._tasks(driven)
        self.week.left = [job for job in driven if not _planned(tasks, job)]
        for rounds, left in self._solved(tasks, share):
            self.week.rounds += rounds
            self.week.left += left
            self.week.taken |= {(r.fleet, r.number, r.day, r.shift) for r in rounds}

    def _improve(self) -> None:
        """Plan each day afresh with all that it now holds, and keep the better days.

        Better: more kg, else less for vehicles and hours together.
        """
        self.seed += 1
        before = _Week(travel=self.week.travel, parts=self.week.parts)
        before.rounds, before.left = self.week.rounds, self.week.left
        self.week = _Week(travel=before.travel, parts=before.parts)
        driven = [*_made(before.rounds), *before.left]
        tasks = self._tasks(driven)
        answers = self._solved(tasks, 1.0)
        self.week.left = [job for job in driven if not _planned(tasks, job)]
        days = dict.fromkeys((task.platform, task.day) for task in tasks)
        for key in days:
            pairs = zip(tasks, answers, strict=True)
            mine = [answer for task, answer in pairs if (task.platform, task.day) == key]
            new = [item for rounds, _ in mine for item in rounds]
            old = [item for item in before.rounds if (item.platform, item.day) == key]
            if self._worth(new) > self._worth(old):
                self.week.rounds += new
                self.week.left += [job for _, left in mine for job in left]
            else:
                self.week.rounds += old
                inside = {id(job) for task in tasks for job in task.jobs}
                self.week.left += [
                    job
                    for job in before.left
                    if (job.platform, job.day) == key and id(job) in inside
                ]

    def _worth(self, rounds: Sequence[SupplyRound]) -> tuple[int, float]:
        crew = self.warehouse.fleet
        eur = sum(
            item.eur + HOUR_EUR * crew[item.fleet].crew * item.duration_s / 3600 for item in rounds
        )
        return _kg(_made(rounds)), -eur

    def _solved(self, tasks: Sequence[Task], share: float) -> list[Rounds]:
        """Return the rounds of tasks, planned side by side within a share of the time left."""
        if not tasks:
            return []
        slots = max(1, min(workers(), len(tasks)))
        timed = [replace(task, iterations=self.budget.iterations, seed=self.seed) for task in tasks]
        if self.budget.time_limit_s is not None and self.budget.iterations is None:
            # the last turn may leave slots idle
            full = len(tasks) / slots / ceil(len(tasks) / slots)
            pool = self.budget.left_s * share * slots * full
            size = sum(len(task.jobs) for task in tasks)
            timed = [
                replace(
                    task,
                    seconds=max(LEAST_S, pool * (len(task.jobs) + size / len(tasks)) / (2 * size)),
                )
                for task in timed
            ]
        stop = self.budget.stop.is_set
        with ThreadPoolExecutor(slots) as pool_of:
            return list(pool_of.map(lambda task: solve(task, stop), timed))

    def _tasks(self, driven: Sequence[Job]) -> list[Task]:
        """Return what is planned apart: each platform and day, in sectors where it is large."""
        groups: dict[tuple[str, Day], list[Job]] = {}
        for job in driven:
            groups.setdefault((job.platform, job.day), []).append(job)
        found = []
        for platform, day in sorted(groups, key=lambda key: (key[0], DAY_NUMBER[key[1]])):
            free = teams(self.scenario, platform, day, self.week.taken)
            parts = sectors(self.scenario, groups[platform, day], free)
            self.week.parts = max(self.week.parts, len(parts))
            for mine, who in parts:
                if who:
                    travel = self._travel(platform, mine)
                    found.append(
                        Task(self.scenario, travel, platform, day, mine, who, None, None, self.seed)
                    )
        return found

    def _travel(self, platform: str, mine: Sequence[Job]) -> TravelMatrix:
        points = tuple(dict.fromkeys(job.point for job in mine))
        if self.whole is not None:
            return restricted(self.whole, (platform, *points))
        travel = between(self.scenario, points, self.folder)
        self.week.travel.append(travel)
        return travel

    def _again(self) -> list[Job]:
        """Return what is left in loads that any vehicle can take, on days with vehicles free."""
        room: dict[tuple[str, Day], list[Team]] = {}
        found = []
        for job in sorted(self.week.left, key=lambda one: (-sum(one.kg.values()), one.point)):
            for part in in_vans(self.scenario, job):
                day = self._freest(part, room)
                if day is not None:
                    found.append(replace(part, day=day))
                else:
                    found.append(part)
        return found

    def _freest(self, job: Job, room: dict[tuple[str, Day], list[Team]]) -> Day | None:
        """Return the day with most free vehicles for a delivery, and count one of them as used."""
        point = self.warehouse.point[job.point]
        load = load_of(self.scenario, job.kg)
        best: tuple[int, int, Day] | None = None
        for day in open_days(self.scenario, point, job.platform):
            key = (job.platform, day)
            if key not in room:
                room[key] = list(teams(self.scenario, *key, self.week.taken))
            free = sum(
                len(team.numbers)
                for team in room[key]
                if serves(self.warehouse, team.fleet, point)
                and (not load.cold_kg or team.fleet.cold == "refrigerated")
            )
            if free and (best is None or (free, -DAY_NUMBER[day]) > best[:2]):
                best = (free, -DAY_NUMBER[day], day)
        return None if best is None else best[2]


def _kg(some: Sequence[Job]) -> int:
    return sum(sum(job.kg.values()) for job in some)


def _made(rounds: Sequence[SupplyRound]) -> list[Job]:
    """Return the deliveries that rounds make."""
    return [
        Job(drop.point, item.platform, item.day, drop.kg)
        for item in rounds
        for trip in item.trips
        for drop in trip.drops
    ]


def _planned(tasks: Sequence[Task], job: Job) -> bool:
    return any(job is one for task in tasks for one in task.jobs)
