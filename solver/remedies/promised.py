"""Why a promise to a store is not kept: what keeps the promised vehicle from going, tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.base import Text
from models.donors import Pickup
from models.findings import Finding, Unserved
from models.plan import Plan
from models.policy import Commitment
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.gifts import part_taken
from pools.streams import streams
from solver.remedies.reasons import bound_by, swapped
from solver.review.checks.violations import round_name
from solver.review.insertion import Insertions, InsertionTrial, choices_of
from solver.review.promises import broken_promises

PROMISED = "commitment"
"""Code of a round that another promise, or the time of this one, forbids."""


def promises_told(
    scenario: Scenario,
    travel: TravelMatrix,
    plan: Plan,
    unserved: Iterable[Unserved],
    promised: Iterable[Commitment] | None = None,
) -> tuple[Finding, ...]:
    """Return a warning for each promise that a plan does not keep, with what was tried.

    Parameters
    ----------
    unserved
        What is left behind: its reason is told where nothing keeps the promised vehicle away.
    promised
        Other promises than the scenario's, which may have been lifted.
    """
    trials = _PromiseTrials(scenario, travel, plan)
    return broken_promises(scenario, plan, unserved, promised, trials.reason)


class _PromiseTrials:
    """The rounds of a plan, in which promised vehicles are tried."""

    def __init__(self, scenario: Scenario, travel: TravelMatrix, plan: Plan) -> None:
        self._scenario = scenario
        self._insertions = Insertions(scenario, travel, plan)

    def reason(self, promise: Commitment, pickup: Pickup) -> Text | None:
        """Return what keeps the promised vehicle from a pick-up; none where nothing does.

        Another vehicle could go only against the promise: why it does not is no reason.
        """
        trials = list(self._trials(promise, pickup))
        if not trials:
            return None
        nearest = min(trials, key=lambda one: (len(one.broken), one.instead is not None))
        if set(nearest.broken) == {PROMISED}:
            return NOT_THEN.format(who=round_name(self._scenario, nearest.item))
        if nearest.broken:
            code = min(nearest.broken, key=lambda one: one == PROMISED)  # the first other one
            return bound_by(code, self._scenario, nearest.item).text
        return None if nearest.instead is None else swapped(self._scenario, [nearest]).text

    def _trials(self, promise: Commitment, pickup: Pickup) -> Iterator[InsertionTrial]:
        scenario, tried = self._scenario, self._insertions
        of_donor = (one for one in streams(scenario) if promise.donor in one.donors)
        stream = next(of_donor, None)
        if stream is None:
            return
        part = part_taken(scenario, scenario.vehicle[promise.vehicle], pickup)
        wanted = {family: kg * part for family, kg in pickup.kg.items()}
        shifts = [one for one in scenario.shifts if promise.shift in (None, one.id)]
        for one in tried.trials(stream, pickup, wanted):
            if one.item.vehicle == promise.vehicle and scenario.shift[one.item.shift] in shifts:
                yield one
        for shift in shifts:
            choices = choices_of(scenario, wanted)
            yield from tried.new_rounds(stream, pickup, promise.vehicle, shift, choices)


NOT_THEN = Text(
    fr="Le véhicule promis ne peut pas y être comme promis ({who}).",
    en="The promised vehicle cannot be there as promised ({who}).",
)
