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

    The stage of fewest changes comes last: the plan that the stages before it reached is the same
    week without it, up to what a longer search would have found.
    """
    before = planned.like or still_there(scenario, earlier.plan)
    stops = sum(len(item.collected) for item in before.rounds)
    moved = tally(scenario, before, planned.plan)
    told = Stability(week_of=earlier.scenario.week_of, stops=stops, tally=moved)
    if planned.freest is None:
        return told.changed(not_sought=NOT_SOUGHT)
    now, free = (totals(scenario, travel, one) for one in (planned.plan, planned.freest))
    return told.changed(
        freest=tally(scenario, before, planned.freest).count,
        kg=free.usable_kg - now.usable_kg,
        hours=now.person_hours - free.person_hours,
        eur=now.eur - free.eur,
    )


def stability_told(stability: Stability | None) -> tuple[Finding, ...]:
    """Tell that a plan was not sought beside an earlier one, if so."""
    if stability is None or stability.not_sought is None:
        return ()
    return (Finding(code="stability", severity="info", text=stability.not_sought),)


NOT_SOUGHT = Text(
    fr="Le plan de la semaine d'avant n'a pas servi de modèle : une semaine qui livre depuis des "
    "dépôts, ou une ville planifiée par secteurs, se planifie sans lui ; une recherche trop courte "
    "n'y vient pas.",
    en="The plan of the week before was no model: a week that delivers from depots, or a town "
    "planned by sectors, is planned without it; a search too short does not come to it.",
)
