"""Supply of the points in one week: what each is due, from where, on which days, by which rounds.

Days are planned side by side, each with its own vehicles; what a day leaves is cut into loads that
any vehicle can take and tried again, on any day on which the point is open and vehicles are free.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.associations import Association
from models.calendar import DAY_NUMBER, Day
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse_study import Fetch, PointSupply, Replenishment, StockPlan, SupplyRound
from solver.parallel import workers
from solver.settings import Budget
from solver.travel import matrix
from solver.warehouse.cars import load_of, serves
from solver.warehouse.day_problem import Task, Team, teams, warehouse_of
from solver.warehouse.day_rounds import solve
from solver.warehouse.days import Job, in_vans, jobs, open_days
from solver.warehouse.depots import feeders, supplied_from
from solver.warehouse.left import reason
from solver.warehouse.quantities import Due, due
from solver.warehouse.sectors import sectors

FIRST_SHARE = 0.85
"""Of the time, for the first pass over all days; the rest is for what it leaves."""
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
        Called with the kg brought so far and the kg due.

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
        driven = [job for job in planned if not job.fetched]
        total = sum(sum(kg.values()) for kg in self.wanted.values())
        self._pass(driven, FIRST_SHARE)
        for attempt in range(PASSES):
            if tell is not None:
                tell(total - sum(sum(job.kg.values()) for job in self.week.left), total)
            again = self._again()
            if not again or self.budget.over:
                break
            self.seed += 1
            before = sum(sum(job.kg.values()) for job in self.week.left)
            self._pass(again, 1.0 / (PASSES - attempt))
            if sum(sum(job.kg.values()) for job in self.week.left) >= before and attempt:
                break
        return self._answer(number, [job for job in planned if job.fetched]), tuple(
            self.week.travel
        )

    def _pass(self, driven: Sequence[Job], share: float) -> None:
        """Plan some deliveries on their days with the vehicles that are free."""
        tasks = self._tasks(driven)
        self.week.left = [job for job in driven if not _planned(tasks, job)]
        if not tasks:
            return
        slots = max(1, min(workers(), len(tasks)))
        seconds = None
        if self.budget.time_limit_s is not None and self.budget.iterations is None:
            size = sum(len(task.jobs) for task in tasks)
            pool = self.budget.left_s * share * slots
            seconds = {
                n: max(LEAST_S, pool * (len(task.jobs) + size / len(tasks)) / (2 * size))
                for n, task in enumerate(tasks)
            }
        timed = [
            replace(
                task,
                seconds=None if seconds is None else seconds[n],
                iterations=self.budget.iterations,
                seed=self.seed,
            )
            for n, task in enumerate(tasks)
        ]
        stop = self.budget.stop.is_set
        with ThreadPoolExecutor(slots) as pool_of:
            answers = list(pool_of.map(lambda task: solve(task, stop), timed))
        for rounds, left in answers:
            self.week.rounds += rounds
            self.week.left += left
            self.week.taken |= {(r.fleet, r.number, r.day, r.shift) for r in rounds}

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
            return _restricted(self.whole, (platform, *points))
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

    def _answer(self, number: int, fetched: Sequence[Job]) -> Replenishment:
        rounds = tuple(
            sorted(
                self.week.rounds,
                key=lambda one: (DAY_NUMBER[one.day], one.trips[0].load_s, one.id),
            )
        )
        fetches = tuple(_fetch(self.scenario, job) for job in fetched)
        got = _received(rounds, fetches)
        points = tuple(
            self._point(name, got.get(name, {}), rounds, fetches) for name in self.wanted
        )
        by_platform: dict[str, int] = {}
        for one in points:
            kg = sum(one.got_kg.values())
            by_platform[one.platform] = by_platform.get(one.platform, 0) + kg
        main = None
        if len(self.warehouse.platforms) > 1:
            main = self.whole or between(self.scenario, (), self.folder)
            if self.whole is None:
                self.week.travel.append(main)
        fed = feeders(self.warehouse, by_platform, main)
        crew = {fleet.id: fleet.crew for fleet in self.warehouse.fleets}
        return Replenishment(
            week=number,
            rounds=rounds,
            fetches=fetches,
            feeders=fed,
            points=points,
            due_kg=sum(sum(kg.values()) for kg in self.wanted.values()),
            got_kg=sum(by_platform.values()),
            metres=sum(one.metres for one in rounds) + sum(one.metres for one in fed),
            vehicle_s=sum(one.duration_s for one in rounds),
            person_s=sum(one.duration_s * crew[one.fleet] for one in rounds),
            eur=round(sum(one.eur for one in rounds) + sum(one.eur for one in fed), 2),
            sectors=self.week.parts,
        )

    def _point(
        self,
        name: str,
        got: dict[str, int],
        rounds: Sequence[SupplyRound],
        fetches: Sequence[Fetch],
    ) -> PointSupply:
        kg = self.wanted[name]
        days = {r.day for r in rounds for t in r.trips for d in t.drops if d.point == name}
        days |= {one.day for one in fetches if one.point == name}
        supply = PointSupply(
            point=name,
            platform=self.platform_of[name],
            visits=sum(d.point == name for r in rounds for t in r.trips for d in t.drops)
            + sum(one.point == name for one in fetches),
            due_kg=kg,
            got_kg=got,
            days=tuple(sorted(days, key=lambda day: DAY_NUMBER[day])),
        )
        if supply.left_kg <= 0:
            return supply
        code, text = reason(self.scenario, self.week.travel, supply)
        return supply.changed(code=code, reason=text)


def _planned(tasks: Sequence[Task], job: Job) -> bool:
    return any(job is one for task in tasks for one in task.jobs)


def _received(rounds: Sequence[SupplyRound], fetches: Sequence[Fetch]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    drops = [(d.point, d.kg) for r in rounds for t in r.trips for d in t.drops]
    for point, kg in [*drops, *((one.point, one.kg) for one in fetches)]:
        mine = found.setdefault(point, {})
        for family, one in kg.items():
            mine[family] = mine.get(family, 0) + one
    return found


def _fetch(scenario: Scenario, job: Job) -> Fetch:
    """Return a fetch at the first moment when a dock of departures is open that day."""
    platform = warehouse_of(scenario).platform[job.platform]
    opens = [
        dock.opens_s for dock in platform.docks if dock.use != "arrivals" and job.day in dock.days
    ]
    first = min(opens, default=min(shift.starts_s for shift in scenario.shifts))
    return Fetch(point=job.point, platform=job.platform, day=job.day, at_s=first, kg=job.kg)


def between(scenario: Scenario, points: Sequence[str], folder: Path | None) -> TravelMatrix:
    """Return travel between all platforms and some points."""
    warehouse = warehouse_of(scenario)
    places = {one.id: (one.label, one.place) for one in warehouse.platforms}
    places.update(
        {name: (warehouse.point[name].label, warehouse.point[name].place) for name in points}
    )
    sites = tuple(
        Association(id=name, label=label, place=place, people=0)
        for name, (label, place) in places.items()
    )
    return matrix(scenario.changed(associations=sites, donors=(), donor_kinds=()), folder)


def _restricted(travel: TravelMatrix, sites: tuple[str, ...]) -> TravelMatrix:
    """Return the part of a matrix between some sites."""
    rows = [travel.index[site] for site in sites]
    return TravelMatrix.model_construct(
        sites=sites,
        seconds=tuple(tuple(travel.seconds[i][j] for j in rows) for i in rows),
        metres=tuple(tuple(travel.metres[i][j] for j in rows) for i in rows),
        source=travel.source,
        detail=travel.detail,
    )
