"""Small rotas: one Monday, a few people, duties of one place."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from models.calendar import DAYS
from models.duties import Duty
from models.rota import Rota
from models.rota_study import RotaStudy
from models.scenario import Scenario
from models.volunteers import HalfDayOffer, Volunteer
from solver.programs.cp_sat import Limits
from solver.rota.plan import make_rota
from tests.helpers.scenarios import tiny

MONDAY = date(2026, 11, 30)
SHIFTS = ("am", "pm")


def duty(name: str, day: int = 0, shift: str = "am", **others: Any) -> Duty:
    """Return a duty of one place of association ``a``, on a day counted from the Monday."""
    hours = ("08:00", "12:00") if shift == "am" else ("13:00", "17:00")
    told: dict[str, Any] = {
        "activity": name, "source": "work", "label": "Work", "association": "a",
        "on": MONDAY + timedelta(days=day), "shift": shift,
        "starts": hours[0], "ends": hours[1], "priority": 1,
    }  # fmt: skip
    return Duty(id=name, **(told | others))


def person(name: str, *halves: str, **others: Any) -> Volunteer:
    """Return someone who offers half-days such as ``mon-am``; without any, all of them."""
    offers = [
        HalfDayOffer(days=(half.split("-")[0],), shifts=(half.split("-")[1],)) for half in halves
    ] or [HalfDayOffer(days=DAYS, shifts=SHIFTS)]
    told: dict[str, Any] = {"association": "a", "offers": tuple(offers), "max_per_week": 7}
    return Volunteer(id=name, **(told | others))


def drawn(
    seed: int, people: int, duties: int, *, days: int = 2
) -> tuple[list[Duty], list[Volunteer]]:
    """Return a drawn rota: two associations, two skills, ranks, caps, likes, half-days offered."""
    rng = random.Random(seed)
    halves = [f"{DAYS[day]}-{shift}" for day in range(days) for shift in SHIFTS]
    made = [
        duty(
            f"d{n}",
            rng.randrange(days),
            rng.choice(SHIFTS),
            association=rng.choice("ab"),
            skills=rng.choice([(), (), ("drive",), ("lift",)]),
            priority=rng.choice([1, 2, 4]),
            places=rng.choice([1, 1, 2]),
            kind=rng.choice(["round", "sorting"]),
            activity=f"w{n // 2}" if rng.random() < 0.3 else f"d{n}",
        )
        for n in range(duties)
    ]
    # seats of one activity are at the same time
    first: dict[str, Duty] = {}
    for n, one in enumerate(made):
        other = first.setdefault(one.activity, one)
        made[n] = one.changed(on=other.on, shift=other.shift)
    who = [
        person(
            f"p{n}",
            *rng.sample(halves, rng.randint(1, len(halves))),
            association=rng.choice("ab"),
            helps=rng.choice([(), ("a", "b")]),
            skills=tuple(one for one in ("drive", "lift") if rng.random() < 0.5),
            max_per_week=rng.choice([1, 2, 3]),
            max_per_day=rng.choice([1, 2]),
            likes=rng.choice([(), ("round",)]),
        )
        for n in range(people)
    ]
    return made, who


def town(**others: Any) -> Scenario:
    """Return two weeks of a small town: rounds, sorting on Saturdays, an opening; one is short."""
    told: dict[str, Any] = {
        "weeks": 2,
        "driver_skill": "drive",
        "skills": [{"id": "drive", "label": "Conduire"}, {"id": "cold", "label": "Froid"}],
        "duties": [
            {
                "id": "tour", "label": "Ramasse", "association": "secours", "kind": "round",
                "days": ["mon", "tue"], "shift": "morning", "ends": "11:00",
                "seats": [
                    {"label": "chauffeur", "skills": ["drive"], "priority": 1},
                    {"label": "accompagnateur", "priority": 2},
                ],
            },
            {
                "id": "sort", "label": "Tri", "association": "secours", "kind": "sorting",
                "days": ["sat"], "shift": "morning", "seats": [{"skills": ["cold"]}],
            },
            {
                "id": "open", "label": "Distribution", "association": "ccas", "kind": "opening",
                "days": ["wed"], "shift": "afternoon", "seats": [{"places": 2}],
            },
        ],
        "volunteers": [
            {
                "id": "p1", "association": "secours", "skills": ["drive", "cold"],
                "offers": [{"days": ["mon", "sat"], "shifts": ["morning"]}],
            },
            {
                "id": "p2", "association": "secours", "helps": ["ccas"],
                "offers": [
                    {"days": ["mon", "tue"], "shifts": ["morning"]},
                    {"days": ["wed"], "shifts": ["afternoon"]},
                ],
            },
            {
                "id": "p3", "association": "ccas",
                "offers": [{"days": ["wed"], "shifts": ["afternoon"]}],
            },
            {
                "id": "p4", "association": "secours", "skills": ["cold"], "max_per_day": 2,
                "offers": [{"days": ["tue", "sat"], "shifts": ["morning", "afternoon"]}],
            },
        ],
    }  # fmt: skip
    return tiny(week_of=MONDAY, rota=Rota.model_validate(told | others))


def made() -> RotaStudy:
    """Return the rota of the small town."""
    return make_rota(town(), Limits(None, 1.0))
