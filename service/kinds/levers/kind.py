"""One change of the week at a time: what ``ramasse levers`` does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from models.base import Text
from models.fields import en, fr
from models.levers import LeversStudy
from service.asking import fields
from service.asking.asked import AskedOfScenario
from service.asking.given import Given
from service.asking.kind import Kind, Next, NoAnswerError
from service.asking.late import Late
from service.kinds.comparison.cutting_short import search_longer
from service.kinds.levers import ROOM
from service.kinds.levers.words import say
from service.kinds.week.kind import applies
from service.kinds.week.words import SEARCH_LONGER
from service.sources import opened
from solver.may_rise import worth_searching


class LeversAsked(AskedOfScenario):
    """Changes of a week to be tried."""

    default_s: ClassVar[float | None] = 10.0

    kind: Literal["levers"] = "levers"
    variant: fields.Variant = None
    freedom: Annotated[
        bool, fr("Essayer les libertés abandonnées"), en("Try giving up opt-outs")
    ] = True
    means: Annotated[bool, fr("Essayer un moyen de plus"), en("Try one unit more of means")] = True
    stores: Annotated[bool, fr("Essayer sans chaque magasin"), en("Try without each store")] = True
    time_limit_s: fields.PlanTime = None
    iterations: fields.Iterations = None
    seeds: fields.Seeds = 2
    measured: fields.Measured = False


def _work(asked: LeversAsked, given: Given) -> LeversStudy:
    from solver.pooling.coalition_values import Effort
    from solver.pooling.levers import NoPlanError, pull_levers

    with opened(given.source, asked.variant, asked.sets) as found:
        try:
            made = pull_levers(
                given.as_measured(found.scenario, asked=asked.measured),
                Effort(asked.limit_s, asked.iterations, tuple(range(1, asked.seeds + 1))),
                freedom=asked.freedom,
                means=asked.means,
                stores=asked.stores,
                folder=found.folder,
                cache=given.cache,
                cluster=given.cluster,
                watch=given.tell,
                stop=given.stop,
            )
        except NoPlanError as error:
            raise NoAnswerError(say["too_soon"]) from error
    rise_kg = made.may_rise_kg
    tried = (*made.freedom, *made.means)
    if rise_kg and (
        worth_searching(made.usable_kg, rise_kg) or not all(one.kg.decided for one in tried)
    ):
        alarm = search_longer({made.scenario.label: rise_kg}, asked.longer())
        made = made.changed(findings=(*made.findings, alarm))
    return made


def after_levers(study: LeversStudy) -> Sequence[Next]:
    """Return what to do with a week questioned: search on, where that may decide more."""
    codes = {one.code for one in study.findings}
    return [Next(SEARCH_LONGER, "longer")] * ("search_longer" in codes)


LEVERS = Kind(
    room=ROOM,
    resource="levers",
    lead=Text(
        fr="Une liberté abandonnée, un moyen de plus, un magasin de moins : l'effet de chacun.",
        en="A freedom given up, one unit more, one store less: what each would change.",
    ),
    called=Text(fr="Changements essayés", en="Changes tried"),
    study_called=Text(fr="un essai de changements", en="a study of changes"),
    asked=LeversAsked,
    study=LeversStudy,
    example={"kind": "levers", "scenario": "aubagne", "variant": "hub", "stores": False},
    applies=applies,
    work=_work,
    page=Late("service.kinds.levers.page:levers_page"),
    next=after_levers,
    uses=frozenset(("cluster", "cache", "journal")),
)
