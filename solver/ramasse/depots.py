"""A week in which depots deliver: their rounds first, then the other streams with what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.base import clock
from models.plan import Plan, Round
from models.policy import Objective
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Taken
from pools.streams import Stream, depots, shares_food, streams
from solver.deliveries.solve import plan_deliveries
from solver.ramasse.crews import assign
from solver.ramasse.rounds import Choice, Draft
from solver.ramasse.week import Week
from solver.settings import Budget

TRIES = 4
"""Plans of one depot, at most, as rounds that find no crew are planned again without them."""
DEPOTS_SHARE = 0.6
"""Share of the time given to depots where other streams are to be planned too, at most."""
PER_ITEM_S = 0.3
"""Seconds that one unit or pick-up deserves there."""

Tell = Callable[[str, Plan], None]
Out = tuple[str, str, str]


@dataclass(frozen=True)
class Depots:
    """The rounds of all depots, with their crews, and the scenario that they leave."""

    rounds: tuple[Round, ...]
    rest: Scenario | None
    """What remains to be planned, vehicles and people taken; none where nothing does."""
    bounds: Mapping[Objective, float]
    """What no rounds do better, where it is known."""


def plan_depots(
    scenario: Scenario, travel: TravelMatrix, budget: Budget, *, seed: int, tell: Tell
) -> Depots:
    """Plan the rounds of every depot, the one with most to bring first.

    A depot that keeps what it collects has its pick-ups made on the way back. Where members share
    what is collected, pick-ups and last mile are planned after the deliveries, with what is left.
    """
    found = depots(scenario)
    own = sorted(
        (
            stream if not shares_food(scenario, stream) else stream.changed(donors=())
            for stream in found
        ),
        key=lambda s: -sum(u.kg for u in scenario.units.values() if u.delivery in s.deliveries),
    )
    others = [s for s in streams(scenario) if s not in own and s.donors]  # their food is shared
    share = DEPOTS_SHARE if others else 1.0
    if others and budget.time_limit_s is not None:
        items = len(scenario.units) + sum(len(s.donors) * len(scenario.days) for s in own)
        share = min(share, PER_ITEM_S * items / max(1.0, budget.left_s))
    rounds: tuple[Round, ...] = ()
    for number, stream in enumerate(own):
        part = _part(budget, share / (len(own) - number))
        before = rounds

        def told(found: tuple[Round, ...], before: tuple[Round, ...] = before) -> None:
            tell("deliveries", Plan(rounds=(*before, *found)))

        rounds += _crewed(scenario, travel, stream, part, seed, rounds, told)
    return Depots(rounds, _rest(scenario, rounds, others) if others else None, {})


def _part(budget: Budget, share: float) -> Budget:
    limit = None if budget.time_limit_s is None else budget.left_s * share
    return budget.part(limit, budget.iterations)


def _crewed(
    scenario: Scenario,
    travel: TravelMatrix,
    stream: Stream,
    budget: Budget,
    seed: int,
    before: tuple[Round, ...],
    tell: Callable[[tuple[Round, ...]], None],
) -> tuple[Round, ...]:
    """Plan a depot until its rounds all find people; those that do not are barred, one by one."""
    taken: set[Out] = {(r.vehicle, r.day, r.shift) for r in before}
    named = scenario.policy.named_crews
    rounds: tuple[Round, ...] = ()
    for turn in range(TRIES if named else 1):
        last = not named or turn == TRIES - 1
        part = _part(budget, 1.0 if not named else 1 / (TRIES - turn))
        found = plan_deliveries(
            scenario, travel, stream, part, seed=seed, taken=frozenset(taken), tell=tell
        )
        if not named:
            return found.rounds
        rounds, lonely = _with_people(scenario, travel, stream, found.rounds, before)
        if not lonely or last or budget.over:
            break
        taken |= lonely
    return rounds


def _with_people(
    scenario: Scenario,
    travel: TravelMatrix,
    stream: Stream,
    rounds: tuple[Round, ...],
    before: tuple[Round, ...],
) -> tuple[tuple[Round, ...], set[Out]]:
    """Put people aboard as many rounds as can be; return those, and the places of the others."""
    week = Week(_engaged(scenario, before), travel)
    kept: list[Round] = []
    done: list[tuple[str, ...]] = []
    lonely: set[Out] = set()
    for item in sorted(rounds, key=lambda one: -_weight(scenario, one)):
        drafts = [_draft(week, stream, one) for one in (*kept, item)]
        try:
            crews = assign(week, drafts) if _manned(scenario, drafts[-1]) else None
        except LookupError:
            crews = None
        if crews is None:
            lonely.add((item.vehicle, item.day, item.shift))
            continue
        kept.append(item)
        done = crews
    aboard = dict(zip((one.id for one in kept), done, strict=True))
    return tuple(one.changed(crew=aboard[one.id]) for one in rounds if one.id in aboard), lonely


def _manned(scenario: Scenario, item: Draft) -> bool:
    """Tell whether there is anyone at all for each seat of a round."""
    helpers = scenario.vehicle[item.choice.place[1]].crew - 1
    return bool(item.crew.drivers) and len(item.crew.helpers) >= helpers


def _weight(scenario: Scenario, item: Round) -> float:
    """Return what a round brings and collects, kg; errands before all."""
    brought = sum(scenario.units[unit].kg for stop in item.stops for unit in stop.units)
    collected = sum(sum(stop.kg.values()) for stop in item.collected)
    return brought + collected + 1e6 * any(stop.errand for stop in item.stops)


def _draft(week: Week, stream: Stream, item: Round) -> Draft:
    slot = next(s for s in week.slots if (s.day, s.shift) == (item.day, item.shift))
    number = [one.id for one in week.streams].index(stream.id)
    crew = week.crew(week.streams[number], item.vehicle, slot, collects=bool(item.collected))
    return Draft(Choice((number, item.vehicle, slot.number), None, None), item.stops, crew)


def _engaged(scenario: Scenario, rounds: tuple[Round, ...]) -> Scenario:
    """Return the scenario in which the vehicles and people of some rounds are not free."""
    vehicles = {v.id: list(v.busy) for v in scenario.vehicles}
    people = {p.id: (list(p.busy), p.most_shifts, p.max_hours) for p in scenario.people}
    for item in rounds:
        hours = Taken(
            day=item.day,
            starts=clock(item.stops[0].leave_s),
            ends=clock(min(item.stops[-1].arrive_s + 59, 86_399)),
        )
        vehicles[item.vehicle].append(hours)
        for person in item.crew:
            busy, shifts, most_h = people[person]
            left_h = None if most_h is None else max(0.0, most_h - item.duration_s / 3600)
            people[person] = ([*busy, hours], max(0, shifts - 1), left_h)
    return scenario.changed(
        vehicles=tuple(v.changed(busy=tuple(vehicles[v.id])) for v in scenario.vehicles),
        people=tuple(
            p.changed(
                busy=tuple(people[p.id][0]),
                max_shifts=people[p.id][1],
                max_hours=people[p.id][2],
            )
            for p in scenario.people
        ),
    )


def _rest(scenario: Scenario, rounds: tuple[Round, ...], others: list[Stream]) -> Scenario:
    """Return what the other streams have left to plan with."""
    donors = {donor for stream in others for donor in stream.donors}
    return _engaged(scenario, rounds).changed(
        donors=tuple(donor for donor in scenario.donors if donor.id in donors),
        deliveries=(),
        errands=(),
        policy=scenario.policy.changed(
            commitments=tuple(c for c in scenario.policy.commitments if c.donor in donors)
        ),
    )
