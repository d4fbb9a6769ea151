"""A calendar as a program of CP-SAT: what is open when, in as few variables as tell days apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from solver.openings.problem import AtHand, CalendarProblem, HalfDayOf

MOST_PEOPLE = 1_000_000
"""Nobody lacks more."""


class CalendarProgram:
    """Variables of a calendar and the rules that it keeps; objectives are added to it.

    A slot on a date is open if the slot is, and no closure lies over that date. Dates that the same
    places of closures cover share their variables: in most weeks the slot's own is enough.
    """

    def __init__(self, problem: CalendarProblem) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.model = cp_model.CpModel()
        new = self.model.new_bool_var
        self.open = [new(f"s{one.number}") for one in problem.slots]
        self.shift = [
            [new(f"c{n}_{k}") for k in range(len(one.shifts))]
            for n, one in enumerate(problem.closings)
        ]
        self.relay = [new(f"r{n}") for n in range(len(problem.relayings))]
        self._held: dict[tuple[int, frozenset[tuple[int, int]]], Any] = {}
        self._whiles: dict[tuple[int, int], list[Any]] = {}
        self._relayed: dict[tuple[int, int], Any] = {}
        self._relays_of: dict[int, list[int]] = {}
        self._variables: dict[int, Any] = {}
        for n, one in enumerate(problem.relayings):
            self._relays_of.setdefault(one.slot, []).append(n)
        self._outlets()
        self._relays()
        self.literals = [self._on(slot) for slot in range(len(problem.slots))]
        """By slot: for each of its dates, the variables of which one is true where it is open."""
        self._people()

    def _outlets(self) -> None:
        problem, model = self.problem, self.model
        for mine, kept in zip(problem.slots_of, problem.kept_open, strict=True):
            model.add(sum(self.open[n] for n in mine) == kept)
            for a, b in itertools.combinations((problem.slots[n] for n in mine), 2):
                if overlap(a.slot, b.slot) and not set(a.dates).isdisjoint(b.dates):
                    model.add_at_most_one(self.open[a.number], self.open[b.number])
        for one in problem.slots:
            if one.fixed:
                model.add(self.open[one.number] == 1)
            elif one.forbidden:
                model.add(self.open[one.number] == 0)
        for places in self.shift:
            model.add_exactly_one(places)
        for closings in problem.closings_of:
            for one_n, other_n in itertools.combinations(closings, 2):
                for (i, this), (k, other) in itertools.product(
                    enumerate(problem.closings[one_n].spans),
                    enumerate(problem.closings[other_n].spans),
                ):
                    if this[0] <= other[1] and other[0] <= this[1]:
                        model.add_bool_or(~self.shift[one_n][i], ~self.shift[other_n][k])

    def tighten(self) -> None:
        """Say again, as sums that relaxations keep tight, what is open where closures lie.

        No two closures lie over one day: what is lost is what each takes away. Wherever a closure
        lies, an outlet holds as many slots. It slows levels that count waits, and it is what proves
        those that add things up.
        """
        for (slot, over), held in self._held.items():
            away = sum(self._while(slot, n, at) for n, at in sorted(over))
            self.model.add(held == self.open[slot] - away)
        for outlet, mine in enumerate(self.problem.slots_of):
            for closing in self.problem.closings_of[outlet]:
                held = [self._whiles.get((slot, closing)) for slot in mine]
                if all(one is not None for one in held):
                    for at, place in enumerate(self.shift[closing]):
                        whole = sum(one[at] for one in held if one is not None)
                        self.model.add(whole == self.problem.kept_open[outlet] * place)

    def _relays(self) -> None:
        """Give a slot one relay at most in a closure, and a relay as many slots as it offers."""
        problem, model = self.problem, self.model
        of_slot: dict[tuple[int, int], list[Any]] = {}
        of_offer: dict[tuple[int, int], list[Any]] = {}
        for n, one in enumerate(problem.relayings):
            of_slot.setdefault((one.closing, one.slot), []).append(self.relay[n])
            of_offer.setdefault((one.closing, one.relay), []).append(self.relay[n])
        for same in of_slot.values():
            model.add_at_most_one(same)
        for (_, offer), mine in of_offer.items():
            model.add(sum(mine) <= problem.relays[offer].slots)
        for (a, b), closing in {
            ((one.slot, other.slot), one.closing)
            for one, other in itertools.combinations(problem.relayings, 2)
            if one.closing == other.closing and one.slot != other.slot
        }:
            first, second = problem.slots[a], problem.slots[b]
            if overlap(first.slot, second.slot) and not set(first.dates).isdisjoint(second.dates):
                model.add(sum((*of_slot[closing, a], *of_slot[closing, b])) <= 1)

    def _covering(self, slot: int, day: int) -> frozenset[tuple[int, int]]:
        """Return which places of which closures of a slot's outlet lie over a day."""
        mine = self.problem.closings_of[self.problem.slots[slot].outlet]
        return frozenset(
            (n, at)
            for n in mine
            for at, days in enumerate(self.problem.closings[n].days)
            if day in days
        )

    def _own(self, slot: int, over: frozenset[tuple[int, int]]) -> Any | None:
        """Return the variable of a slot on days over which these lie; none where it is closed."""
        places = [self.shift[n][at] for n, at in sorted(over)]
        whole = [n for n, _ in over]
        if any(whole.count(n) == len(self.shift[n]) for n in whole):
            return None
        if not over:
            return self.open[slot]
        key = (slot, over)
        if key not in self._held:
            held = self.model.new_bool_var(f"s{slot}_{len(self._held)}")
            self.model.add_implication(held, self.open[slot])
            for one in places:
                self.model.add_implication(held, ~one)
            self.model.add_bool_or(held, ~self.open[slot], *places)
            self._held[key] = held
        return self._held[key]

    def _while(self, slot: int, closing: int, at: int) -> Any:
        """Return what is true where a slot is open and a closure lies at one of its places.

        A slot that is open is so at one place: said as sums, which relaxations keep tight.
        """
        if (slot, closing) not in self._whiles:
            places = self.shift[closing]
            both = [self.model.new_bool_var(f"y{slot}_{closing}_{n}") for n in range(len(places))]
            self.model.add(sum(both) == self.open[slot])
            for one, place in zip(both, places, strict=True):
                self.model.add_implication(one, place)
            self._whiles[slot, closing] = both
        return self._whiles[slot, closing][at]

    def _by_relay(self, number: int, at: int) -> Any:
        """Return the variable of a relaying while its closure lies where it may."""
        one = self.problem.relayings[number]
        places = self.shift[one.closing]
        if len(places) == 1:
            return self.relay[number]
        key = (number, at)
        if key not in self._relayed:
            both = self.model.new_bool_var(f"r{number}_{at}")
            self.model.add_implication(both, self.relay[number])
            self.model.add_implication(both, places[at])
            self.model.add_bool_or(both, ~self.relay[number], ~places[at])
            self._relayed[key] = both
        return self._relayed[key]

    def _on(self, slot: int) -> dict[int, tuple[tuple[Any, int | None], ...]]:
        found = {}
        for day in self.problem.slots[slot].dates:
            over = self._covering(slot, day)
            own = self._own(slot, over)
            here: list[tuple[Any, int | None]] = [] if own is None else [(own, None)]
            for number in self._relays_of.get(slot, ()):
                one = self.problem.relayings[number]
                here += [
                    (self._by_relay(number, at), one.relay)
                    for n, at in sorted(over)
                    if n == one.closing
                ]
            found[day] = tuple(here)
        return found

    def _people(self) -> None:
        """No association has more people at work in a half-day than it has at hand."""
        for key, people in self._busy(self.problem.at_hand):
            self.model.add(people <= self.problem.at_hand[key[0]][key[1:]])

    def lacking(self, most: AtHand) -> dict[HalfDayOf, Any]:
        """Return by how many people each half-day goes beyond what some numbers allow."""
        found: dict[HalfDayOf, Any] = {}
        for key, people in self._busy(most):
            if key not in found:
                found[key] = self.model.new_int_var(0, MOST_PEOPLE, "")
            self.model.add(people <= most[key[0]][key[1:]] + found[key])
        return found

    def _busy(self, limited: AtHand) -> Iterator[tuple[HalfDayOf, Any]]:
        """Yield who is at work when, where that is limited; days that are alike once."""
        problem, outlets = self.problem, self.problem.days.openings.outlets
        seen: set[tuple[HalfDayOf, frozenset[tuple[int, int]]]] = set()
        for day in range(problem.length):
            busy: dict[HalfDayOf, list[tuple[Any, int]]] = {}
            for number in problem.slots_on[day]:
                one = problem.slots[number]
                for literal, relay in self.literals[number][day]:
                    who = (
                        outlets[one.outlet].association
                        if relay is None
                        else problem.relays[relay].association
                    )
                    if (one.slot.day, one.slot.half) in limited.get(who, {}):
                        key = (who, one.slot.day, one.slot.half)
                        busy.setdefault(key, []).append((literal, one.slot.people))
            for key, mine in busy.items():
                same = (key, frozenset((literal.index, people) for literal, people in mine))
                if same not in seen:
                    seen.add(same)
                    yield key, sum(people * one for one, people in mine)

    def helping(self, group: int) -> list[frozenset[int]]:
        """Return, by day, the indices of the variables of which one true helps a group."""
        found: list[set[int]] = [set() for _ in range(self.problem.length)]
        for slot in self.problem.reached[group]:
            for day, here in self.literals[slot].items():
                found[day].update(literal.index for literal, _ in here)
        return [frozenset(one) for one in found]

    def variable(self, index: int) -> Any:
        """Return a variable by its index."""
        if index not in self._variables:
            self._variables[index] = self.model.get_bool_var_from_proto_index(index)
        return self._variables[index]

    def moves(self) -> Any:
        """Return how many changes against today: slots moved, closures put elsewhere, relays."""
        problem = self.problem
        return self.changes_from(
            [one.number for one in problem.slots if one.slot.today],
            [one.unmoved for one in problem.closings],
            (),
        )

    def changes_from(
        self, slots: Iterable[int], shifts: Sequence[int], relays: Iterable[int]
    ) -> Any:
        """Return how many changes against a calendar: see ``moves``.

        A slot put elsewhere is one change; so is one more, or one fewer.
        """
        problem, before = self.problem, set(slots)
        total: Any = 0
        for mine, kept in zip(problem.slots_of, problem.kept_open, strict=True):
            had = sum(n in before for n in mine)
            if kept >= had:
                total += sum(self.open[n] for n in mine if n not in before)
            else:
                total += sum(1 - self.open[n] for n in mine if n in before)
        for places, at in zip(self.shift, shifts, strict=True):
            total += 1 - places[at]
        had_relays = set(relays)
        for n, one in enumerate(self.relay):
            total += 1 - one if n in had_relays else one
        return total


def overlap(one: Any, other: Any) -> bool:
    """Tell whether two slots of a day have some minutes in common."""
    return bool(
        one.day == other.day and one.starts_s < other.ends_s and other.starts_s < one.ends_s
    )
