"""The 8:30 call: random events on weeks of Aubagne, against planning the day from scratch."""

from __future__ import annotations

import time
from argparse import Namespace
from random import Random
from typing import Any

from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.base import clock
from models.calendar import Day
from models.events import Absent, Call, Closed, Down, Event, Gives, Surprise
from models.study import Study
from scenarios import load
from solver.ramasse.solve import plan_week
from solver.replan.replan import replan
from solver.replan.week_at_call import world
from solver.review.tally import tally
from solver.settings import Budget, Settings
from solver.study import run
from solver.study_beginning import points_of

VARIANTS = ("hub", "direct", "today")
CALLS = 16
"""Calls of one week."""
SCRATCH_S = 5.0
"""Seconds of a plan from scratch: as much as a re-plan may take."""


def random_call(study: Study, draw: Random) -> Call:
    """Return a call about a published week that could be made: one or two things happen."""
    day: Day = draw.choice([item.day for item in study.plan.rounds])
    now_s = draw.choice((0, 7 * 3600, 8 * 3600 + 1800, 9 * 3600, 10 * 3600 + 900, 13 * 3600))
    on_the_road = {
        person
        for item in study.plan.rounds
        if item.day == day and item.stops[0].leave_s <= now_s < item.stops[-1].arrive_s
        for person in item.crew
    }
    events: dict[str, Event] = {}
    for _ in range(draw.choice((1, 1, 2))):
        event = _event(study, day, on_the_road, draw)
        events[event.kind] = event
    return Call(
        day=day,
        now=clock(now_s),
        events=tuple(events[kind] for kind in sorted(events)),
        rest_of_week=draw.random() < 0.25,
    )


def _event(study: Study, day: Day, on_the_road: set[str], draw: Random) -> Event:
    scenario = study.scenario
    today = [item for item in study.plan.rounds if item.day == day]
    kind = draw.choice(("absent", "down", "empty", "gives", "surprise", "closed"))
    if kind == "absent":
        crews = [person for item in today for person in item.crew if person not in on_the_road]
        free = crews or [one.id for one in scenario.people if one.id not in on_the_road]
        return Absent(person=draw.choice(free))
    if kind == "down":
        return Down(vehicle=draw.choice([item.vehicle for item in today]))
    if kind in ("empty", "gives"):
        visited = [stop.site for item in today for stop in item.collected]
        kg = 0.0 if kind == "empty" else float(draw.choice((20, 60, 300)))
        return Gives(donor=draw.choice(visited or [p.donor for p in _of(study, day)]), kg=kg)
    if kind == "surprise":
        family = draw.choice([one.id for one in scenario.families])
        site = draw.choice(list(scenario.sites))
        return Surprise(site=site, family=family, kg=float(draw.choice((40, 120, 300))))
    return Closed(association=draw.choice([one.id for one in scenario.associations]))


def _of(study: Study, day: Day) -> list[Any]:
    return [pickup for pickup in study.scenario.pickups.values() if pickup.day == day]


def row(study: Study, call: Call, *, scratch_s: float) -> dict[str, Any]:
    """Return what one call brings, and what planning the same week from scratch would change."""
    begun, busy = time.perf_counter(), time.process_time()
    made = replan(study, call)
    seconds, spent = time.perf_counter() - begun, time.process_time() - busy
    now, standing = world(study, call)
    floors = {} if study.alone is None else points_of(study.scenario, study.alone)
    budget = Budget(scratch_s, None)
    afresh = plan_week(now.scenario, now.travel, budget, seed=1, floors=floors).plan
    kept = {item.id: item for item in now.plan.rounds if item.id in standing.fixed}
    rounds = [item for item in afresh.rounds if item.day in now.free and item.id not in kept]
    mixed = afresh.changed(rounds=(*kept.values(), *rounds), shares=())
    other = tally(now.scenario, study.plan, mixed, wanted=now.wanted, gone=now.emptied)
    return {
        "day": call.day,
        "now": call.now,
        "events": "+".join(event.kind for event in call.events),
        "week": call.rest_of_week,
        "s": round(seconds, 2),
        "processor s": round(spent, 2),
        "changes": made.tally.count,
        "from scratch": other.count,
        "kg before": round(made.before_kg),
        "kg after": round(made.study.plan.usable_kg),
        "to call": len(made.to_call),
        "violations": len(made.study.violations),
    }


def run_case(options: Namespace) -> Table:
    """Plan weeks, then answer calls about them."""
    rows = []
    seed = (options.seeds or (1,))[0]
    for variant in options.variants or VARIANTS:
        scenario = load("aubagne", variant).scenario
        settings = Settings(time_limit_s=options.time_limit or 20.0, seed=seed, weeks=0)
        study = run(scenario, settings)
        draw = Random(seed)
        for _ in range(options.scale or CALLS):
            call = random_call(study, draw)
            limit = min(SCRATCH_S, options.time_limit or SCRATCH_S)
            rows.append({"variant": variant, **row(study, call, scratch_s=limit)})
    longest = max(line["s"] for line in rows)
    spent = max(line["processor s"] for line in rows)
    more = sum(line["changes"] > line["from scratch"] for line in rows)
    mine = sum(line["changes"] for line in rows) / len(rows)
    theirs = sum(line["from scratch"] for line in rows) / len(rows)
    wrong = sum(line["violations"] for line in rows)
    return Table(
        "replan",
        tuple(rows),
        f"{len(rows)} calls, {longest:.1f} s at most ({spent:.1f} of a processor), {mine:.1f} "
        f"changes on average against {theirs:.1f} from scratch, the past ignored "
        f"(more in {more} calls), {wrong} violations",
    )


register(
    Case(
        name="replan",
        summary="the 8:30 call: random events in Aubagne, fewest changes, under 10 s",
        run=run_case,
        smoke={"time_limit": 2.0, "seeds": [1], "variants": ["today"], "scale": 2},
    )
)
