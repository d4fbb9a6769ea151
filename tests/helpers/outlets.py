"""Builders of calendars of openings: tiny ones to count by hand, others drawn from a seed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from models.openings import Openings
from models.openings_study import OpeningPlan
from models.rota import Rota
from models.scenario import Scenario
from solver.openings.problem import CalendarProblem
from solver.review.checks.openings import check_openings
from tests.helpers.scenarios import changed, tiny

FIRST = date(2027, 7, 5)
WHO = ("secours", "restos", "ccas")


def slot(day: str, *, today: bool = True, starts: str = "14:00", **others: Any) -> dict[str, Any]:
    """Three hours of an afternoon, or from another hour on."""
    ends = f"{int(starts[:2]) + 3:02d}:00"
    return {"day": day, "starts": starts, "ends": ends, "today": today, **others}


def outlet(name: str, slots: Sequence[dict[str, Any]], **others: Any) -> dict[str, Any]:
    """A place of parcels for families of the centre."""
    usual = {
        "id": name,
        "label": f"Lieu {name}",
        "association": "secours",
        "sector": "centre",
        "mode": "parcels",
        "admits": ["families"],
        "slots": list(slots),
    }
    return usual | others


def group(name: str = "families", **others: Any) -> dict[str, Any]:
    """Families of the centre."""
    usual = {"id": name, "label": name, "sector": "centre", "audience": "families"}
    return usual | others


def calendar_of(outlets: Sequence[dict[str, Any]], days: int = 14, **others: Any) -> Scenario:
    """A town of three associations that holds outlets."""
    content: dict[str, Any] = {
        "first": FIRST,
        "days": days,
        "sectors": [{"id": "centre", "label": "Centre"}, {"id": "nord", "label": "Nord"}],
        "outlets": list(outlets),
        "groups": [group()],
    }
    return changed(
        tiny("alone"),
        donors=(),
        vehicles=(),
        people=(),
        school_zone="B",
        openings=Openings.model_validate(content | others),
    )


def with_volunteers() -> Scenario:
    """Two outlets, of which one would best open on Saturdays; all their people come on Tuesdays."""
    people = [
        {
            "id": f"p{n}",
            "association": who,
            "offers": [{"days": ["tue"], "shifts": ["afternoon"]}],
        }
        for n, who in enumerate(("restos", "restos", "secours", "secours"))
    ]
    other = outlet(
        "b",
        [slot("tue"), slot("sat", today=False)],
        association="restos",
        sector="nord",
        reach_min={"centre": 15},
    )
    return changed(
        calendar_of([outlet("a", [slot("tue")]), other]),
        rota=Rota.model_validate({"volunteers": people}),
    )


def drawn(seed: int, *, days: int = 14) -> Scenario:
    """A town small enough to try every calendar of it."""
    random = Random(seed)
    made = []
    for n in range(random.randint(1, 3)):
        weekdays = random.sample(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 3)
        held = random.randint(1, 2)
        slots = [
            slot(
                day,
                today=k < held,
                wish=random.choice(("free", "free", "free", "fixed" if k < held else "forbidden")),
                households=random.choice((None, 10, 25)),
                people=random.randint(1, 2),
            )
            for k, day in enumerate(weekdays)
        ]
        closures = []
        if random.random() < 0.7:
            start = FIRST + timedelta(days=7 * random.randint(0, 1))
            closures.append(
                {
                    "first": start,
                    "last": start + timedelta(days=random.choice((3, 6))),
                    "earliest": FIRST,
                    "latest": FIRST + timedelta(days=days - 1),
                    "fixed": random.random() < 0.3,
                }
            )
        made.append(
            outlet(
                f"o{n}",
                slots,
                association=WHO[n],
                admits=random.choice((["families"], ["families", "seniors"], ["seniors"])),
                sector=random.choice(("centre", "nord")),
                reach_min={"centre": 20, "nord": 20} if random.random() < 0.5 else {},
                closures=closures,
                takes_part=random.random() < 0.85,
            )
        )
    groups = [
        group("families", households=random.choice((None, 20))),
        group("seniors", audience="seniors", sector="nord", households=15),
    ]
    relays = [{"id": "r", "association": WHO[2], "outlet": "o0"}]
    people = [{"association": WHO[1], "people": random.randint(1, 2)}]
    return calendar_of(
        made,
        days,
        groups=groups,
        relays=relays if len(made) < 3 and random.random() < 0.5 else [],
        people=people if random.random() < 0.5 else [],
    )


def every_plan(problem: CalendarProblem) -> Iterator[OpeningPlan]:
    """Yield every calendar that the checker lets pass, of all that can be written down."""
    choices = [
        itertools.combinations(mine, kept)
        for mine, kept in zip(problem.slots_of, problem.kept_open, strict=True)
    ]
    places = [range(len(one.shifts)) for one in problem.closings]
    relays = range(len(problem.relayings))
    some = [one for n in range(3) for one in itertools.combinations(relays, n)]
    for slots in itertools.product(*map(list, choices)):
        for shifts in itertools.product(*places):
            for relay in some:
                plan = problem.plan([n for mine in slots for n in mine], shifts, relay)
                if not check_openings(problem.scenario, plan):
                    yield plan
