"""Bookings of shared trucks: what ``ramasse trucks`` does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from models.base import Language, Text
from models.booking_study import BookingStudy
from models.fields import en, fr
from models.study import Study
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, RunId
from service.asking.given import Given
from service.asking.kind import Kind, Next
from service.asking.late import Late
from service.asking.part import Part
from service.kinds.bookings import ROOM
from service.kinds.bookings.words import say
from service.sources import opened

WORK = 2.0
"""CP-SAT's deterministic time of one iteration."""
PART = Part("bookings", ("trucks", "requests"), say["nothing_asked"])


class BookingsAsked(AskedOfScenario):
    """Shared trucks to be booked."""

    default_s: ClassVar[float | None] = 30.0

    kind: Literal["bookings"] = "bookings"
    variant: fields.Variant = None
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1
    keep: Annotated[
        RunId | None,
        EarlierRun(("bookings",)),
        fr("Réservations gardées", "Étude à changer le moins possible."),
        en("Bookings kept", "Study to change as little as can be."),
    ] = None
    last: Annotated[
        RunId | None,
        EarlierRun(("bookings",)),
        fr("Semaine d'avant", "Étude de la semaine d'avant."),
        en("Week before", "Study of the week before."),
    ] = None
    rounds: Annotated[
        RunId | None,
        EarlierRun(("week",)),
        fr("Tournées", "Tournées qui occupent les camions."),
        en("Rounds", "Rounds that occupy the trucks."),
    ] = None


def _work(asked: BookingsAsked, given: Given) -> BookingStudy:
    from solver.programs.cp_sat import Limits
    from solver.trucks.plan import book_trucks

    work = None if asked.iterations is None else WORK * asked.iterations
    kept, rounds = given.earlier.get("keep"), given.earlier.get("rounds")
    before = kept or given.earlier.get("last")
    assert isinstance(before, BookingStudy | None)
    assert isinstance(rounds, Study | None)
    with opened(given.source, asked.variant, asked.sets) as found:
        made = book_trucks(
            found.scenario,
            Limits(asked.limit_s, work, asked.seed, given.stop),
            rounds=None if rounds is None else rounds.plan,
            before=before,
            keep=kept is not None,
            watch=given.tell,
        )
    return made if before is None or kept is None else made.changed(kept=before.plan)


def _agendas(study: BookingStudy, language: Language) -> dict[str, bytes]:
    from service.kinds.week.calendars import calendars

    del language  # an agenda says names and places alone
    return calendars(study)


def _next(study: BookingStudy) -> Sequence[Next]:
    again = Next(say["again"], "ask", "bookings", "keep", lead=say["again_lead"], latest=True)
    around = Next(say["rounds_around"], "ask", "week", "bookings")
    return [again, around] if study.scenario.donors else [again]


BOOKINGS = Kind(
    room=ROOM,
    resource="bookings",
    called=Text(fr="Réservations de camions", en="Truck bookings"),
    study_called=Text(fr="une étude de réservations", en="a study of bookings"),
    asked=BookingsAsked,
    study=BookingStudy,
    example={"kind": "bookings", "scenario": "aix", "variant": "one"},
    applies=PART.stands_in,
    faults=PART.faults,
    work=_work,
    page=Late("service.kinds.bookings.page:booking_page"),
    more=_agendas,
    owned=("*.ics",),
    next=_next,
)
