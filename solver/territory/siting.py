"""Where new outlets would go: most people within reach, nobody far, the least way for all.

Maximal covering (Church & ReVelle 1974), p-center and p-median (Hakimi 1964) as whole programs for
HiGHS, beside the outlets that exist. The furthest area is not all: with it held, as few areas as
can be lie beyond each shorter limit in turn (leximin, by counts). Equal sitings: the one whose
places have the lowest numbers in sum, in the order of ids; then HiGHS' own choice.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack, identity

from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, NoSolutionError, Solved, SolveLimits

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
BAND_MIN = 5
"""Minutes from which ways are told apart where the furthest is sought: estimates know no less."""
EXACT = 1e-9


@dataclass(frozen=True)
class Siting:
    """Places chosen, and what is proved of them."""

    chosen: tuple[int, ...]
    value: float
    bound: float
    proved: bool
    levels: tuple[tuple[int, int, bool], ...] = ()
    """Limit, areas beyond it, and whether fewer is impossible: descending limits."""


@dataclass(frozen=True)
class Effort:
    """How long all programs of one siting may be searched."""

    ends: float = INFINITY
    """A moment of ``time.monotonic``."""
    checks: int | None = None
    seed: int = 0
    stop: Callable[[], bool] | None = None

    @property
    def limits(self) -> SolveLimits:
        """What is left for the next program."""
        left = max(0.05, self.ends - time.monotonic())
        return SolveLimits(left, self.checks, EXACT, self.seed, self.stop)

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return time.monotonic() >= self.ends or (self.stop is not None and self.stop())

    def part(self, share: float) -> Effort:
        """Return a part of what is left."""
        now = time.monotonic()
        return (
            self if self.ends == INFINITY else replace(self, ends=now + share * (self.ends - now))
        )


UNLIMITED = Effort()


def cover_most(
    people: Floats, within: npt.NDArray[np.bool_], count: int, effort: Effort = UNLIMITED
) -> Siting:
    """Choose places that bring most people within reach of one of them.

    Parameters
    ----------
    people : (areas,)
        Whole numbers; of those whom nothing reaches yet.
    within : (areas, places)
    """
    here = np.flatnonzero((people > 0) & within.any(axis=1))
    places = within.shape[1]
    count = min(count, places)
    program = LinearProgram()
    chosen = program.add_columns(places, upper=1.0, whole=False)
    program.add_columns(len(here), costs=-people[here], upper=1.0)
    program.make_whole(np.arange(places + len(here)) < places)
    reaches = hstack([csr_array(within[here].astype(float)), -identity(len(here))])
    program.add_rows(csr_array(reaches), 0.0, INFINITY)
    program.add_row(0.0, count, chosen, np.ones(places))
    found = _solved(program, effort)
    if found is None:
        return Siting((), 0.0, float(people[here].sum()), proved=False)
    best = round(-found.objective)
    entries = csr_array(np.concatenate([np.zeros(places), people[here]])[None, :])
    program.add_rows(entries, best - 0.5, INFINITY)
    sites = _lowest_numbers(program, places, found, effort)
    value = float(people[within[:, sites].any(axis=1)].sum()) if sites else 0.0
    bound = float(math.floor(-found.bound + 1e-6))
    return Siting(sites, value, max(bound, value), found.proved and bound <= value)


def furthest_least(
    minutes: Floats,
    before: Floats,
    count: int,
    effort: Effort = UNLIMITED,
    band: int = BAND_MIN,
    deeper: int | None = None,
) -> Siting:
    """Choose places so that no area is far; then as few as can be beyond each shorter limit.

    Parameters
    ----------
    minutes : (areas, places)
    before : (areas,)
        To the nearest outlet that exists; infinite where there is none.
    band
        What ways are rounded up to.
    deeper
        How many shorter limits are looked at; all when absent.
    """
    areas, places = minutes.shape
    count = min(count, places)
    steps, had = _banded(minutes, band), _banded(before, band)
    limits = sorted(
        {int(one) for one in np.unique(np.concatenate([steps.ravel(), had])) if one < INFINITY}
    )
    if not limits or not areas:
        return Siting((), 0.0, 0.0, proved=True)
    radius, bound, sites = _radius(steps, had, count, limits, effort)
    if radius == INFINITY:
        return Siting((), radius, bound, bound >= radius)
    held, proved = [(int(radius), 0)], bound >= radius
    told = [(int(radius), 0, True)]
    shorter = [one for one in reversed(limits) if one < radius][:deeper]
    for limit in shorter:
        found = None if effort.over else _beyond(steps, had, count, limit, held, effort)
        if found is None:
            proved = False
            break
        sites, beyond, sure = found
        held.append((limit, beyond))
        told.append((limit, beyond, sure))
        proved = proved and sure
    sites = _tied(steps, had, count, held, sites, effort)
    return Siting(sites, float(radius), float(bound), proved, tuple(told))


def least_way(
    people: Floats, minutes: Floats, before: Floats, count: int, effort: Effort = UNLIMITED
) -> Siting:
    """Choose places so that all people together have the least way to the nearest outlet.

    Parameters
    ----------
    people : (areas,)
    minutes : (areas, places)
    before : (areas,)
        To the nearest outlet that exists; infinite where there is none.

    Returns
    -------
    Siting
        Value and bound in minutes of all people, added up.
    """
    areas, places = minutes.shape
    count = min(count, places)
    open_end = ~np.isfinite(before)
    use = (minutes < before[:, None]) & np.isfinite(minutes) & (people > 0)[:, None]
    rows, columns = np.nonzero(use)
    program = LinearProgram()
    chosen = program.add_columns(places, upper=1.0)
    goes = program.add_columns(
        len(rows),
        costs=people[rows] * (minutes[rows, columns] - np.where(open_end, 0, before)[rows]),
        upper=1.0,
    )
    program.make_whole(np.arange(places + len(rows)) < places)
    total = places + len(rows)
    linked = csr_array(
        (
            np.concatenate([np.ones(len(rows)), -np.ones(len(rows))]),
            (np.tile(np.arange(len(rows)), 2), np.concatenate([goes, chosen[columns]])),
        ),
        shape=(len(rows), total),
    )
    program.add_rows(linked, -INFINITY, 0.0)
    each = csr_array((np.ones(len(rows)), (rows, goes)), shape=(areas, total))
    must = (open_end & (people > 0)).astype(float)
    program.add_rows(each, must, 1.0)
    program.add_row(0.0, count, chosen, np.ones(places))
    stays = float(people[~open_end] @ before[~open_end])
    found = _solved(program, effort)
    if found is None:
        return Siting((), INFINITY, 0.0, proved=False)
    sites = tuple(int(one) for one in np.flatnonzero(found.values[:places] > 0.5))
    nearest = np.minimum(before, minutes[:, sites].min(axis=1, initial=INFINITY))
    some = people > 0
    value = float(people[some] @ nearest[some])
    return Siting(sites, value, min(value, found.bound + stays), found.proved)


def _banded(minutes: Floats, band: int) -> Floats:
    found: Floats = np.ceil(minutes / band - EXACT) * band
    return found


def _radius(
    steps: Floats, had: Floats, count: int, limits: list[int], effort: Effort
) -> tuple[float, float, tuple[int, ...]]:
    """Return the least limit that no area need be beyond, what it cannot be below, and places.

    By halves: as few places as can be must serve all areas beyond a limit (Minieka 1970).
    """
    low, high = 0, len(limits)
    best: tuple[int, ...] = ()
    known, bound = INFINITY, float(limits[0])
    while low < high:
        middle = (low + high) // 2
        fits, sure, sites = _enough(steps, had, count, limits[middle], effort)
        if fits:
            high, known, best = middle, float(limits[middle]), sites
        else:
            low = middle + 1
            if sure:
                bound = float(limits[low]) if low < len(limits) else INFINITY
    return known, min(bound, known), best


def _enough(
    steps: Floats, had: Floats, count: int, limit: int, effort: Effort
) -> tuple[bool, bool, tuple[int, ...]]:
    """Tell whether so many places serve all areas beyond a limit, whether that is sure, which."""
    beyond = steps[had > limit] <= limit
    if not len(beyond):
        return True, True, ()
    if not beyond.any(axis=1).all():
        return False, True, ()
    program = LinearProgram()
    places = steps.shape[1]
    program.add_columns(places, costs=1.0, upper=1.0, whole=True)
    program.add_rows(csr_array(beyond.astype(float)), 1.0, INFINITY)
    found = _solved(program, effort)
    if found is None:
        return False, False, ()
    sites = _sites(found, places)
    return len(sites) <= count, math.ceil(found.bound - 1e-6) > count, sites


def _program(
    steps: Floats, had: Floats, count: int, limits: list[int]
) -> tuple[LinearProgram, dict[int, Ints]]:
    """Return a program of places, with a column for each area beyond each limit."""
    places = steps.shape[1]
    program = LinearProgram()
    chosen = program.add_columns(places, upper=1.0, whole=False)
    far: dict[int, Ints] = {}
    for limit in limits:
        beyond = np.flatnonzero(had > limit)
        far[limit] = program.add_columns(len(beyond), upper=1.0)
        width = program.columns
        reaches = csr_array((steps[beyond] <= limit).astype(float))
        table = hstack(
            [
                reaches,
                csr_array((len(beyond), width - places - len(beyond))),
                identity(len(beyond)),
            ]
        )
        program.add_rows(csr_array(table), 1.0, INFINITY)
    program.make_whole(np.arange(program.columns) < places)
    program.add_row(0.0, count, chosen, np.ones(places))
    return program, far


def _beyond(
    steps: Floats,
    had: Floats,
    count: int,
    limit: int,
    held: list[tuple[int, int]],
    effort: Effort,
) -> tuple[tuple[int, ...], int, bool] | None:
    """Return places with fewest areas beyond a limit, how many, and whether fewer cannot be."""
    kept = _binding(held)
    program, far = _program(steps, had, count, [*(one for one, _ in kept), limit])
    for one, most in kept:
        program.add_row(0.0, most, far[one], np.ones(len(far[one])))
    costs = np.zeros(program.columns)
    costs[far[limit]] = 1.0
    program.aim(costs)
    found = _solved(program, effort)
    if found is None:
        return None
    sites = _sites(found, steps.shape[1])
    beyond = int((np.minimum(had, steps[:, sites].min(axis=1, initial=INFINITY)) > limit).sum())
    return sites, beyond, found.proved and math.ceil(found.bound - 1e-6) >= beyond


def _binding(held: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the counts that must be held: of those of none beyond, the shortest limit says all."""
    none = [one for one in held if one[1] == 0]
    return [*none[-1:], *(one for one in held if one[1] > 0)]


