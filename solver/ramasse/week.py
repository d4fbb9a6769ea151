"""The week as arrays: slots, travel, streams, pick-ups, and who may do what when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import numpy as np
import numpy.typing as npt

from models.calendar import DAY_NUMBER, Day
from models.donors import Pickup
from models.history import NO_PAST, History
from models.products import Temperature
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.pairings import Pair, pairings
from pools.streams import Stream, may_crew, may_drop, may_work, streams

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DAY_S = 86_400


@dataclass(frozen=True)
class Slot:
    """One shift of one day; times in seconds since that day's midnight."""

    number: int
    day: Day
    shift: str
    starts_s: int
    ends_s: int
    max_s: int

    @property
    def day_s(self) -> int:
        """Midnight of its day, seconds since Monday midnight."""
        return DAY_NUMBER[self.day] * DAY_S

    def overlaps(self, other: Slot) -> bool:
        """Tell whether one vehicle or person could not work both."""
        return (
            self.day == other.day and self.starts_s < other.ends_s and other.starts_s < self.ends_s
        )


@dataclass(frozen=True)
class Crew:
    """Who may drive and who may help in a round: people's ids."""

    drivers: tuple[str, ...]
    helpers: tuple[str, ...]
    named: bool = True
    """False: whoever sends the vehicle finds its crew."""
    aboard: bool = False
    """Whether they are aboard of a published round: nothing is left to choose."""

    def mans(self, size: int) -> bool:
        """Tell whether so many people could go, one of them driving."""
        enough = len(set(self.drivers + self.helpers)) >= size
        return not self.named or (bool(self.drivers) and enough)


