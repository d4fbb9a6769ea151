"""Search one week: menus, then the program's stages, then rounds, people and shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from models.plan import Plan
from models.policy import Objective
from solver.programs.solved import NoSolutionError
from solver.ramasse.earlier_week import changes_against, orders_of
from solver.ramasse.engine_orders import Orders, proposals
from solver.ramasse.fair_stages import FairStages, kept_s
from solver.ramasse.fairness import FairWeek, fairer
from solver.ramasse.fed import all_fed
from solver.ramasse.known_plan import resumed
from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.planned import GIVEN_UP, Planned
from solver.ramasse.pricing import Pricing
from solver.ramasse.race import FIRST_S, Race
from solver.ramasse.seeker import Seeker
from solver.ramasse.shares import share_out
from solver.ramasse.stages import hold, shared, stages_of
from solver.ramasse.standing_food import hold_shared
from solver.ramasse.week_menus import fewest_drops, menus_of

AGREED_TOLERANCE = 0.005
"""How much of the last objective a fairer split may cost, where its own tolerance is less."""
FIRST_PART = 0.5
"""Share of the time that the first of several objectives gets; the others share the rest."""
UNCHANGED = 0.5
"""Fewer changes than this are none."""


@dataclass
class Search(Race):
    """One week being planned: its objectives in turn."""

    more: bool = False
    """Whether the plan may bring no less food than the one it begins from."""
    bounds: dict[Objective, float] = field(default_factory=dict)
    relaxed: dict[Aim, float | None] = field(default_factory=dict)
    """The bound over all rounds of the objective being sought, once it was sought."""
    freest: Plan | None = None
    """The plan before as few changes as possible were sought; none until then."""
    fair: FairStages | None = None
    """Fairness, floors and proofs, once there is a plan; none where fairness is not sought."""

    def run(self) -> Planned:
        """Return the best plan found within the budget."""
        proposed: dict[int, Orders] = {}
        if self.running is None:
            proposed = proposals(self.week, self.engine, self.budget, self.seed)
            orders = dict(proposed)
            if self.like is not None:
                for number, met in orders_of(self.week, self.like).items():
                    orders[number] = [*orders.get(number, []), *met]
            menus, carries = menus_of(self.week, orders)
            against = None
            if self.like is not None:
                against = changes_against(self.week, (menus, carries), self.like)
            master = Master(self.week, menus, carries, self.floors, against)
        else:
            menus, carries, changes = self.running.made
            since_s = self.running.standing.since_s
            master = Master(self.week, menus, carries, self.floors, changes, since_s)
            hold_shared(master, self.running.standing)
        stages = stages_of(self.week, self.running, self.like is not None)
        shares = any(objective == "fairness" for objective, _ in stages)
        self._pass(master, stages, kept_s(self.budget.left_s) if shares else 0.0)
        if self.fair is not None and self.fair.fair.best and not self.budget.over:
            self._gave()
            self.fair.last()
            self._took("fairness")
        if self.fair is not None and self.fair.fair.best:
            self._within_band(self.fair)
        known = None if self.fair is None else self.fair.known()
        return Planned(
            self.best,
            self.bounds,
            self.engine if proposed else None,
            known,
            joined=bool(master.joins),
            drops=fewest_drops(self.week, menus),
            settled=self.settled and (known is None or known.proved),
            cut=self._cut_short(),
            not_sought=GIVEN_UP if shared(self.week) and not shares else None,
            like=self.like,
            freest=self.freest,
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
            if objective == "changes" and self.like is not None:
                first = self.values is None  # no plan yet that could take rounds back
                if first and not self._raced(pricing, "food", kept_s, len(left)):
                    return
                self.freest = self.best
                self._go_back(master, self.like)
            if objective == "fairness":
                if self.values is None and not self._raced(pricing, "food", kept_s, len(left)):
                    return
                self._seek(master, kept_s, tolerance)
                continue
            self._relax_anew(pricing, objective)
            if not self._ended(objective) and not self._raced(
                pricing, objective, kept_s, len(left), bounded=True
            ):
                return
            last = number == len(stages) - 1
            if (last or self.like is None) and self._unchanged(master, objective):
                self._hold(master, objective, 0.0)  # whatever fairness still tries
                return  # every round is as published: nothing is left to choose
            if seeks and self.fair is None:
                self._open_for(pricing, objective, tolerance, kept_s, len(left))
            bound = self._relax(pricing, objective)
            if bound is not None and complete and objective != "changes":
                self.bounds[objective] = abs(bound)
            if last:
                tolerance = max(tolerance, AGREED_TOLERANCE)
            assert self.values is not None
            self._hold(master, objective, tolerance)
            master.hold_promises(self.values)

    def _hold(self, master: Master, objective: Aim, tolerance: float) -> None:
        """Let later stages give up no more of an objective than its tolerance."""
        assert self.values is not None
        reached = master.objectives.value(objective, self.values)
        hold(master, objective, reached, tolerance, self._food_kept())

    def _go_back(self, master: Master, earlier: Plan) -> None:
        """Take the rounds of an earlier week where the objectives allow: of all days, then of one.

        It costs little, and the race for fewest changes begins from there.
        """
        there = resumed(master, earlier)
        master.program.aim(master.objectives.aim("changes", charged=True))
        best: float | None = self._worth(master, "changes")
        days = self.week.scenario.days
        for group in (frozenset(days), *(frozenset((day,)) for day in days)):
            fixed = there | master.held(self.values, group)
            answer = self.solve(master, FIRST_S, start=None, fixed=fixed)
            best = self._take(master, "changes", answer, best)

    def _food_kept(self) -> float | None:
        """Return the food of the plan to begin from, where no plan may bring less."""
        bettered = self.more or (self.running is not None and self.running.last)
        return self.began if bettered and self.began else None

    def _raced(
        self, pricing: Pricing, objective: Aim, kept_s: float, left: int, *, bounded: bool = False
    ) -> bool:
        """Search one objective for its part of the time; tell whether there is a plan.

        Parameters
        ----------
        bounded
            Whether its bound over all rounds is sought, once there is a plan.
        """
        relaxed = pricing.relax(objective, charged=True)
        part = FIRST_PART if self.values is None and left > 1 else 1 / max(1, left)

        def until() -> float:
            return self.budget.elapsed_s + part * max(0.0, self.budget.left_s - kept_s)

        value = self.first(pricing, objective, until(), relaxed)
        if value is not None and bounded:
            self._relax(pricing, objective)
        if value is not None and objective == "food" and left > 1:
            assert self.values is not None
            if all_fed(pricing.master, self.values):
                return True
        # counted from here: a first plan that took long leaves the search its part all the same
        return self.improve(pricing, objective, until(), value, relaxed) is not None

    def _relax_anew(self, pricing: Pricing, objective: Aim) -> None:
        """Seek the bound of an objective; a first plan comes before it, and makes it cheap."""
        self.relaxed.clear()
        if self.values is not None:
            self._relax(pricing, objective)

    def _relax(self, pricing: Pricing, objective: Aim) -> float | None:
        """Return the bound of an objective over all rounds, if it has one; sought once."""
        if objective not in self.relaxed:
            self.relaxed[objective] = pricing.relax(objective, charged=False)
        return self.relaxed[objective]

    def _unchanged(self, master: Master, objective: Aim) -> bool:
        """Tell whether a search for fewest changes found that none is needed."""
        assert self.values is not None
        changes = master.objectives.value("changes", self.values)
        return objective == "changes" and changes < UNCHANGED

    def _open_for(
        self, pricing: Pricing, objective: Aim, tolerance: float, kept_s: float, left: int
    ) -> None:
        """Open fairness, and bring the first objective to its end.

        It is searched again where floors gave way: what was found before paid any price for them.
        """
        if objective == "changes":  # floors may cost food, but no further change
            self._hold(pricing.master, objective, tolerance)
        self._open(pricing.master, kept_s, tolerance)
        known = None if self.fair is None else self.fair.floors
        if not self._ended(objective) and known is not None and known.short:
            self._raced(pricing, objective, kept_s, left)

    def _open(self, master: Master, kept_s: float, tolerance: float) -> None:
        """Begin with what fairness needs, once there is a plan; decide what floors become."""
        assert self.values is not None
        solve, drawn = partial(self.solve, master), partial(self.drawn, master)
        running = self.running is not None
        seeker = Seeker(master, self.budget, solve, drawn, self.values, self.best)
        if running:  # little can change, and somebody waits
            seeker.work = None
        else:  # the richest plan of a running week may change more than is held
            seeker.richest = self.richest
        self.fair = FairStages(seeker, FairWeek(self.week, tolerance, running), kept_s)
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

    def _cut_short(self) -> bool:
        """Tell whether, by the clock, more time might bring more food or a fairer plan."""
        if self.budget.iterations is not None:
            return False
        if self.fair is None:
            return self.cut
        food = self.fair.ends.get("food")  # what the race left open may be proved since
        proved = food is not None and food.proved
        return self.fair.seeker.cut or (self.cut and not proved)

    def _within_band(self, fair: FairStages) -> None:
        """Split as the program does where the rule alone would leave the band of fairness.

        The rule lifts the lowest of these rounds even where the next lowest pay for it. Where
        nothing is proved, the fairer of both splits stands, and the band is told from it.
        """
        if self.values is None or self.rule.name != "leximin" or not fair.fair.outside(self.best):
            return
        if self.running is not None:  # published shares stay
            fair.fair.met(self.best)
            return
        held = fair.fair.points(self.values)
        try:
            split = share_out(
                self.week, self.best.rounds, self.rule, self.floors, self.least_kg(), held
            )
        except NoSolutionError:  # rounds bring less than the program thought: the rule alone then
            return
        if not fair.exact and not fairer(self.week, split, self.best):
            fair.fair.met(self.best)
            return
        self.best = split
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

    def keeps(self, plan: Plan) -> bool:
        """Tell whether a plan gives the food that is held, once fairness may give some up.

        In a running week whose changes come first it is within the band of fairness too: shares
        that stay may leave it where the program does not.
        """
        if self.fair is None:
            return True
        first = self.running is not None and not self.running.last
        return self.fair.seeker.keeps(plan) and not (first and self.fair.fair.outside(plan))

    def least_kg(self) -> float | None:
        """Return the food that a split gives at least, once fairness may give some up."""
        return None if self.fair is None else self.fair.seeker.least_kg
