"""What no plan does better: tried against every plan of tiny towns, and against plans found."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

import pytest

from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import streams
from solver.allocation.rules import rule
from solver.ramasse.outer_bound import outer_bounds
from solver.ramasse.shares import share_out
from solver.ramasse.solve import plan_week
from solver.ramasse.week import Week
from solver.review.check import check, check_round
from solver.review.indicators import objectives
from tests.helpers.budgets import first_plan
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.long import quick
from tests.helpers.small_towns import town
from tests.helpers.travel import straight

NOTHING = 1e-3


def drawn(seed: int) -> Scenario:
    """Return a tiny town: two posts for rounds, three stores, short of time, load or people."""
    draw = Random(seed)
    week = town(draw.choice(("hub", "hub", "direct")))
    week["days"] = ["mon"]
    week["shifts"][1] |= {"starts": "12:30", "ends": "16:30", "max_min": 240}
    for shift in week["shifts"]:
        shift["max_min"] = draw.choice((60, 90, 240))
    week["associations"] = week["associations"][:2]
    week["policy"]["pools"][0]["members"] = ["a", "b"]
    for who in week["associations"]:
        who |= {
            "people": draw.choice((20, 60, 150)),
            "openings": draw.sample(
                [
                    {"day": "mon", "starts": "17:00", "ends": "18:00"},
                    {"day": "mon", "starts": "12:40", "ends": "18:00"},
                    {"day": "tue", "starts": "08:30", "ends": "18:00"},
                    {"day": "thu", "starts": "08:30", "ends": "18:00"},
                ],
                2,
            ),
            "cold_storage_kg": draw.choice((None, 10)),
        }
    week["donors"] = draw.sample(week["donors"], 3)
    for store in week["donors"]:
        store["holder"] = draw.choice("ab")
        store["place"] |= {"lat": draw.gauss(43.29, 0.03), "lon": draw.gauss(5.58, 0.03)}
        opens = draw.choice((8, 9, 10, 13))
        store["offers"][0] |= {
            "days": ["mon"],
            "kg": draw.choice((30, 90, 140)),
            "opens": f"{opens:02}:00",
            "closes": f"{opens + draw.choice((1, 3)):02}:00",
        }
    week["donor_kinds"][0] |= {"reject_rate": draw.choice((0, 0.2)), "shelf_days": {"fruit": 0}}
    van = week["vehicles"][0] | {
        "days": ["mon"],
        "crew": 1,
        "payload_kg": draw.choice((60, 120, 300)),
        "eur_per_hour": 3,
        "eur_per_week": 10,
    }
    van |= draw.choice(({}, {"cold": "none"}, {"cold": "boxes", "boxes": 1, "box_kg": 12}))
    week["vehicles"] = [van]
    week["people"] = [week["people"][0] | {"days": ["mon"], "max_shifts": draw.choice((1, 2))}]
    week["policy"] |= {"sorting_min": draw.choice((0, 30)), "capacity_margin": 0}
    return Scenario.model_validate(week)


def made(scenario: Scenario, travel: TravelMatrix, shift: str, stops: list[Stop]) -> Round | None:
    """Return a round that leaves as soon as the shift begins, if it keeps every rule but cold."""
    (van,) = scenario.vehicles
    begins = scenario.shift[shift].starts_s
    for wait_min in (0, 30, 60, 90, 120, 150):
        now, here = begins + wait_min * 60, van.owner
        written = [Stop(kind="depart", site=here, arrive_s=now, start_s=now, leave_s=now)]
        for stop in stops:
            arrive = now + travel.between(here, stop.site)[0]
            pickup = scenario.pickups.get(stop.pickup or "")
            start = arrive if pickup is None else max(arrive, pickup.opens_s)
            spent = 15 * 60 if pickup is None else pickup.loading_s
            now, here = start + spent, stop.site
            written.append(stop.changed(arrive_s=arrive, start_s=start, leave_s=now))
        now += travel.between(here, van.owner)[0]
        written.append(Stop(kind="return", site=van.owner, arrive_s=now, start_s=now, leave_s=now))
        item = Round(
            id=f"mon-{shift}-v0",
            stream="z",
            vehicle="v0",
            day="mon",
            shift=shift,
            crew=("p0",),
            stops=tuple(written),
        )
        if not check_round(scenario, travel, item):
            return item
    return None


def every_round(scenario: Scenario, travel: TravelMatrix, shift: str) -> Iterator[Round]:
    """Yield rounds of the van in a shift: every order of pick-ups, with or without a last mile."""
    stream = streams(scenario)[0]

    def at(kind: str, site: str) -> Stop:
        return Stop.model_validate(
            {"kind": kind, "site": site, "arrive_s": 0, "start_s": 0, "leave_s": 0}
        )

    frozen_too = scenario.vehicles[0].cold != "none"
    picks = [
        at("collect", one.donor).changed(
            pickup=one.id,
            kg={family: kg for family, kg in one.kg.items() if frozen_too or family == "fruit"},
        )
        for one in scenario.pickups.values()
    ]
    half = [one.changed(kg={f: kg / 2 for f, kg in one.kg.items()}) for one in picks]
    fruit = [one.changed(kg={"fruit": one.kg["fruit"]}) for one in picks]
    last = [at("load", "a"), at("drop", "b")]
    for some in (picks, half, fruit):
        for size in range(1, len(some) + 1):
            for order in itertools.permutations(some, size):
                if stream.mode == "direct":
                    ends = (
                        [at("drop", "a")],
                        [at("drop", "b")],
                        [at("drop", "b"), at("drop", "a")],
                    )
                    for end in ends:
                        yield from _kept(made(scenario, travel, shift, [*order, *end]))
                    continue
                whole = [*order, at("unload", "a")]
                for stops in (whole, [*whole, *last], [*last, *whole]):
                    yield from _kept(made(scenario, travel, shift, stops))
    if stream.mode == "hub":
        yield from _kept(made(scenario, travel, shift, last))


def _kept(item: Round | None) -> Iterator[Round]:
    if item is not None:
        yield item


def plans(scenario: Scenario, travel: TravelMatrix) -> Iterator[Plan]:
    """Yield a plan for every set of rounds that brings food."""
    week = Week(scenario, travel)
    posts: list[list[Round | None]] = [
        [None, *every_round(scenario, travel, shift.id)] for shift in scenario.shifts
    ]
    seen = set()
    for some in itertools.product(*posts):
        rounds = tuple(one for one in some if one is not None)
        taken = [stop.pickup for one in rounds for stop in one.collected]
        if len(rounds) > scenario.people[0].most_shifts or len(set(taken)) < len(taken):
            continue
        # of rounds that make the same stops in other orders, one that lasts no longer will do
        key = tuple(
            (
                one.shift,
                one.duration_s // 600,
                frozenset((s.kind, s.site) for s in one.stops),
                sum(s.kg.get("fruit", 0) for s in one.stops),
            )
            for one in rounds
        )
        if not rounds or key in seen:
            continue
        seen.add(key)
        yield share_out(week, rounds, rule("leximin"), {})


@pytest.mark.parametrize("seed", quick(range(10), 3))
def test_no_plan_of_a_tiny_town_does_better(seed: int) -> None:
    scenario = drawn(seed)
    travel = straight(scenario)
    best = 0.0
    for plan in plans(scenario, travel):
        if check(scenario, travel, plan):
            continue
        best = max(best, plan.usable_kg)
        reached = objectives(scenario, travel, plan)
        if plan.usable_kg == best:
            bounds = outer_bounds(scenario, travel, reached)
            assert reached["food"] <= bounds["food"] + NOTHING
            assert reached["hours"] >= bounds["hours"] - NOTHING
            assert reached["cost"] >= bounds["cost"] - NOTHING


@pytest.mark.parametrize("seed", quick(range(10), 4))
def test_no_plan_found_does_better(seed: int) -> None:
    scenario = random_scenario(seed)
    travel = straight(scenario)
    plan = plan_week(scenario, travel, first_plan(0.2), seed=seed).plan
    reached = objectives(scenario, travel, plan)
    bounds = outer_bounds(scenario, travel, reached)
    if bounds:
        assert reached["food"] <= bounds["food"] + NOTHING
        assert reached["hours"] >= bounds["hours"] - NOTHING
        assert reached["cost"] >= bounds["cost"] - NOTHING
