"""Plans that no objective tells apart: one is chosen by ascending id, never by chance.

Request after request, in order of id: met rather than not, as early as can be, on the truck with
the smallest id, by the driver of the plan kept or else the one with the smallest id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from solver.programs.cp_sat import Limits
from solver.trucks.program import Program
from solver.trucks.search import Search, Seconds


def break_ties(search: Search, limits: Limits, seconds: Seconds) -> bool:
    """Choose among equal plans, and hold the choice; tell whether every tie was broken.

    Parameters
    ----------
    search
        Has a solution; every objective is held in its program.
    seconds
        Asked before each solve.
    """
    count = len(search.program.problem.requests)
    for number in range(count):
        places = _Places(search.program, number)
        if places.now(search) > places.first:
            left = seconds(count - number)
            if limits.stopped or not search.optimise(places.order(search), left, most=False):
                return False
            if not search.proved:
                return False
        places.hold(search)
    return True


@dataclass
class _Places:
    """The places of one request, numbered in the order in which they are preferred."""

    program: Program
    number: int

    def __post_init__(self) -> None:
        problem = self.program.problem
        request = problem.requests[self.number]
        kept = self.program.kept.get(request.id)
        drivers = sorted(
            (d for d, _ in self.program.drivers_of(self.number)),
            key=lambda d: (kept is None or problem.drivers[d].id != kept.driver, d),
        )
        self._rank = {driver: rank for rank, driver in enumerate(drivers)}
        self._trucks, self._drivers = len(problem.trucks) + 1, len(drivers) + 1
        self._unmet = (problem.week_steps + 1) * self._trucks * self._drivers
        starts = [first for (first, _), _ in request.starts]
        trucks = [truck for truck, _ in self.program.trucks_of(self.number)]
        able = starts and trucks and drivers
        self.first = self._place(min(starts), trucks[0], 0) if able else self._unmet
        """No place comes before this one."""

    def _place(self, start: Any, truck: Any, rank: Any) -> Any:
        return (start * self._trucks + truck) * self._drivers + rank

    def _uses(self, search: Search) -> tuple[int, int] | None:
        """Return the truck and the driver in the last solution, if the request is met."""
        program, number = self.program, self.number
        if not search.true(program.met[number]):
            return None
        truck = next(t for t, on in program.trucks_of(number) if search.true(on))
        return truck, next(d for d, by in program.drivers_of(number) if search.true(by))

    def now(self, search: Search) -> int:
        """Return the place of the last solution."""
        uses = self._uses(search)
        if uses is None:
            return self._unmet
        start = search.value_of(self.program.start[self.number])
        return int(self._place(start, uses[0], self._rank[uses[1]]))

    def order(self, search: Search) -> Any:
        """Return the place as a variable."""
        program, number, model = self.program, self.number, self.program.model
        place = model.new_int_var(0, self._unmet, "")
        truck = sum(t * on for t, on in program.trucks_of(number))
        rank = sum(self._rank[d] * by for d, by in program.drivers_of(number))
        found = self._place(program.start[number], truck, rank)
        model.add(place == found).only_enforce_if(program.met[number])
        model.add(place == self._unmet).only_enforce_if(program.met[number].negated())
        search.hint_value(place, self.now(search))
        return place

    def hold(self, search: Search) -> None:
        """Hold the place of the last solution."""
        program, number = self.program, self.number
        uses = self._uses(search)
        if uses is None:
            program.model.add(program.met[number] == 0)
            return
        start = search.value_of(program.start[number])
        program.model.add(program.start[number] == start)
        program.model.add(program.on_truck[number, uses[0]] == 1)
        program.model.add(program.by_driver[number, uses[1]] == 1)
