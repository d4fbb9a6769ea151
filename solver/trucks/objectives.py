"""What bookings are sought for, as expressions over a program: counts, ranks, cents."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from solver.trucks.program import Program

CENTS = 100


def promises(program: Program) -> Any:
    """Return how many promised bookings are made."""
    pairs = zip(program.problem.requests, program.met, strict=True)
    return sum(met for request, met in pairs if request.promised)


def count(program: Program) -> Any:
    """Return how many requests are met."""
    return sum(program.met)


def priorities(program: Program) -> Any:
    """Return the priorities met, in all."""
    pairs = zip(program.problem.requests, program.met, strict=True)
    return sum(request.priority * met for request, met in pairs)


def ranks(program: Program) -> Any:
    """Return how far down the choices are, in all: 0 for each that is the preferred one."""
    return sum(choice * here for chosen in program.chosen for here, choice in chosen)


def changes(program: Program) -> Any:
    """Return how many bookings kept are not made as they were: met, truck and start."""
    problem, model = program.problem, program.model
    position = {truck.id: n for n, truck in enumerate(problem.trucks)}
    changed: list[Any] = []
    for number, request in enumerate(problem.requests):
        before = program.kept.get(request.id)
        if before is None:
            continue
        pair = number, position.get(before.truck, -1)
        if pair not in program.on_truck or before.starts_s % problem.step_s:
            changed.append(1)
            continue
        same = model.new_bool_var("")
        model.add_implication(same, program.on_truck[pair])
        start = before.starts_s // problem.step_s
        model.add(program.start[number] == start).only_enforce_if(same)
        changed.append(1 - same)
    return sum(changed)


def cents(program: Program) -> Any:
    """Return the variable cost of a week in cents: hours, and days on which trucks are out."""
    problem = program.problem
    terms: list[Any] = []
    for truck, shared in enumerate(problem.trucks):
        users = [n for n in range(len(problem.requests)) if (n, truck) in program.on_truck]
        each = shared.eur_per_step * CENTS
        terms += [
            round(each * problem.requests[n].steps) * program.on_truck[n, truck] for n in users
        ]
        if shared.eur_per_day:
            terms.append(_days_out(program, truck, users) * round(shared.eur_per_day * CENTS))
    return sum(terms)


def _days_out(program: Program, truck: int, users: Sequence[int]) -> Any:
    """Return on how many days a truck is out."""
    problem, model = program.problem, program.model
    out: dict[int, Any] = {}
    for n in users:
        for (here, _), ((first, _), _) in zip(
            program.chosen[n], problem.requests[n].starts, strict=True
        ):
            day = problem.day(first)
            if day not in out:
                out[day] = model.new_bool_var("")
            model.add_bool_or(program.on_truck[n, truck].negated(), here.negated(), out[day])
    return sum(out.values())


def weekly_cents(program: Program) -> Any:
    """Return the week's part, in cents, of what trucks that are used cost a year."""
    terms = []
    for truck, shared in enumerate(program.problem.trucks):
        if shared.week_eur > 0:
            used = program.model.new_bool_var("")
            for (_, one), on in program.on_truck.items():
                if one == truck:
                    program.model.add_implication(on, used)
            terms.append(round(shared.week_eur * CENTS) * used)
    return sum(terms)


@dataclass(frozen=True)
class AccessLevels:
    """One association's access: what it was given over what it asked for, all weeks together."""

    association: str
    met: tuple[Any, ...]
    """Whether each of its requests of this week is met."""
    met_before: int
    asked: int
    """Its requests of all weeks, this one included."""

    @property
    def levels(self) -> tuple[Fraction, ...]:
        """Every level at which it may end the week, from the lowest: none met, one met, …."""
        return tuple(
            Fraction(self.met_before + now, self.asked) for now in range(len(self.met) + 1)
        )

    def needed(self, level: Fraction) -> int:
        """Return how many of this week's requests must be met to reach a level; 0 or less: none."""
        return math.ceil(level * self.asked) - self.met_before


def access_of(program: Program) -> tuple[AccessLevels, ...]:
    """Return the access of each association that asks for something this week."""
    problem = program.problem
    found = []
    for who in problem.associations:
        mine = [n for n, one in enumerate(problem.requests) if one.association == who]
        found.append(
            AccessLevels(
                association=who,
                met=tuple(program.met[n] for n in mine),
                met_before=problem.met_before.get(who, 0),
                asked=problem.asked_before.get(who, 0) + len(mine),
            )
        )
    return tuple(found)
