"""New plans of a week: with a change, or with somebody else yielding."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.booking_study import Booking, BookingPlan, Busy
from models.scenario import Scenario
from solver.edits.edit import edited
from solver.programs.cp_sat import WORKERS, Limits
from solver.review.check_bookings import check_bookings
from solver.trucks import objectives
from solver.trucks.levels import Answer, book
from solver.trucks.problem import booking_problem
from solver.trucks.program import Kept, Program
from solver.trucks.reasons import has_room
from solver.trucks.remedies import Remedy
from solver.trucks.search import Search

TRIAL_S = 2.0
"""Seconds of one trial, at most."""
TRIAL_WORK = 0.5
"""Deterministic time of one trial, under a reproducible search."""
MOST_TRIALS = 40
"""Searches for one request and one kind of change, at most."""
SMALL = 20
"""Requests of a week up to which searching side by side costs more than it brings."""


@dataclass(frozen=True)
class BookedWeek:
    """A week and its plan."""

    scenario: Scenario
    busy: tuple[Busy, ...]
    answer: Answer
    kept: Kept
    """Bookings that the plan stays close to, by request."""
    keep_first: bool
    limits: Limits

    @property
    def met(self) -> set[str]:
        """Requests met."""
        return {booking.request for booking in self.answer.bookings}

    @property
    def most_proved(self) -> bool:
        """Whether no plan keeps more promises, nor as many and meets more."""
        names = ("promised", "requests")
        levels = [level for level in self.answer.levels if level.level in names]
        return self.answer.solved and all(level.proved for level in levels)


@dataclass
class Trials:
    """New plans for one refused request, while its time lasts.

    Parameters
    ----------
    seconds
        Wall clock of all of them; none where work is counted.
    """

    week: BookedWeek
    request: str
    seconds: float | None
    _began: float = field(default_factory=time.monotonic)
    _made: int = 0
    _known: dict[tuple[str, ...], bool] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether no more can be tried."""
        left = self._left()
        spent = left is not None and left <= 0
        return spent or self.week.limits.stopped or self._made >= MOST_TRIALS

    def begin(self) -> None:
        """Begin with another kind of change."""
        self._made = 0

    @property
    def _more(self) -> int:
        """One request more than are met now."""
        return len(self.week.met) + 1

    @property
    def _promises(self) -> int:
        """Promised requests that are met now."""
        return sum(self.week.scenario.request[name].fixed for name in self.week.met)

    def _left(self) -> float | None:
        if self.seconds is None:
            return None
        return min(TRIAL_S, self.seconds - (time.monotonic() - self._began))

    def _search(self, scenario: Scenario, least: int) -> Search:
        """Return a search of plans that meet the request, and so many in all."""
        week = self.week
        program = Program(booking_problem(scenario, week.busy))
        numbers = {one.id: n for n, one in enumerate(program.problem.requests)}
        program.model.add(program.met[numbers[self.request]] == 1)
        program.model.add(objectives.count(program) >= least)
        program.model.add(objectives.promises(program) >= self._promises)
        limits = replace(week.limits, work=TRIAL_WORK)
        few = len(program.problem.requests) <= SMALL
        search = Search(program, limits, workers=1 if few else WORKERS)
        search.hint(week.answer.bookings)
        return search

    def possible(self, remedy: Remedy) -> bool:
        """Tell whether some plan of the changed week meets the request and as many others.

        One with all others where they are, or a new one.
        """
        name = remedy.cost[-1]
        if name not in self._known:
            scenario = edited(self.week.scenario, remedy.edits)
            plan = self._beside(scenario) or self._anew(scenario)
            self._known[name] = plan is not None and self._accepted(scenario, plan, self._more)
        return self._known[name]

    def confirmed(self, remedy: Remedy) -> bool:
        """Tell whether the plan of the changed week meets the request.

        A plan that does is enough where the request alone is changed: without it, no plan meets
        more than now. What others may profit from is planned anew, level after level: another
        request could be met instead. Where nobody knows whether more can be met as it is, no new
        plan would tell either.
        """
        if not self.possible(remedy):
            return False
        if remedy.own or not self.week.most_proved:
            return True
        if self.over:
            return False
        scenario = edited(self.week.scenario, remedy.edits)
        limits = replace(self.week.limits, seconds=self._left())
        problem = booking_problem(scenario, self.week.busy)
        self._made += 1
        again = book(problem, limits, kept=self.week.kept, keep_first=self.week.keep_first)
        return again.solved and self._accepted(scenario, again.bookings, self._more)

    def _beside(self, scenario: Scenario) -> tuple[Booking, ...] | None:
        """Return the plan as it is and the request beside it, if there is room."""
        week = self.week
        others = week.answer.bookings
        booking = has_room(scenario, week.busy, scenario.request[self.request], others)
        return None if booking is None else (*others, booking)

    def _anew(self, scenario: Scenario) -> tuple[Booking, ...] | None:
        """Return a new plan that meets the request and as many others, if one is found."""
        if self.over:
            return None
        self._made += 1
        search = self._search(scenario, self._more)
        return search.bookings() if search.optimise(0, self._left(), most=True) else None

    def _accepted(self, scenario: Scenario, plan: Sequence[Booking], least: int) -> bool:
        """Tell whether a plan meets the request and so many in all, as many promises among them.

        And whether the checker accepts it.
        """
        met = {booking.request for booking in plan}
        promises = sum(scenario.request[name].fixed for name in met)
        return (
            self.request in met
            and len(met) >= least
            and promises >= self._promises
            and not check_bookings(scenario, BookingPlan(bookings=tuple(plan)), self.week.busy)
        )

    def yielding(self) -> tuple[tuple[str, ...], float | None]:
        """Return who would yield if the request had to be met, and choices further down in all.

        Choices change the least, then the id that yields comes first. Nobody and none when no plan
        is found that meets the request and as many as now.
        """
        after = self._swapped_anew() or self._swapped_beside()
        if after is None or not self._accepted(self.week.scenario, after, len(self.week.met)):
            return (), None
        ranks = _ranks(after) - _ranks(self.week.answer.bookings)
        return tuple(sorted(self.week.met - {one.request for one in after})), float(ranks)

    def _swapped_anew(self) -> tuple[Booking, ...] | None:
        """Return the best plan in which another request yields, if it is found and proved."""
        week = self.week
        search = self._search(week.scenario, len(week.met))
        program, problem = search.program, search.program.problem
        others = [n for n, one in enumerate(problem.requests) if one.id in week.met]
        kept = sum(program.met[n] for n in others)
        order = sum(place * program.met[n] for place, n in enumerate(others))
        for goal, most in ((kept, True), (objectives.ranks(program), False), (order, True)):
            if not search.optimise(goal, self._left(), most=most) or not search.proved:
                return None
            best = round(search.value)
            program.model.add(goal >= best if most else goal <= best)
        return search.bookings()

    def _swapped_beside(self) -> tuple[Booking, ...] | None:
        """Return the best plan in which one booking yields and the others stay, if there is one."""
        week, found = self.week, []
        request = week.scenario.request[self.request]
        for one in sorted(week.answer.bookings, key=lambda one: one.request):
            others = tuple(other for other in week.answer.bookings if other is not one)
            booking = has_room(week.scenario, week.busy, request, others)
            if booking is not None:
                found.append((*others, booking))
        return min(found, key=_ranks, default=None)


