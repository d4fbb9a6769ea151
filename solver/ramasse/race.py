"""The race for one objective: a first choice of rounds, then the whole week and parts of it.

The whole week is searched by one copy of the program while another replans some days or some
vehicles at a time, the rest held; the better plan is kept.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from models.plan import Plan
from solver.allocation.base import AllocationRule
from solver.programs.solved import Solved, SolveLimits
from solver.ramasse.crews import with_crews
from solver.ramasse.dive import Dive, dive
from solver.ramasse.earlier_week import crews_of
from solver.ramasse.fed import FAR, worth_diving
from solver.ramasse.known_plan import resumed
from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.pricing import Pricing
from solver.ramasse.running_drafts import drafted
from solver.ramasse.running_week import RunningWeek
from solver.ramasse.shares import share_out
from solver.ramasse.week import Floats, Week
from solver.settings import PATIENCE, Budget, EngineName

RELATIVE_GAP = 1e-4
"""Gap at which a stage counts as solved."""
REPAIRS = 5
"""First solutions tried again because half rounds did not join."""
FIRST_S = 2.0
"""Seconds that the first solution of a stage may take even when time is short."""
WHOLE, STEPS = 0, 1
"""The copies of the program that search the whole week, and some days at a time."""
CHECKS = (15, 60)
"""Least and most work of one step under an iteration budget; a search of the whole week gets as
much for each."""
CHECKED_COLUMNS = 40_000
"""Columns that the work of one step looks at, within these: small programs are searched deeper."""
STEP_GAP = 2e-3
"""Gap at which such a step may end."""
STEP_S = 1.5
"""Seconds of one step that replans some days."""


@dataclass
class Race:
    """A week, and the best choice of rounds so far; ``best`` is always a whole plan."""

    week: Week
    budget: Budget
    seed: int
    rule: AllocationRule
    tell: Callable[[str, Plan], None]
    floors: Mapping[str, float] = field(default_factory=dict)
    """Points that each association would have alone."""
    engine: EngineName = "pyvrp"
    """Proposes rounds too long to enumerate."""
    begin: Plan | None = None
    """A plan of this week, or of one like it, to begin from."""
    met: Sequence[Plan] = ()
    """Plans of smaller weeks within this one, whose rounds are tried together."""
    running: RunningWeek | None = None
    """What stands of a running week; its changes come before all objectives, or after them."""
    like: Plan | None = None
    """What this week still has of the plan of an earlier one: as little of it changes as the
    objectives allow."""
    best: Plan = field(default_factory=Plan)
    values: Floats | None = None
    """The columns of the best choice of rounds."""
    richest: tuple[Floats, Plan] | None = None
    """The choice of rounds with the most food met, whatever else was aimed at."""
    settled: bool = True
    """Whether each objective so far was searched to its end."""
    cut: bool = False
    """Whether the search for food, or for fewest changes, ended only because its time did."""
    began: float = 0.0
    """What the plan to begin from brings, as the program counts food."""

    def improve(
        self,
        pricing: Pricing,
        objective: Aim,
        until: float,
        best: float | None,
        relaxed: float | None,
    ) -> float | None:
        """Search for better choices of rounds until a moment, or until none is left to find."""
        master = pricing.master
        if best is None or self.budget.over:
            return best
        best = self._together(master, objective, best)
        if relaxed is not None:
            pricing.enrich(objective, best - relaxed)
        return self._race(master, objective, until, best)

    def _race(self, master: Master, objective: Aim, until: float, best: float) -> float:
        """Search the whole week and a few days at a time, side by side; keep the better plan."""
        master.program.send(WHOLE)
        master.program.send(STEPS)
        start = self.values
        with ThreadPoolExecutor(1) as pool:
            left = until - self.budget.elapsed_s
            whole = pool.submit(self.solve, master, left, copy=WHOLE, start=start)
            best = self._by_parts(master, objective, until, best, whole.done)
            answer = whole.result()
        ended = answer is not None and answer.proved
        self.settled &= ended
        self.cut |= not ended and objective in ("food", "changes")
        return self._take(master, objective, answer, best) or best

    def first(
        self, pricing: Pricing, objective: Aim, until: float, relaxed: float | None = None
    ) -> float | None:
        """Return the value of a first solution of a stage, be it a rough one.

        Parameters
        ----------
        relaxed
            Value of the relaxation, by which it is told whether the solution at hand, of the stage
            before or of another week, is worth a dive for another. The better one is kept.
        """
        master = pricing.master
        master.program.aim(master.objectives.aim(objective, charged=True))
        known = self.values is not None
        best = self._worth(master, objective) if known else self._resume(master, objective)
        if best is not None:
            # by counted steps nothing is done beside the race
            if relaxed is None or self.budget.over or self.budget.iterations is not None:
                return best
            assert self.values is not None
            if not (
                (not known and self._far(objective, best, relaxed))
                or worth_diving(master, self.values, objective, best, relaxed)
            ):
                return best
            return self._dived(pricing, objective, best)
        for _ in range(REPAIRS):
            found = dive(pricing, objective)
            if found is None:
                break
            answer = self.solve(master, self._first_s(), start=None, fixed=found.chosen)
            best = self._take(master, objective, answer, None)
            if best is not None:
                return self._among(master, objective, found, best)
            if self.budget.hurried:
                break
        for limit_s in (FIRST_S, until - self.budget.elapsed_s, *[FIRST_S] * REPAIRS):
            answer = self.solve(master, limit_s, start=None)
            best = self._take(master, objective, answer, None)
            if best is not None or self.budget.over:
                break
        return best

    def _far(self, objective: Aim, best: float, relaxed: float) -> bool:
        """Tell whether a plan begun from leaves so much food that the week is one of its own.

        Not where as little as can be of it is to change.
        """
        afresh = self.running is None and self.like is None
        return afresh and objective == "food" and best - relaxed > FAR * abs(relaxed)

    def _dived(self, pricing: Pricing, objective: Aim, best: float) -> float:
        """Return the value of the better of the solution at hand and one dived for."""
        found = dive(pricing, objective)
        if found is None:
            return best
        left_s = min(self._first_s(), self.budget.left_s)
        answer = self.solve(pricing.master, left_s, start=None, fixed=found.chosen)
        dived = self._take(pricing.master, objective, answer, best) or best
        return dived if dived == best else self._among(pricing.master, objective, found, dived)

    def _among(self, master: Master, objective: Aim, found: Dive, best: float) -> float:
        """Return the value of the best choice among the rounds that a dive came across.

        By counted steps nothing is done beside the race; nor is it once the time is over.
        """
        if self.budget.iterations is not None or self.budget.over:
            return best
        answer = self.solve(master, self._first_s() / 2, start=self.values, fixed=found.others())
        return self._take(master, objective, answer, best) or best

    def _together(self, master: Master, objective: Aim, best: float) -> float:
        """Return the value of the best choice among the rounds at hand and those of plans met.

        By counted steps nothing is done beside the race.
        """
        if not self.met or self.budget.iterations is not None or self.values is None:
            return best
        rounds = {c for plan in self.met for c, value in resumed(master, plan).items() if value}
        rounds |= {c for c in master.parts if c < len(self.values) and self.values[c] > 0.5}
        master.program.aim(master.objectives.aim(objective, charged=True))
        limit_s = min(self._first_s() / 2, self.budget.left_s / 2)
        others = {column: 0.0 for column in master.parts if column not in rounds}
        answer = self.solve(master, limit_s, start=self.values, fixed=others)
        return self._take(master, objective, answer, best) or best

    def _resume(self, master: Master, objective: Aim) -> float | None:
        """Return the value of the plan to begin from, where this week still offers its rounds."""
        if self.begin is None or not self.begin.rounds:
            return None
        fixed = resumed(master, self.begin)
        master.program.aim(master.objectives.aim(objective, charged=True))
        answer = self.solve(master, self._first_s(), start=None, fixed=fixed)
        best = self._take(master, objective, answer, None)
        if best is not None and self.values is not None:
            self.began = master.objectives.value("food", self.values)
        return best

    def _first_s(self) -> float:
        """Return the seconds that a first solution may take, some rounds being chosen."""
        return FIRST_S * (PATIENCE if self.budget.patient else 1.0)

    def _worth(self, master: Master, objective: Aim) -> float:
        """Return the value of the best plan under the objective at hand, charges included."""
        assert self.values is not None
        costs = master.objectives.aim(objective, charged=True)
        return float(sum(c * self.values[n] for n, c in costs.items() if n < len(self.values)))

    def _by_parts(
        self,
        master: Master,
        objective: Aim,
        until: float,
        best: float,
        settled: Callable[[], bool],
    ) -> float:
        """Replan some days or some vehicles, the rest held, until no such step helps."""
        days = self.week.scenario.days
        vehicles = sorted({m.vehicle for m in master.menus} | {c.vehicle for c in master.carries})
        rng = np.random.default_rng(self.seed)
        steps_left = self.budget.iterations
        for size in range(2, len(days)):
            groups = [
                frozenset(group)
                for whole in (days, vehicles)
                for group in itertools.combinations(whole, size)
            ]
            waiting: list[frozenset[str]] = []
            idle = 0
            while idle < len(groups):
                left = until - self.budget.elapsed_s
                if left <= 0 or self.budget.over or steps_left == 0:
                    return best
                if self.budget.iterations is None and settled():
                    return best
                if not waiting:
                    waiting = [groups[n] for n in rng.permutation(len(groups))]
                answer = self.solve(
                    master,
                    min(left, STEP_S * (size - 1)),
                    fixed=master.held(self.values, waiting.pop()),
                    copy=STEPS,
                    start=self.values,
                )
                improved = self._take(master, objective, answer, best)
                assert improved is not None
                idle = 0 if improved < best - 1e-6 else idle + 1
                best = improved
                steps_left = None if steps_left is None else steps_left - 1
        return best

    def solve(
        self,
        master: Master,
        limit_s: float,
        *,
        start: Floats | None,
        fixed: dict[int, float] | None = None,
        copy: int = WHOLE,
        gap: float | None = None,
        work: int | None = None,
    ) -> Solved | None:
        """Solve the program within some seconds, or by counted work; none if nothing is found.

        Parameters
        ----------
        work
            Of a search by steps, where another than that of a step is wanted.
        """
        if limit_s <= 0:
            return None
        steps = self.budget.iterations
        checks = None
        if steps is not None:
            each = min(max(CHECKED_COLUMNS // len(master.program.costs), CHECKS[0]), CHECKS[1])
            checks = work or each * (1 if copy == STEPS else steps)
        limits = SolveLimits(
            time_limit_s=limit_s if steps is None else float("inf"),
            checks=checks,
            gap=gap or (STEP_GAP if fixed else RELATIVE_GAP),
            seed=self.seed,
            stop=self.budget.stop.is_set,
        )
        return master.program.solve(limits, start=start, fixed=fixed, copy=copy)

    def _take(
        self, master: Master, objective: Aim, answer: Solved | None, best: float | None
    ) -> float | None:
        """Keep an answer that is better than the best; return the best value."""
        if answer is None or (best is not None and answer.objective >= best - 1e-6):
            return best
        plan = self.drawn(master, answer.values)
        if plan is None or not self.keeps(plan):
            return best
        self.values, self.best = answer.values, plan
        if self.richest is None or plan.usable_kg > self.richest[1].usable_kg:
            self.richest = self.values, plan
        self.tell(objective, plan)
        return answer.objective

    def drawn(self, master: Master, values: Floats) -> Plan | None:
        """Return the plan of a solution, or none and a cut when some half rounds do not join."""
        drafts = drafted(master, values, self.running)
        if drafts is None:
            return None
        if self.running is not None:
            rounds = tuple(with_crews(self.week, drafts, self.running.crewed))
            return self.running.shares(rounds, self.rule, self.floors)
        crewed = {} if self.like is None else crews_of(self.week, self.like)
        rounds = tuple(with_crews(self.week, drafts, crewed))
        return share_out(self.week, rounds, self.rule, self.floors, self.least_kg())

    def keeps(self, plan: Plan) -> bool:
        """Tell whether a plan gives the food that is held."""
        del plan
        return True

    def least_kg(self) -> float | None:
        """Return the food that a split gives at least; none: as much as there is."""
        return None
