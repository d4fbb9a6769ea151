"""What must be true of every week of bookings, tried on tiny weeks drawn from seeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.booking_weeks import drawn_plan, drawn_rounds, tiny_week
from benchmarks.peers.bookings import asked_now, best_plan, tie, worth
from benchmarks.peers.refusals import after, met_after, reason_holds, smaller
from models.booking_study import Booking
from models.scenario import Scenario
from scenarios import ScenarioError
from solver.programs.cp_sat import Limits
from solver.trucks.levels import Answer, book
from solver.trucks.problem import booking_problem
from solver.trucks.refusals import refusals
from solver.trucks.trials import BookedWeek

LIMITS = Limits(None, 2.0)


@dataclass
class Tally:
    """How often one property was tried, and the weeks in which it did not hold."""

    tried: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, holds: bool, where: str) -> None:
        """Count one try."""
        self.tried += 1
        if not holds:
            self.missed.append(where)

    @property
    def share(self) -> float:
        """Part that held, per cent."""
        return 100.0 * (1 - len(self.missed) / self.tried) if self.tried else 100.0


def tallies(seeds: Iterable[int]) -> dict[str, Tally]:
    """Return each property over tiny weeks."""
    found = {name: Tally() for name in PROPERTIES}
    with TemporaryDirectory() as folder:
        for seed in seeds:
            for name, where, holds in tried(seed, Path(folder)):
                found[name].add(holds, where)
    return found


BEST = "the best plan, proved"
TIES = "ties by id"
ORDER = "whatever the order of the file"
REASONS = "reasons true, none too many"
REMEDIES = "remedies told work"
SMALLEST = "5 min less does not"
TOLD = "a remedy told"
PROPERTIES = (BEST, TIES, ORDER, REASONS, REMEDIES, SMALLEST, TOLD)


def tried(seed: int, folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield each property tried on one week: its name, where, and whether it holds."""
    scenario = tiny_week(seed)
    busy = drawn_rounds(scenario, seed)
    yield from best_of(seed)
    try:
        scenario = after(scenario, (), folder)
    except ScenarioError:
        return
    answer = book(booking_problem(scenario, busy), LIMITS)
    week = BookedWeek(scenario, busy, answer, {}, keep_first=False, limits=LIMITS)
    for refused in refusals(week):
        where = f"{seed} {refused.request}"
        yield REASONS, where, reason_holds(scenario, busy, answer.bookings, refused)
        yield TOLD, where, bool(refused.changes)
        if refused.changes:
            met = len(answer.bookings)
            yield REMEDIES, where, met_after(scenario, busy, met, refused, folder)
            for less in smaller(refused):
                yield SMALLEST, where, not met_after(scenario, busy, met, less, folder)


def best_of(seed: int) -> Iterator[tuple[str, str, bool]]:
    """Yield whether the plan of a week is the best that trying them all finds.

    One week of three is planned as it is, one after last week's plan, one keeping a plan.
    """
    scenario = tiny_week(seed)
    busy = drawn_rounds(scenario, seed)
    kept: dict[str, Booking] = drawn_plan(scenario, seed) if seed % 3 else {}
    keep_first = seed % 3 == 2
    best = best_plan(scenario, busy, kept, keep_first=keep_first)
    answer = book(booking_problem(scenario, busy), LIMITS, kept=kept, keep_first=keep_first)
    asked = asked_now(scenario)
    found = worth(scenario, asked, answer.bookings, kept, keep_first=keep_first)
    yield BEST, str(seed), found == best.worth and answer.proved
    yield TIES, str(seed), tie(answer.bookings, asked, kept) == tie(best.bookings, asked, kept)
    mixed: Answer = book(
        booking_problem(shuffled(scenario, seed), busy), LIMITS, kept=kept, keep_first=keep_first
    )
    yield ORDER, str(seed), mixed == answer


def shuffled(scenario: Scenario, seed: int) -> Scenario:
    """Return the same scenario in another order of its file."""
    draw = Random(seed)

    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(draw.sample(items, len(items)))

    plan = scenario.bookings
    return scenario.changed(
        associations=mixed(scenario.associations),
        people=mixed(scenario.people),
        bookings=plan.changed(
            trucks=mixed(plan.trucks), requests=mixed(plan.requests), history=mixed(plan.history)
        ),
    )
