"""A purchase in common: a scenario in, a reviewed study out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from models.associations import Association
from models.buying_study import (
    BuyingStudy,
)
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.buying.buyer import Buyer
from solver.buying.findings import findings_of
from solver.buying.problem import buying_problem
from solver.buying.reasons import priced_wishes, unmet_needs
from solver.programs.limits import Limits
from solver.review.checks.buying import check_buying
from solver.run_record import origin_of
from solver.settings import Stages, Watcher
from solver.travel import matrix


def travel_of(scenario: Scenario, folder: Path | None = None) -> TravelMatrix:
    """Return travel between the members' doors and the place of delivery.

    Raises
    ------
    solver.travel.TravelError
        When the travel table or the roads cannot be used.
    """
    asked = scenario.buying
    names = sorted({*asked.member, *({asked.hub} if asked.hub else ())})
    sites = tuple(
        Association(
            id=name,
            label=scenario.association[name].label,
            place=scenario.association[name].place,
            people=0,
        )
        for name in names
    )
    return matrix(scenario.changed(associations=sites, donors=(), donor_kinds=()), folder)


def plan_purchase(
    scenario: Scenario,
    limits: Limits,
    *,
    folder: Path | None = None,
    watch: Watcher | None = None,
) -> BuyingStudy:
    """Choose what to order, for whom, and who pays; and answer what is asked about it.

    Parameters
    ----------
    folder
        Where the scenario's own travel files lie.

    Raises
    ------
    solver.travel.TravelError
        When the travel table or the roads cannot be used.
    """
    tell = Stages(watch)
    tell("prepare")
    travel = travel_of(scenario, folder)
    problem = buying_problem(scenario, travel)
    work = Buyer(scenario, problem, limits)
    tell("alone")
    by_itself = {who: work.alones.by_itself(who) for who in problem.members}
    tell("purchase")
    found, given = work.together(by_itself)
    tell("reasons")
    plan = work.plan(found, by_itself)
    stopped = limits.stop.is_set()
    wishes = () if stopped else priced_wishes(problem, found, work.solve, work.cents_of(found))
    together = problem.only(found.members)  # who buys alone has what it would have alone
    own = {one.association: one.own_cents / 100 for one in plan.bills}
    unmet = unmet_needs(scenario, together, found.units, work.reached, own)
    study = BuyingStudy(
        scenario=scenario,
        travel=travel,
        plan=plan,
        levels=work.levels(found, given),
        unmet=unmet,
        wishes=wishes,
        first_come=work.first_come,
        violations=(),
        made_at=datetime.now(UTC).replace(microsecond=0),
        provenance=origin_of(
            scenario, "highspy", seed=limits.seed, travel=travel.source, elapsed_s=tell.elapsed_s
        ),
    )
    tell("check")
    return study.changed(
        violations=check_buying(study),
        findings=tuple(findings_of(study, problem)),
    )
