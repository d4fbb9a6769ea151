"""Whether what a study of an odd town says is true: proofs, bounds, promises, verdicts, advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.booking_properties import Tally
from benchmarks.fair_odd_towns import KINDS, Kind, odd_town
from benchmarks.fair_telling import ANEW, LIMIT_S, TOLD, told_of
from models.plan import Plan
from models.policy import Commitment
from models.scenario import Scenario
from models.study import Study
from solver.ramasse.fairness import all_levels
from solver.ramasse.solve import plan_week
from solver.settings import Budget, Settings
from solver.study import run
from solver.travel import matrix

SAME = 1e-3
"""Levels, and parts of the food, that differ by less are the same."""
LACKING = 0.01
"""Part of the food that no organisation adds where food is said to be what lacks."""

SOUND = "odd towns: the checkers accept the study"
SEEDS = "odd towns: what is proved is so for another seed"
BOUNDS = "odd towns: no plan brings more than a bound"
PROMISES = "odd towns: a promise not kept is told, with what keeps its own vehicle away"
VERDICT = "odd towns: food that is said to lack is not there with many more means"
ODD = (SOUND, SEEDS, BOUNDS, PROMISES, VERDICT)


def odd_tallies(seeds: Iterable[int]) -> dict[str, Tally]:
    """Return each property over towns of every kind, one of each for each seed."""
    found = {name: Tally() for name in (*ODD, *TOLD)}
    for seed in seeds:
        for kind in KINDS:
            for name, holds in odd_tried(kind, seed):
                found[name].add(holds, f"{kind} {seed}")
    return found


def odd_tried(kind: Kind, seed: int) -> Iterator[tuple[str, bool]]:
    """Yield each property tried on one town, and whether it holds."""
    scenario = odd_town(kind, seed)
    made = run(scenario, Settings(time_limit_s=LIMIT_S, weeks=0))
    yield SOUND, made.violations == ()
    other = run(scenario, Settings(time_limit_s=LIMIT_S, weeks=0, seed=ANEW, explained=False))
    yield SOUND, other.violations == ()
    if any(one.fairness is not None and one.fairness.proved for one in (made, other)):
        mine, theirs = (all_levels(scenario, one.past, one.plan) for one in (made, other))
        yield SEEDS, all(abs(mine[who] - theirs[who]) <= SAME for who in mine)
    most = max(made.totals.usable_kg, other.totals.usable_kg)
    yield BOUNDS, all(most <= kg * (1 + SAME) + SAME for one in (made, other) for kg in _most(one))
    yield from ((PROMISES, _told(made, one)) for one in scenario.promises)
    if made.diagnosis.cause == "supply":
        richer = _richer(scenario)
        more = plan_week(richer, matrix(richer), Budget(LIMIT_S, None), seed=ANEW).plan
        yield VERDICT, more.usable_kg <= made.totals.usable_kg * (1 + LACKING) + 1
    yield from told_of(made)


def _most(made: Study) -> Iterator[float]:
    """Yield what a study says that no plan brings more than, kg."""
    yield from (one.bound for one in made.bounds if one.objective == "food" and one.bound)
    if made.fairness is not None:
        yield from (one.bound for one in made.fairness.ends if one.stage == "food" and one.bound)


def _told(made: Study, promise: Commitment) -> bool:
    """Tell whether a promise is kept, or else told with its own vehicle in the reason."""
    where = promise.donor, promise.vehicle, promise.day
    said = [one for one in made.findings if one.code.startswith("promise") and one.where == where]
    if _keeps(made.plan, promise):
        return not said
    van = made.scenario.vehicle[promise.vehicle].label
    others = [one.label for one in made.scenario.vehicles if one.id != promise.vehicle]
    reason = said[0].text.en.split(van, 1)[-1] if said else ""
    moved = bool(said) and said[0].code == "promise_moved"
    return bool(said) and (moved or not any(label in reason for label in others))


def _keeps(plan: Plan, promise: Commitment) -> bool:
    return any(
        (item.vehicle, item.day) == (promise.vehicle, promise.day)
        and any(stop.site == promise.donor for stop in item.collected)
        for item in plan.rounds
    )


def _richer(scenario: Scenario) -> Scenario:
    """Return a town with more and larger vans, and people for all of them every day."""
    vans = tuple(
        one.changed(
            id=f"{one.id}-more-{n}",
            payload_kg=2000.0,
            pallets=None,
            cold="refrigerated",
            carries=(),
            days=scenario.days,
            max_stops=None,
            max_round_km=None,
            forbidden=(),
        )
        for one in scenario.vehicles
        for n in range(2)
    )
    people = tuple(
        one.changed(
            id=f"{one.id}-more-{n}",
            roles=("driver", "helper"),
            days=scenario.days,
            max_shifts=12,
            max_hours=None,
        )
        for one in scenario.people
        for n in range(4)
    )
    return scenario.changed(
        vehicles=(*scenario.vehicles, *vans), people=(*scenario.people, *people)
    )
