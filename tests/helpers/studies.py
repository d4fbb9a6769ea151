"""Builders of studies for tests of what people read: a real plan, round figures around it."""

from __future__ import annotations

from models.base import Text
from models.findings import Finding, Unserved
from models.plan import Plan
from models.policy import Mode
from models.scenario import Scenario
from models.study import (
    Balance,
    Bound,
    Candidate,
    Diagnosis,
    Outcome,
    Provenance,
    Simulation,
    Study,
    Totals,
    Usage,
)
from solver.ramasse.solve import plan_week
from solver.settings import Budget, Settings
from solver.study import run
from solver.travel import matrix
from tests.helpers.once import once
from tests.helpers.scenarios import tiny


@once
def planned(mode: Mode = "hub") -> Study:
    """The tiny town, really planned; the same plan each time."""
    scenario = tiny(mode)
    plan = plan_week(scenario, matrix(scenario), Budget(None, 1), seed=1).plan
    return study(scenario, plan)


@once
def studied(mode: Mode = "hub") -> Study:
    """The tiny town's week as a run makes it, with few steps: nothing in it is made up."""
    return run(tiny(mode), Settings(time_limit_s=None, iterations=2, seed=1, weeks=3))


def study(scenario: Scenario, plan: Plan) -> Study:
    """A study around a plan: its food is counted, the rest is made up.

    The first association receives 20 kg more than alone, the last 20 kg less.
    """
    travel = matrix(scenario)
    balances = tuple(_balance(scenario, plan, who.id) for who in scenario.associations)
    apart = tuple(
        one.changed(received_kg=max(0.0, one.received_kg + difference))
        for one, difference in zip(
            balances, (-20.0, *(0.0 for _ in balances[2:]), 20.0), strict=True
        )
    )
    need = sum(one.need_kg for one in balances)
    kg = plan.usable_kg
    totals = _totals(scenario, plan, need)
    return Study(
        scenario=scenario,
        travel=travel,
        plan=plan,
        alone=plan,
        totals=totals,
        balances=balances,
        alone_totals=totals.changed(km=totals.km * 1.5),
        alone_balances=apart,
        violations=(),
        findings=(_estimated(),),
        unserved=_unserved(scenario, plan),
        usage=_usage(scenario),
        diagnosis=Diagnosis(
            need_kg=need,
            supply_kg=kg * 1.1,
            free_logistics_kg=kg * 1.05,
            planned_kg=kg,
            verdict=Text(fr="Il manque surtout de la nourriture.", en="Food is what lacks most."),
        ),
        bounds=_bounds(kg),
        simulation=_simulation(plan) if plan.rounds else None,
        progress=(Candidate(elapsed_s=1.5, usable_kg=kg, person_hours=40.0, eur=30.0),),
        provenance=Provenance(
            ramasse="0.1.0",
            input_digest="0" * 64,
            variant=scenario.variant,
            seed=1,
            engine="pyvrp",
            versions={"pyvrp": "0.14.0"},
            travel_source=travel.source,
            travel_digest=travel.digest,
            time_limit_s=3.0,
            iterations=None,
            termination="finished",
            elapsed_s=2.5,
        ),
    )


def _balance(scenario: Scenario, plan: Plan, who: str) -> Balance:
    need = sum(scenario.need_kg(who, family.id) for family in scenario.families)
    received = plan.received_kg(who)
    people = scenario.association[who].people
    return Balance(
        association=who,
        need_kg=need,
        received_kg=received,
        received_by_family={
            family.id: plan.received_kg(who, family.id) for family in scenario.families
        },
        points=received,
        share_of_need=received / need if need else 1.0,
        kg_per_person=received / people if people else 0.0,
        vehicle_hours=5.0,
        person_hours=12.0,
        km=30.0,
        eur=12.0,
    )


def _totals(scenario: Scenario, plan: Plan, need_kg: float) -> Totals:
    rounds = plan.rounds
    collected = sum(sum(stop.kg.values()) for one in rounds for stop in one.collected)
    hours = sum(one.duration_s for one in rounds) / 3600
    crew = sum(one.duration_s * len(one.crew) for one in rounds) / 3600
    return Totals(
        usable_kg=plan.usable_kg,
        offered_kg=sum(pickup.gross_kg for pickup in scenario.pickups.values()),
        collected_kg=collected,
        need_kg=need_kg,
        rounds=len(rounds),
        stops=sum(one.visits for one in rounds),
        unserved=len(_unserved(scenario, plan)),
        km=60.0,
        vehicle_hours=hours,
        crew_hours=crew,
        sorting_hours=collected * 0.03,
        person_hours=crew + collected * 0.03,
        eur=45.5,
        fuel_litres=5.4,
        co2_kg=16.7,
        co2_avoided_kg=plan.usable_kg * 1.5,
        meals=plan.usable_kg * 2,
    )


def _unserved(scenario: Scenario, plan: Plan) -> tuple[Unserved, ...]:
    taken = {stop.pickup for one in plan.rounds for stop in one.collected}
    return tuple(
        Unserved(
            pickup=pickup.id,
            kg=pickup.gross_kg,
            families=tuple(pickup.kg),
            code="crew_days",
            reason=Text(fr="Aucun chauffeur ce jour-là.", en="No driver on that day."),
            remedy=Text(fr="Trouver un chauffeur.", en="Find a driver."),
        )
        for pickup in scenario.pickups.values()
        if pickup.id not in taken
    )


def _estimated() -> Finding:
    return Finding(
        code="estimated_travel",
        severity="info",
        text=Text(
            fr="Temps et distances estimés, hors réseau routier.",
            en="Travel times and distances estimated, not road-routed.",
        ),
    )


def _usage(scenario: Scenario) -> tuple[Usage, ...]:
    return (
        *(
            Usage(kind="vehicle", id=one.id, used=5.0, available=12.0, unit="h")
            for one in scenario.vehicles
        ),
        *(
            Usage(kind="person", id=one.id, used=1.0, available=one.most_shifts, unit="shift")
            for one in scenario.people
        ),
    )


def _bounds(kg: float) -> tuple[Bound, ...]:
    free = Text(fr="transport gratuit et illimité", en="free and unlimited transport")
    none = Text(fr="aucune borne", en="no bound")
    return (
        Bound(objective="food", value=kg, bound=kg * 1.05, method=free),
        Bound(objective="hours", value=40.0, bound=None, method=none),
    )


def _simulation(plan: Plan) -> Simulation:
    def outcome(name: str, mean: float, unit: str) -> Outcome:
        return Outcome(name=name, mean=mean, p10=mean * 0.8, p90=mean * 1.2, unit=unit)

    return Simulation(
        weeks=50,
        seed=1,
        recourse=Text(fr="Le trop-plein reste sur place.", en="The overflow stays behind."),
        usable_kg=outcome("usable_kg", plan.usable_kg, "kg"),
        kg_lost=outcome("kg_lost", 25.0, "kg"),
        late_stops=outcome("late_stops", 0.4, "stops"),
        overtime_min=outcome("overtime_min", 6.0, "min"),
        failures={"overflow": 0.24, "late_stop": 0.1},
        by_round={one.id: 0.1 for one in plan.rounds},
    )
