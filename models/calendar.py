"""Days, windows and shifts of a collection week."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from models.base import Clock, Model, Slug, Text, seconds
from models.fields import en, fr
from models.labels import Name
from models.letters import lower
from models.recurrence import ItsWeeks, OfMonth

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""A day of the week, Monday first."""

DAYS: tuple[Day, ...] = get_args(Day)
DAY_NUMBER: dict[str, int] = {day: number for number, day in enumerate(DAYS)}
DAY_NAMES: dict[str, Text] = {
    "mon": Text(fr="lundi", en="Monday"),
    "tue": Text(fr="mardi", en="Tuesday"),
    "wed": Text(fr="mercredi", en="Wednesday"),
    "thu": Text(fr="jeudi", en="Thursday"),
    "fri": Text(fr="vendredi", en="Friday"),
    "sat": Text(fr="samedi", en="Saturday"),
    "sun": Text(fr="dimanche", en="Sunday"),
}


class Window(Model):
    """A stretch of one day, or of every day, in which a site may be served."""

    day: Annotated[
        Day | None,
        fr("Jour", "Le jour concerné ; vide : tous les jours."),
        en("Day", "The day it holds; every day when absent."),
    ] = None
    opens: Annotated[
        Clock,
        fr("Ouvre", "Le service ne commence pas plus tôt."),
        en("Opens", "First moment at which service may start."),
    ]
    closes: Annotated[
        Clock,
        fr("Ferme", "Le service finit au plus tard à cette heure."),
        en("Closes", "Last moment at which service may end."),
    ]

    @property
    def opens_s(self) -> int:
        """Opening, in seconds since midnight."""
        return seconds(self.opens)

    @property
    def closes_s(self) -> int:
        """Closing, in seconds since midnight."""
        return seconds(self.closes)


class Shift(Model):
    """A part of the day that one crew can work, e.g. the morning."""

    id: Annotated[Slug, fr("Plage"), en("Shift")]
    label: Name
    starts: Annotated[
        Clock,
        fr("Début", "Une tournée ne part pas plus tôt."),
        en("Starts", "A round leaves home no earlier."),
    ]
    ends: Annotated[
        Clock,
        fr("Fin", "Une tournée est rentrée au plus tard à cette heure."),
        en("Ends", "A round is back home no later."),
    ]
    max_min: Annotated[
        int,
        fr("Durée maximale (min)", "Tournée la plus longue, de porte à porte, en minutes."),
        en("Longest outing (min)", "Longest round, door to door, in minutes."),
    ] = Field(gt=0, le=1440)

    @property
    def starts_s(self) -> int:
        """Start, in seconds since midnight."""
        return seconds(self.starts)

    @property
    def ends_s(self) -> int:
        """End, in seconds since midnight."""
        return seconds(self.ends)


def part_of_week(day: str, shift: str) -> Text:
    """Return a day and what its shift is called, as people say both.

    Examples
    --------
    >>> part_of_week("tue", "Matin")
    Text(fr='mardi matin', en='Tuesday matin')
    >>> part_of_week("tue", "AM").en, part_of_week("tue", "8 h-12 h").fr
    ('Tuesday AM', 'mardi 8 h-12 h')
    """
    return Text(fr=f"{DAY_NAMES[day].fr} {lower(shift)}", en=f"{DAY_NAMES[day].en} {lower(shift)}")


class Opening(Model):
    """One distribution of an association to the people it helps."""

    day: Annotated[Day, fr("Jour"), en("Day")]
    starts: Annotated[
        Clock,
        fr("Début", "Les produits doivent être en rayon à cette heure."),
        en("Starts", "Food must be on the shelf by then."),
    ]
    ends: Annotated[Clock, fr("Fin"), en("Ends")]
    weeks: ItsWeeks = "any"
    of_month: OfMonth = ()

    @property
    def starts_s(self) -> int:
        """Start, in seconds since midnight."""
        return seconds(self.starts)
