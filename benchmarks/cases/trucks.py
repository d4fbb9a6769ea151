"""Shared trucks: a week of 120 requests, four weeks rolling, and what is true of tiny weeks."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.booking_properties import TOLD, tallies
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.associations import Association
from models.base import clock
from models.booking_study import Level
from models.bookings import AccessRecord, Bookings, SlotChoice, SlotRequest, Truck
from models.calendar import DAYS, Shift, Window
from models.places import Place
from models.policy import Policy, Pool
from models.products import Family
from models.scenario import Scenario
from models.vehicles import Person
from solver.programs.cp_sat import Limits
from solver.settings import Progress
from solver.trucks.plan import book_trucks

WEEK_S = 30.0
ROLLING_S = 120.0
SCALE = 120
"""Requests of the large week."""
TINY_WEEKS = 600
"""Tiny weeks drawn beside it; fewer, as the square, for fewer requests."""


def town(
    associations: int, trucks: int, requests: int, seed: int, *, fortnightly: bool
) -> Scenario:
    """Return a fictional town: mornings are asked for most, as everywhere."""
    draw = Random(seed)
    ids = [f"a{n}" for n in range(associations)]
    place = Place(lat=43.5, lon=5.4, commune="Aix-en-Provence", assumed=True)
    days = DAYS[:6]
    people = [
        Person(
            id=f"{who}-{k}",
            label=f"Chauffeur {who}-{k}",
            association=who,
            roles=("driver",),
            days=tuple(sorted(draw.sample(days, 5), key=days.index)),
            max_shifts=5,
        )
        for who in ids
        for k in range(2)
    ]
    fleet = [
        Truck(
            id=f"t{n}",
            label=f"Camion {n}",
            base=draw.choice(ids),
            payload_kg=draw.choice((700, 900, 900)),
            refrigerated=draw.random() < 0.75,
            available=(Window(opens="07:00", closes=draw.choice(("18:00", "21:00"))),),
            turnaround_min=30,
            eur_per_hour=1.5,
            eur_per_day=110 if n % 4 == 3 else 0,
        )
        for n in range(trucks)
    ]
    wanted = []
    for n in range(requests):
        minutes = draw.choice((90, 120, 150, 180, 240))
        choices = []
        for _ in range(draw.choice((1, 2, 2, 3))):
            first = draw.choice((8, 8, 8, 9, 13, 14)) * 60
            last = min(first + minutes + draw.choice((0, 60, 120)), 18 * 60)
            choices.append(
                SlotChoice(day=draw.choice(days), opens=clock(first * 60), closes=clock(last * 60))
            )
        cold = draw.random() < 0.4
        wanted.append(
            SlotRequest(
                id=f"r{n}",
                label=f"Demande {n}",
                association=ids[n % associations],
                choices=tuple(choices),
                duration_min=minutes,
                load_kg={"chilled": 150.0} if cold else {"ambient": draw.choice((200.0, 800.0))},
                priority=draw.choice((1, 1, 1, 2)),
                every=draw.choice(("week", "week", "odd", "even")) if fortnightly else "week",
            )
        )
    return Scenario(
        id="town",
        label="Ville fictive",
        week_of=date(2026, 11, 30),
        days=days,
        shifts=(Shift(id="day", label="Jour", starts="07:00", ends="21:00", max_min=840),),
        families=(
            Family(
                id="food",
                label="Aliments",
                temperature="ambient",
                shelf_days=3,
                target_kg_per_person=3.0,
            ),
        ),
        associations=tuple(
            Association(id=who, label=f"Association {who}", place=place, people=50) for who in ids
        ),
        people=tuple(people),
        policy=Policy(pools=(Pool(id="each", label="Chacun", mode="alone", members=tuple(ids)),)),
        bookings=Bookings(trucks=tuple(fleet), requests=tuple(wanted)),
    )


def _row(
    what: str, levels: tuple[Level, ...], seconds: dict[str, float], more: dict[str, Any]
) -> dict[str, Any]:
    open_ = next((level for level in levels if not level.proved), None)
    first = next(level for level in levels if level.level == "requests")
    gap = 100 * (first.bound - first.value) / first.value if first.value else 0.0
    return {
        "what": what,
        **more,
        "met": int(first.value),
        "proved": "yes" if first.proved else "no",
        "s": seconds.get("requests"),
        "gap %": round(gap, 2),
        "first open level": "none" if open_ is None else open_.level,
        "its gap": None if open_ is None else round(abs(open_.bound - open_.value), 2),
    }


def run_case(options: Namespace) -> Table:
    """Book one large week, then four weeks whose history accumulates."""
    seeds = options.seeds or (1, 2, 3)
    scale = options.scale or SCALE
    limit = options.time_limit or WEEK_S
    rows = []
    for seed in seeds:
        scenario = town(max(2, scale // 6), max(1, scale // 15), scale, seed, fortnightly=False)
        rows.append(_week(scenario, limit, seed, f"week of {scale}"))
    for seed in seeds[:1]:
        rows += _rolling(
            max(2, scale // 6 * 5 // 2), 2 * scale, seed, limit * ROLLING_S / WEEK_S / 4
        )
    weeks = [row for row in rows if row["what"] == f"week of {scale}"]
    rolling = [row for row in rows if row not in weeks]
    tiny = _tiny(round(TINY_WEEKS * min(1.0, scale / SCALE) ** 2))
    slow = max(row["s"] or 0.0 for row in weeks)
    proved = sum(row["proved"] == "yes" for row in weeks)
    worst = max(row["gap %"] for row in rolling)
    lowest = min(row["share %"] for row in tiny if row["what"] != TOLD)
    return Table(
        "trucks",
        (*rows, *tiny),
        f"{scale} requests: most met proved in {proved} of {len(weeks)} runs, {slow:.1f} s at "
        f"most; four weeks rolling: gap of requests {worst:.2f} % at most; tiny weeks: each "
        f"property holds in {lowest:.1f} % at least",
    )


def _tiny(weeks: int) -> list[dict[str, Any]]:
    """Return the share of tiny weeks in which each property holds, and where one does not.

    That no remedy is found is no fault: what is not confirmed is not told.
    """
    return [
        {
            "what": name,
            "tried": tally.tried,
            "share %": round(tally.share, 2),
            "missed": ", ".join(tally.missed) or "none",
            "violations": 0 if name == TOLD else len(tally.missed),
        }
        for name, tally in tallies(range(weeks)).items()
    ]


def _week(scenario: Scenario, limit_s: float, seed: int, what: str) -> dict[str, Any]:
    seconds: dict[str, float] = {}

    def watch(step: Progress) -> None:
        if step.done is not None:
            seconds.setdefault(step.stage, step.elapsed_s)

    study = book_trucks(scenario, Limits(limit_s, seed=seed), questions=False, watch=watch)
    more = {
        "seed": seed,
        "associations": len(scenario.associations),
        "trucks": len(scenario.bookings.trucks),
        "asked": len(study.asked),
        "violations": len(study.violations),
        "levels": " ".join(
            f"{one.level}={one.value:g}{'' if one.proved else '?'}" for one in study.levels
        ),
    }
    return _row(what, study.levels, seconds, more)


def _rolling(associations: int, requests: int, seed: int, limit_s: float) -> list[dict[str, Any]]:
    scenario = town(associations, max(1, requests // 20), requests, seed, fortnightly=True)
    records: dict[str, tuple[int, int]] = {}
    rows, before = [], None
    for week in range(4):
        history = tuple(
            AccessRecord(association=who, asked=asked, met=met)
            for who, (asked, met) in records.items()
        )
        now = scenario.changed(
            week_of=scenario.week_of + timedelta(weeks=week),
            bookings=scenario.bookings.changed(history=history),
        )
        seconds: dict[str, float] = {}

        def watch(step: Progress, seconds: dict[str, float] = seconds) -> None:
            if step.done is not None:
                seconds.setdefault(step.stage, step.elapsed_s)

        study = book_trucks(
            now, Limits(limit_s, seed=seed), before=before, questions=False, watch=watch
        )
        before = study
        for one in study.access:
            asked, met = records.get(one.association, (0, 0))
            records[one.association] = (asked + one.asked, met + one.met)
        lowest = min((one.cumulated for one in study.access), default=1.0)
        more = {
            "seed": seed,
            "associations": associations,
            "trucks": len(scenario.bookings.trucks),
            "asked": len(study.asked),
            "violations": len(study.violations),
            "lowest access": round(lowest, 2),
        }
        rows.append(_row(f"rolling, week {week + 1}", study.levels, seconds, more))
    return rows


register(
    Case(
        name="trucks",
        summary="120 requests on 8 trucks in 30 s; four weeks rolling, 2 minutes; 600 tiny weeks",
        run=run_case,
        smoke={"time_limit": 4.0, "seeds": [1], "scale": 15},
    )
)
