"""A day cut into sectors that are planned apart, where there is too much of it for one program."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, ceil, cos, radians

from models.scenario import Scenario
from solver.warehouse.day_problem import Team, warehouse_of
from solver.warehouse.days import Job

LARGEST = 160
"""Deliveries of one day planned together, at most."""


def sectors(
    scenario: Scenario, jobs: Sequence[Job], teams: Sequence[Team], largest: int = LARGEST
) -> list[tuple[tuple[Job, ...], tuple[Team, ...]]]:
    """Return the parts of a day: deliveries by direction, vehicles in proportion to their kg.

    Vehicles of one network go where its food goes; each vehicle is in one part only.
    """
    count = max(1, ceil(len(jobs) / largest))
    if count == 1:
        return [(tuple(jobs), tuple(teams))]
    turned = _around(scenario, jobs)
    size = ceil(len(turned) / count)
    parts = [turned[n : n + size] for n in range(0, len(turned), size)]
    shared: list[list[Team]] = [[] for _ in parts]
    for team in teams:
        first = 0
        for n, many in enumerate(_portions(scenario, team, parts)):
            numbers = team.numbers[first : first + many]
            first += many
            if numbers:
                shared[n].append(Team(team.fleet, team.shift, numbers))
    return [(tuple(part), tuple(mine)) for part, mine in zip(parts, shared, strict=True)]


def _around(scenario: Scenario, jobs: Sequence[Job]) -> list[Job]:
    warehouse = warehouse_of(scenario)
    here = warehouse.platform[jobs[0].platform].place
    narrow = cos(radians(here.lat))

    def direction(job: Job) -> float:
        place = warehouse.point[job.point].place
        return atan2(place.lat - here.lat, (place.lon - here.lon) * narrow)

    return sorted(jobs, key=lambda job: (direction(job), job.point))


def _portions(scenario: Scenario, team: Team, parts: Sequence[Sequence[Job]]) -> list[int]:
    """Return how many vehicles of a team each part has, by the kg that are theirs to carry."""
    warehouse = warehouse_of(scenario)
    owner = team.fleet.network
    kg = [
        float(
            sum(
                sum(job.kg.values())
                for job in part
                if owner is None or warehouse.point[job.point].network == owner
            )
        )
        for part in parts
    ]
    total = sum(kg) or 1.0
    exact = [len(team.numbers) * one / total for one in kg]
    found = [int(one) for one in exact]
    order = sorted(range(len(parts)), key=lambda n: (found[n] - exact[n], n))
    for n in order[: len(team.numbers) - sum(found)]:
        found[n] += 1
    return found
