"""The linear program of an outer bound: its rows by name, its sets of pick-ups priced by need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from models.policy import Objective
from pools.gifts import is_large
from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY, SolveLimits
from solver.ramasse.loads import TEMPERATURES
from solver.ramasse.outing_rows import slot_rows, used_rows
from solver.ramasse.people import crew_entries
from solver.ramasse.week import Crew, Floats, Ints, Slot, Week

FEW = 1_500
"""Sets up to which rounds are whole in the bound."""
WORK, WHOLE_S = 200, 2.0
"""Of the search tree, and seconds, that this may take."""
PRICINGS = 60
"""Times that sets are priced, at most."""
AT_ONCE = 20
"""Sets of one vehicle and slot added at a time."""
PRICED = 1e-7
"""Reduced costs above minus this are none."""
SLACK = 1e-6
"""Relative rounding allowed when an objective is held at a plan's value."""

Where = tuple[int, str, Slot]
"""Stream, vehicle, slot."""
Lot = tuple[int, int, str, int, int]
"""Stream, slot, family, use-by day; the pick-up of a gift larger than any vehicle, else -1."""


@dataclass
class Block:
    """The sets of pick-ups of one vehicle in one slot, as columns that may be made."""

    rows: Ints
    """(R,) of the program."""
    table: Floats
    """(sets, R): their entries."""
    costs: dict[Objective, Floats]
    made: set[int] = field(default_factory=set)


