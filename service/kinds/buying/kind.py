"""Buying together: what ``ramasse buy`` does."""

from __future__ import annotations

from typing import ClassVar, Literal

from models.base import Text
from models.buying_study import BuyingStudy
from service.asking import fields
from service.asking.asked import AskedOfScenario
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.late import Late
from service.asking.papers import Paper
from service.asking.part import Part
from service.kinds.buying import ROOM
from service.kinds.buying.summary import summary
from service.kinds.buying.words import say
from service.sources import opened

PART = Part("buying", ("members", "needs", "offers"), say["nothing_asked"])


class BuyingAsked(AskedOfScenario):
    """A purchase in common to be planned."""

    default_s: ClassVar[float | None] = 40.0

    kind: Literal["buying"] = "buying"
    variant: fields.Variant = None
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def _work(asked: BuyingAsked, given: Given) -> BuyingStudy:
    from solver.buying.plan import plan_purchase
    from solver.programs.limits import Limits

    with opened(given.source, asked.variant, asked.sets) as found:
        return plan_purchase(
            found.scenario,
            Limits(asked.limit_s, asked.iterations, asked.seed, given.stop),
            folder=found.folder,
            watch=given.tell,
        )


BUYING = Kind(
    room=ROOM,
    resource="purchases",
    lead=Text(
        fr="Quoi commander à qui, qui le reçoit, qui paie : personne plus cher que seul.",
        en="What to order from whom, who receives it, who pays: nobody more than alone.",
    ),
    called=say["title"],
    study_called=Text(fr="une étude d'achat groupé", en="a study of a purchase in common"),
    asked=BuyingAsked,
    study=BuyingStudy,
    example={"kind": "buying", "scenario": "aix_achats"},
    applies=PART.stands_in,
    summary=summary,
    faults=PART.faults,
    work=_work,
    page=Late("service.kinds.buying.page:buying_page"),
    papers=(
        Paper(
            "bons-de-commande.pdf",
            "service.kinds.buying.papers:purchase_orders",
            opened=say["orders_open"],
            lead=say["orders_lead"],
        ),
        Paper(
            "releves.pdf",
            "service.kinds.buying.papers:statements",
            opened=say["statements_open"],
            lead=say["statements_lead"],
        ),
    ),
)
