"""Each rule of a solidarity fridge is broken once, and found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.fridge import FridgeZone
from models.fridge_study import FridgeStudy
from solver.review.checks.fridge import check_fridge
from tests.helpers.fridges import kept

STUDY = kept()
PLAN = STUDY.plan


def plan(**fields: object) -> FridgeStudy:
    return STUDY.changed(plan=PLAN.changed(**fields))


def fridge(**fields: object) -> FridgeStudy:
    world = STUDY.scenario
    return STUDY.changed(scenario=world.changed(fridge=world.fridge.changed(**fields)))


def far(zones: tuple[FridgeZone, ...]) -> tuple[FridgeZone, ...]:
    return tuple(one.changed(place=zones[-1].place) for one in zones)


def days(**fields: object) -> FridgeStudy:
    first = next(one for one in PLAN.days if one.keepers).changed(**fields)
    return plan(days=tuple(first if one.on == first.on else one for one in PLAN.days))


BROKEN: dict[str, Callable[[], FridgeStudy]] = {
    "fridge_power": lambda: fridge(
        spots=tuple(one.changed(power=False) for one in STUDY.scenario.fridge.spots)
    ),
    "fridge_count": lambda: plan(spots=("a", "b")),
    "fridge_walk": lambda: fridge(zones=far(STUDY.scenario.fridge.zones)),
    "fridge_people": lambda: plan(people=PLAN.people + 1),
    "fridge_fits": lambda: plan(size="small"),
    "fridge_passes": lambda: plan(passes_kg_month=PLAN.passes_kg_month - 1),
    "fridge_keeper": lambda: days(keepers=("p2",)),
    "fridge_unkept": lambda: plan(passes_kg_month=STUDY.every_day_kg_month),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_rule_is_found(code: str) -> None:
    assert check_fridge(STUDY) == ()
    assert code in {one.code for one in check_fridge(BROKEN[code]())}


def test_what_is_not_there_is_found() -> None:
    assert {one.code for one in check_fridge(plan(spots=("nowhere",)))} == {"reference"}
