"""What is made up of a week: the visits that ship, as its plan makes them, and its outings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from models.scenario import Scenario
from models.study import Study
from models.visits import Outing, Visit
from scenarios.source import LIBRARY
from scenarios.weighing import read_visits
from service.ledger.week_visits import WeekVisit, planned_visits

WEEK = timedelta(weeks=1)
FILE = "visites.csv"
MORE_KM, MORE_HOURS = (0.97, 1.12), (0.92, 1.25)
"""What was driven against what was planned, from to: drawn anew for each outing (made up)."""


def with_half_years() -> list[str]:
    """Return the towns of which made-up visits ship."""
    return sorted(one.name.removesuffix(f"_{FILE}") for one in LIBRARY.glob(f"*_{FILE}"))


def shipped(town: str) -> Path | None:
    """Return the file of made-up visits that ships of a town, if there is one."""
    path = LIBRARY / f"{town}_{FILE}"
    return path if path.is_file() else None


def visits_of(world: Scenario) -> list[Visit]:
    """Return the visits that ship of a town, by day.

    Raises
    ------
    ScenarioError
        They are not of the town as it is now.
    """
    path = shipped(world.id)
    assert path is not None, "it was asked before"
    told = read_visits(path, world)
    return sorted((one for _, one in told.visits), key=lambda one: (one.day, one.donor))


def mondays(visits: Sequence[Visit]) -> list[date]:
    """Return the Mondays from the first week of some visits to the last, none left out."""
    weeks = [one.week_of for one in visits]
    many = (max(weeks) - min(weeks)) // WEEK + 1
    return [min(weeks) + n * WEEK for n in range(many)]


def came(study: Study, visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return what was told of a planned week: each visit by who went, what nobody went to so.

    Parameters
    ----------
    visits
        Those that ship of the week; none where nobody told anything.
    """
    rows: dict[tuple[date, str | None], WeekVisit] = {
        (one.day, one.pickup): one for one in planned_visits(study.scenario, study.plan)
    }
    found = []
    for visit in visits:
        row = None if visit.pickup is None else rows.get((visit.day, visit.pickup))
        if row is not None:
            found.append(visit.changed(association=row.association, round=row.round))
        elif visit.pickup is None:
            found.append(visit)
        else:
            found.append(visit.changed(outcome="not_visited", food=(), waited_min=0.0))
    return tuple(found)


def driven(study: Study, seed: int) -> tuple[Outing, ...]:
    """Return each outing of a plan with km and hours that are about those planned."""
    draw, world = np.random.default_rng(seed), study.scenario
    made = []
    for item in sorted(study.plan.rounds, key=lambda one: one.id):
        sites = [stop.site for stop in item.stops]
        ways = pairwise(sites)
        km = sum(study.travel.between(one, other)[1] for one, other in ways) / 1000
        made.append(
            Outing(
                day=world.date_of(item.day),
                round=item.id,
                vehicle=item.vehicle,
                owner=world.vehicle[item.vehicle].owner,
                km=round(km * float(draw.uniform(*MORE_KM)), 1),
                hours=round(item.duration_s / 3600 * float(draw.uniform(*MORE_HOURS)), 2),
                people=len(item.crew),
            )
        )
    return tuple(made)
