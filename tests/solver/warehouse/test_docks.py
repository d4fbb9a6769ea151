from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.warehouse_supply import Drop, PointSupply, Replenishment, SupplyRound, Trip
from solver.review.checks.warehouse_docks import check_docks
from solver.warehouse.docks import DockLimits, plan_docks
from tests.helpers.warehouses import dock, flow, platform, stored, warehouse

HOUR = 3600


def loaded(*times: tuple[int, int], kg: int = 500) -> Replenishment:
    """Rounds of one trip each, loading between two times of Monday."""
    rounds = [
        SupplyRound(
            id=f"r{n}",
            platform="hub",
            fleet="vans",
            number=n + 1,
            day="mon",
            shift="morning",
            trips=(
                Trip(
                    load_s=start,
                    leave_s=end,
                    drops=(
                        Drop(
                            point="north",
                            arrive_s=end + 600,
                            start_s=end + 600,
                            leave_s=end + 1500,
                            kg={"dry": kg},
                        ),
                    ),
                    back_s=end + 2400,
                ),
            ),
            metres=0,
            eur=0.0,
        )
        for n, (start, end) in enumerate(times)
    ]
    point = PointSupply(
        point="north", platform="hub", visits=len(times), due_kg={}, got_kg={}, days=("mon",)
    )
    return Replenishment(
        week=0,
        rounds=tuple(rounds),
        fetches=(),
        feeders=(),
        points=(point,),
        due_kg=0,
        got_kg=0,
        metres=0,
        vehicle_s=0,
        person_s=0,
        eur=0.0,
    )


def test_two_vans_at_one_dock_load_one_after_the_other() -> None:
    scenario = stored(
        warehouse(platforms=(platform(docks=(dock(pallets_per_hour=4),)),), flows=(), stock=())
    )
    supply = loaded((8 * HOUR, 8 * HOUR + 1200), (8 * HOUR, 8 * HOUR + 1200))
    found, _ = plan_docks(scenario, supply, 0, DockLimits())
    assert [check.text.en for check in check_docks(scenario, supply, found)] == []
    one, other = sorted(found.slots, key=lambda slot: slot.starts_s)
    assert one.ends_s <= other.starts_s
    assert one.ends_s - one.starts_s == 900
    (day,) = found.days
    assert (day.late_s, day.proved, day.done_s) == (0, True, 7 * HOUR + 1800)


def test_lateness_that_cannot_be_avoided_is_told() -> None:
    scenario = stored(
        warehouse(
            platforms=(platform(docks=(dock(opens="08:00", pallets_per_hour=2),)),),
            flows=(),
            stock=(),
        )
    )
    supply = loaded(*[(8 * HOUR, 8 * HOUR + 1800)] * 3)
    found, _ = plan_docks(scenario, supply, 0, DockLimits())
    (day,) = found.days
    assert day.late_s == 1800 + 3600 == day.late_bound_s
    assert day.proved


def test_what_no_dock_takes_is_left_and_named() -> None:
    scenario = stored(
        warehouse(
            platforms=(platform(docks=(dock(longest_payload_kg=500.0),)),), flows=(), stock=()
        )
    )
    supply = loaded((8 * HOUR, 9 * HOUR))
    found, _ = plan_docks(scenario, supply, 0, DockLimits())
    assert found.slots == ()
    assert found.days[0].left == ("r0",)


def test_more_calls_than_hours_leaves_the_fewest_out() -> None:
    scenario = stored(
        warehouse(
            platforms=(platform(docks=(dock(opens="08:00", closes="10:00", pallets_per_hour=1),)),),
            flows=(),
            stock=(),
        )
    )
    found, _ = plan_docks(scenario, loaded(*[(0, 9 * HOUR)] * 3), 0, DockLimits())
    assert len(found.slots) == 2
    assert len(found.days[0].left) == 1


def test_arrivals_come_as_lorries_on_their_days_and_points_fetch_in_a_slot() -> None:
    scenario = stored(
        warehouse(flows=(flow("big", "dry", 40_000, expiry=9, days=("tue",)),), stock=())
    )
    found, _ = plan_docks(scenario, None, 0, DockLimits())
    assert [(slot.day, slot.kind) for slot in found.slots] == [("tue", "arrival")] * 3
    assert sum(slot.pallets for slot in found.slots) == pytest.approx(80, abs=0.01)


def shortest(lengths: Sequence[int], docks: int) -> int:
    """The soonest end of some stays on docks alike, by enumeration."""
    return min(
        max(
            sum(length for length, at in zip(lengths, way, strict=True) if at == d)
            for d in range(docks)
        )
        for way in itertools.product(range(docks), repeat=len(lengths))
    )


@settings(max_examples=15, deadline=None)
@given(pallets=st.lists(st.integers(1, 8), min_size=1, max_size=5), docks=st.integers(1, 2))
def test_the_last_lorry_is_done_as_soon_as_can_be(pallets: list[int], docks: int) -> None:
    flows = tuple(
        flow("big", "dry", 500 * n, expiry=9, name=f"f{k}", days=("mon",))
        for k, n in enumerate(pallets)
    )
    quay = [dock(f"q{n}", pallets_per_hour=12) for n in range(docks)]
    scenario = stored(warehouse(platforms=(platform(docks=tuple(quay)),), flows=flows, stock=()))
    found, _ = plan_docks(scenario, None, 0, DockLimits())
    assert [check.text.en for check in check_docks(scenario, None, found)] == []
    assert found.days[0].done_s == 7 * HOUR + 300 * shortest(pallets, docks)
