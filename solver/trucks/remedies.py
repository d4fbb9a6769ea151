"""Changes that would let a refused request be booked, if it were alone in the week.

Each makes one place possible: its own hours, the truck's, the driver's. Which of them lets the
request be met among the others is tried elsewhere. Here they come in order: fewest fields, then
least minutes, then least kg, then the request's own before those of others, then by path.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from models.base import Text
from models.booking_study import Booking, Busy
from models.bookings import SlotRequest, Truck
from models.scenario import Scenario
from solver.edits.edit import Edits, edited, size
from solver.edits.sentences import joined, sentence
from solver.trucks.newcomers import more_drivers, more_trucks
from solver.trucks.own_changes import own_places
from solver.trucks.problem import REQUESTS, may_drive, shared_trucks, suits, truck_drivers
from solver.trucks.world_changes import (
    Hours,
    driver_changes,
    let_drive,
    longer_hours,
    pair_changes,
    truck_changes,
)

MOST_OUTINGS = 5
"""Outings of one driver more, at most."""
MOST_FIELDS = 2
"""Fields changed together, at most, of what is there already."""
CHAINED = (".opens", ".closes", ".duration_min", ".turnaround_min", ".max_shifts")
"""Fields of which a larger change allows all that a smaller one does."""


@dataclass(frozen=True)
class Remedy:
    """One whole change."""

    edits: Edits

    @cached_property
    def cost(self) -> tuple[int, int, int, bool, tuple[str, ...]]:
        """Return what remedies are ordered by."""
        return (
            *size(self.edits),
            not self.own,
            tuple(str(edit) for edit in self.edits),
        )

    @property
    def own(self) -> bool:
        """Whether it changes the request alone."""
        return all(edit.path.startswith(REQUESTS) for edit in self.edits)

    @property
    def family(self) -> tuple[str, ...]:
        """Return what it shares with the same change by more or fewer minutes."""
        return tuple(edit.path if edit.path.endswith(CHAINED) else str(edit) for edit in self.edits)

    @property
    def is_chain(self) -> bool:
        """Whether the largest change of its family allows all that the others do."""
        return sum(edit.path.endswith(CHAINED) for edit in self.edits) == 1

    @property
    def text(self) -> Text:
        """Return it as a sentence; what two changes say alike is said once."""
        texts = {edit.text.fr: edit.text for edit in self.edits}
        return sentence(joined(list(texts.values())))


def field_remedies(
    scenario: Scenario,
    busy: Sequence[Busy],
    request: SlotRequest,
    others: Sequence[Booking],
    fields: int,
) -> list[Remedy]:
    """Return the changes of so many fields of what is there, in order.

    Parameters
    ----------
    busy
        Hours taken by rounds.
    others
        Bookings of the week, none of the request.
    """
    world = _World(scenario, busy, request, others)
    found: dict[tuple[str, ...], Remedy] = {}
    for place in own_places(scenario, request, fields):
        hours = Hours(place.start_min, place.start_min + place.length_min)
        for edits in world.changes(hours, fields - len(place.edits)):
            remedy = Remedy((*place.edits, *edits))
            found.setdefault(remedy.cost[-1], remedy)
    if fields == 1:
        for truck in shared_trucks(scenario):
            if suits(request, truck):
                for edit in longer_hours(scenario, truck):
                    remedy = Remedy((edit,))
                    found.setdefault(remedy.cost[-1], remedy)
    return sorted(found.values(), key=lambda one: one.cost)


class _World:
    """Trucks and drivers, and what they may change for one request."""

    def __init__(
        self,
        scenario: Scenario,
        busy: Sequence[Busy],
        request: SlotRequest,
        others: Sequence[Booking],
    ) -> None:
        self._fleet, people = shared_trucks(scenario), truck_drivers(scenario)
        may = may_drive(request, people)
        # those who may drive for it come first: they alone need no change
        self._people = sorted(people, key=lambda one: (one.id not in may, one.id))
        self._able = sum(one.id in may for one in people)

        @cache
        def by_truck(number: int, hours: Hours) -> list[Edits]:
            return list(truck_changes(scenario, busy, self._fleet[number], request, hours))

        @cache
        def by_driver(number: int, hours: Hours) -> list[Edits]:
            person = self._people[number]
            named = () if number < self._able else let_drive(request, may, person)
            return [
                (*named, *edits) for edits in driver_changes(scenario, busy, person, hours, others)
            ]

        self._by_truck, self._by_driver = by_truck, by_driver

    def changes(self, hours: Hours, fields: int) -> Iterator[Edits]:
        """Yield what changes so many fields and makes some hours possible."""
        for number, truck in enumerate(self._fleet):
            for for_truck in self._by_truck(number, hours):
                left = fields - len(for_truck)
                if left >= 0:
                    for for_driver in self._for_drivers(truck, hours, left):
                        yield (*for_truck, *for_driver)

    def _for_drivers(self, truck: Truck, hours: Hours, fields: int) -> Iterator[Edits]:
        """Yield what lets somebody drive a truck at some hours, so many fields."""
        for who, person in enumerate(self._people[: len(self._people) if fields else self._able]):
            for_pair = pair_changes(truck, person)
            if for_pair is None or len(for_pair) > fields:
                continue
            for for_driver in self._by_driver(who, hours):
                if len(for_driver) + len(for_pair) == fields:
                    yield (*for_pair, *for_driver)
                    if not fields:
                        return


def newcomer_remedies(scenario: Scenario, request: SlotRequest) -> list[Remedy]:
    """Return one driver more, one truck more, or both, in order.

    With the smallest change of the request's own hours where none of its starts is possible.
    """
    places = sorted(
        (Remedy(place.edits) for place in own_places(scenario, request, 1)),
        key=lambda one: one.cost,
    )
    found: dict[tuple[str, ...], Remedy] = {}
    for own in places[:1]:
        world = edited(scenario, own.edits)
        for edits in _newcomers(world, world.request[request.id]):
            one = Remedy((*own.edits, *edits))
            found.setdefault(one.cost[-1], one)
    return sorted(found.values(), key=lambda one: one.cost)


def _newcomers(scenario: Scenario, request: SlotRequest) -> Iterator[Edits]:
    """Yield one driver more, one truck more, or both."""
    same = [one.id for one in scenario.bookings.requests if one.association == request.association]
    outings = range(1, min(len(same), MOST_OUTINGS) + 1)
    for truck, count in itertools.product(shared_trucks(scenario), outings):
        yield more_drivers(scenario, request, truck, count)
    for trucks in more_trucks(scenario, request):
        yield trucks
        name = trucks[0].path.split(".")[2]
        world = edited(scenario, trucks)
        for count in outings:
            drivers = more_drivers(world, world.request[request.id], world.truck[name], count)
            yield (*trucks, *drivers)