@dataclass
class Outer:
    """The program, as its parts are laid; a column counts in ``costs`` for each objective."""

    week: Week
    program: GrowingProgram = field(default_factory=GrowingProgram)
    costs: dict[Objective, dict[int, float]] = field(
        default_factory=lambda: {"food": {}, "hours": {}, "cost": {}}
    )
    blocks: list[Block] = field(default_factory=list)
    weekly: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By vehicle: slots in which it may go out."""
    lots: dict[Lot, float] = field(default_factory=dict)
    """When each could be sorted at the soonest, seconds since Monday midnight."""
    nearest_s: dict[tuple[int, int, str], float] = field(default_factory=dict)
    """By stream, slot and door: the least from the start of a last mile to the end of the drop."""

    def __post_init__(self) -> None:
        """Name the rows that hold objectives, whether or not anything counts in them."""
        for objective in self.costs:
            self.reached(objective)

    @cached_property
    def fast_s(self) -> Floats:
        """(sites, sites): seconds of travel at the best hour."""
        travel = self.week.travel
        if travel.off_peak_seconds is None or travel.peak_s is None:
            return self.week.seconds.astype(np.float64)
        both = np.array([travel.seconds, travel.off_peak_seconds], dtype=np.float64)
        least: Floats = both.min(axis=0)
        return least

    @cached_property
    def metres(self) -> Floats:
        """(sites, sites)."""
        return self.week.metres.astype(np.float64)

    @cached_property
    def large(self) -> frozenset[int]:
        """Pick-ups that may be visited more than once."""
        week = self.week
        return frozenset(
            number
            for stream in week.streams
            for number, pickup in enumerate(week.pickups)
            if pickup.donor in stream.donors and is_large(week.scenario, stream, pickup)
        )

    def keeps(self, vehicle: str, family: str, aboard_s: float) -> bool:
        """Tell whether a vehicle may carry a family for so long, at the least."""
        means, chain = self.week.scenario.vehicle[vehicle], self.week.scenario.policy.cold_chain
        cold = TEMPERATURES.index(self.week.scenario.family[family].temperature)
        if not self.week.carried(vehicle)[cold]:
            return False
        if cold == 0 or means.cold == "refrigerated":
            return True
        if means.cold == "boxes":
            return aboard_s <= chain.max_min_boxes * 60
        return cold == 1 and aboard_s <= chain.max_min_out * 60

    def round_rows(self, where: Where, crew: Crew) -> list[tuple[int, float]]:
        """Return what every round of a vehicle in a slot takes: itself, and its crew."""
        _, vehicle, slot = where
        self.weekly[vehicle].add(slot.number)
        rows = [*slot_rows(self.week, self.program, vehicle, slot.number)]
        rows += used_rows(self.week, self.program, vehicle, slot.number)
        return [
            *((row, 1.0) for row in rows),
            *crew_entries(self.week, self.program, crew, vehicle, slot.number),
        ]

    def reached(self, objective: Objective) -> int:
        """Return the row of what a plan reaches in an objective."""
        return self.program.row(("reached", objective))

    def column(self, entries: list[tuple[int, float]], costs: dict[Objective, float]) -> int:
        """Make a column of whole numbers that counts in objectives."""
        entries = [*entries, *((self.reached(one), value) for one, value in costs.items())]
        column = self.program.column(entries, upper=1.0, integer=True)
        for objective, value in costs.items():
            self.costs[objective][column] = value
        return column

    def charges(self, vehicle: str, seconds: float, metres: float) -> dict[Objective, float]:
        """Return the hours and euros of driving so far for so long."""
        means = self.week.scenario.vehicle[vehicle]
        eur = means.eur_per_km * metres / 1000 + means.eur_per_hour * seconds / 3600
        return {"hours": means.crew * seconds / 3600, "cost": eur}

    def best(self, objective: Objective) -> float | None:
        """Return what no plan does better in an objective; none when it cannot be told.

        Sets are priced (Gilmore & Gomory 1961). Of few sets, rounds are whole: no half of one.
        """
        sign = -1.0 if objective == "food" else 1.0
        value = self._relaxed(objective, sign)
        if value is None or sum(len(block.table) for block in self.blocks) > FEW:
            return None if value is None else sign * value
        for block in self.blocks:
            for number in range(len(block.table)):
                self._add(block, number)
        self.program.aim({n: sign * cost for n, cost in self.costs[objective].items()})
        whole = self.program.solve(SolveLimits(time_limit_s=WHOLE_S, checks=WORK, gap=1e-6))
        return sign * (value if whole is None else max(value, whole.bound))

    def _relaxed(self, objective: Objective, sign: float) -> float | None:
        """Return a lower bound of the linear relaxation over all sets, the optimum if it can."""
        least: float | None = None
        for _ in range(PRICINGS):
            self.program.aim({n: sign * cost for n, cost in self.costs[objective].items()})
            answer = self.program.relax()
            if answer is None:
                return None
            value, duals = answer.objective, answer.duals
            missing = 0.0
            for block in self.blocks:
                reduced = sign * block.costs[objective] - block.table @ duals[block.rows]
                best = np.argsort(reduced, kind="stable")[:AT_ONCE]
                missing += min(0.0, float(reduced[best[0]]))  # one round of a vehicle at a time
                for number in best:
                    if reduced[number] < -PRICED:
                        self._add(block, int(number))
            least = value + missing if least is None else max(least, value + missing)
            if missing > -PRICED * len(self.blocks):
                break
        return least

    def _add(self, block: Block, number: int) -> None:
        """Make the column of one set of a block, once."""
        if number in block.made:
            return
        block.made.add(number)
        row = block.table[number]
        there = np.flatnonzero(row)
        entries = [(int(block.rows[n]), float(row[n])) for n in there]
        # no upper limit: one round at a time keeps it within 1, and reduced costs tell all
        column = self.program.column(entries, integer=True)
        for objective, values in block.costs.items():
            if values[number]:
                self.costs[objective][column] = float(values[number])

    def hold(self, objective: Objective, value: float) -> None:
        """Ask for an objective at least as good as a value."""
        slack = SLACK * max(1.0, abs(value))
        if objective == "food":
            self.program.limit(("reached", objective), value - slack, INFINITY)
        else:
            self.program.limit(("reached", objective), -INFINITY, value + slack)
