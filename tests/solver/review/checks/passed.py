"""Stock passed on that keeps every rule, and ways to change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.findings import Finding
from models.scenario import Scenario
from models.transfers_study import Handover, TransferPlan
from solver.review.checks.transfers import check_transfers
from tests.helpers.lots_in_stock import passed_on
from tests.helpers.scenarios import changed

STUDY = passed_on()
WORLD, PLAN, TRAVEL = STUDY.scenario, STUDY.plan, STUDY.travel
BREAD, YOGHURT = PLAN.handovers
NEW, SHUTTLE = BREAD.trip, YOGHURT.trip
Broken = Callable[[], tuple[Scenario, TransferPlan]]


def handed(one: Handover, **fields: Any) -> TransferPlan:
    """The plan with one hand-over changed."""
    moved = tuple(it.changed(**fields) if it is one else it for it in PLAN.handovers)
    return PLAN.changed(handovers=moved)


def more(kg: float) -> TransferPlan:
    return handed(BREAD, kg=kg)


def asked(**fields: Any) -> Scenario:
    return WORLD.changed(transfers=WORLD.transfers.changed(**fields))


def lots(name: str, **fields: Any) -> Scenario:
    mine = WORLD.transfers.lots
    return asked(lots=tuple(one.changed(**fields) if one.id == name else one for one in mine))


def trips(**fields: Any) -> Scenario:
    (one,) = WORLD.transfers.trips
    return asked(trips=(one.changed(**fields),))


def new(**fields: Any) -> TransferPlan:
    mine = tuple(one.changed(**fields) if one.id == NEW else one for one in PLAN.trips)
    return PLAN.changed(trips=mine)


def new_halt(**fields: Any) -> TransferPlan:
    first, *others = PLAN.trip[NEW].stops
    return new(stops=(first.changed(**fields), *others))


def out(name: str, who: str, **fields: Any) -> TransferPlan:
    """The plan with what one gives out of a lot changed."""
    mine = tuple(
        one.changed(**fields) if (one.lot, one.association) == (name, who) else one
        for one in PLAN.given_out
    )
    return PLAN.changed(given_out=mine)


def world(**fields: Any) -> Scenario:
    return changed(WORLD, **fields)


def members(name: str, **fields: Any) -> Scenario:
    mine = WORLD.associations
    return WORLD.changed(
        associations=tuple(one.changed(**fields) if one.id == name else one for one in mine)
    )


def vehicle(**fields: Any) -> Scenario:
    name = PLAN.trip[NEW].vehicle
    mine = tuple(one.changed(**fields) if one.id == name else one for one in WORLD.vehicles)
    return WORLD.changed(vehicles=mine)


def without(who: str) -> TransferPlan:
    """The plan in which someone gives nothing out."""
    return PLAN.changed(given_out=tuple(o for o in PLAN.given_out if o.association != who))


def found(scenario: Scenario, plan: TransferPlan) -> tuple[Finding, ...]:
    """Return what the checker says."""
    return check_transfers(scenario, TRAVEL, plan, None)


def is_found(code: str, broken: Broken) -> None:
    """Assert that a rule is told of what breaks it, and nothing of what is sound."""
    assert found(WORLD, PLAN) == ()
    assert code in {one.code for one in found(*broken())}
