"""The program of transfers: what rides where, what everyone then gives out, level after level.

Columns: kg of each lot along each arc; kg of each lot given out where it lies, by distribution; kg
received of one family and last day given out by its receiver, by distribution; whether a new trip
is driven. What is received must be given out within the days looked at. The first level is the kg
that are past their date where they lie; the second the days of cover, the lowest first (leximin by
duals, Ogryczak, Pióro & Tomaszewski 2005); then kilometres of new trips, then kg that change hands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY, Floats, NoSolutionError, Solved, SolveLimits
from solver.transfers.needs import last_s
from solver.transfers.problem import Arc, TransferProblem

SLACK = 1e-6
"""Relative slack with which a level is held."""
POSITIVE = 1e-7
"""A dual above it is strictly positive."""
Entries = list[tuple[int, float]]
Pool = tuple[str, str, int]
"""Receiver, family, end of the last day on which it may give it out."""


@dataclass(frozen=True)
class Reached:
    """The value of a level and what bounds it."""

    value: float
    bound: float
    proved: bool


@dataclass(frozen=True)
class Answer:
    """What the program chose: kg by arc, and by who gives out what when."""

    arcs: Mapping[int, float]
    at_home: Mapping[tuple[str, int], float]
    """By lot and distribution."""
    received: Mapping[tuple[Pool, int], float]
    """By pool and distribution."""
    driven: frozenset[int]
    """Numbers of the new trips."""
    levels: Mapping[str, Reached] = field(default_factory=dict)


class TransferProgram:
    """The program of one problem; see the module."""

    def __init__(
        self,
        problem: TransferProblem,
        *,
        new_trips: int | None = None,
        limits: SolveLimits | None = None,
    ) -> None:
        """Lay the columns and the rows.

        Parameters
        ----------
        new_trips
            New trips at most; the scenario's when absent.
        limits
            Of each search over whole numbers of trips.
        """
        self.problem, self.limits = problem, limits or SolveLimits()
        asked = problem.scenario.transfers
        self.most_new = asked.new_trips if new_trips is None else new_trips
        self.program = GrowingProgram()
        self.x = [self.program.column((), upper=arc.lot.kg) for arc in problem.arcs]
        self.driven = {n: self.program.column((), upper=1.0, integer=True) for n in problem.new}
        self.u: dict[tuple[str, int], int] = {}
        self.v: dict[tuple[Pool, int], int] = {}
        self.served: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.pools: dict[Pool, list[int]] = defaultdict(list)
        for number, arc in enumerate(problem.arcs):
            self.pools[arc.to, arc.lot.family, arc.ends_s].append(number)
        self._lots()
        self._pools()
        self._needs()
        self._trips()
        self._cover()
        self._storage()
        self.short = self._fixed()
        self.held: dict[int, float] = {}
        """Columns of new trips, once it is settled which are driven."""

    def ways_of(self, lot: str) -> list[int]:
        """Return the numbers of the arcs of a lot."""
        return self._ways.get(lot, [])

    @cached_property
    def _ways(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, arc in enumerate(self.problem.arcs):
            found[arc.lot.id].append(number)
        return found

    def _add(self, row: int, entries: Entries) -> None:
        self.program.put(row, entries)

    def _lots(self) -> None:
        """Give out or pass on no more of a lot than there is, before it leaves or after."""
        ahead, scenario = self.problem.ahead, self.problem.scenario
        for lot in ahead.lots:
            ends = last_s(scenario, lot, lot.association, ahead.end_s)
            mine: Entries = []
            for opening in ahead.openings[lot.association]:
                wanted = ahead.wanted.get((lot.association, lot.family, opening), 0.0)
                if opening < ends and wanted > 0:
                    column = self.program.column((), upper=min(lot.kg, wanted))
                    self.u[lot.id, opening] = column
                    self.served[lot.association, lot.family][opening].append(column)
                    mine.append((column, 1.0))
            mine += [(self.x[number], 1.0) for number in self.ways_of(lot.id)]
            self._add(self.program.row(("lot", lot.id), -INFINITY, lot.kg), mine)

    def _pools(self) -> None:
        """Give out what was received, no sooner than it came, and all of it."""
        ahead = self.problem.ahead
        for pool, numbers in self.pools.items():
            who, family, ends = pool
            into = sorted((self.problem.arcs[n].arrives_s, self.x[n]) for n in numbers)
            times = [
                opening
                for opening in ahead.openings[who]
                if into[0][0] <= opening < ends
                and ahead.wanted.get((who, family, opening), 0.0) > 0
            ]
            out: Entries = []
            for opening in times:
                wanted = ahead.wanted[who, family, opening]
                column = self.program.column((), upper=wanted)
                self.v[pool, opening] = column
                self.served[who, family][opening].append(column)
                out.append((column, 1.0))
                if opening != times[-1]:
                    come = [(x, -1.0) for at, x in into if at <= opening]
                    self._add(self.program.row(("come", pool, opening), -INFINITY, 0.0), out + come)
            whole = [(x, -1.0) for _, x in into]
            self._add(self.program.row(("all", pool), 0.0, 0.0), out + whole)

    def _needs(self) -> None:
        for (who, family), by_opening in self.served.items():
            for opening, columns in by_opening.items():
                if len(columns) > 1:
                    wanted = self.problem.ahead.wanted[who, family, opening]
                    row = self.program.row(("need", who, family, opening), -INFINITY, wanted)
                    self._add(row, [(column, 1.0) for column in columns])

    def _trips(self) -> None:
        """Hold the room, the cold and the time of every trip; and how many are new."""
        asked = self.problem.scenario.transfers
        riding = defaultdict(list)
        for number, arc in enumerate(self.problem.arcs):
            riding[arc.trip].append(number)
        for number, trip in enumerate(self.problem.trips):
            drives = self.driven.get(number)
            for leg, room in enumerate(trip.rooms):
                on = [
                    n
                    for n in riding[number]
                    if self.problem.arcs[n].from_stop <= leg < self.problem.arcs[n].to_stop
                ]
                cold = [n for n in on if self._is_cold(self.problem.arcs[n])]
                self._most(("kg", number, leg), [(n, 1.0) for n in on], room.kg, drives)
                self._most(("cold", number, leg), [(n, 1.0) for n in cold], room.cold_kg, drives)
                places = [(n, self._pallets(self.problem.arcs[n])) for n in on]
                self._most(("pallets", number, leg), places, room.pallets, drives)
            each = asked.handling_min_per_100kg * 0.6
            for stop, stay in enumerate(trip.stays_s):
                here = [
                    (n, each)
                    for n in riding[number]
                    if stop in (self.problem.arcs[n].from_stop, self.problem.arcs[n].to_stop)
                ]
                self._most(("stay", number, stop), here, stay, drives)
            twice = [
                (n, each * (1 + (self.problem.arcs[n].to_stop != trip.free_halt)))
                for n in riding[number]
            ]
            self._most(("handling", number), twice, trip.handling_s, drives)
            if drives is not None:
                least = asked.kg_per_km * trip.said.metres / 1000
                row = self.program.row(("worth", number), 0.0, INFINITY)
                self._add(row, [(self.x[n], 1.0) for n in riding[number]] + [(drives, -least)])
        if self.driven:
            row = self.program.row("new", -INFINITY, self.most_new)
            self._add(row, [(column, 1.0) for column in self.driven.values()])
            self._one_at_a_time()

    def _one_at_a_time(self) -> None:
        """Drive no two new trips with one vehicle or one person in one shift; nor too many."""
        busy = defaultdict(list)
        weekly = defaultdict(list)
        for number, column in self.driven.items():
            said = self.problem.trips[number].said
            day = said.stops[0].arrive_s // 86_400
            for one in (said.vehicle, *said.crew):
                busy[one, day, said.shift].append((column, 1.0))
            for one in said.crew:
                weekly[one].append((column, 1.0))
        for key, entries in busy.items():
            if len(entries) > 1:
                self._add(self.program.row(("busy", key), -INFINITY, 1.0), entries)
        people = self.problem.scenario.person
        for who, entries in weekly.items():
            left = people[who].most_shifts - self.problem.shifts_taken.get(who, 0)
            self._add(self.program.row(("weekly", who), -INFINITY, float(left)), entries)

    def _most(
        self, key: tuple[object, ...], riding: Entries, limit: float, drives: int | None
    ) -> None:
        """Have some arcs of a trip keep within a limit; within nothing if it is not driven."""
        riding = [(n, factor) for n, factor in riding if factor > 0]
        if not riding:
            return
        kg = sum(factor * self.problem.arcs[n].lot.kg for n, factor in riding)
        entries = [(self.x[n], factor) for n, factor in riding]
        if drives is None:
            if kg > limit:
                self._add(self.program.row(key, -INFINITY, limit), entries)
        else:
            entries.append((drives, -min(limit, kg)))
            self._add(self.program.row(key, -INFINITY, 0.0), entries)

    def _is_cold(self, arc: Arc) -> bool:
        return self.problem.scenario.family[arc.lot.family].temperature != "ambient"

    def _pallets(self, arc: Arc) -> float:
        each = self.problem.scenario.family[arc.lot.family].kg_per_pallet
        return 1 / each if each else 0.0

    def _cover(self) -> None:
        """Have who may give hand out, in the days that it keeps, what it would have anyway."""
        problem = self.problem
        givers = {(arc.lot.association, arc.lot.family) for arc in problem.arcs}
        by_cell: dict[tuple[str, str], dict[int, float]] = defaultdict(lambda: defaultdict(float))
        lots = {lot.id: lot for lot in problem.ahead.lots}
        for (name, opening), kg in problem.alone.given_out.items():
            by_cell[lots[name].association, lots[name].family][opening] += kg
        for who, family in sorted(givers):
            days = problem.scenario.transfers.kept_days(who)
            until = problem.ahead.first_s + days * 86_400
            so_far, entries = 0.0, Entries()
            for opening in problem.ahead.openings[who]:
                if opening >= until:
                    break
                so_far += by_cell[who, family].get(opening, 0.0)
                entries += [(c, 1.0) for c in self.served[who, family].get(opening, ())]
                if so_far > 0:
                    row = self.program.row(("cover", who, family, opening), so_far * (1 - 1e-9))
                    self._add(row, list(entries))

    def _storage(self) -> None:
        """Have what arrives find room, or no more be there than without transfers."""
        from solver.transfers.storage import storage_rows

        for key, entries, limit in storage_rows(self):
            self._add(self.program.row(key, -INFINITY, limit), entries)

    def _fixed(self) -> dict[int, int]:
        """Lay what was decided by hand; what of it cannot be placed is a column of its own."""
        found = {}
        for number, one in enumerate(self.problem.scenario.transfers.fixed):
            short = self.program.column((), upper=one.kg)
            ways: Entries = [
                (self.x[n], 1.0)
                for n in self.ways_of(one.lot)
                if self.problem.arcs[n].to == one.to
                and one.trip in (None, self.problem.trips[self.problem.arcs[n].trip].said.id)
            ]
            row = self.program.row(("fixed", number), one.kg, INFINITY)
            self._add(row, [*ways, (short, 1.0)])
            found[number] = short
        return found

    @cached_property
    def saving(self) -> dict[int, float]:
        """Columns that keep food at risk from the bin."""
        problem = self.problem
        costs: dict[int, float] = defaultdict(float)
        for lot in problem.ahead.lots:
            ends = last_s(problem.scenario, lot, lot.association, problem.ahead.end_s)
            if ends < problem.ahead.end_s:
                for n in self.ways_of(lot.id):
                    costs[self.x[n]] = -1.0
                for opening in problem.ahead.openings[lot.association]:
                    if (lot.id, opening) in self.u:
                        costs[self.u[lot.id, opening]] = -1.0
        return dict(costs)

    @cached_property
    def at_risk_kg(self) -> float:
        """What has its last day within the days looked at, where it lies."""
        problem = self.problem
        return sum(
            lot.kg
            for lot in problem.ahead.lots
            if last_s(problem.scenario, lot, lot.association, problem.ahead.end_s)
            < problem.ahead.end_s
        )

    def least_lost(self) -> Reached | None:
        """Hold what was decided by hand, then return the least that is binned, kg."""
        found = self.least_lost_solved()
        return None if found is None else found[0]

    def least_lost_solved(self) -> tuple[Reached, Floats] | None:
        """Return the same with the solution that reaches it: values by column."""
        self.place_fixed()
        found = self._least(self.saving)
        if found is None:
            return None
        risk = self.at_risk_kg
        reached = Reached(risk + found.objective, risk + found.bound, found.proved)
        return reached, found.values

    def place_fixed(self) -> Reached:
        """Place as much as can be of what was decided by hand, and hold that."""
        if not self.short or "fixed kept" in self.program.keys:
            return Reached(0.0, 0.0, True)
        costs = dict.fromkeys(self.short.values(), 1.0)
        found = self._least(costs)
        if found is None:
            raise NoSolutionError("nothing satisfies the rows without any transfer")
        self.hold("fixed kept", costs, found.objective)
        return Reached(found.objective, found.bound, found.proved)

    def hold(self, key: str, costs: Mapping[int, float], value: float) -> None:
        """Have a level stay as good from now on."""
        slack = SLACK * max(1.0, abs(value))
        row = self.program.row(key, -INFINITY, value + slack)
        self._add(row, list(costs.items()))

    def _least(self, costs: Mapping[int, float]) -> Solved | None:
        self.program.aim(dict(costs))
        if self.driven and self.most_new:
            return self.program.solve(self.limits)
        return self.program.relax()

    @cached_property
    def cells(self) -> dict[str, Entries]:
        """Columns of what each association gives out."""
        found: dict[str, Entries] = {who: [] for who in self.problem.ahead.daily}
        for (who, _), by_opening in self.served.items():
            for columns in by_opening.values():
                found[who] += [(column, 1.0) for column in columns]
        return found

    def read(self, values: Floats, levels: Mapping[str, Reached] | None = None) -> Answer:
        """Return what a solution chose, columns that are nought left out."""
        return Answer(
            {n: float(values[c]) for n, c in enumerate(self.x) if values[c] > 1e-7},
            {key: float(values[c]) for key, c in self.u.items() if values[c] > 1e-7},
            {key: float(values[c]) for key, c in self.v.items() if values[c] > 1e-7},
            frozenset(n for n, c in self.driven.items() if values[c] > 0.5),
            levels or {},
        )
