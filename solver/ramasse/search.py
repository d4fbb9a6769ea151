"""Search one week: menus, then the program's stages, then rounds, people and shares."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from models.plan import Plan
from models.policy import Objective
from solver.allocation.base import AllocationRule
from solver.programs.linear import NoSolutionError, Solved, SolveLimits
from solver.ramasse.engine_orders import Orders, proposals
from solver.ramasse.fair_stages import FairStages, kept_s
from solver.ramasse.fairness import FairWeek
from solver.ramasse.known_plan import resumed
from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.planned import GIVEN_UP, Planned
from solver.ramasse.pricing import Pricing
from solver.ramasse.rounds import with_crews
from solver.ramasse.running_drafts import drafted
from solver.ramasse.running_week import RunningWeek
from solver.ramasse.seeker import Seeker
from solver.ramasse.shares import share_out
from solver.ramasse.stages import hold, shared, stages_of
from solver.ramasse.week import Floats, Week
from solver.ramasse.week_menus import menus_of
from solver.settings import Budget, EngineName

AGREED_TOLERANCE = 0.005
"""How much of the last objective a fairer split may cost, where its own tolerance is less."""
RELATIVE_GAP = 1e-4
"""Gap at which a stage counts as solved."""
REPAIRS = 5
"""First solutions tried again because half rounds did not join."""
FIRST_S = 2.0
"""Seconds that the first solution of a stage may take even when time is short."""
WHOLE, STEPS = 0, 1
"""The copies of the program that search the whole week, and some days at a time."""
NODES = 1
"""Search-tree nodes of one program under an iteration budget, which counts steps."""
STEP_GAP = 2e-3
"""Gap at which such a step may end."""
STEP_S = 1.5
"""Seconds of one step that replans some days."""
UNCHANGED = 0.5
"""Fewer changes than this are none."""


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
    fair: FairStages | None = None
    """Fairness, floors and proofs, once there is a plan; none where fairness is not sought."""
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
        stages = stages_of(self.week, self.running)
        shares = any(objective == "fairness" for objective, _ in stages)
        self._pass(master, stages, kept_s(self.budget.left_s) if shares else 0.0)
        if self.fair is not None and self.fair.fair.best and not self.budget.over:
            self._gave()
            self.fair.last()
            self._took("fairness")
        if self.fair is not None and self.fair.fair.best:
            self._within_band(self.fair)
        return Planned(
            self.best,
            self.bounds,
            self.engine if proposed else None,
            None if self.fair is None else self.fair.known(),
            joined=bool(master.joins),
            not_sought=GIVEN_UP if shared(self.week, self.running) and not shares else None,
        )

    def _pass(self, master: Master, stages: list[tuple[Aim, float]], kept_s: float) -> None:
        """Go through the objectives, each held to its tolerance for those that follow."""
        pricing = Pricing(master, self.budget)
        complete = all(item.complete for item in master.menus)
        seeks = any(objective == "fairness" for objective, _ in stages)
        for number, (objective, tolerance) in enumerate(stages):
            if self.budget.over and self.values is not None:
                return
            left = [one for one, _ in stages[number:] if one != "fairness"]
            if objective == "fairness":
                if self.values is None and not self._raced(pricing, "food", kept_s, len(left)):
                    return
                self._seek(master, kept_s, tolerance)
                continue
            bound = pricing.relax(objective, charged=False)
            if not self._ended(objective) and not self._raced(
                pricing, objective, kept_s, len(left)
            ):
                return
            if seeks and self.fair is None:
                self._open(master, kept_s, tolerance)
                self._ended(objective)
            assert self.values is not None
            reached = master.objectives.value(objective, self.values)
            if bound is not None and complete and objective != "changes":
                self.bounds[objective] = abs(bound)
            if objective == "changes" and reached < UNCHANGED:
                return  # every round is as published: nothing is left to choose
            if number == len(stages) - 1:
                tolerance = max(tolerance, AGREED_TOLERANCE)
            hold(master, objective, reached, tolerance, self._food_kept())
            master.hold_promises(self.values)

    def _food_kept(self) -> float | None:
        """Return the food of the published plan where that is to be bettered, not to bring less."""
        bettered = self.running is not None and self.running.last and self.began
        return self.began if bettered else None

    def _raced(self, pricing: Pricing, objective: Aim, kept_s: float, left: int) -> bool:
        """Search one objective for its part of the time; tell whether there is a plan."""
        relaxed = pricing.relax(objective, charged=True)
        left_s = max(0.0, self.budget.left_s - kept_s)
        until = self.budget.elapsed_s + left_s / max(1, left)
        return self._improve(pricing, objective, until, relaxed) is not None

    def _open(self, master: Master, kept_s: float, tolerance: float) -> None:
        """Begin with what fairness needs, once there is a plan; decide what floors become."""
        assert self.values is not None
        solve, drawn = partial(self._solve, master), partial(self._plan, master)
        seeker = Seeker(master, self.budget, solve, drawn, self.values, self.best)
        self.fair = FairStages(seeker, FairWeek(self.week, tolerance), kept_s)
        self.floors = self.fair.open(self.floors)
        self._took("fairness")

    def _ended(self, objective: Aim) -> bool:
        """Bring an objective to its proved end where the week is small enough for that."""
        if self.fair is None or objective == "changes":
            return False
        self._gave()
        ended = self.fair.settle(objective)
        self._took(objective)
        return ended

    def _seek(self, master: Master, kept_s: float, tolerance: float) -> None:
        """Seek the fairest plan within what the objectives before allow."""
        if self.fair is None:
            self._open(master, kept_s, tolerance)
        assert self.fair is not None
        self._gave()
        self.fair.seek(tolerance)
        self._took("fairness")

    def _within_band(self, fair: FairStages) -> None:
        """Split as the program does where the rule alone would leave the band of fairness.

        The rule lifts the lowest of these rounds even where the next lowest pay for it.
        """
        if self.values is None or self.rule.name != "leximin" or not fair.fair.outside(self.best):
            return
        held = fair.fair.points(self.values)
        try:
            self.best = share_out(
                self.week, self.best.rounds, self.rule, self.floors, fair.seeker.least_kg, held
            )
        except NoSolutionError:  # rounds bring less than the program thought: the rule alone then
            return
        self.tell("fairness", self.best)

    def _gave(self) -> None:
        """Hand the best plan to the seeker of fairness."""
        assert self.fair is not None
        assert self.values is not None
        self.fair.seeker.values, self.fair.seeker.plan = self.values, self.best

    def _took(self, stage: str) -> None:
        """Take back the plan that the seeker of fairness is at."""
        assert self.fair is not None
        self.values = self.fair.seeker.values
        if self.fair.seeker.plan is not self.best:
            self.best = self.fair.seeker.plan
            self.tell(stage, self.best)

    def _improve(
        self, pricing: Pricing, objective: Aim, until: float, relaxed: float | None
    ) -> float | None:
        """Search for better choices of rounds until a moment, or until none is left to find."""
        master = pricing.master
        best = self._first(master, objective, until) if self.values is None else None
        if self.values is not None and best is None:
            best = self._worth(master, objective)
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

    def _first(self, master: Master, objective: Aim, until: float) -> float | None:
        """Return the value of a first solution of a stage, be it a rough one."""
        master.program.aim(master.objectives.aim(objective, charged=True))
        best = self._resume(master, objective)
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
        gap: float | None = None,
        nodes: int = NODES,
    ) -> Solved | None:
        if limit_s <= 0:
            return None
        counted = self.budget.iterations is not None
        limits = SolveLimits(
            time_limit_s=float("inf") if counted else limit_s,
            nodes=nodes if counted else None,
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
        plan = self._plan(master, answer.values)
        if plan is None:
            return best
        self.values, self.best = answer.values, plan
        self.tell(objective, plan)
        return answer.objective

    def _plan(self, master: Master, values: Floats) -> Plan | None:
        """Return the plan of a solution, or none and a cut when some half rounds do not join."""
        drafts = drafted(master, values, self.running)
        if drafts is None:
            return None
        if self.running is not None:
            rounds = tuple(with_crews(self.week, drafts, self.running.crewed))
            return self.running.shares(rounds, self.rule, self.floors)
        rounds = tuple(with_crews(self.week, drafts))
        least_kg = None if self.fair is None else self.fair.seeker.least_kg
        return share_out(self.week, rounds, self.rule, self.floors, least_kg)
