"""The rounds of one day from one platform, and the deliveries that they leave."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from models.warehouse_study import Drop, SupplyRound, Trip
from solver.routing.base import Route, Step, engine
from solver.routing.evaluate import evaluate, schedule
from solver.routing.problem import RoutingProblem
from solver.warehouse.cars import load_of
from solver.warehouse.day_problem import Task, Visits, lay, routing
from solver.warehouse.days import Job

Rounds = tuple[tuple[SupplyRound, ...], tuple[Job, ...]]
"""Rounds, and what they leave."""


def solve(task: Task, stop: Callable[[], bool]) -> Rounds:
    """Return the rounds of a task, and the deliveries that they leave."""
    laid = lay(task)
    if not laid.visits or not task.teams:
        return (), task.jobs
    problem = routing(task, laid)
    answer = engine("pyvrp").solve(
        problem,
        time_limit_s=task.seconds,
        iterations=task.iterations,
        seed=task.seed,
        stop=stop,
    )
    # a search cut short may hold a round that breaks a rule: the others are kept
    sound = [route for route in answer.routes if evaluate(problem, (route,)).feasible]
    reading = _Reading(task, laid, problem)
    rounds = [found for route in sorted(sound, key=_order) if (found := reading.round(route))]
    left = tuple(job for n, job in enumerate(task.jobs) if n not in reading.made)
    return tuple(rounds), left


def _order(route: Route) -> tuple[int, int]:
    return route.vehicle, min((s.index for s in route.steps if s.kind == "visit"), default=0)


class _Reading:
    """Routes read as rounds: vehicles numbered, times laid."""

    def __init__(self, task: Task, laid: Visits, problem: RoutingProblem) -> None:
        self.task, self.laid, self.problem = task, laid, problem
        self.free = [list(team.numbers) for team in task.teams]
        self.made: set[int] = set()

    def round(self, route: Route) -> SupplyRound | None:
        """Return a route as a round; none when nothing of it can be kept.

        Where cold food would be too long in boxes, that drop is left out.
        """
        timed = self._timed(route)
        while timed is not None and (late := self._too_long(route.vehicle, timed)) is not None:
            route = _without(route, late)
            timed = self._timed(route)
        if not timed:
            return None
        task, team = self.task, self.task.teams[route.vehicle]
        trips = [trip for trip, _ in timed]
        self.made |= {self.laid.job_of[visit] for _, visits in timed for visit in visits}
        metres = self._metres(trips)
        hours = (trips[-1].back_s - trips[0].load_s) / 3600
        fleet = team.fleet
        eur = fleet.eur_per_round + fleet.eur_per_km * metres / 1000 + fleet.eur_per_hour * hours
        number = self.free[route.vehicle].pop(0)
        return SupplyRound(
            id=f"{task.day}-{team.shift.id}-{number}-{fleet.id}"[:60],
            platform=task.platform,
            fleet=fleet.id,
            number=number,
            day=task.day,
            shift=team.shift.id,
            trips=tuple(trips),
            metres=metres,
            eur=round(eur, 2),
        )

    def _timed(self, route: Route) -> list[tuple[Trip, list[int]]] | None:
        """Return the trips of a route with their visits, leaving as late as they allow."""
        problem = self.problem
        times = schedule(problem, route)
        if times is None:
            return None
        home, loading = problem.depots[0].location, problem.depots[0].service
        now = times.depart
        found = []
        for trip in _by_trip(route.steps):
            load_s, leave_s, here = now, now + loading, home
            now = leave_s
            drops = []
            for index in trip:
                visit = problem.visits[index]
                arrive = now + int(problem.durations[here, visit.location])
                start = max(arrive, visit.opens)
                now, here = start + visit.service, visit.location
                job = self.task.jobs[self.laid.job_of[index]]
                drops.append(
                    Drop(point=job.point, arrive_s=arrive, start_s=start, leave_s=now, kg=job.kg)
                )
            now += int(problem.durations[here, home])
            found.append(
                (Trip(load_s=load_s, leave_s=leave_s, drops=tuple(drops), back_s=now), trip)
            )
        return found

    def _too_long(self, vehicle: int, timed: Sequence[tuple[Trip, list[int]]]) -> int | None:
        """Return the first visit whose cold food is too long in boxes; none when all hold."""
        scenario = self.task.scenario
        if self.task.teams[vehicle].fleet.cold == "refrigerated":
            return None
        limit = scenario.policy.cold_chain.max_min_boxes * 60
        for trip, visits in timed:
            for drop, visit in zip(trip.drops, visits, strict=True):
                if drop.start_s - trip.leave_s > limit and load_of(scenario, drop.kg).cold_kg:
                    return visit
        return None

    def _metres(self, trips: Sequence[Trip]) -> int:
        total = 0
        for trip in trips:
            stops = [self.task.platform, *(drop.point for drop in trip.drops), self.task.platform]
            total += sum(self.task.travel.between(a, b)[1] for a, b in itertools.pairwise(stops))
        return total


def _by_trip(steps: Sequence[Step]) -> list[list[int]]:
    """Return the visits of each trip; trips that serve nobody are no trips."""
    trips: list[list[int]] = [[]]
    for step in steps:
        if step.kind == "reload":
            trips.append([])
        else:
            trips[-1].append(step.index)
    return [trip for trip in trips if trip]


def _without(route: Route, visit: int) -> Route:
    """Return a route without one visit, nor the trips that then serve nobody."""
    trips = [
        kept
        for trip in _by_trip(route.steps)
        if (kept := [index for index in trip if index != visit])
    ]
    steps: list[Step] = []
    for trip in trips:
        if steps:
            steps.append(Step("reload", 0))
        steps += [Step("visit", index) for index in trip]
    return Route(route.vehicle, tuple(steps))
