"""Costs shared between associations: what ``ramasse costs`` does."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.base import Text
from models.fields import en, fr
from models.pooling import CostRule
from models.sharing import SharingStudy
from service.asking import fields
from service.asking.asked import AskedOfScenario, OneOf, OnForm
from service.asking.given import Given
from service.asking.kind import Kind, NoAnswerError
from service.asking.late import Late
from service.kinds.costs import ROOM
from service.kinds.costs.words import RULES, UNKNOWN_RULE, say
from service.kinds.week.kind import applies
from service.sources import opened
from service.words.field_faults import FieldFault


class CostsAsked(AskedOfScenario):
    """Groups of associations to be planned, and their costs shared."""

    default_s: ClassVar[float | None] = 8.0

    kind: Literal["costs"] = "costs"
    variant: fields.Variant = None
    rule: Annotated[
        CostRule,
        OneOf(RULES, UNKNOWN_RULE),
        OnForm(first=True),
        fr(
            "Règle du règlement",
            "Celle que vous avez convenue ; sans accord, le nucléole : qui gagne le moins à rester "
            "y gagne le plus possible.",
        ),
        en(
            "Rule of the settlement",
            "The one that you agreed on; without agreement the nucleolus: whoever gains least by "
            "staying gains as much as can be.",
        ),
    ] = "nucleolus"
    time_limit_s: fields.PlanTime = None
    iterations: fields.Iterations = None
    seeds: fields.Seeds = 2
    measured: fields.Measured = False
    orders: Annotated[
        int | None,
        Field(ge=0, le=100_000, examples=[100]),
        fr(
            "Ordres d'arrivée tirés au sort",
            "Ordres d'arrivée tirés au sort au lieu de tous les groupes ; 0 : tous.",
        ),
        en(
            "Orders of arrival sampled",
            "Orders of arrival sampled instead of every group; 0: every group.",
        ),
    ] = None


def _plans(asked: CostsAsked, given: Given) -> int | None:
    """Return how many plans are made, none where it is not known beforehand."""
    from solver.pooling.sharing import EXACT_PLANNED

    with opened(given.source, asked.variant, asked.sets) as found:
        count = len(found.scenario.associations)
    if asked.orders or (asked.orders is None and count > EXACT_PLANNED):
        return None
    # half of the members on average, and more for all together
    return int(asked.seeds * (2**count + 9))


def _work(asked: CostsAsked, given: Given) -> SharingStudy:
    from solver.pooling.coalition_values import Effort
    from solver.pooling.sharing import NotAloneError, share_costs

    with opened(given.source, asked.variant, asked.sets) as found:
        try:
            return share_costs(
                given.as_measured(found.scenario, asked=asked.measured),
                Effort(asked.limit_s, asked.iterations, tuple(range(1, asked.seeds + 1))),
                folder=found.folder,
                cache=given.cache,
                cluster=given.cluster,
                rule=asked.rule,
                orders=asked.orders,
                watch=given.tell,
                stop=given.stop,
            )
        except NotAloneError as error:
            who = ", ".join(found.scenario.association[one].label for one in error.who)
            fault = FieldFault("time_limit_s", say["not_alone"], {"who": who})
            raise NoAnswerError(fault) from error


COSTS = Kind(
    room=ROOM,
    resource="costs",
    lead=Text(
        fr="Chaque groupe d'associations est planifié pour de vrai : le calcul dure plusieurs "
        "minutes.",
        en="Every group of associations is planned for real: this takes several minutes.",
    ),
    called=Text(fr="Partage des coûts", en="Shared costs"),
    study_called=Text(fr="un partage de coûts", en="a study of costs"),
    asked=CostsAsked,
    study=SharingStudy,
    example={"kind": "costs", "scenario": "aubagne", "variant": "hub", "rule": "nucleolus"},
    applies=applies,
    plans=_plans,
    work=_work,
    page=Late("service.kinds.costs.page:sharing_page"),
    uses=frozenset(("cluster", "cache", "journal")),
)
