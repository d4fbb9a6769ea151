from __future__ import annotations

import pytest

from models.plan import Stop, StopKind
from pools.streams import streams
from solver.review.checks.trips import collecting_s, found_aboard, trip_numbers
from tests.helpers.depot import depot_week
from tests.helpers.plans import policy, week
from tests.helpers.scenarios import tiny
from tests.solver.review.checks.breaking import MON, VAN


def stops(*kinds: StopKind) -> list[Stop]:
    return [
        Stop(kind=kind, site="somewhere", arrive_s=n, start_s=n, leave_s=n)
        for n, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("kinds", "numbers"),
    [
        (("depart", "collect", "unload", "return"), (0, 1, 0, 0)),
        (("depart", "load", "drop", "collect", "unload", "return"), (0, 0, 1, 1, 0, 0)),
        (("depart", "load", "drop", "load", "drop", "return"), (0, 0, 1, 0, 2, 0)),
        (("depart", "return"), (0, 0)),
    ],
)
def test_trips_of_a_hub_begin_after_it(
    kinds: tuple[StopKind, ...], numbers: tuple[int, ...]
) -> None:
    (stream, *_) = streams(tiny("hub"))
    assert trip_numbers(stream, stops(*kinds)) == numbers


def test_without_a_hub_a_pick_up_after_a_drop_begins_a_trip() -> None:
    (stream, *_) = streams(tiny("direct"))
    shown = stops("depart", "collect", "collect", "drop", "drop", "collect", "drop", "return")
    assert trip_numbers(stream, shown) == (0, 1, 1, 1, 1, 2, 2, 0)


def test_a_trip_that_collects_lasts_from_the_hub_to_the_hub() -> None:
    scenario, plan = depot_week()
    item, stream = plan.round[VAN], streams(scenario)[0]
    _, load, *_, unload, again, _, _ = item.stops
    assert (load.kind, unload.kind, again.kind) == ("load", "unload", "load")
    assert collecting_s(stream, item) == {1: unload.arrive_s - load.leave_s}
    pooled, other = week()
    morning = other.round[MON]
    (seconds,) = collecting_s(streams(pooled)[0], morning).values()
    assert seconds <= morning.duration_s


def test_the_first_load_takes_no_time_where_that_is_agreed() -> None:
    scenario, plan = depot_week()
    shown = plan.round[VAN].stops
    aboard = [found_aboard(scenario, shown, n) for n in range(len(shown))]
    assert aboard == [False, True, *[False] * (len(shown) - 2)]
    agreed = policy(scenario, loaded_before_leaving=False)
    assert not any(found_aboard(agreed, shown, n) for n in range(len(shown)))
