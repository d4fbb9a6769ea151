"""What a search hands over: a plan, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.base import Text
from models.history import NO_PAST, History
from models.plan import Plan
from models.policy import Objective
from solver.ramasse.fair_stages import KnownFairness
from solver.settings import EngineName


@dataclass(frozen=True)
class Planned:
    """A plan and what is known about it."""

    plan: Plan
    bounds: Mapping[Objective, float]
    """What no choice among all rounds does better, earlier objectives held; where it is known."""
    engine: EngineName | None = None
    """What proposed rounds too long to enumerate; none when nothing was asked of it."""
    fairness: KnownFairness | None = None
    """What is known of its fairness; none where that was not sought."""
    joined: bool = False
    """Whether rounds may join a collection and a last mile. Bounds then hold for halves made end
    to end: a drop made on the way can do better."""
    not_sought: Text | None = None
    """Why fairness was not sought in choosing rounds, where something is shared."""
    drops: int | None = None
    """At how many doors a direct round drops at most, where there are more: the others were not
    looked at, and what is proved is proved of these. None where there are no more."""
    parted: bool = False
    """Whether large gifts were searched for in parts: cut otherwise they might bring more, so that
    nothing is proved."""
    settled: bool = False
    """Whether the search came to its end: more of it brings nothing."""
    cut: bool = False
    """Whether, by the clock, the search for food or fairness ended only because its time did."""
    whole_s: float | None = None
    """Seconds of search in which the sectors of a town need not be cut small; none where they were
    not."""
    past: History = NO_PAST
    """What earlier weeks brought and needed, that levels counted beside this one."""
    like: Plan | None = None
    """What the week still had of the plan of an earlier one, where that was to change least."""
    freest: Plan | None = None
    """The plan before as few changes of it as possible were sought; none where that was not."""
    method: Text | None = None
    """How the bounds were proved, where not over the rounds enumerated."""

    @property
    def fairness_sought(self) -> bool:
        """Whether the fairest plan was sought in choosing rounds."""
        return self.fairness is not None and bool(self.fairness.fair.best)


DEPOTS = Text(
    fr="la semaine livre depuis des dépôts, dont les tournées se choisissent sans elle",
    en="the week delivers from depots, whose rounds are chosen without it",
)
SECTORS = Text(
    fr="la ville est planifiée secteur par secteur, chacun pour soi",
    en="the town is planned sector by sector, each for itself",
)
CHOSEN = Text(
    fr="les tournées sont celles qui étaient choisies ; seul le partage est équitable",
    en="rounds are those that were chosen before; only their split is fair",
)
GIVEN_UP = Text(
    fr="les objectifs du scénario y renoncent (tolérance de 1)",
    en="the scenario's objectives give it up (tolerance of 1)",
)
