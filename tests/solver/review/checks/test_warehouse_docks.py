from __future__ import annotations

from dataclasses import replace

import pytest

from models.warehouse_supply import SupplyRound
from tests.solver.review.checks.spoiling import Planned, Spoilt, rounds


def slots(one: Planned, **changes: object) -> Planned:
    first, *rest = [slot for slot in one.docks.slots if slot.trip is not None]
    return replace(one, docks=one.docks.changed(slots=(first.changed(**changes), *rest)))


def collided(one: Planned) -> Planned:
    first, *rest = [slot for slot in one.docks.slots if slot.trip is not None]
    twin = first.changed(id="twin", trip=None, what="north", kind="departure")
    return replace(one, docks=one.docks.changed(slots=(first, twin, *rest)))


def second_trip_too_soon(one: Planned) -> Planned:
    def twice(item: SupplyRound) -> SupplyRound:
        first = item.trips[0]
        return item.changed(trips=(first, first.changed(load_s=first.back_s)))

    other = rounds(one, twice, "big-vans")
    first, *rest = [slot for slot in one.docks.slots if slot.trip is not None]
    name = next(item.id for item in one.supply.rounds if item.fleet == "big-vans")
    extra = first.changed(id="extra", what=name, trip=2, starts_s=25_200, ends_s=28_000)
    return replace(other, docks=one.docks.changed(slots=(first, extra, *rest)))


BROKEN = [
    Spoilt("dock_hours", lambda one: slots(one, starts_s=0, ends_s=3_600)),
    Spoilt("dock_once", lambda one: replace(one, docks=one.docks.changed(slots=()))),
    Spoilt("dock_overlap", collided),
    Spoilt("dock_ready", second_trip_too_soon),
    Spoilt("dock_time", lambda one: slots(one, pallets=99.0)),
    Spoilt("dock_use", lambda one: slots(one, kind="arrival", dock="b")),
    Spoilt("supply_reference", lambda one: slots(one, dock="nowhere")),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Spoilt) -> None:
    broken.is_caught()
