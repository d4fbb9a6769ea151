from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.calendar import Window
from models.warehouse_supply import SupplyRound
from tests.solver.review.checks.spoiling import Planned, Spoil, Spoilt, drop, rounds, trip


def same_van(one: Planned) -> Planned:
    first, *_ = [item for item in one.supply.rounds if item.fleet == "big-vans"]
    twin = first.changed(id="twin")
    return replace(one, supply=one.supply.changed(rounds=(*one.supply.rounds, twin)))


def fleets(**changes: object) -> Spoil:
    def spoil(one: Planned) -> Planned:
        given = one.scenario.warehouse
        assert given is not None
        first, second = given.fleets
        return one.world(fleets=(first.changed(**changes), second.changed(**changes)))

    return spoil


def points(**changes: object) -> Spoil:
    def spoil(one: Planned) -> Planned:
        given = one.scenario.warehouse
        assert given is not None
        first, *rest = given.points
        return one.world(points=(first.changed(**changes), *rest))

    return spoil


def item(change: Callable[[SupplyRound], SupplyRound]) -> Spoil:
    return lambda one: rounds(one, change, "big-vans")


BROKEN = [
    Spoilt("supply_reference", item(lambda one: one.changed(fleet="nobody"))),
    Spoilt("supply_vehicle", item(lambda one: one.changed(number=9))),
    Spoilt("supply_twice", same_van),
    Spoilt("supply_owner", drop(lambda one: one.changed(point="east"))),
    Spoilt("supply_access", points(largest_payload_kg=100.0)),
    Spoilt("supply_payload", fleets(payload_kg=50)),
    Spoilt("supply_pallets", fleets(pallets=0.1)),
    Spoilt("supply_cold", fleets(cold="none")),
    Spoilt(
        "supply_cold_time",
        lambda one: replace(
            fleets(cold="boxes", cold_kg=900.0)(one),
            scenario=fleets(cold="boxes", cold_kg=900.0)(one).scenario.changed(
                policy=one.scenario.policy.changed(
                    cold_chain=one.scenario.policy.cold_chain.changed(max_min_boxes=1.0)
                )
            ),
        ),
    ),
    Spoilt("supply_travel", drop(lambda one: one.changed(arrive_s=one.arrive_s - 600))),
    Spoilt("supply_loading", lambda one: one.world(loading_min=90.0)),
    Spoilt("supply_unloading", points(unloading_min=99.0)),
    Spoilt("supply_window", points(windows=(Window(opens="03:00", closes="04:00"),))),
    Spoilt(
        "supply_shift",
        item(lambda one: one.changed(shift="morning" if one.shift == "afternoon" else "afternoon")),
    ),
    Spoilt("supply_duration", fleets(max_round_min=10)),
    Spoilt("supply_trips", item(lambda one: one.changed(trips=one.trips * 4))),
    Spoilt("supply_stops", trip(lambda one: one.changed(drops=one.drops * 4))),
    Spoilt("supply_storage", points(storage_kg={"ambient": 10.0})),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Spoilt) -> None:
    broken.is_caught()
