"""Duties that need people: as they come back, and on one date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from models.base import Clock, Label, Model, Slug, seconds
from models.calendar import DAYS, Day, Shift
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import sheet
from models.recurrence import ItsWeeks, OfMonth
from models.volunteers import DutyKind

DutyId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", min_length=1, max_length=120)
]
"""The id of a dated duty: of what is done, its date, and which of its seats."""
WEEKEND = frozenset(("sat", "sun"))


class Seat(Model):
    """Places of one kind in a duty, such as its driver or its two sorters."""

    label: Annotated[
        Label | None,
        fr("Poste", "Comme chauffeur ; vide : le nom du service."),
        en("Post", "Such as driver; the duty's name when empty."),
    ] = None
    skills: Annotated[
        tuple[Slug, ...],
        fr("Compétences demandées", "Toutes à la fois."),
        en("Skills needed", "All of them at once."),
        refers("rota.skills"),
    ] = ()
    places: Annotated[int, fr("Personnes"), en("People")] = Field(default=1, ge=1, le=99)
    priority: Annotated[
        int,
        fr("Rang", "1 est pourvu d'abord, 9 en dernier."),
        en("Rank", "1 is filled first, 9 last."),
    ] = Field(default=5, ge=1, le=9)


class RegularDuty(Model):
    """A duty that comes back: a round to man, food to sort, an opening to hold."""

    id: Annotated[Slug, fr("Service"), en("Duty")]
    label: Name
    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    kind: Annotated[DutyKind, fr("Type"), en("Kind")] = "other"
    days: Annotated[tuple[Day, ...], fr("Jours"), en("Days")] = Field(min_length=1)
    weeks: ItsWeeks = "any"
    of_month: OfMonth = ()
    except_on: Annotated[
        tuple[date, ...],
        fr("Sauf le", "Dates où il n'a pas lieu."),
        en("Except on", "Dates on which it does not take place."),
    ] = ()
    shift: Annotated[
        Slug,
        fr("Plage", "La demi-journée qu'il prend."),
        en("Shift", "The half-day that it takes."),
        refers("shifts"),
    ]
    starts: Annotated[
        Clock | None,
        fr("Début", "Vide : quand la plage commence."),
        en("Starts", "When the shift starts, if empty."),
    ] = None
    ends: Annotated[
        Clock | None,
        fr("Fin", "Vide : quand la plage finit."),
        en("Ends", "When the shift ends, if empty."),
    ] = None
    seats: Annotated[
        tuple[Seat, ...],
        fr("Places", "Qui il faut."),
        en("Places", "Who is needed."),
        sheet("Places à pourvoir", "Places to fill"),
    ] = Field(default=(Seat(),), min_length=1)


class Duty(Model):
    """Places to fill on one date: what a regular duty, an opening or a round's crew makes.

    Duties of one ``activity`` are the seats of one piece of work: people of them work together.
    """

    id: DutyId
    activity: DutyId = Field(description="The piece of work on that date: its seats have it alike.")
    source: Slug = Field(description="The regular duty, opening or vehicle that it comes from.")
    label: Label
    association: Slug
    on: date
    shift: Slug = Field(description="The half-day that it takes: a person does one in it.")
    starts: Clock
    ends: Clock
    kind: DutyKind = "other"
    skills: tuple[Slug, ...] = Field(default=(), description="All are needed.")
    priority: int = Field(default=5, ge=1, le=9, description="1 is filled first.")
    places: int = Field(default=1, ge=1, le=99)

    @property
    def day(self) -> Day:
        """The day of the week."""
        return DAYS[self.on.weekday()]

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (seconds(self.ends) - seconds(self.starts)) // 60


def dated_seats(regular: RegularDuty, shift: Shift, when: date) -> Iterator[Duty]:
    """Yield what each kind of places of a regular duty needs on one date."""
    activity = f"{regular.id}_{when:%Y%m%d}"
    for number, seat in enumerate(regular.seats, start=1):
        yield Duty(
            id=f"{activity}_{number}",
            activity=activity,
            source=regular.id,
            label=regular.label if seat.label is None else f"{regular.label}, {seat.label}",
            association=regular.association,
            on=when,
            shift=regular.shift,
            starts=regular.starts or shift.starts,
            ends=regular.ends or shift.ends,
            kind=regular.kind,
            skills=seat.skills,
            priority=seat.priority,
            places=seat.places,
        )
