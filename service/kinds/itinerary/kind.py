"""A van from stop to stop over a cycle of weeks: what ``ramasse itinerary`` does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from models.allocation import Allocation
from models.base import Text
from models.fields import en, fr
from models.itinerary_study import ItineraryStudy
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, RunId
from service.asking.given import Given
from service.asking.kind import Kind, Next
from service.asking.late import Late
from service.asking.papers import Paper, public_edition
from service.asking.part import Part
from service.kinds.itinerary import ROOM
from service.kinds.itinerary.words import say
from service.sources import opened

PART = Part("itinerary", ("stops", "vans"), say["nothing_asked"])


class ItineraryAsked(AskedOfScenario):
    """Visits of a van to be planned."""

    default_s: ClassVar[float | None] = 20.0

    kind: Literal["itinerary"] = "itinerary"
    variant: fields.Variant = None
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1
    keep: Annotated[
        RunId | None,
        EarlierRun(("itinerary",)),
        fr("Calendrier gardé", "Calendrier à changer le moins possible."),
        en("Calendar kept", "Calendar to change as little as can be."),
    ] = None
    split: Annotated[
        RunId | None,
        EarlierRun(("split",)),
        fr("Répartition", "Celle d'où viennent les colis."),
        en("Split", "Split that the parcels come from."),
    ] = None


def _work(asked: ItineraryAsked, given: Given) -> ItineraryStudy:
    from solver.itinerary.plan import Limits, plan_visits

    keep, split = given.earlier.get("keep"), given.earlier.get("split")
    assert isinstance(keep, ItineraryStudy | None)
    assert isinstance(split, Allocation | None)
    with opened(given.source, asked.variant, asked.sets) as found:
        bases = {van.base for van in found.scenario.itinerary.vans}
        food_kg = None
        if split is not None:
            food_kg = sum(one.kg for one in split.portions if one.association in bases)
        return plan_visits(
            found.scenario,
            Limits(asked.limit_s, asked.iterations, asked.seed, given.stop),
            folder=found.folder,
            keep=keep,
            food_kg_week=food_kg,
            watch=given.tell,
        )


def _next(study: ItineraryStudy) -> Sequence[Next]:
    del study
    return [Next(say["again"], "ask", "itinerary", "keep", lead=say["again_lead"], latest=True)]


ITINERARY = Kind(
    room=ROOM,
    resource="itineraries",
    lead=Text(
        fr="Quelles haltes, quels jours, combien de fois : d'abord qui a le moins.",
        en="Which stops, which days, how often: whoever has least comes first.",
    ),
    called=say["title"],
    study_called=Text(fr="une étude de distribution itinérante", en="a study of van visits"),
    asked=ItineraryAsked,
    study=ItineraryStudy,
    example={"kind": "itinerary", "scenario": "arles"},
    applies=PART.stands_in,
    faults=PART.faults,
    work=_work,
    page=Late("service.kinds.itinerary.page:itinerary_page"),
    papers=(
        Paper(
            "feuilles.pdf",
            "service.kinds.itinerary.papers:sheets",
            opened=say["sheets_open"],
            lead=say["sheets_lead"],
        ),
        Paper(
            "affiche.pdf",
            "service.kinds.itinerary.papers:poster",
            opened=say["poster_open"],
            lead=say["poster_lead"],
        ),
        Paper("haltes.ics", "service.kinds.itinerary.papers:calendar"),
        *public_edition(
            "service.kinds.itinerary.public:public",
            "service.kinds.itinerary.public:public_map",
            say["public_lead"],
        ),
    ),
    next=_next,
)
