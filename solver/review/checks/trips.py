"""The trips of a round: from one departure of the hub to the next, by what it does outside."""

from __future__ import annotations

from collections.abc import Sequence

from models.plan import Round, Stop
from models.scenario import Scenario
from pools.streams import Stream

OUTSIDE = ("collect", "drop")


def trip_numbers(stream: Stream, stops: Sequence[Stop]) -> tuple[int, ...]:
    """Return the trip of every stop, from 1; 0 where the round is not out on one.

    A trip begins with the first pick-up or drop after leaving the hub; where there is none (direct
    mode), with a pick-up after a drop.
    """
    found = []
    number, begins = 0, True
    for stop, after in zip(stops, (*stops[1:], None), strict=True):
        outside = stop.kind in OUTSIDE
        number += outside and begins
        found.append(number if outside else 0)
        again = after is not None and (stop.kind, after.kind) == ("drop", "collect")
        begins = not outside or (stream.mode == "direct" and again)
    return tuple(found)


def collecting_s(stream: Stream, item: Round) -> dict[int, int]:
    """Return the seconds that each trip that collects takes, from leaving the hub to being back."""
    numbers = trip_numbers(stream, item.stops)
    found = {}
    for trip in {n for n, stop in zip(numbers, item.stops, strict=True) if stop.kind == "collect"}:
        first = numbers.index(trip)
        last = len(numbers) - 1 - numbers[::-1].index(trip)
        found[trip] = item.stops[last + 1].arrive_s - item.stops[first - 1].leave_s
    return found


def found_aboard(scenario: Scenario, stops: Sequence[Stop], position: int) -> bool:
    """Tell whether a load takes no time: the first of a round that leaves from there, if agreed."""
    return (
        scenario.policy.loaded_before_leaving
        and position == 1
        and stops[1].kind == "load"
        and stops[0].site == stops[1].site
    )
