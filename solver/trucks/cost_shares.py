"""Who pays what of the week's trucks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.booking_study import Booking, BookingShare
from models.bookings import DAY_S
from solver.cost_sharing.base import Game
from solver.cost_sharing.keys import in_proportion, rounded
from solver.cost_sharing.shapley import sampled, shapley
from solver.programs.cp_sat import Limits
from solver.trucks import objectives
from solver.trucks.problem import BookingProblem
from solver.trucks.program import Program
from solver.trucks.search import Search

EXACT = 6
"""Associations of whom every coalition is priced."""
ORDERS = 12
"""Random orders of arrival, where there are more associations."""
COALITION_S, HURRIED_S = 1.5, 0.3
"""Seconds of one coalition, at most; and once the time given is spent."""
COALITION_WORK = 1.5
"""CP-SAT's deterministic time of one coalition, where work is counted."""


def week_eur(problem: BookingProblem, bookings: Sequence[Booking]) -> float:
    """Return the week's cost of all trucks, euros: yearly costs' part, hours and days out."""
    return sum(_truck_eur(problem, n, bookings) for n in range(len(problem.trucks)))


def _truck_eur(problem: BookingProblem, truck: int, bookings: Sequence[Booking]) -> float:
    shared = problem.trucks[truck]
    its = [booking for booking in bookings if booking.truck == shared.id]
    steps = sum(booking.ends_s - booking.starts_s for booking in its) / problem.step_s
    days = len({booking.starts_s // DAY_S for booking in its})
    return shared.week_eur + shared.eur_per_step * steps + shared.eur_per_day * days


def cost_shares(
    problem: BookingProblem, bookings: Sequence[Booking], limits: Limits
) -> tuple[BookingShare, ...]:
    """Return what each pays: by hours, by bookings, and by Shapley over fleets.

    A coalition costs the cheapest part of the fleet that meets its bookings by itself; the week's
    cost is then shared in proportion, so that unused trucks are paid by all.
    """
    who_of = {one.id: one.association for one in problem.requests}
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
    known: dict[int, float] = {0: 0.0}
    began = time.monotonic()

    def cost(mask: int) -> float:
        if mask not in known:
            members = {ids[n] for n in range(len(ids)) if mask >> n & 1}
            spent = limits.seconds is not None and time.monotonic() - began > limits.seconds
            seconds = None if limits.seconds is None else HURRIED_S if spent else COALITION_S
            theirs = [booking for booking in bookings if who_of[booking.request] in members]
            known[mask] = _cheapest_eur(problem, theirs, seconds, limits)
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


def _cheapest_eur(
    problem: BookingProblem, bookings: Sequence[Booking], seconds: float | None, limits: Limits
) -> float:
    """Return the cost of the cheapest week in which some bookings are all met, euros.

    Where none is found in the time given, that of these bookings as they are.
    """
    met = {booking.request for booking in bookings}
    theirs = replace(problem, requests=tuple(one for one in problem.requests if one.id in met))
    program = Program(theirs)
    for is_met in program.met:
        program.model.add(is_met == 1)
    goal = objectives.cents(program) + objectives.weekly_cents(program)
    search = Search(program, replace(limits, work=COALITION_WORK))
    search.hint(bookings)
    if search.optimise(goal, seconds, most=False):
        return search.value / objectives.CENTS
    used = {booking.truck for booking in bookings}
    return sum(
        _truck_eur(problem, n, bookings) for n, one in enumerate(problem.trucks) if one.id in used
    )
