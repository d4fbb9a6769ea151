"""Slots of the docks: who is at which dock when, without collisions.

Each platform and day is a constraint program (CP-SAT). Docks alike are one group that takes as many
at a time as it has docks, which leaves out their permutations; a greedy pass then numbers them, as
intervals allow. First as few calls left out as can be and the least lateness, then the soonest end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from models.calendar import DAY_NUMBER
from models.platforms import Dock
from models.scenario import Scenario
from models.warehouse_study import DockDay, DockPlan, DockSlot
from models.warehouse_supply import Replenishment
from solver.programs.cp_sat import Limits, Solved, solve
from solver.warehouse.dock_calls import DockCall, calls
from solver.warehouse.scenario_view import warehouse_of


@dataclass(frozen=True)
class DockLimits:
    """How long the docks of one day are sought."""

    seconds: float | None = 5.0
    work: float | None = 4.0
    """Deterministic seconds: same calls, same slots."""
    seed: int = 1


@dataclass(frozen=True)
class _Group:
    """Docks alike."""

    docks: tuple[Dock, ...]

    def takes(self, call: DockCall) -> bool:
        dock = self.docks[0]
        way = dock.use in ("both", "arrivals" if call.arrival else "departures")
        size = dock.longest_payload_kg is None or call.payload_kg <= dock.longest_payload_kg
        return way and size

    def steps(self, call: DockCall, step_s: int) -> int:
        """Return how long a call takes, in steps."""
        return max(1, ceil(call.pallets / self.docks[0].pallets_per_hour * 3600 / step_s - 1e-9))


def plan_docks(
    scenario: Scenario,
    replenishment: Replenishment | None,
    week: int,
    limits: DockLimits,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[DockPlan, Replenishment | None]:
    """Return the slots of a week, and the supply with the hours at which points fetch.

    Parameters
    ----------
    week
        Of the horizon, from 0.
    """
    warehouse = warehouse_of(scenario)
    wanted = calls(scenario, replenishment, week)
    slots: list[DockSlot] = []
    days: list[DockDay] = []
    for platform in warehouse.platforms:
        if not platform.docks:
            continue
        for day in scenario.days:
            mine = [call for call in wanted if call.platform == platform.id and call.day == day]
            if mine and not stop():
                docks = [dock for dock in platform.docks if day in dock.days]
                made, told = _Day(docks, mine, warehouse.dock_step_min * 60, limits).plan()
                slots += made
                days.append(told)
    order = sorted(slots, key=lambda one: (DAY_NUMBER[one.day], one.platform, one.starts_s, one.id))
    return DockPlan(slots=tuple(order), days=tuple(days)), _fetched(replenishment, slots)


def _fetched(
    replenishment: Replenishment | None, slots: Sequence[DockSlot]
) -> Replenishment | None:
    """Return the supply in which points that fetch come when their dock is free."""
    if replenishment is None or not replenishment.fetches:
        return replenishment
    at = {
        (slot.what, slot.day): slot.starts_s
        for slot in slots
        if slot.kind == "departure" and slot.trip is None
    }
    return replenishment.changed(
        fetches=tuple(
            one.changed(at_s=at.get((one.point, one.day), one.at_s))
            for one in replenishment.fetches
        )
    )


class _Day:
    """The docks of one platform on one day."""

    def __init__(
        self, docks: Sequence[Dock], mine: Sequence[DockCall], step_s: int, limits: DockLimits
    ) -> None:
        self.calls, self.step_s, self.limits = list(mine), step_s, limits
        self.platform, self.day = mine[0].platform, mine[0].day
        groups: dict[object, list[Dock]] = {}
        for dock in docks:
            key = (
                dock.use,
                dock.opens,
                dock.closes,
                dock.pallets_per_hour,
                dock.longest_payload_kg,
            )
            groups.setdefault(key, []).append(dock)
        self.groups = [_Group(tuple(one)) for one in groups.values()]

    def plan(self) -> tuple[list[DockSlot], DockDay]:
        """Seek the most calls, then the least lateness, then the soonest end."""
        from ortools.sat.python import cp_model

        model: Any = cp_model.CpModel()
        self._lay(model)
        if not self.options:
            return [], self._told([], 0, 0, True)
        everyone: Any = model.clone()
        everyone.add(sum(self.placed.values()) == len(self.placed))
        found = self._least(everyone, sum(self.late))
        if found is None:
            most = self._least(model, -sum(self.placed.values()))
            if most is None:
                return [], self._told([], 0, 0, False)
            made = sum(most[0].at(one) for one in self.placed.values())
            model.add(sum(self.placed.values()) >= made)
            found = self._least(model, sum(self.late)) or most
        else:
            model = everyone
        reached, late_bound, proved = found
        late = sum(reached.at(one) for one in self.late)
        model.add(sum(self.late) <= late)
        sooner = self._least(model, self.end, start=reached)
        done_bound = 0
        if sooner is not None:
            reached, done_bound, also = sooner
            proved &= also
        slots = self._read(reached)
        return slots, self._told(slots, max(0, min(late, late_bound)), done_bound, proved)

    def _least(
        self, model: Any, goal: Any, start: Solved | None = None
    ) -> tuple[Solved, int, bool] | None:
        """Return the answer that minimises a goal, its bound, and whether it is proved."""
        variables = [*self.late, *self.placed.values(), *self.variables]
        found = solve(
            model,
            goal,
            Limits(seed=self.limits.seed),
            seconds=self.limits.seconds,
            work=self.limits.work,
            workers=1,
            start=None if start is None else {one.index: start.at(one) for one in variables},
        )
        if not found.found:
            return None
        bound = ceil(found.bound - 1e-6)
        return found, bound, found.proved or bound >= round(found.value)

    def _lay(self, model: Any) -> None:
        """Lay one optional stay for each call and group that takes it."""
        self.options: list[tuple[int, int, Any, Any]] = []
        self.late: list[Any] = []
        self.placed: dict[int, Any] = {}
        self.variables: list[Any] = []
        stays: list[list[Any]] = [[] for _ in self.groups]
        horizon = 86_400 // self.step_s
        self.end = model.new_int_var(0, horizon, "end")
        for n, call in enumerate(self.calls):
            ways = []
            late = None
            for g, group in enumerate(self.groups):
                if not group.takes(call):
                    continue
                steps = group.steps(call, self.step_s)
                first = ceil(max(group.docks[0].opens_s, call.release_s) / self.step_s)
                last = group.docks[0].closes_s // self.step_s - steps
                if last < first:
                    continue
                start = model.new_int_var(first, last, f"start{n}.{g}")
                there = model.new_bool_var(f"at{n}.{g}")
                stays[g].append(
                    model.new_optional_fixed_size_interval_var(start, steps, there, f"stay{n}.{g}")
                )
                model.add(self.end >= start + steps).only_enforce_if(there)
                if call.wanted_s is not None:
                    if late is None:
                        late = model.new_int_var(0, horizon, f"late{n}")
                    limit = call.wanted_s // self.step_s
                    model.add(late >= start + steps - limit).only_enforce_if(there)
                ways.append(there)
                self.options.append((n, g, start, there))
                self.variables += [start, there]
            if not ways:
                continue
            self.placed[n] = model.new_bool_var(f"placed{n}")
            model.add(sum(ways) == self.placed[n])
            if late is not None:
                self.late.append(late)
        for group, mine in zip(self.groups, stays, strict=True):
            if mine:
                model.add_cumulative(mine, [1] * len(mine), len(group.docks))

    def _read(self, reached: Solved) -> list[DockSlot]:
        """Return the stays with their docks: each takes the first of its group that is free."""
        stays = sorted(
            (reached.at(start), n, g) for n, g, start, there in self.options if reached.at(there)
        )
        busy: dict[str, int] = {}
        found = []
        for start, n, g in stays:
            call, group = self.calls[n], self.groups[g]
            end = start + group.steps(call, self.step_s)
            dock = next(one for one in group.docks if busy.get(one.id, 0) <= start)
            busy[dock.id] = end
            wanted = dock.closes_s if call.wanted_s is None else call.wanted_s
            found.append(
                DockSlot(
                    id=f"{self.day}-{n + 1:03d}-{self.platform}"[:60],
                    platform=self.platform,
                    dock=dock.id,
                    day=self.day,
                    kind="arrival" if call.arrival else "departure",
                    networks=call.networks,
                    what=call.what,
                    trip=call.trip,
                    pallets=round(call.pallets, 3),
                    wanted_s=wanted,
                    starts_s=start * self.step_s,
                    ends_s=end * self.step_s,
                )
            )
        return found

    def _told(
        self, slots: Sequence[DockSlot], late_bound: int, done_bound: int, proved: bool
    ) -> DockDay:
        late_s = sum(slot.late_s for slot in slots)
        made = {(slot.what, slot.trip) for slot in slots}
        left = tuple(one.what for one in self.calls if (one.what, one.trip) not in made)
        return DockDay(
            platform=self.platform,
            day=self.day,
            lorries=len(self.calls),
            late_s=late_s,
            late_bound_s=min(late_s, late_bound * self.step_s),
            done_s=max((slot.ends_s for slot in slots), default=0),
            done_bound_s=done_bound * self.step_s,
            proved=proved,
            left=left,
        )
