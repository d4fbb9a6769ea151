"""Fairness as a stage of the week: rounds and split chosen together for the lowest level.

Over plans that keep the objectives before it, the stage seeks the need-weighted leximin of the
levels, rare families first where the policy says so. Weeks small enough to have every round in the
program get it exactly, stage by stage, with a bound on each; later objectives then keep the k-th
lowest level within a band, whoever it is. Larger weeks get a bounded climb from the plan at hand,
and each association keeps what it reached there. After the last objective, the lowest are raised
again within all that is held, then the levels by ascending id: never the order of a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from models.history import History
from models.plan import Plan
from models.scenario import Scenario
from solver.ramasse.fair_levels import LevelColumns, Scope, scopes_of, sums
from solver.ramasse.seeker import Seeker
from solver.ramasse.week import Floats, Week

PASSES = 5
"""Sums of one scope raised in one bounded climb, at most."""
BETTER = 0.002
"""Difference of levels that counts as a fairer split in a bounded climb."""
EXACT_SHARE = 0.75
"""Part of the time of the stage for exact sums; a climb has the rest where they are cut short."""
SAME = 1e-4
"""How far below its band a level may be by rounding."""
FAR = 0.5
"""Part of the middle level under which one is far behind."""
LIFTED = 0.02
"""A level that rises by less is not lifted."""
NOTHING = 1e-3
"""A level that is nothing."""
FULL = 1.0 - 1e-6
"""A level from which nothing can rise."""


@dataclass(frozen=True)
class Raised:
    """The sum of the k lowest levels of a scope, as far as it was raised."""

    scope: str
    k: int
    reached: float
    bound: float
    """No plan that holds what came before it has more."""
    proved: bool


@dataclass
class FairWeek:
    """What is known of the fairness of a week."""

    week: Week
    tolerance: float
    """How far below the best each of the lowest levels may fall for later objectives."""
    running: bool = False
    """Whether published shares stay: a plan's split is not the program's then, and nothing is
    proved of it. As little can change, all of it is looked at, steps counted or not."""
    exact: bool = False
    """Whether every round was in the program."""
    best: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """Levels of the fairest plan met, ascending, by scope."""
    raised: list[Raised] = field(default_factory=list)
    """In the stage itself."""
    last: list[Raised] = field(default_factory=list)
    """After the last objective."""
    ended: bool = False
    """Whether the lowest were raised to the end after the last objective, exactly."""
    columns: list[LevelColumns] = field(default_factory=list)

    def lay(self, seeker: Seeker) -> None:
        """Put the levels into the program, once."""
        if not self.columns:
            program, brings = seeker.master.program, seeker.master.brings
            self.columns = [
                LevelColumns(scope, program, brings)
                for scope in scopes_of(self.week.scenario, self.week.past)
            ]
            seeker.laid += self.columns

    def seek(self, seeker: Seeker, until_s: float, *, exact: bool) -> None:
        """Seek the fairest plan, and hold it for the objectives that follow."""
        self.lay(seeker)
        if exact:
            now_s = seeker.budget.elapsed_s
            self.raised = self._raise(seeker, now_s + EXACT_SHARE * (until_s - now_s))
            self.exact = all(one.proved for one in self.raised)
        if not self.exact:
            self._climb(seeker, until_s)
        for one in self.columns:
            levels = one.levels(seeker.values)
            self.best[one.scope.name] = tuple(sorted(levels.values()))
            if self.exact:
                one.hold_ranks([level - self.tolerance for level in sorted(levels.values())])
            else:
                one.hold_each({who: level - self.tolerance for who, level in levels.items()})

    def take(self, seeker: Seeker, values: Floats, plan: Plan) -> None:
        """Go on from a fairer plan than the fairest so far, and hold each to what it has there."""
        seeker.values, seeker.plan = values, plan
        self.raised, self.last, self.exact, self.ended = [], [], False, False
        for one in self.columns:
            levels = one.levels(values)
            self.best[one.scope.name] = tuple(sorted(levels.values()))
            one.hold_each({who: level - self.tolerance for who, level in levels.items()})

    def again(self, seeker: Seeker, until_s: float) -> None:
        """Raise the lowest again after the last objective; then by ascending id."""
        if not self.exact:
            self._climb(seeker, until_s)
            return
        self.last = self._raise(seeker, until_s)
        if all(one.proved for one in self.last):
            self.ended = all(one.proved for one in self._by_id(seeker, until_s))

    def met(self, plan: Plan) -> None:
        """Take a plan for the fairest met."""
        for one in self.columns:
            levels = levels_of(one.scope, plan)
            self.best[one.scope.name] = tuple(sorted(levels[who] for who in one.who))

    def outside(self, plan: Plan) -> bool:
        """Tell whether some k-th lowest level of a plan is below its band."""
        for one in self.columns:
            levels = levels_of(one.scope, plan)
            mine = sorted(levels[who] for who in one.who)
            best = self.best[one.scope.name]
            if any(
                level < least - self.tolerance - SAME
                for level, least in zip(mine, best, strict=True)
            ):
                return True
        return False

    def points(self, values: Floats) -> list[tuple[Mapping[str, float], Mapping[str, float]]]:
        """Return, by scope, points of a kg by family, and what each has of them in a solution."""
        return [
            (
                one.scope.worth,
                {
                    who: max(0.0, level * one.scope.due[who] - one.scope.had.get(who, 0.0))
                    for who, level in one.levels(values).items()
                },
            )
            for one in self.columns
        ]

    def _raise(self, seeker: Seeker, until_s: float) -> list[Raised]:
        """Raise the sums of the k lowest levels one after the other, each held; exactly.

        A scope that cannot be proved in its part of the time is held as far as it was raised.
        """
        found: list[Raised] = []
        for number, one in enumerate(self.columns):
            now_s = seeker.budget.elapsed_s
            part = max(0.0, until_s - now_s) / (len(self.columns) - number)
            found += raised(one, seeker, now_s + part)
        for one in self.columns:
            one.release_sums()
        return found

    def _by_id(self, seeker: Seeker, until_s: float) -> list[Raised]:
        """Raise the level of each association in the order of ids, the sums held."""
        found = []
        for one in self.columns:
            for k, total in enumerate(sums(one.levels(seeker.values).values()), 1):
                if k in one.sums:
                    one.hold_sum(k, total)
        for one in self.columns:
            if len(set(_rounded(one, seeker))) == 1:
                continue
            for number, who in enumerate(one.who, 1):
                met = seeker.least({one.column[who]: -1.0}, until_s)
                found.append(Raised(one.scope.name, number, -met.value, -met.bound, met.proved))
                if not met.proved:
                    break
                one.hold_each({who: -met.value})
        for one in self.columns:
            one.release_sums()
        return found

    def _climb(self, seeker: Seeker, until_s: float) -> None:
        """Raise the lowest from the plan at hand, within a bounded time.

        First the food of the rounds at hand is split, then last miles are chosen again (it is they
        that mostly bind), then all rounds. What is found is kept only where it is fairer.
        """
        counted = seeker.budget.iterations is not None
        master = seeker.master
        self._climb_with(seeker, until_s, lambda: master.held(seeker.values, frozenset()))
        self._climb_with(seeker, until_s, lambda: master.collecting(seeker.values, direct=counted))
        if self.running or not counted:
            self._climb_with(seeker, until_s, dict)

    def _climb_with(
        self, seeker: Seeker, until_s: float, fixed: Callable[[], dict[int, float]]
    ) -> None:
        for one in self.columns:
            k, passes = 1, 0
            while k <= len(one.who) and passes < PASSES:
                passes += 1
                before = seeker.values, seeker.plan
                seeker.least(one.lowest(k), until_s, fixed=fixed())
                if fairer(self.week, before[1], seeker.plan):
                    seeker.values, seeker.plan = before
                levels = sorted(one.levels(seeker.values).values())
                one.hold_sum(k, sum(levels[:k]))
                k = next(
                    (n + 1 for n in range(k, len(levels)) if levels[n] > levels[k - 1] + BETTER),
                    len(levels) + 1,
                )
        for one in self.columns:
            one.release_sums()


def raised(one: LevelColumns, seeker: Seeker, until_s: float) -> list[Raised]:
    """Raise the sums of the k lowest levels of one scope, each held for the next; exactly."""
    found: list[Raised] = []
    for k in range(1, len(one.who) + 1):
        levels = sorted(one.levels(seeker.values).values())
        if levels[k - 1] >= FULL:  # all the others too
            break
        met = seeker.least(one.lowest(k), until_s)
        found.append(Raised(one.scope.name, k, -met.value, -met.bound, met.proved))
        one.hold_sum(k, -met.value)
        if not met.proved:
            totals = sums(one.levels(seeker.values).values())
            for more in range(k + 1, len(totals) + 1):
                one.lowest(more)
                one.hold_sum(more, totals[more - 1])
            break
    return found


def _rounded(one: LevelColumns, seeker: Seeker) -> list[float]:
    return [round(level, 4) for level in one.levels(seeker.values).values()]


def levels_of(scope: Scope, plan: Plan) -> dict[str, float]:
    """Return points received over points due, a plan's included, for those with something due."""
    points = dict.fromkeys(scope.due, 0.0)
    for share in plan.shares:
        points[share.association] += share.kg * scope.worth[share.family]
    return {who: scope.level(who, points[who]) for who, due in scope.due.items() if due > 0}


