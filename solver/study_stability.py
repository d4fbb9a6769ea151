"""How much of an earlier week a plan keeps, counted, and what that costs by the search's stages."""

from __future__ import annotations

from models.base import Text
from models.findings import Finding
from models.scenario import Scenario
from models.stability import Stability
from models.study import Study
from models.travel import TravelMatrix
from solver.ramasse.earlier_week import still_there
from solver.ramasse.planned import Planned
from solver.review.indicators import totals
from solver.review.tally import tally


def stability_of(
    scenario: Scenario, travel: TravelMatrix, planned: Planned, earlier: Study
) -> Stability:
    """Return what a plan keeps of an earlier week, and what it costs against the plan before that.

    The plan that the stages before that of fewest changes reached is the same week without it, up
    to what a longer search would have found; objectives after it have no price, since they were
    not sought without it.
    """
    before = planned.like or still_there(scenario, earlier.plan)
    stops = sum(len(item.collected) for item in before.rounds)
    moved = tally(scenario, before, planned.plan)
    told = Stability(week_of=earlier.scenario.week_of, stops=stops, tally=moved)
    if planned.freest is None:
        return told.changed(not_sought=NOT_SOUGHT)
    stages = [one.objective for one in scenario.policy.stages]
    position = scenario.policy.before_stability
    before_it = stages if position is None else stages[:position]
    now, free = (totals(scenario, travel, one) for one in (planned.plan, planned.freest))
    return told.changed(
        freest=tally(scenario, before, planned.freest).count,
        kg=free.usable_kg - now.usable_kg if "food" in before_it else 0.0,
        hours=now.person_hours - free.person_hours if "hours" in before_it else 0.0,
        eur=now.eur - free.eur if "cost" in before_it else 0.0,
        after=tuple(one for one in stages if one not in before_it),
    )


def stability_told(scenario: Scenario, stability: Stability | None) -> tuple[Finding, ...]:
    """Tell that a plan was not sought beside an earlier one, if so."""
    if stability is None and scenario.policy.before_stability is not None:
        return (Finding(code="stability", severity="info", text=NO_EARLIER),)
    if stability is None or stability.not_sought is None:
        return ()
    return (Finding(code="stability", severity="info", text=stability.not_sought),)


NO_EARLIER = Text(
    fr="La stabilité est parmi les objectifs, mais aucune semaine d'avant n'est donnée : il n'y a "
    "rien à changer le moins.",
    en="Stability is among the objectives, but no week before is given: there is nothing to change "
    "least.",
)
NOT_SOUGHT = Text(
    fr="Le plan de la semaine d'avant n'a pas servi de modèle : une semaine qui livre depuis des "
    "dépôts, ou une ville planifiée par secteurs, se planifie sans lui ; une recherche trop courte "
    "n'y vient pas.",
    en="The plan of the week before was no model: a week that delivers from depots, or a town "
    "planned by sectors, is planned without it; a search too short does not come to it.",
)
