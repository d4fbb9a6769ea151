"""The linear program of the stock: cohorts by week, objectives sought in turn.

See ``solver.warehouse.stock`` for what it stands for.
"""

from __future__ import annotations

import numpy as np

from solver.programs.staged import Rows, StagedProgram
from solver.warehouse.fefo import FreePlaces, Guide
from solver.warehouse.stock_facts import Facts, Floats

RoomKey = tuple[int | None, int, int]
"""Network (none where places are free to all), temperature, week."""
Bounds = tuple[float, float, float, float]
UNMET = 1
"""Position of unmet need among the objectives."""
WORTH_SPREADING_KG = 0.5
STEPS = 10
HELD = 1e-6
"""Relative slack with which an objective is held while the next is sought: well over what rows may
miss by rounding (1e-7), which the value held may have gained by."""


class StockProgram:
    """The linear program; see the module.

    Columns by cohort and week that it may be there: turned away, sent out, given, taken, left at
    the end of the week. Then, by network, family and week: need unmet, safety stock lacking; and,
    where places are allotted, spare places used by network, temperature and week.
    """

    def __init__(self, facts: Facts, places: FreePlaces) -> None:
        self.facts, self.places = facts, places
        self.program = StagedProgram()
        self.steps = [
            (c, t)
            for c, cohort in enumerate(facts.cohorts)
            for t in range(min(cohort.last, facts.weeks - 1) + 1)
        ]
        self.at = {step: n for n, step in enumerate(self.steps)}
        arrived = np.array([facts.cohorts[c].arrives[t] for c, t in self.steps], dtype=np.float64)
        count = len(self.steps)
        may_give = np.array([self._gives(c) for c, _ in self.steps])
        may_take = np.array([self._takes(c) for c, _ in self.steps])
        add = self.program.columns
        self.away = add(count, upper=arrived)
        self.sent = add(count)
        self.given = add(count, upper=np.where(may_give, np.inf, 0.0))
        self.taken = add(count, upper=np.where(may_take, np.inf, 0.0))
        self.left = add(count)
        cells = facts.need.size * facts.weeks
        self.unmet = add(cells, upper=np.repeat(facts.need.ravel(), facts.weeks).astype(float))
        self.lack = add(cells)
        self._balances(arrived)
        self._handovers()
        self._needs()
        self.rooms = self._rooms()

    def _gives(self, c: int) -> bool:
        cohort = self.facts.cohorts[c]
        return cohort.transferable and self.facts.gives[cohort.network]

    def _takes(self, c: int) -> bool:
        cohort = self.facts.cohorts[c]
        return cohort.transferable and self.facts.takes[cohort.network]

    def _expires(self, step: int) -> bool:
        c, t = self.steps[step]
        return self.facts.cohorts[c].last == t

    def _balances(self, arrived: Floats) -> None:
        """Left = left before + arrived − turned away + taken − given − sent."""
        rows = Rows()
        for n, (c, t) in enumerate(self.steps):
            row = [
                (self.left[n], 1.0),
                (self.away[n], 1.0),
                (self.sent[n], 1.0),
                (self.given[n], 1.0),
                (self.taken[n], -1.0),
            ]
            before = self.at.get((c, t - 1))
            if before is not None:
                row.append((self.left[before], -1.0))
            rows.add(row, float(arrived[n]))
        self.program.equal(rows)

    def _handovers(self) -> None:
        """Have what is given of a family and last week in a week taken in that week."""
        pools: dict[tuple[int, int, int], list[tuple[int, float]]] = {}
        for n, (c, t) in enumerate(self.steps):
            cohort = self.facts.cohorts[c]
            if cohort.transferable:
                pool = pools.setdefault((cohort.family, cohort.last, t), [])
                pool += [(self.given[n], 1.0), (self.taken[n], -1.0)]
        rows = Rows()
        for pool in pools.values():
            rows.add(pool, 0.0)
        self.program.equal(rows)

    def _cell(self, network: int, family: int, week: int) -> int:
        return (network * len(self.facts.families) + family) * self.facts.weeks + week

    def _needs(self) -> None:
        facts = self.facts
        sent: list[list[tuple[int, float]]] = [[] for _ in range(len(self.unmet))]
        kept: list[list[tuple[int, float]]] = [[] for _ in range(len(self.unmet))]
        for n, (c, t) in enumerate(self.steps):
            cell = self._cell(facts.cohorts[c].network, facts.cohorts[c].family, t)
            sent[cell].append((self.sent[n], 1.0))
            if not self._expires(n):
                kept[cell].append((self.left[n], 1.0))
        need = np.repeat(facts.need.ravel(), facts.weeks)
        safety = np.repeat(facts.safety.ravel(), facts.weeks)
        met, safe = Rows(), Rows()
        for cell, row in enumerate(sent):
            met.add([*row, (self.unmet[cell], 1.0)], float(need[cell]))
        for cell, row in enumerate(kept):
            if safety[cell]:
                less = [(column, -value) for column, value in row]
                safe.add([*less, (self.lack[cell], -1.0)], -float(safety[cell]))
        self.program.equal(met)
        self.program.at_most(safe)

    def _rooms(self) -> dict[RoomKey, int]:
        """Add the rows of places; return the row of each (network, temperature, week)."""
        facts, places = self.facts, self.places
        filled: dict[RoomKey, list[tuple[int, float]]] = {}
        for n, (c, t) in enumerate(self.steps):
            if not self._expires(n):
                cohort = facts.cohorts[c]
                who = None if places.own is None else cohort.network
                key = (who, int(facts.temperature[cohort.family]), t)
                share = (int(self.left[n]), 1.0 / facts.kg_per_pallet[cohort.family])
                filled.setdefault(key, []).append(share)
        rows = Rows()
        spare = self.program.columns(0 if places.own is None else len(filled))
        users: dict[tuple[int, int], list[tuple[int, float]]] = {}
        for number, (key, row) in enumerate(filled.items()):
            _, k, t = key
            most = places.total[k, t] if places.own is None else places.own[key[0] or 0, k, t]
            if places.own is None:
                rows.add(row, float(most))
                continue
            rows.add([*row, (int(spare[number]), -1.0)], float(most))
            users.setdefault((k, t), []).append((int(spare[number]), 1.0))
        for (k, t), row in users.items():
            rows.add(row, float(places.spare[k, t]))
        laid = self.program.at_most(rows)
        return dict(zip(filled, laid.tolist(), strict=False))

    def settle(self) -> Bounds:
        """Seek the objectives one after the other, each held while the next is sought.

        Returns
        -------
        float, float, float, float
            Least kg lost, then of need unmet, of safety stock lacking, and handed over.
            ``values`` holds the last solution.

        Raises
        ------
        NoSolutionError
            When the rows contradict each other.
        """
        goals = (
            self._loss(),
            [(int(column), 1.0) for column in self.unmet],
            [(int(column), 1.0) for column in self.lack],
            [(int(column), 1.0) for column in self.given],
        )
        found = []
        for number, goal in enumerate(goals):
            found.append(max(0.0, self._hold(goal)))
            if number == UNMET and found[UNMET] > WORTH_SPREADING_KG:
                self._hold(self._uneven())
        return found[0], found[1], found[2], found[3]

    def _hold(self, goal: list[tuple[int, float]]) -> float:
        """Minimise a goal and keep it there."""
        found = self.program.minimise(goal)
        value, self.values = found.objective, found.values
        held = Rows()
        held.add(goal, value + HELD * max(1.0, abs(value)))
        self.program.at_most(held)
        return value

    def _uneven(self) -> list[tuple[int, float]]:
        """Return what unmet needs cost when each further tenth of a week's need costs more.

        They are then spread over networks, families and weeks, not left to the last ones.
        """
        goal, rows = [], Rows()
        need = np.repeat(self.facts.need.ravel(), self.facts.weeks)
        for cell in np.flatnonzero(need):
            steps = self.program.columns(STEPS, upper=np.full(STEPS, need[cell] / STEPS))
            rows.add([(int(self.unmet[cell]), -1.0), *((int(one), 1.0) for one in steps)], 0.0)
            goal += [(int(one), 2.0 * m + 1.0) for m, one in enumerate(steps)]
        self.program.equal(rows)
        return goal

    def put_in_order(self) -> None:
        """Choose, among equal answers, one in which what expires first leaves first.

        Swapping the weeks of two cohorts so that the earlier one leaves earlier always lowers
        Σ last week × (weeks − week) × kg sent.
        """
        goal = []
        for n, (c, t) in enumerate(self.steps):
            cohort = self.facts.cohorts[c]
            rank = cohort.last + (1.25 if cohort.transferable else 1.0)
            goal.append((int(self.sent[n]), rank * (self.facts.weeks - t)))
        self.values = self.program.minimise(goal).values

    def _loss(self) -> list[tuple[int, float]]:
        goal = [(int(column), 1.0) for column in self.away]
        return goal + [(int(column), 1.0) for n, column in enumerate(self.left) if self._expires(n)]

    def least_loss(self) -> float:
        """Return the least loss alone, kg; ``loss_duals`` say what one place more spares."""
        found = self.program.minimise(self._loss())
        self.loss_duals = found.duals
        return max(0.0, found.objective)

    def guide(self) -> Guide:
        """Return what the last solution moves, by cohort and week (C, T), in parts of kg."""
        shape = (len(self.facts.cohorts), self.facts.weeks)
        tables = []
        where = tuple(np.array(self.steps, dtype=int).T) if self.steps else ((), ())
        for columns in (self.away, self.sent, self.given, self.taken, self.left):
            table = np.zeros(shape)
            table[where] = self.values[columns]
            tables.append(table)
        return Guide(*tables)
