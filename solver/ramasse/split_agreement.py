"""Bring rounds and split to agree: rounds bound the split, the split says what rounds should carry.

What the rounds can bring to whom bounds the split; the split shows who is furthest behind; the
rounds are then chosen again so that those rise, as far as the objectives planned before and their
tolerances allow. It is leximin over rounds: the lowest level is raised, those that bind are held
at theirs, and so on, until a fixed point or ``PASSES`` times. The best split met is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from models.plan import Plan
from solver.ramasse.week import Week

PASSES = 5
"""Times that rounds are chosen again for the split."""
BETTER = 0.002
"""Difference of levels that counts as a fairer split."""
SLACK = 0.001
"""Part of a need by which a level held may be missed, so that a next pass exists."""


@dataclass(frozen=True)
class Agreement:
    """How rounds and split came to agree."""

    passes: int
    best: int
    """The pass whose split was kept; 0 for the plan as it was before."""
    fixed: bool
    """Whether it ended because nothing could rise any more."""


@dataclass
class Levels:
    """Where each association stands in the plans met, and who is held."""

    week: Week
    best: tuple[float, ...] = ()
    """Levels of the best split, the lowest first."""
    held: dict[str, float] = field(default_factory=dict)

    def of(self, plan: Plan) -> dict[str, float]:
        """Return points received over points needed, for those who need something."""
        points = dict.fromkeys(self.week.need_points, 0.0)
        for share in plan.shares:
            worth = self.week.scenario.family[share.family].points_per_kg
            points[share.association] += share.kg * worth
        return {who: points[who] / need for who, need in self.week.need_points.items() if need > 0}

    def improves(self, plan: Plan) -> bool:
        """Tell whether a plan's split is fairer than the best so far; it then becomes the best."""
        met = tuple(sorted(self.of(plan).values()))
        for mine, theirs in zip(met, self.best, strict=False):
            if abs(mine - theirs) > BETTER:
                if mine > theirs:
                    self.best = met
                return mine > theirs
        if not self.best:
            self.best = met
        return False

    def hold_lowest(self, plan: Plan, open_: set[str]) -> None:
        """Hold those who are lowest in a plan at their level, and take them out of ``open_``."""
        levels = self.of(plan)
        lowest = min(levels[who] for who in open_)
        for who in sorted(open_):
            if levels[who] <= lowest + BETTER:
                self.held[who] = max(0.0, levels[who] - SLACK)
                open_.discard(who)