def _ranks(plan: Sequence[Booking]) -> int:
    """Return how far down the choices of a plan are, in all."""
    return sum(one.choice for one in plan)


def smallest(trials: Trials, remedies: Sequence[Remedy]) -> Remedy | None:
    """Return the first of some remedies, in order, that a plan confirms.

    Where the largest change of a family is not enough, its smaller ones are not tried.
    """
    families: dict[tuple[str, ...], list[Remedy]] = {}
    for remedy in remedies:
        families.setdefault(remedy.family, []).append(remedy)
    hopeless = set()
    trials.begin()
    for remedy in remedies:
        family = families[remedy.family]
        if remedy.family in hopeless:
            continue
        if remedy is family[0] and remedy.is_chain and not trials.possible(family[-1]):
            hopeless.add(remedy.family)
        elif trials.confirmed(remedy):
            return remedy if len(remedy.edits) == 1 else _shrunk(trials, remedy, remedies)
    return None


def _shrunk(trials: Trials, remedy: Remedy, remedies: Sequence[Remedy]) -> Remedy:
    """Return a change of several fields with each as small as a plan still confirms."""
    for place, edit in enumerate(remedy.edits):
        sizes = {
            str(one): one for other in remedies for one in other.edits if one.path == edit.path
        }
        for size in sorted(sizes.values(), key=lambda one: one.minutes):
            edits = (*remedy.edits[:place], size, *remedy.edits[place + 1 :])
            if size.minutes < edit.minutes and trials.confirmed(Remedy(edits)):
                remedy = Remedy(edits)
                break
    return remedy
