"""Whether to buy, borrow or rent a truck, by the days on which it is out."""

from __future__ import annotations

from collections.abc import Sequence

from models.booking_study import Booking, Tenancy
from models.bookings import DAY_S
from models.scenario import Scenario

PRICE = 0.2
"""Part by which the price is moved to see what the break-even depends on."""
EQUAL_EUR = 1.0
"""Difference, euros a year, below which buying and renting cost the same."""


def tenancies(scenario: Scenario, bookings: Sequence[Booking]) -> tuple[Tenancy, ...]:
    """Return buying or being lent against renting, for each truck with a price or lent.

    The days out are the truck's own; those of trucks rented where it has none; else of all.
    """
    plan = scenario.bookings
    rents = [truck.eur_per_day for truck in plan.trucks if truck.eur_per_day > 0]
    if not rents:
        return ()
    rent = min(rents)
    rented = {truck.id for truck in plan.trucks if truck.tenure == "rented"}
    found = []
    for truck in plan.trucks:
        lent = truck.tenure == "lent"
        if truck.purchase_eur <= 0 and not lent:
            continue
        own = {b.starts_s // DAY_S for b in bookings if b.truck == truck.id}
        other = {b.starts_s // DAY_S for b in bookings if b.truck in rented}
        days = len(own or other or {b.starts_s // DAY_S for b in bookings}) * plan.weeks_per_year
        spread = truck.purchase_eur / truck.years * PRICE
        yearly = truck.yearly_eur
        found.append(
            Tenancy(
                truck=truck.id,
                yearly_eur=yearly,
                rent_eur_per_day=rent,
                break_even_days=yearly / rent,
                days_per_year=float(days),
                cheaper="lend"
                if lent and days * rent > yearly
                else "equal"
                if abs(days * rent - yearly) < EQUAL_EUR
                else "buy"
                if days * rent > yearly
                else "rent",
                low_days=(yearly - spread) / rent,
                high_days=(yearly + spread) / rent,
            )
        )
    return tuple(found)