def _tied(
    steps: Floats,
    had: Floats,
    count: int,
    held: list[tuple[int, int]],
    sites: tuple[int, ...],
    effort: Effort,
) -> tuple[int, ...]:
    """Return the places of lowest numbers among those that are as good."""
    kept, places = _binding(held), steps.shape[1]
    program, far = _program(steps, had, count, [one for one, _ in kept])
    for one, most in kept:
        program.add_row(0.0, most, far[one], np.ones(len(far[one])))
    program.aim(np.where(np.arange(program.columns) < places, 1.0 + np.arange(program.columns), 0))
    found = _solved(program, effort)
    return sites if found is None else _sites(found, places)


def _lowest_numbers(
    program: LinearProgram, places: int, found: Solved, effort: Effort
) -> tuple[int, ...]:
    """Return the places of lowest numbers among those that the rows of a program allow."""
    every = np.arange(program.columns)
    program.aim(np.where(every < places, 1.0 + every, 0.0))
    better = _solved(program, effort, start=found.values)
    return _sites(found if better is None else better, places)


def _sites(found: Solved, places: int) -> tuple[int, ...]:
    return tuple(int(one) for one in np.flatnonzero(found.values[:places] > 0.5))


def _solved(program: LinearProgram, effort: Effort, start: Floats | None = None) -> Solved | None:
    try:
        return program.solve(effort.limits, start=start)
    except NoSolutionError:
        return None
