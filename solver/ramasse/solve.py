"""Plan a week, whole or by sectors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from models.history import NO_PAST, History
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import Stream, depots
from solver.allocation.rules import rule
from solver.parallel import TaskError, brake, side_by_side, workers
from solver.ramasse.continuing import continued, promises_made
from solver.ramasse.districts import (
    HURRIED_PICKUPS,
    SECTOR_PICKUPS,
    large_stream,
    sectors,
    sectors_of,
)
from solver.ramasse.fairness import fairer
from solver.ramasse.part_visits import parted
from solver.ramasse.planned import DEPOTS, SECTORS, Planned
from solver.ramasse.search import Search
from solver.ramasse.shares import share_out
from solver.ramasse.stages import stages_of
from solver.ramasse.week import Week
from solver.settings import Budget, EngineName

Tell = Callable[[str, Plan], None]
TURNS = (0.0, 0.5, 0.25, 0.75)
"""Where successive cuttings in sectors start, in sector widths."""
SECTOR_S = 20.0
"""Seconds given to one sector, at most."""
FIRST_SECTOR_S = 1.0
"""Seconds of a sector in which it has a good first plan; the first cutting is given no more."""
HURRIED_S = 0.1
"""Seconds given to a sector of a town cut small as time is short."""


def plan_week(
    scenario: Scenario,
    travel: TravelMatrix,
    budget: Budget,
    *,
    seed: int,
    floors: Mapping[str, float] = MappingProxyType({}),
    engine: EngineName = "pyvrp",
    begin: Plan | None = None,
    met: Sequence[Plan] = (),
    past: History = NO_PAST,
    like: Plan | None = None,
    tell: Tell | None = None,
) -> Planned:
    """Plan the rounds and shares of a week.

    Parameters
    ----------
    floors
        Points of food that each association would have alone: no one gets less if that can be;
        otherwise the largest relative loss is made as small as it can be.
    engine
        Proposes rounds too long to enumerate.
    begin
        A plan of this week, or of one like it, to begin from; towns cut in sectors do not use it.
    met
        Plans of smaller weeks within this one, whose rounds are tried together; only where a plan
        to begin from is used.
    past
        What earlier weeks brought and needed, that levels count beside this one.
    like
        What the week still has of the plan of an earlier one, of which as little is to change as
        the objectives allow; weeks of depots and towns cut in sectors do not look at it.
    tell
        Called with the stage's code and the plan whenever a better one is at hand.
    """
    watch = tell or _silent
    parts = parted(scenario)
    if parts is None:
        week = Week(scenario, travel, past)
        made = _plan_week(week, budget, seed, floors, engine, begin, like, watch, met)
        return replace(made, past=past)

    def named(stage: str, plan: Plan) -> None:
        watch(stage, parts.outer_plan(plan))

    inner = None if begin is None else parts.inner_plan(begin)
    week = Week(parts.scenario, travel, past)
    inner_like = None if like is None else parts.inner_plan(like)
    inner_met = [parts.inner_plan(plan) for plan in met]
    made = _plan_week(week, budget, seed, floors, engine, inner, inner_like, named, inner_met)
    if made.fairness is not None:
        made.fairness.price.tell_as(parts.outer_plan)
    freest = None if made.freest is None else parts.outer_plan(made.freest)
    plan = parts.outer_plan(made.plan)
    return replace(made, plan=plan, past=past, like=like, freest=freest, parted=True)


def _plan_week(
    week: Week,
    budget: Budget,
    seed: int,
    floors: Mapping[str, float],
    engine: EngineName,
    begin: Plan | None,
    like: Plan | None,
    watch: Tell,
    met: Sequence[Plan],
) -> Planned:
    """Plan a week whose gifts each fit in some vehicle."""
    scenario = week.scenario
    if depots(scenario):
        return _with_depots(week, budget, seed, floors, engine, watch)
    if large_stream(scenario) is not None:
        return _by_sectors(week, budget, seed, floors, engine, watch)
    split = rule(scenario.policy.split.rule)

    def searched(part: Budget, known: Plan | None, number: int) -> Planned:
        start, more = (begin or like, False) if known is None else (known, True)
        arguments = (week, part, seed + number, split, watch, floors, engine, start)
        made = Search(*arguments, more=more, like=like, met=met).run()
        freest.extend([made.freest] if made.freest is not None else [])
        return made

    freest: list[Plan] = []
    made = continued(week, budget, searched)
    return replace(made, freest=max(freest, key=lambda plan: plan.usable_kg, default=None))


def _with_depots(
    week: Week,
    budget: Budget,
    seed: int,
    floors: Mapping[str, float],
    engine: EngineName,
    tell: Tell,
) -> Planned:
    """Plan what depots deliver, then the other streams with the vehicles and people left."""
    # loops of depots are compiled by numba, whose loading other weeks do not wait for
    from solver.ramasse.depots import plan_depots

    scenario, travel = week.scenario, week.travel
    done = plan_depots(scenario, travel, budget, seed=seed, tell=tell)
    split = rule(scenario.policy.split.rule)
    if done.rest is None:
        plan = share_out(week, done.rounds, split, floors)
        return Planned(plan, done.bounds, not_sought=DEPOTS)

    def together(plan: Plan) -> Plan:
        """Keep the split of the other streams, unless depots' rounds collect food too."""
        rounds = (*done.rounds, *plan.rounds)
        if any(item.collected for item in done.rounds):
            return share_out(week, rounds, split, floors)
        return Plan(rounds=rounds, shares=plan.shares)

    rest = plan_week(
        done.rest,
        travel,
        budget,
        seed=seed,
        floors=floors,
        engine=engine,
        past=week.past,
        tell=lambda stage, plan: tell(stage, together(plan)),
    )
    return Planned(together(rest.plan), {}, rest.engine, not_sought=DEPOTS, cut=rest.cut)


