"""Where fridges stand: maximal covering (Church & ReVelle 1974), solved with HiGHS.

The most people within a walk of a fridge; then the fewest minutes walked by them. All is in
ascending order of ids, so that the order of the file decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.fridge import FridgeSpot, FridgeZone, SolidarityFridge
from models.fridge_study import FridgesTried, SpotTried
from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY, Flags, Floats, SolveLimits

EXACT = SolveLimits(gap=0.0)


@dataclass(frozen=True)
class Reach:
    """Who lives within a walk of which spot."""

    spots: tuple[FridgeSpot, ...]
    zones: tuple[FridgeZone, ...]
    minutes: Floats
    """(spots, zones)."""
    most_min: float

    @property
    def within(self) -> Flags:
        """(spots, zones): whether it is near enough."""
        return self.minutes <= self.most_min + 1e-9

    def people(self, chosen: Sequence[int]) -> int:
        """Return how many people live within a walk of one of some spots."""
        if not chosen:
            return 0
        near = self.near(chosen)
        return sum(one.people for one, is_near in zip(self.zones, near, strict=True) if is_near)

    def near(self, chosen: Sequence[int]) -> list[bool]:
        """Return of each zone whether one of some spots is within a walk."""
        within = self.within
        return [any(bool(within[s, z]) for s in chosen) for z in range(len(self.zones))]


def reach(asked: SolidarityFridge, *, whatever: bool = False) -> Reach:
    """Return who lives within a walk of each spot that may be chosen.

    Parameters
    ----------
    whatever
        Whether spots without power or agreement are taken too.
    """
    spots = sorted(asked.spots, key=lambda one: one.id)
    if not whatever:
        spots = [one for one in spots if one.power and one.agreed]
    zones = sorted(asked.zones, key=lambda one: one.id)
    minutes = np.array([[asked.walk(a.place, b.place) for b in zones] for a in spots])
    return Reach(
        tuple(spots), tuple(zones), minutes.reshape(len(spots), len(zones)), asked.walk_min
    )


def cover(around: Reach, fridges: int) -> tuple[tuple[int, ...], float, bool]:
    """Return which spots reach the most people, the bound on them, and whether it is proved.

    Raises
    ------
    RuntimeError
        HiGHS finds no answer, though standing nowhere is one.
    """
    if not around.spots or not around.zones:
        return (), 0.0, True
    program, within = GrowingProgram(), around.within
    stands = [program.column((), upper=1.0, integer=True) for _ in around.spots]
    row = program.row("fridges", -INFINITY, float(fridges))
    program.put(row, [(column, 1.0) for column in stands])
    walks: dict[tuple[int, int], int] = {}
    for z in range(len(around.zones)):
        near = [s for s in range(len(around.spots)) if within[s, z]]
        for s in near:
            walks[s, z] = program.column((), upper=1.0)
            least = program.row(("stands", s, z), -INFINITY, 0.0)
            program.put(least, [(walks[s, z], 1.0), (stands[s], -1.0)])
        once = program.row(("once", z), -INFINITY, 1.0)
        program.put(once, [(walks[s, z], 1.0) for s in near])
    people = {column: -float(around.zones[z].people) for (_, z), column in walks.items()}
    program.aim(people)
    found = program.solve(EXACT)
    if found is None:
        raise RuntimeError("no spots were found")
    most, bound, proved = -found.objective, -found.bound, found.proved
    program.put(program.row("held", -INFINITY, -most + 1e-6), list(people.items()))
    # the fewest minutes among those who are reached, then the fewest fridges
    walked = {
        column: float(around.zones[z].people * around.minutes[s, z])
        for (s, z), column in walks.items()
    }
    program.aim(walked | dict.fromkeys(stands, 1e-3))
    nearest = program.solve(EXACT) or found
    chosen = tuple(s for s, column in enumerate(stands) if nearest.values[column] > 0.5)
    return chosen, bound, proved


def more(asked: SolidarityFridge, most: int) -> tuple[FridgesTried, ...]:
    """Return what one, two … fridges would reach."""
    around, found = reach(asked), []
    for fridges in range(1, min(most, len(around.spots)) + 1):
        chosen, bound, proved = cover(around, fridges)
        found.append(
            FridgesTried(
                fridges=fridges,
                people=around.people(chosen),
                bound=bound,
                proved=proved,
                spots=tuple(around.spots[s].id for s in chosen),
            )
        )
    return tuple(found)


def spots_tried(asked: SolidarityFridge, chosen: Sequence[str]) -> tuple[SpotTried, ...]:
    """Return what each spot would reach alone, and as one of those chosen: all are tried."""
    around = reach(asked, whatever=True)
    found = []
    for s, spot in enumerate(around.spots):
        others = [n for n in range(len(around.spots)) if n != s]
        usable = [n for n in others if around.spots[n].power and around.spots[n].agreed]
        with_it = _with(around, s, usable, asked.fridges)
        code = (
            "chosen"
            if spot.id in chosen
            else "no_power"
            if not spot.power
            else "not_agreed"
            if not spot.agreed
            else "fewer"
        )
        found.append(
            SpotTried(
                spot=spot.id,
                people=around.people([s]),
                chosen=spot.id in chosen,
                code=code,
                with_it=with_it,
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.chosen, -one.with_it, one.spot)))


def _with(around: Reach, spot: int, usable: Sequence[int], fridges: int) -> int:
    """Return how many people are reached at most with a fridge at one spot."""
    if fridges == 1:
        return around.people([spot])
    near = around.within[spot]
    rest = Reach(
        tuple(around.spots[n] for n in usable),
        tuple(one for one, is_near in zip(around.zones, near, strict=True) if not is_near),
        around.minutes[list(usable)][:, ~near],
        around.most_min,
    )
    others, _, _ = cover(rest, fridges - 1)
    return around.people([spot]) + rest.people(others)
