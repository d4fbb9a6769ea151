"""Stock passed on between structures: what ``ramasse transfers`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from models.base import Text
from models.booking_study import BookingStudy
from models.dates import dated
from models.fields import en, fr
from models.scenario import Scenario
from models.study import Study
from models.transfers_study import TransfersStudy
from scenarios import Fault
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OnForm, RunId
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.late import Late
from service.asking.papers import Paper
from service.asking.telling import AnyFault
from service.asking.towns import of_other_town
from service.kinds.transfers import ROOM
from service.kinds.transfers.count_form import COUNT_FORM
from service.kinds.transfers.summary import summary
from service.kinds.transfers.words import say
from service.sources import opened
from service.words.field_faults import FieldFault


class TransfersAsked(AskedOfScenario):
    """Stock to be passed on."""

    default_s: ClassVar[float | None] = 20.0

    kind: Literal["transfers"] = "transfers"
    variant: fields.Variant = None
    week: Annotated[
        RunId | None,
        EarlierRun(("week", "replan", "hand_plan"), offered="same"),
        OnForm(first=True),
        fr("Semaine qui porte", "Ses tournées portent des lots ; ce qu'elle apporte est compté."),
        en("Week that carries", "Its rounds carry lots; what it brings is counted."),
    ] = None
    bookings: Annotated[
        RunId | None,
        EarlierRun(("bookings",), offered="same"),
        OnForm(first=True),
        fr("Réservations qui portent", "Un camion réservé porte aussi des lots, base comprise."),
        en("Bookings that carry", "A truck that is booked carries lots too, its base included."),
    ] = None
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def _applies(content: Mapping[str, Any]) -> bool:
    asked = content.get("transfers")
    return isinstance(asked, Mapping) and bool(asked.get("lots"))


def _world(asked: TransfersAsked, given: Given) -> tuple[Scenario, Any, Study | None]:
    """Return the scenario, its folder and the planned week: its own world, with the stock asked.

    The week was planned of a variant, and of values changed: all but the stock is as it was then.
    """
    week = given.earlier.get("week")
    assert isinstance(week, Study | None)
    booked = given.earlier.get("bookings")
    earlier = week if week is not None else booked if isinstance(booked, BookingStudy) else None
    variant = asked.variant
    if variant is None and earlier is not None:
        variant = earlier.scenario.variant
    with opened(given.source, variant, asked.sets) as found:
        world, folder = found.scenario, found.folder
    if week is not None and week.scenario.id == world.id:
        world = week.scenario.changed(transfers=world.transfers)
    return world, folder, week


def _faults(asked: TransfersAsked, given: Given) -> Sequence[AnyFault]:
    world, _, week = _world(asked, given)
    booked = given.earlier.get("bookings")
    assert isinstance(booked, BookingStudy | None)
    elsewhere = of_other_town("week", week, world) or of_other_town("bookings", booked, world)
    if elsewhere:
        return elsewhere
    if not world.transfers.lots and not any(one.stock for one in world.associations):
        return [Fault(place="", path="", text=say["nothing_asked"].format(label=world.label))]
    return list(_counted_elsewhen(world, week))


def _counted_elsewhen(world: Scenario, week: Study | None) -> Sequence[FieldFault]:
    """Return that stock was counted in another week than the one that is to carry it."""
    first = world.transfers.first_day(world.week_of)
    if week is None or 0 <= (first - world.week_of).days < 7:
        return ()
    values = {"value": dated(world.week_of), "label": dated(first)}
    return [FieldFault("week", say["other_week"], values)]


def _work(asked: TransfersAsked, given: Given) -> TransfersStudy:
    from solver.programs.limits import Limits
    from solver.transfers.booked import booked_trips
    from solver.transfers.plan import plan_transfers
    from solver.travel import matrix

    world, folder, week = _world(asked, given)
    ways = matrix(world, folder) if week is None else week.travel
    booked = given.earlier.get("bookings")
    if isinstance(booked, BookingStudy):
        trips = (*world.transfers.trips, *booked_trips(world, ways, booked))
        world = world.changed(transfers=world.transfers.changed(trips=trips))
    return plan_transfers(
        world,
        Limits(asked.limit_s, asked.iterations, asked.seed, given.stop),
        week=None if week is None else week.plan,
        travel=ways,
        watch=given.tell,
    )


def _passes_on(study: TransfersStudy) -> bool:
    return bool(study.plan.handovers)


TRANSFERS = Kind(
    room=ROOM,
    resource="transfers",
    lead=Text(
        fr="Ce qui passe de qui à qui, sur quel trajet, avant sa date ; qui donne reste couvert.",
        en="What goes from whom to whom, on which trip, before its date; who gives stays covered.",
    ),
    called=say["title"],
    study_called=Text(fr="une étude de transferts", en="a study of transfers"),
    asked=TransfersAsked,
    study=TransfersStudy,
    example={"kind": "transfers", "scenario": "aubagne_entraide"},
    applies=_applies,
    summary=summary,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.transfers.page:transfers_page"),
    papers=(
        Paper(
            "bons-de-remise.pdf",
            "service.kinds.transfers.papers:notes",
            opened=say["notes_open"],
            lead=say["notes_lead"],
            purpose=say["notes_purpose"],
            offered=_passes_on,
        ),
    ),
    form=COUNT_FORM,
    brief=True,
    whole_limit=True,
)
