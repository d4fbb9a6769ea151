"""What follows from a scenario in the week planned: who is there, what is given and needed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from models.associations import Association
from models.base import Model, Text
from models.bookings import Bookings, SlotRequest, Truck
from models.calendar import DAY_NUMBER, DAYS, Day, Shift, part_of_week
from models.deliveries import Delivery, Unit
from models.donors import Donor, DonorKind, Pickup, in_week
from models.exceptions import away_on
from models.places import Place
from models.policy import Commitment, Policy
from models.products import Family
from models.recurrence import is_odd
from models.stocks import Kept, kept
from models.vehicles import Person, Taken, Vehicle
from models.week_supply import pickups_of, units_of


class WeekOfTown(Model):
    """What is read of a scenario by id and by day; its fields stand in ``Scenario``."""

    if TYPE_CHECKING:
        week_of: date
        odd_week_of: date | None
        days: tuple[Day, ...]
        shifts: tuple[Shift, ...]
        families: tuple[Family, ...]
        associations: tuple[Association, ...]
        donor_kinds: tuple[DonorKind, ...]
        donors: tuple[Donor, ...]
        vehicles: tuple[Vehicle, ...]
        people: tuple[Person, ...]
        deliveries: tuple[Delivery, ...]
        bookings: Bookings
        policy: Policy

    @cached_property
    def family(self) -> dict[str, Family]:
        """Families by id."""
        return {family.id: family for family in self.families}

    @cached_property
    def association(self) -> dict[str, Association]:
        """Associations by id."""
        return {association.id: association for association in self.associations}

    @cached_property
    def donor(self) -> dict[str, Donor]:
        """Donors by id."""
        return {donor.id: donor for donor in self.donors}

    @cached_property
    def vehicle(self) -> dict[str, Vehicle]:
        """Vehicles by id."""
        return {vehicle.id: vehicle for vehicle in self.vehicles}

    @cached_property
    def person(self) -> dict[str, Person]:
        """People of the crews by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def delivery(self) -> dict[str, Delivery]:
        """Deliveries by id, due this week or not."""
        return {delivery.id: delivery for delivery in self.deliveries}

    @cached_property
    def shift(self) -> dict[str, Shift]:
        """Shifts by id."""
        return {shift.id: shift for shift in self.shifts}

    def when(self, day: str, shift: str) -> Text:
        """Return a day and a shift, by their ids, in words: « mardi matin »."""
        return part_of_week(day, self.shift[shift].label if shift in self.shift else shift)

    @cached_property
    def truck(self) -> dict[str, Truck]:
        """Shared trucks by id."""
        return {truck.id: truck for truck in self.bookings.trucks}

    @cached_property
    def request(self) -> dict[str, SlotRequest]:
        """Requests for shared trucks by id."""
        return {request.id: request for request in self.bookings.requests}

    @cached_property
    def sites(self) -> dict[str, Place]:
        """Every place of the travel matrix: associations first, then donors."""
        places = {a.id: a.place for a in self.associations}
        places.update({d.id: d.place for d in self.donors})
        return places

    @cached_property
    def odd_week(self) -> bool:
        """Whether the week planned is an odd one."""
        return is_odd(self.week_of, self.odd_week_of)

    def date_of(self, day: Day) -> date:
        """Return the date of a day of the week planned."""
        return self.week_of + timedelta(days=DAY_NUMBER[day])

    @cached_property
    def donors_now(self) -> dict[str, Donor]:
        """Donors by id with what they give in the week planned alone: see ``donors.in_week``."""
        return {
            one.id: in_week(one, self.week_of, self.odd_week, self.policy.day_factors)
            for one in self.donors
        }

    def is_there(self, means: Vehicle | Person, day: Day) -> bool:
        """Tell whether a vehicle or a person is there on a day of the week planned."""
        return day in means.days and away_on(means.absences, self.date_of(day)) is None

    def is_free(self, truck: Truck, day: Day) -> bool:
        """Tell whether the vehicle that a shared truck is, if any, is there on a day."""
        means = self.vehicle.get(truck.vehicle or "")
        return means is None or away_on(means.absences, self.date_of(day)) is None

    def taken(self, means: Vehicle | Person) -> tuple[Taken, ...]:
        """Return the hours of the week at which a vehicle or a person is not free.

        Those that it says, and whole days away.
        """
        if not means.absences:
            return means.busy
        away = (
            Taken(day=day, starts="00:00", ends="23:59")
            for day in DAYS
            if away_on(means.absences, self.date_of(day)) is not None
        )
        return (*means.busy, *away)

    def receives_s(self, association: str, day: Day) -> tuple[tuple[int, int], ...]:
        """Return the hours of a day in which an association can receive; none when it is closed.

        Raises
        ------
        KeyError
            There is no such association.
        """
        return self.association[association].receives_s(self.date_of(day))

    @cached_property
    def promises(self) -> tuple[Commitment, ...]:
        """Commitments that bind this week.

        Not those to a store that gives nothing that day, or of a vehicle that is away.
        """
        return tuple(
            one
            for one in self.policy.commitments
            if one.donor in self.donors_now
            and one.vehicle in self.vehicle
            and any(one.day in offer.days for offer in self.donors_now[one.donor].offers)
            and away_on(self.vehicle[one.vehicle].absences, self.date_of(one.day)) is None
        )

    @cached_property
    def openings_s(self) -> dict[str, tuple[int, ...]]:
        """Starts of each association's distributions in the week planned and the next that has one.

        Seconds since the week's Monday midnight, ascending.
        """
        return {who.id: self.openings_from(who.id, 0) for who in self.associations}

    def openings_from(self, association: str, week: int) -> tuple[int, ...]:
        """Return the starts of distributions in a week and in the next one after it with any.

        Parameters
        ----------
        week
            Counted from the week planned, which is 0.

        Returns
        -------
        tuple of int
            Seconds since Monday midnight of the week planned, ascending.

        Raises
        ------
        KeyError
            There is no such association.
        """
        who = self.association[association]
        return who.starts_from(self.week_of, self.odd_week_of, week)

    @cached_property
    def pickups(self) -> dict[str, Pickup]:
        """Every donation of the week by id, in the order of days then donors.

        A donation is one offer of one donor on one day, with its kind's figures where the offer
        has none, and its kg multiplied by the day's factor of the policy.
        """
        factors, kinds = self.policy.day_factors, {kind.id: kind for kind in self.donor_kinds}
        found = pickups_of(self.days, self.donors_now.values(), kinds, factors, self.family)
        return {pickup.id: pickup for pickup in found}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Every load unit due this week by id, in the order of deliveries."""
        due = (one for one in self.deliveries if one.due_in(self.odd_week))
        return {unit.id: unit for delivery in due for unit in units_of(delivery, self.family)}

    def need_kg(self, association: str, family: str) -> float:
        """Return what an association should still get of a family in the week, in kg.

        Its whole need, less what it holds of it when the week begins: that covers it first.

        Raises
        ------
        KeyError
            There is no such association or family.
        """
        whole = self.whole_need_kg(association, family)
        return max(0.0, whole - self.covered_kg(association, family))

    def whole_need_kg(self, association: str, family: str) -> float:
        """Return the need of an association for a family in the week, whatever it holds, in kg.

        Its known weekly need where it has one, else people (households, children, a class: as the
        family says) × weight × target; zero for a family that it refuses.

        Raises
        ------
        KeyError
            There is no such association or family.
        """
        who = self.association[association]
        if family in who.refuses:
            return 0.0
        if who.weekly_need_kg is not None:
            return who.weekly_need_kg.get(family, 0.0)
        one = self.family[family]
        return who.heads(one.per) * who.need_weight * one.target_kg

    @cached_property
    def stocks(self) -> dict[str, tuple[Kept, ...]]:
        """What becomes of the food that associations hold when the week begins: ``stocks.kept``.

        Only those that hold some.
        """
        return {
            who.id: kept(
                who.stock,
                {one.id: self.whole_need_kg(who.id, one.id) for one in self.families},
                self.week_of,
                next(iter(self.openings_s[who.id]), None),
            )
            for who in self.associations
            if who.stock
        }

    def covered_kg(self, association: str, family: str) -> float:
        """Return the need of the week that an association covers with what it holds, in kg."""
        mine = self.stocks.get(association, ())
        return sum(one.kg for one in mine if one.serves and one.family == family)

    def stored_kg(self, association: str, cold: bool, moment_s: int) -> float:
        """Return what of the food held at the start still takes its place in a store, in kg.

        Parameters
        ----------
        cold
            Chilled and frozen food, or ambient.
        moment_s
            Seconds since Monday midnight.
        """
        return sum(
            one.kg
            for one in self.stocks.get(association, ())
            if (self.family[one.family].temperature != "ambient") == cold and moment_s < one.until_s
        )
