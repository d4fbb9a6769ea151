"""Search one week: menus, then the program's stages, then rounds, people and shares."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from models.base import Text
from models.plan import Plan
from models.policy import Objective
from solver.allocation.base import AllocationRule
from solver.programs.linear import Solved, SolveLimits
from solver.ramasse.dive import dive
from solver.ramasse.engine_orders import Orders, proposals
from solver.ramasse.known_plan import resumed
from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.pricing import Pricing
from solver.ramasse.rounds import Draft, choices, draft, with_crews
from solver.ramasse.running_week import RunningWeek
from solver.ramasse.shares import share_out
from solver.ramasse.split_agreement import PASSES, SLACK, Agreement, Levels
from solver.ramasse.week import Floats, Week
from solver.ramasse.week_menus import menus_of
from solver.settings import Budget, EngineName

AGREED_SHARE = 0.12
"""Share of the time kept for bringing rounds and split to agree."""
AGREED_TOLERANCE = 0.005
"""How much of the last objective a fairer split may cost, where its own tolerance is less."""
FIRST_PART = 0.5
"""Share of the time that the first of several objectives gets; the others share the rest."""
RELATIVE_GAP = 1e-4
"""Gap at which a stage counts as solved."""
REPAIRS = 5
"""First solutions tried again because half rounds did not join."""
FIRST_S = 2.0
"""Seconds that the first solution of a stage may take even when time is short."""
WHOLE, STEPS = 0, 1
"""The copies of the program that search the whole week, and some days at a time."""
CHECKS = 20
"""Work of one step under an iteration budget; a search of the whole week gets as much for each."""
STEP_GAP = 2e-3
"""Gap at which such a step may end."""
STEP_S = 1.5
"""Seconds of one step that replans some days."""
WORTH_MOVING = 0.005
"""Part of an objective for which nothing of a published plan is moved, at least."""
UNCHANGED = 0.5
"""Fewer changes than this are none."""


@dataclass(frozen=True)
class Planned:
    """A plan and what is known about it."""

    plan: Plan
    bounds: Mapping[Objective, float]
    """What no choice among all rounds does better, earlier objectives held; where it is known."""
    engine: EngineName | None = None
    """What proposed rounds too long to enumerate; none when nothing was asked of it."""
    agreement: Agreement | None = None
    """How rounds and split came to agree; none where nothing is shared."""
    joined: bool = False
    """Whether rounds may join a collection and a last mile. Bounds then hold for halves made end
    to end: a drop made on the way can do better."""
    method: Text | None = None
    """How the bounds were proved, where not over the rounds enumerated."""


@dataclass
class Search:
    """One week being planned; ``best`` is always a whole plan."""

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
    running: RunningWeek | None = None
    """What stands of a running week; its changes come before all objectives, or after them."""
    best: Plan = field(default_factory=Plan)
    bounds: dict[Objective, float] = field(default_factory=dict)
    values: Floats | None = None
    """The columns of the best choice of rounds."""
    began: float = 0.0
    """What the plan to begin from brings, as the program counts food."""

    def run(self) -> Planned:
        """Return the best plan found within the budget."""
        proposed: dict[int, Orders] = {}
        if self.running is None:
            proposed = proposals(self.week, self.engine, self.budget, self.seed)
            menus, carries = menus_of(self.week, proposed)
            master = Master(self.week, menus, carries, self.floors)
        else:
            menus, carries, changes = self.running.made
            master = Master(self.week, menus, carries, self.floors, changes)
        pricing = Pricing(master, self.budget)
        complete = all(item.complete for item in menus)
        objectives = self._stages()
        shared = self.running is None and any(len(s.members) > 1 for s in self.week.streams)
        kept_s = AGREED_SHARE * self.budget.left_s if shared and self.budget.left_s < 1e9 else 0.0
        for number, (objective, tolerance) in enumerate(objectives):
            if self.budget.over and self.values is not None:
                break
            left_s = max(0.0, self.budget.left_s - kept_s)
            waiting = len(objectives) - number
            part = FIRST_PART if number == 0 and waiting > 1 else 1 / waiting
            until = self.budget.elapsed_s + part * left_s
            bound = pricing.relax(objective, charged=False)
            relaxed = pricing.relax(objective, charged=True)
            value = self._first(pricing, objective, until)
            value = self._improve(pricing, objective, until, value, relaxed)
            if value is None:
                break
            assert self.values is not None
            reached = master.objectives.value(objective, self.values)
            if bound is not None and complete and objective != "changes":
                self.bounds[objective] = abs(bound)
            if objective == "changes" and reached < UNCHANGED:
                break  # every round is as published: nothing is left to choose
            if number == len(objectives) - 1:
                tolerance = max(tolerance, AGREED_TOLERANCE)
            self._hold(master, objective, reached, tolerance)
            master.hold_promises(self.values)
        else:
            agreement = self._agree(master) if shared and self.values is not None else None
            return self._planned(master, asked=bool(proposed), agreement=agreement)
        return self._planned(master, asked=bool(proposed))

    def _stages(self) -> list[tuple[Aim, float]]:
        """Return what is aimed at, one after the other, with what later stages may give up."""
        stages = self.week.scenario.policy.objectives
        found: list[tuple[Aim, float]] = [(one.objective, one.tolerance) for one in stages]
        if self.running is None:
            return found
        changes: tuple[Aim, float] = ("changes", self.running.tolerance)
        if not self.running.last:
            return [changes, *found]
        return [*((one, max(tolerance, WORTH_MOVING)) for one, tolerance in found), changes]

    def _planned(
        self, master: Master, *, asked: bool, agreement: Agreement | None = None
    ) -> Planned:
        return Planned(
            self.best,
            self.bounds,
            self.engine if asked else None,
            agreement,
            joined=bool(master.joins),
        )

    def _agree(self, master: Master) -> Agreement:
        """Choose rounds again for the split, until a fixed point or ``PASSES`` times."""
        levels = Levels(self.week)
        levels.improves(self.best)
        plan = self.best
        served = master.level.lay()
        open_ = served & set(levels.of(plan))
        passes = best = 0
        while open_ and passes < PASSES and not self.budget.over:
            passes += 1
            master.level.share(served, open_, levels.held)
            master.program.aim(master.level.aim(master.objectives.hours))
            limit_s = self.budget.left_s / (PASSES - passes + 1)
            answer = self._solve(
                master,
                limit_s,
                start=self._levelled(master, plan, levels, open_),
                fixed=master.collecting(self.values, direct=self.budget.iterations is not None),
            )
            made = None if answer is None else self._plan(master, answer.values)
            if answer is not None and made is not None:
                plan = made
                if levels.improves(made):
                    self.values, self.best, best = answer.values, made, passes
                    self.tell("agree", made)
            levels.hold_lowest(plan, open_)
        return Agreement(passes, best, fixed=not open_)

    def _levelled(
        self, master: Master, plan: Plan, levels: Levels, open_: set[str]
    ) -> Floats | None:
        """Return the best solution with the common level that its split reaches."""
        if self.values is None or plan is not self.best:
            return None
        start = np.zeros(master.level.column + 1)
        start[: len(self.values)] = self.values
        of = levels.of(plan)
        start[master.level.column] = max(0.0, min(of[who] for who in open_) - SLACK)
        return start

    def _improve(
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
            whole = pool.submit(self._solve, master, left, copy=WHOLE, start=start)
            best = self._by_parts(master, objective, until, best, whole.done)
            answer = whole.result()
        return self._take(master, objective, answer, best) or best

    def _first(self, pricing: Pricing, objective: Aim, until: float) -> float | None:
        """Return the value of a first solution of a stage, be it a rough one."""
        master = pricing.master
        master.program.aim(master.objectives.aim(objective, charged=True))
        if self.values is not None:
            return self._worth(master, objective)
        best = self._resume(master, objective)
        if best is not None:
            return best
        for _ in range(REPAIRS):
            chosen = dive(pricing, objective)
            if chosen is None or self.budget.over:
                break
            answer = self._solve(master, FIRST_S, start=None, fixed=chosen)
            best = self._take(master, objective, answer, None)
            if best is not None:
                return best
        for limit_s in (FIRST_S, until - self.budget.elapsed_s, *[FIRST_S] * REPAIRS):
            answer = self._solve(master, limit_s, start=None)
            best = self._take(master, objective, answer, None)
            if best is not None or self.budget.over:
                break
        return best

    def _resume(self, master: Master, objective: Aim) -> float | None:
        """Return the value of the plan to begin from, where this week still offers its rounds."""
        if self.begin is None or not self.begin.rounds:
            return None
        fixed = resumed(master, self.begin)
        master.program.aim(master.objectives.aim(objective, charged=True))
        answer = self._solve(master, FIRST_S, start=None, fixed=fixed)
        best = self._take(master, objective, answer, None)
        if best is not None and self.values is not None:
            self.began = master.objectives.value("food", self.values)
        return best

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
                answer = self._solve(
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

    def _solve(
        self,
        master: Master,
        limit_s: float,
        *,
        start: Floats | None,
        fixed: dict[int, float] | None = None,
        copy: int = WHOLE,
    ) -> Solved | None:
        if limit_s <= 0:
            return None
        steps = self.budget.iterations
        limits = SolveLimits(
            time_limit_s=limit_s if steps is None else float("inf"),
            checks=None if steps is None else CHECKS * (1 if copy == STEPS else steps),
            gap=STEP_GAP if fixed else RELATIVE_GAP,
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
        plan = self._plan(master, answer.values)
        if plan is None:
            return best
        self.values, self.best = answer.values, plan
        self.tell(objective, plan)
        return answer.objective

    def _plan(self, master: Master, values: Floats) -> Plan | None:
        """Return the plan of a solution, or none and a cut when some half rounds do not join.

        The program adds up the lengths of the two halves of a round; windows may still part them.
        """
        drafts: list[Draft] = []
        apart = False
        for choice in choices(master, values):
            made = (
                draft(master, choice)
                if self.running is None
                else self.running.draft(master, choice)
            )
            if made is None:
                apart = True
                master.program.exclude(master.columns_of(choice.collect, choice.carry))
            else:
                drafts.append(made)
        if apart:
            return None
        if self.running is not None:
            rounds = tuple(with_crews(self.week, drafts, self.running.crewed))
            return self.running.shares(rounds, self.rule, self.floors)
        rounds = tuple(with_crews(self.week, drafts))
        return share_out(self.week, rounds, self.rule, self.floors)

    def _hold(self, master: Master, objective: Aim, value: float, tolerance: float) -> None:
        """Let later stages give up no more of an objective than its tolerance.

        Nor, where a published plan is to be bettered, more food than that plan brings.
        """
        if objective == "food" and self.running is not None and self.running.last and self.began:
            least = min(value, self.began)
            master.program.limit("food", max(value * (1 - tolerance), least) - 1e-6, float("inf"))
            return
        if objective == "food":
            master.program.limit("food", value * (1 - tolerance) - 1e-6, float("inf"))
        else:
            master.program.limit(objective, -float("inf"), value * (1 + tolerance) + 1e-6)
