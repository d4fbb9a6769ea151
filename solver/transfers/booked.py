"""Bookings of shared trucks as trips that take place anyway.

Who books a truck takes it at its base, passes at its own place, and brings it back: stock may ride
between these, in the room that its own load leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from models.base import clock
from models.booking_study import BookingStudy
from models.scenario import Scenario
from models.transfers import GivenTrip, Halt
from models.travel import TravelMatrix

STAY_S = 600
"""At the base and at the association, for handling: no more than who books can spare."""
DAY_S = 86_400


def booked_trips(
    scenario: Scenario, travel: TravelMatrix, study: BookingStudy
) -> Iterator[GivenTrip]:
    """Yield the trip of every booking that leads from a base to another place and back."""
    booked = study.scenario
    for one in sorted(study.plan.bookings, key=lambda it: (it.starts_s, it.request)):
        request, truck = booked.request[one.request], booked.truck[one.truck]
        base, own = truck.base, request.association
        if base == own or not {base, own} <= set(scenario.association):
            continue
        there, _ = travel.way(base, own, STAY_S)
        back, _ = travel.way(own, base, STAY_S)
        day, starts = divmod(one.starts_s, DAY_S)
        reached = starts + STAY_S + -(-there // 60) * 60
        returns = one.ends_s - day * DAY_S
        room = truck.payload_kg - sum(request.load_kg.values())
        if reached + STAY_S + back > returns - STAY_S or room <= 0 or returns > DAY_S:
            continue
        yield GivenTrip(
            id=f"booked-{one.request}"[:60],
            label=f"{truck.label} – {request.label}",
            on=scenario.week_of + timedelta(days=day),
            payload_kg=room,
            cold="refrigerated" if truck.refrigerated else "none",
            stops=(
                Halt(association=base, arrives=clock(starts), leaves=clock(starts + STAY_S)),
                Halt(association=own, arrives=clock(reached), leaves=clock(reached + STAY_S)),
                Halt(
                    association=base,
                    arrives=clock(returns - STAY_S),
                    leaves=clock(min(returns, DAY_S - 60)),
                ),
            ),
        )
