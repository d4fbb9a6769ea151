"""What levels of a calendar count: long waits, households beyond capacity, overlaps, hours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from solver.openings.program import CalendarProgram


class Waits:
    """Whether each group waits more than some days, as variables made when they are asked for.

    Parameters
    ----------
    days
        Those that count, in order: all, or holidays and week-ends alone.
    least
        A wait below which no calendar brings each group.
    """

    def __init__(self, program: CalendarProgram, days: Sequence[int], least: Sequence[int]) -> None:
        self._program, self._least = program, least
        groups = range(len(program.problem.groups))
        self._masks = [_masks(program.helping(group), days) for group in groups]
        self._beyond: dict[int, list[Any]] = {}

    def beyond(self, length: int) -> list[Any]:
        """Return by group what is true where it waits more than so many days."""
        if length not in self._beyond:
            model = self._program.model
            made: list[Any] = []
            for group, masks in enumerate(self._masks):
                if self._least[group] > length:
                    made.append(1)
                    continue
                long = model.new_bool_var(f"w{group}_{length}_{len(self._beyond)}")
                for window in _windows(masks, length + 1):
                    helps = [self._program.variable(n) for n in _bits(window)]
                    model.add_bool_or(long, *helps)
                made.append(long)
            self._beyond[length] = made
        return self._beyond[length]

    def forbid(self, length: int) -> None:
        """Let no group wait more than so many days."""
        for group, masks in enumerate(self._masks):
            assert self._least[group] <= length
            for window in _windows(masks, length + 1):
                self._program.model.add_bool_or([self._program.variable(n) for n in _bits(window)])


def _masks(helping: Sequence[frozenset[int]], days: Sequence[int]) -> list[int]:
    """Return the variables that help on each day that counts, a bit each."""
    return [sum(1 << n for n in helping[day]) for day in days]


def _windows(masks: Sequence[int], length: int) -> list[int]:
    """Return the different windows of so many days on end, but those that hold another."""
    found = set()
    for start in range(len(masks) - length + 1):
        window = 0
        for one in masks[start : start + length]:
            window |= one
        found.add(window)
    least: list[int] = []
    for window in sorted(found, key=lambda one: (one.bit_count(), one)):
        if not any(one & window == one for one in least):
            least.append(window)
    return least


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def shortfall(program: CalendarProgram) -> Any:
    """Return households beyond capacity, all weeks together.

    In each week households of a group go to what is open and reached; weeks that are alike in what
    may be open are counted together. Groups without a number, and slots without a limit, are left
    out: such a slot has room for whoever reaches it.
    """
    problem, model = program.problem, program.model
    counted = [g for g, group in enumerate(problem.groups) if group.households]
    if not counted:
        return 0
    alike: Counter[Any] = Counter()
    for week in problem.weeks:
        offers: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for day in week:
            for number in problem.slots_on[day]:
                one = problem.slots[number]
                room = one.slot.households
                for literal, _ in program.literals[number][day]:
                    offers[one.outlet].append((literal.index, -1 if room is None else room))
        key = tuple((outlet, tuple(sorted(mine))) for outlet, mine in sorted(offers.items()))
        alike[(len(week), key)] += 1
    outlets = [{problem.slots[n].outlet for n in mine} for mine in problem.reached]
    total: Any = 0
    for (length, key), times in alike.items():
        rooms: dict[int, Any] = {}
        for outlet, mine in key:
            everyone = sum(problem.groups[g].households or 0 for g in counted)
            rooms[outlet] = sum(
                (everyone if most < 0 else most) * program.variable(index) for index, most in mine
            )
        sent: dict[int, list[Any]] = defaultdict(list)
        for g in counted:
            # a short week at either end has its part of the households
            need = -(-(problem.groups[g].households or 0) * length // 7)
            left = model.new_int_var(0, need, "")
            flows = []
            for outlet in sorted(outlets[g] & rooms.keys()):
                flow = model.new_int_var(0, need, "")
                sent[outlet].append(flow)
                flows.append(flow)
            model.add(sum(flows) + left == need)
            total += times * left
        for outlet, flows in sent.items():
            model.add(sum(flows) <= rooms[outlet])
    return total


def overlaps(program: CalendarProgram) -> Any:
    """Return openings of one sector and mode in one half-day beyond the first, all days."""
    problem, outlets = program.problem, program.problem.days.openings.outlets
    alike: Counter[frozenset[int]] = Counter()
    for day in range(problem.length):
        same: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        of: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        for number in problem.slots_on[day]:
            one = problem.slots[number]
            outlet = outlets[one.outlet]
            key = (outlet.sector, outlet.mode, one.slot.half)
            same[key] |= {literal.index for literal, _ in program.literals[number][day]}
            of[key].add(one.outlet)
        for there, mine in same.items():
            if len(of[there]) > 1 and len(mine) > 1:
                alike[frozenset(mine)] += 1
    total: Any = 0
    for together, times in alike.items():
        over = program.model.new_int_var(0, len(together) - 1, "")
        program.model.add(sum(program.variable(n) for n in sorted(together)) - 1 <= over)
        total += times * over
    return total


def volunteer_minutes(program: CalendarProgram) -> Any:
    """Return the minutes of volunteers, all days together."""
    weights: Counter[int] = Counter()
    for number, on in enumerate(program.literals):
        slot = program.problem.slots[number].slot
        minutes = slot.people * (slot.ends_s - slot.starts_s) // 60
        for here in on.values():
            for literal, _ in here:
                weights[literal.index] += minutes
    return sum(weight * program.variable(n) for n, weight in sorted(weights.items()) if weight)