class Week:
    """A scenario and its travel matrix, indexed for planning.

    Parameters
    ----------
    past
        What earlier weeks brought and needed, that levels count beside this one.
    """

    def __init__(self, scenario: Scenario, travel: TravelMatrix, past: History = NO_PAST) -> None:
        self.scenario = scenario
        self.past = past
        self.travel = travel
        self.seconds: Ints = np.array(travel.seconds, dtype=np.int64).reshape(len(travel.sites), -1)
        if travel.off_peak_seconds is not None and travel.peak_s is not None:
            # the slower of both hours: whatever the hour, a way takes no longer than planned
            self.seconds = np.maximum(self.seconds, np.array(travel.off_peak_seconds))
        self.metres: Ints = np.array(travel.metres, dtype=np.int64).reshape(len(travel.sites), -1)
        self.streams: tuple[Stream, ...] = streams(scenario)

    def site(self, site: str) -> int:
        """Return the position of a site in the travel arrays."""
        return self.travel.index[site]

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every shift of every day, in time order."""
        shifts = sorted(self.scenario.shifts, key=lambda shift: (shift.starts_s, shift.id))
        days = sorted(self.scenario.days, key=DAY_NUMBER.__getitem__)
        return tuple(
            Slot(number, day, shift.id, shift.starts_s, shift.ends_s, shift.max_min * 60)
            for number, (day, shift) in enumerate((day, shift) for day in days for shift in shifts)
        )

    @cached_property
    def pickups(self) -> tuple[Pickup, ...]:
        """Donations of the week, in a fixed order."""
        return tuple(self.scenario.pickups.values())

    @property
    def openings(self) -> dict[str, tuple[int, ...]]:
        """Starts of each association's distributions, this week's and the next's to come."""
        return self.scenario.openings_s

    def next_opening(self, association: str, moment_s: int) -> int | None:
        """Return the first distribution that starts at or after a moment, or none."""
        return next((start for start in self.openings[association] if start >= moment_s), None)

    def openings_until(self, association: str, first_s: int, since_s: int) -> list[int]:
        """Return a distribution and those after it, up to the first at or after a moment."""
        last_s = self.next_opening(association, since_s) or 0
        return [one for one in self.openings[association] if first_s <= one <= max(first_s, last_s)]

    def pickups_of(self, stream: Stream, slot: Slot, vehicle: str) -> list[int]:
        """Return the pick-ups of a stream that a vehicle may go for in a slot."""
        means = self.scenario.vehicle[vehicle]
        donors = set(stream.donors) - set(means.forbidden)
        return [
            number
            for number, pickup in enumerate(self.pickups)
            if pickup.donor in donors
            and pickup.day == slot.day
            and (means.cold == "refrigerated" or not pickup.refrigerated)
            and max(pickup.opens_s, slot.starts_s) + pickup.loading_s
            <= min(pickup.closes_s, slot.ends_s)
            and self._commitment_allows(pickup, slot, vehicle)
        ]

    def _commitment_allows(self, pickup: Pickup, slot: Slot, vehicle: str) -> bool:
        return all(
            promise.vehicle == vehicle and promise.shift in (None, slot.shift)
            for promise in self.scenario.promises
            if promise.donor == pickup.donor and promise.day == pickup.day
        )

    @cached_property
    def committed(self) -> frozenset[int]:
        """Pick-ups that somebody was promised; of a gift in parts, the first alone counts."""
        promised = {(c.donor, c.day) for c in self.scenario.promises}
        first: dict[tuple[str, str, int, int], int] = {}
        for number, pickup in enumerate(self.pickups):
            if (pickup.donor, pickup.day) in promised:
                at = pickup.donor, pickup.day, pickup.opens_s, pickup.closes_s
                first.setdefault(at, number)
        return frozenset(first.values())

    @cached_property
    def alone(self) -> frozenset[int]:
        """Pick-ups that are promised to be the only one of their round."""
        promised = {(c.donor, c.day) for c in self.scenario.promises if c.alone}
        return frozenset(
            number
            for number, pickup in enumerate(self.pickups)
            if (pickup.donor, pickup.day) in promised
        )

    def carried(self, vehicle: str) -> Flags:
        """(3,): whether a vehicle may carry ambient, chilled and frozen food."""
        carries = self.scenario.vehicle[vehicle].carries
        return np.array([not carries or one in carries for one in get_args(Temperature)])

    def promised_at(self, pickup: Pickup) -> int | None:
        """Return the promised start of a pick-up, seconds since midnight, or none."""
        from models.base import seconds

        return next(
            (
                seconds(promise.at)
                for promise in self.scenario.promises
                if promise.donor == pickup.donor and promise.day == pickup.day and promise.at
            ),
            None,
        )

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Who goes aboard only or never with whom."""
        return pairings(self.scenario)

    @cached_property
    def timed(self) -> frozenset[str]:
        """People who work so many hours in a week, at most."""
        return frozenset(p.id for p in self.scenario.people if p.max_hours is not None)

    @cached_property
    def paired(self) -> frozenset[str]:
        """People who go out only or never with somebody, and those meant."""
        return frozenset(who for pair in self.pairs for who in (pair.one, pair.other))

    def goes_out(self, vehicle: str, slot: Slot) -> bool:
        """Tell whether a vehicle is available in a slot, all of it."""
        means = self.scenario.vehicle[vehicle]
        if any(
            taken.meets(slot.day, slot.starts_s, slot.ends_s)
            for taken in self.scenario.taken(means)
        ):
            return False
        return slot.day in means.days and (not means.shifts or slot.shift in means.shifts)

    def may_collect(self, stream: Stream, vehicle: str, slot: Slot) -> bool:
        """Tell whether a vehicle may collect for a stream in a slot."""
        return self.goes_out(vehicle, slot) and may_work(
            self.scenario, stream, vehicle, slot.day, collects=True
        )

    def droppable(self, stream: Stream, vehicle: str, slot: Slot, *, collects: bool) -> list[str]:
        """Return the associations to whose door a vehicle may bring a stream's food in a slot."""
        if not self.goes_out(vehicle, slot) or not may_work(
            self.scenario, stream, vehicle, slot.day, collects=collects
        ):
            return []
        forbidden = self.scenario.vehicle[vehicle].forbidden
        return [
            who
            for who in stream.members
            if may_drop(self.scenario, stream, vehicle, slot.day, who) and who not in forbidden
        ]

    def crew(self, stream: Stream, vehicle: str, slot: Slot, *, collects: bool) -> Crew:
        """Return who may be aboard a vehicle of a stream in a slot."""
        if not self.scenario.policy.named_crews:
            return Crew((), (), named=False)
        licence = self.scenario.vehicle[vehicle].licence
        able = [
            person
            for person in self.scenario.people
            if slot.day in person.days
            and (not person.shifts or slot.shift in person.shifts)
            and not any(
                taken.meets(slot.day, slot.starts_s, slot.ends_s)
                for taken in self.scenario.taken(person)
            )
            and person.most_shifts > 0
            and may_crew(self.scenario, stream, person.id, vehicle, slot.day, collects=collects)
        ]
        return Crew(
            drivers=tuple(p.id for p in able if "driver" in p.roles and licence in p.licences),
            helpers=tuple(p.id for p in able if "helper" in p.roles),
        )

    def capacity_kg(self, vehicle: str) -> float:
        """Return the load that a plan may put on a vehicle, its margin kept free."""
        return self.scenario.vehicle[vehicle].payload_kg * (
            1 - self.scenario.policy.capacity_margin
        )

    def door_window(self, association: str, slot: Slot) -> tuple[int, int] | None:
        """Return when a door receives in a slot: the window that overlaps it most, or none."""
        windows = [
            (max(opens_s, slot.starts_s), min(closes_s, slot.ends_s))
            for opens_s, closes_s in self.scenario.receives_s(association, slot.day)
        ]
        best = max(windows, key=lambda w: (w[1] - w[0], -w[0]), default=None)
        return best if best is not None and best[0] < best[1] else None
