"""How many trucks, whether to buy or rent, and who pays what of the fleet."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.booking_study import Booking, BookingShare, FleetSize, Tenancy
from models.bookings import DAY_S
from models.scenario import Scenario
from solver.cost_sharing.base import Game
from solver.cost_sharing.keys import in_proportion, rounded
from solver.cost_sharing.shapley import sampled, shapley
from solver.trucks.problem import Problem, with_machines
from solver.trucks.program import CENTS, Limits, Program

MORE = 8
"""Trucks tried beyond those there are."""
SIZE_S = 6.0
"""Seconds of one size of fleet, at most."""
SIZE_WORK = 4.0
EXACT = 6
"""Associations of whom every coalition is priced."""
ORDERS = 12
PRICE = 0.2
"""Part by which the price is moved to see what the break-even depends on."""


def sizes(
    problem: Problem, met_now: int, weeks_per_year: int, limits: Limits
) -> tuple[FleetSize, ...]:
    """Return the requests that 1, 2, … trucks meet, until all are or ``MORE`` were added.

    First the trucks there are, the most suitable first, then more like the most suitable.
    """
    if not problem.asks or not problem.machines:
        return ()
    suit = [sum(t in ask.trucks for ask in problem.asks) for t in range(len(problem.machines))]
    order = sorted(range(len(problem.machines)), key=lambda t: (-suit[t], t))
    best = order[0]
    asked = len(problem.asks)
    found: list[FleetSize] = []
    for count in range(1, len(order) + MORE + 1):
        fleet = (
            _only(problem, order[:count])
            if count <= len(order)
            else with_machines(problem, count - len(order), best)
        )
        program = Program(fleet)
        seconds = None if limits.seconds is None else SIZE_S
        began = Limits(limits.seconds, SIZE_WORK, limits.seed, limits.stop)
        solver = program.optimise(program.count(), began, seconds, most=True)
        if solver is None:
            break
        met = round(program.objective())
        if count == len(order):
            met = max(met, met_now)
        if found:
            met = max(met, found[-1].met)
        found.append(
            FleetSize(
                trucks=count,
                met=met,
                asked=asked,
                proved=program.proved,
                yearly_eur=week_eur(fleet, program.bookings()) * weeks_per_year,
            )
        )
        if met == asked and count >= min(len(order), 1):
            break
        if limits.stop is not None and limits.stop.is_set():
            break
    return tuple(found)


def _only(problem: Problem, kept: Sequence[int]) -> Problem:
    place = {truck: n for n, truck in enumerate(kept)}
    return replace(
        problem,
        machines=tuple(problem.machines[t] for t in kept),
        asks=tuple(
            replace(ask, trucks=tuple(place[t] for t in ask.trucks if t in place))
            for ask in problem.asks
        ),
    )


def needed(found: Sequence[FleetSize], share: float) -> int | None:
    """Return the fewest trucks that meet a share of the requests, none if no size tried does."""
    return next((one.trucks for one in found if one.met >= share * one.asked - 1e-9), None)


def tenancy(scenario: Scenario, bookings: Sequence[Booking]) -> tuple[Tenancy, ...]:
    """Return buying or being lent against renting, by the days trucks are out.

    For each truck with a price, and each one that is lent.
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
        mine = {b.starts_s // DAY_S for b in bookings if b.truck == truck.id}
        other = {b.starts_s // DAY_S for b in bookings if b.truck in rented}
        days = len(mine or other or {b.starts_s // DAY_S for b in bookings}) * plan.weeks_per_year
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
                if abs(days * rent - yearly) < 1
                else "buy"
                if days * rent > yearly
                else "rent",
                low_days=(yearly - spread) / rent,
                high_days=(yearly + spread) / rent,
            )
        )
    return tuple(found)


def week_eur(problem: Problem, bookings: Sequence[Booking]) -> float:
    """Return the week's cost of all trucks: their yearly costs' part, hours and days out."""
    total = 0.0
    for machine in problem.machines:
        mine = [booking for booking in bookings if booking.truck == machine.id]
        hours = sum(booking.ends_s - booking.starts_s for booking in mine) / problem.step_s
        days = len({booking.starts_s // DAY_S for booking in mine})
        total += machine.week_eur + machine.eur_per_step * hours + machine.eur_per_day * days
    return total


def shares(
    problem: Problem, bookings: Sequence[Booking], limits: Limits
) -> tuple[BookingShare, ...]:
    """Return what each pays: by hours, by bookings, and by Shapley over fleets.

    A coalition costs the cheapest part of the fleet that meets its bookings by itself; the week's
    cost is then shared in proportion, so that unused trucks are paid by all.
    """
    who_of = {ask.id: ask.association for ask in problem.asks}
    ids = [who for who in problem.associations if any(who_of[b.request] == who for b in bookings)]
    total = week_eur(problem, bookings)
    if not ids or total <= 0:
        return ()
    hours = np.array(
        [sum(b.ends_s - b.starts_s for b in bookings if who_of[b.request] == who) for who in ids],
        dtype=np.float64,
    )
    counts = np.array(
        [sum(who_of[b.request] == who for b in bookings) for who in ids], dtype=np.float64
    )
    found = []
    for key, values in (("hours", hours), ("bookings", counts)):
        cents = rounded(in_proportion(total, values), ids)
        eur = dict(zip(ids, map(float, cents), strict=True))
        found.append(BookingShare.model_validate({"key": key, "eur": eur}))
    met = {booking.request for booking in bookings}
    known: dict[int, float] = {0: 0.0}
    began = time.monotonic()

    def cost(mask: int) -> float:
        if mask not in known:
            members = {ids[n] for n in range(len(ids)) if mask >> n & 1}
            spent = limits.seconds is not None and time.monotonic() - began > limits.seconds
            known[mask] = _cheapest(problem, members, met, limits, hurried=spent)
        return known[mask]

    error = None
    if len(ids) <= EXACT:
        values = shapley(Game(np.array([cost(mask) for mask in range(1 << len(ids))])))
    else:
        values, error = sampled(cost, len(ids), orders=ORDERS, seed=limits.seed)
    if values.sum() > 0 and (values >= -1e-9).all():
        scale = total / float(values.sum())
        cents = rounded(np.maximum(values, 0.0) * scale, ids)
        found.append(
            BookingShare(
                key="shapley",
                eur=dict(zip(ids, map(float, cents), strict=True)),
                error_eur={}
                if error is None
                else {who: float(e * scale) for who, e in zip(ids, error, strict=True)},
            )
        )
    return tuple(found)


def _cheapest(
    problem: Problem, members: set[str], met: set[str], limits: Limits, *, hurried: bool
) -> float:
    """Return the cheapest week in which the bookings of some associations are all met."""
    asks = tuple(ask for ask in problem.asks if ask.association in members and ask.id in met)
    program = Program(replace(problem, asks=asks))
    for number in range(len(asks)):
        program.require(number)
    goal = program.cents() + program.weekly_cents()
    seconds = None if limits.seconds is None else (0.3 if hurried else 1.5)
    began = Limits(limits.seconds, 1.5, limits.seed, limits.stop)
    if program.optimise(goal, began, seconds, most=False) is None:
        return 0.0
    return program.objective() / CENTS