def all_levels(scenario: Scenario, past: History, plan: Plan) -> dict[str, float]:
    """Return the levels of a plan over all families, past weeks counted."""
    return levels_of(scopes_of(scenario, past)[-1], plan)


def far_behind_of(levels: Mapping[str, float]) -> list[str]:
    """Return who has nothing, or less than half of the middle level; the furthest first.

    Examples
    --------
    >>> far_behind_of({"a": 0.2, "b": 0.5, "c": 0.6})
    ['a']
    """
    if len(levels) < 2:
        return []
    middle = median(levels.values())
    found = [who for who, level in levels.items() if level < NOTHING or level < FAR * middle]
    return sorted(found, key=lambda who: (levels[who], who))


def fairer(week: Week, plan: Plan, other: Plan, by: float = BETTER) -> bool:
    """Tell whether the first levels of two plans that differ by more than some are higher in one.

    Levels are compared in ascending order, scope by scope.
    """
    for scope in scopes_of(week.scenario, week.past):
        mine, theirs = (_sorted(scope, one) for one in (plan, other))
        for here, there in zip(mine, theirs, strict=True):
            if abs(here - there) > by:
                return here > there
    return False


def _sorted(scope: Scope, plan: Plan) -> Sequence[float]:
    return sorted(levels_of(scope, plan).values())