def _silent(*told: object) -> None:
    """Tell nobody."""
    del told


def _by_sectors(
    week: Week,
    budget: Budget,
    seed: int,
    floors: Mapping[str, float],
    engine: EngineName,
    tell: Tell,
) -> Planned:
    scenario, travel = week.scenario, week.travel
    stream = large_stream(scenario)
    assert stream is not None
    plans: list[Plan] = []
    best, small = Plan(), False
    used: set[EngineName | None] = set()
    with side_by_side() as pool:
        for number, turn in enumerate(TURNS):
            pickups, limit = _cutting(scenario, stream, budget, number)
            if pickups is None:
                break
            small = pickups == HURRIED_PICKUPS
            parts = sectors(
                scenario, stream, turn / max(1, len(stream.collectors)), pickups=pickups
            )
            arguments = [
                (part, travel, limit, budget.iterations, seed, dict(floors), engine, week.past)
                for part in parts
            ]
            found = pool.gather(plan_part, arguments, budget.stop, _silent)
            parts_done = [_sound(found[number]) for number in sorted(found)]
            rounds = tuple(item for part in parts_done for item in part.plan.rounds)
            used |= {part.engine for part in parts_done}
            plans.append(share_out(week, rounds, rule(scenario.policy.split.rule), floors))
            before, best = best, best_of(week, plans)
            if best is not before:
                tell("sectors", best)
            if budget.over:
                break
    made = Planned(best, {}, engine if engine in used else None, not_sought=SECTORS)
    if not small or budget.stop.is_set():
        return made
    whole_s = FIRST_SECTOR_S * sectors_of(scenario, stream) / workers()
    return replace(made, cut=True, whole_s=whole_s)


def _cutting(
    scenario: Scenario, stream: Stream, budget: Budget, number: int
) -> tuple[int | None, float | None]:
    """Return pick-ups a day of the sectors of the next cutting, and the seconds of each sector.

    The first one is quick, so that there is a plan soon, and small where time is short; no other is
    begun (none pick-ups) unless there is time for a good plan of each sector. By counted steps all
    are made.
    """
    if budget.time_limit_s is None:
        return SECTOR_PICKUPS, None if budget.iterations is not None else SECTOR_S
    count = sectors_of(scenario, stream)
    each_s = budget.left_s * workers() / count
    if each_s < FIRST_SECTOR_S:
        return (None if number else HURRIED_PICKUPS), HURRIED_S
    if number == 0:
        return SECTOR_PICKUPS, FIRST_SECTOR_S
    return SECTOR_PICKUPS, max(FIRST_SECTOR_S, min(SECTOR_S, each_s / (len(TURNS) - number)))


def best_of(week: Week, plans: Sequence[Plan]) -> Plan:
    """Return the best of several plans of a week, one at least, each made for its food.

    Those that keep the most promises come first; within what may be given up of their food, the
    fairest; of those as fair, the one of the fewest crew hours.
    """
    kept = max(promises_made(week, one) for one in plans)
    plans = [one for one in plans if promises_made(week, one) == kept]
    ordered = sorted(plans, key=lambda one: -one.usable_kg)
    stages = dict(stages_of(week, None))
    if "fairness" not in stages:
        return ordered[0]
    least_kg = ordered[0].usable_kg * (1 - stages.get("food", 0.0))
    best, *others = (one for one in ordered if one.usable_kg >= least_kg)
    for one in others:
        as_fair = not fairer(week, best, one)
        if fairer(week, one, best) or (as_fair and _crew_s(week, one) < _crew_s(week, best)):
            best = one
    return best


def _crew_s(week: Week, plan: Plan) -> int:
    """Return the seconds that all crews of a plan are out."""
    return sum(item.duration_s * week.scenario.vehicle[item.vehicle].crew for item in plan.rounds)


def _sound(part: Planned | TaskError) -> Planned:
    if isinstance(part, TaskError):
        raise part
    return part


def plan_part(
    scenario: Scenario,
    travel: TravelMatrix,
    time_limit_s: float | None,
    iterations: int | None,
    seed: int,
    floors: Mapping[str, float],
    engine: EngineName,
    past: History = NO_PAST,
) -> Planned:
    """Plan a part of a week; runs in a process of its own.

    Its first plan is made whole, however short the time: a first choice of rounds cut in the middle
    costs more food than the seconds are worth.
    """
    budget = Budget(time_limit_s, iterations, brake(), patient=True)
    week = Week(scenario, travel, past)
    here = {a.id: floors[a.id] for a in scenario.associations if a.id in floors and a.people}
    search = Search(week, budget, seed, rule(scenario.policy.split.rule), _silent, here, engine)
    made = search.run()
    return replace(made, fairness=None)  # its programs stay in this process
