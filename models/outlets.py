"""Outlets: at which hours each may open, when it closes, whom it admits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from models.base import Clock, Label, Model, Slug, Text, seconds
from models.calendar import Day
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import sheet, table
from models.publics import Audience, Mode
from models.recurrence import ItsWeeks, OfMonth

HalfDay = Literal["morning", "afternoon", "evening"]
NOON, EVENING = seconds("12:00"), seconds("17:30")
"""From when on the afternoon, and the evening, are; a slot is of the part in which it starts."""
School = Literal["always", "term", "holidays"]
Wish = Literal["free", "fixed", "forbidden"]
SCHOOLS: dict[School, Text] = {
    "always": Text(fr="toujours", en="always"),
    "term": Text(fr="hors vacances scolaires", en="in school term"),
    "holidays": Text(fr="pendant les vacances scolaires", en="in school holidays"),
}
PARTS: dict[HalfDay, Text] = {
    "morning": Text(fr="matin", en="morning"),
    "afternoon": Text(fr="après-midi", en="afternoon"),
    "evening": Text(fr="soir", en="evening"),
}


def half_day(starts_s: int) -> HalfDay:
    """Return the part of the day in which something starts, seconds since midnight.

    Examples
    --------
    >>> half_day(11 * 3600), half_day(12 * 3600), half_day(20 * 3600)
    ('morning', 'afternoon', 'evening')
    """
    if starts_s < NOON:
        return "morning"
    return "afternoon" if starts_s < EVENING else "evening"


class OutletSlot(Model):
    """Hours at which an outlet may open, each week or some of them."""

    day: Annotated[Day, fr("Jour"), en("Day")]
    starts: Annotated[
        Clock,
        fr("Début", "Le public entre à cette heure."),
        en("Starts", "The public comes in at that time."),
    ]
    ends: Annotated[
        Clock,
        fr("Fin", "Le même jour que le début."),
        en("Ends", "On the same day as the start."),
    ]
    weeks: ItsWeeks = "any"
    of_month: OfMonth = ()
    school: Annotated[
        School,
        fr("Vacances scolaires", "Toujours, seulement hors vacances, ou seulement en vacances."),
        en("School holidays", "Always, only in term, or only in school holidays."),
    ] = "always"
    only_in: Annotated[
        tuple[Slug, ...],
        fr(
            "Seulement pendant", "Périodes hors desquelles il n'y a pas ce créneau ; vide : toutes."
        ),
        en("Only in", "Periods outside of which the slot does not exist; any when empty."),
        refers("openings.periods"),
    ] = ()
    not_in: Annotated[
        tuple[Slug, ...],
        fr("Sauf pendant", "Périodes où ce créneau n'existe pas."),
        en("Except in", "Periods in which the slot does not exist."),
        refers("openings.periods"),
    ] = ()
    today: Annotated[
        bool,
        fr("Ouvert aujourd'hui", "Oui : déjà ouvert ; non : possible, si cela aide."),
        en("Open today", "Yes: open already; no: possible, if it helps."),
    ] = True
    wish: Annotated[
        Wish,
        fr("Souhait", "Libre, gardé à tout prix, ou refusé."),
        en("Wish", "Free, kept at any price, or refused."),
    ] = "free"
    households: Annotated[
        int | None,
        fr("Foyers accueillis", "À chaque ouverture ; vide : sans limite connue."),
        en("Households received", "At each opening; empty: no limit known."),
    ] = Field(default=None, ge=0, le=100_000)
    people: Annotated[
        int,
        fr("Personnes nécessaires", "Bénévoles qu'il faut pour ouvrir."),
        en("People needed", "Volunteers that it takes to open."),
    ] = Field(default=2, ge=0, le=1000)

    @property
    def starts_s(self) -> int:
        """Start, in seconds since midnight."""
        return seconds(self.starts)

    @property
    def ends_s(self) -> int:
        """End, in seconds since midnight."""
        return seconds(self.ends)

    @property
    def half(self) -> HalfDay:
        """The part of the day in which it starts."""
        return half_day(self.starts_s)

    @property
    def name(self) -> str:
        """What tells it from the others of its outlet, whatever their order.

        Examples
        --------
        >>> OutletSlot(day="tue", starts="14:00", ends="17:00", of_month=("first",)).name
        'tue-1400-first'
        """
        parts = [self.day, self.starts.replace(":", "")]
        parts += [] if self.weeks == "any" else [self.weeks]
        parts += self.of_month
        parts += [] if self.school == "always" else [self.school]
        parts += (*self.only_in, *(f"not-{one}" for one in self.not_in))
        return "-".join(parts)


class OutletClosure(Model):
    """Days on which an outlet closes; it may be moved by whole weeks between two dates."""

    first: Annotated[
        date,
        fr("Premier jour fermé", "De la fermeture telle que ce lieu la prévoit seul."),
        en("First day closed", "Of the closure as the outlet plans it by itself."),
    ]
    last: Annotated[date, fr("Dernier jour fermé", "Compris."), en("Last day closed", "Included.")]
    earliest: Annotated[
        date | None,
        fr("Pas avant le", "La fermeture peut être avancée jusqu'à ce jour ; vide : pas avancée."),
        en("No earlier than", "The closure may begin as early as that; empty: no earlier."),
    ] = None
    latest: Annotated[
        date | None,
        fr("Finie au plus tard le", "La fermeture peut être reculée jusqu'à ce jour."),
        en("Over by", "The closure may be put off until that day; empty: no later."),
    ] = None
    fixed: Annotated[
        bool,
        fr("Dates gardées", "Oui : ces dates ne changent pas, à aucun prix."),
        en("Dates kept", "Yes: these dates do not change, at any price."),
    ] = False

    @property
    def days(self) -> int:
        """How many days it lasts; 0 or less where it ends before it begins."""
        return (self.last - self.first).days + 1

    def shifts(self, *, fixed: bool) -> tuple[int, ...]:
        """Return by how many weeks it may be moved, ascending; 0 is one of them.

        Examples
        --------
        >>> OutletClosure(first=date(2027, 8, 2), last=date(2027, 8, 22),
        ...               earliest=date(2027, 7, 19), latest=date(2027, 8, 29)).shifts(fixed=False)
        (-2, -1, 0, 1)
        """
        if fixed:
            return (0,)
        early = 0 if self.earliest is None else max(0, (self.first - self.earliest).days // 7)
        late = 0 if self.latest is None else max(0, (self.latest - self.last).days // 7)
        return tuple(range(-early, late + 1))

    def moved(self, weeks: int) -> tuple[date, date]:
        """Return its first and last day once it is moved by some weeks."""
        by = timedelta(weeks=weeks)
        return self.first + by, self.last + by


class Outlet(Model):
    """A place, or a round in the street, where people are helped."""

    id: Annotated[Slug, fr("Lieu d'aide"), en("Outlet")]
    label: Name
    association: Annotated[
        Slug,
        fr("Association", "Celle qui le tient."),
        en("Association", "The one that holds it."),
        refers("associations"),
    ]
    sector: Annotated[
        Slug,
        fr("Secteur", "Le secteur où il se trouve."),
        en("Sector", "The sector in which it is."),
        refers("openings.sectors"),
    ]
    address: Annotated[
        Label | None,
        fr("Adresse affichée", "Imprimée sur le semainier."),
        en("Address shown", "Printed on the calendar."),
    ] = None
    mode: Annotated[Mode, fr("Forme d'aide"), en("Form of help")]
    admits: Annotated[
        tuple[Audience, ...],
        fr("Publics accueillis", "Un au moins."),
        en("Whom it admits", "One at least."),
    ]
    reach_min: Annotated[
        dict[Slug, float],
        fr("Trajet (min)", "Depuis les autres secteurs, en minutes.", each="Trajet (min) depuis"),
        en("Way (min)", "From other sectors, in minutes.", each="Way (min) from"),
        refers("openings.sectors"),
    ] = Field(default_factory=dict)
    slots: Annotated[
        tuple[OutletSlot, ...],
        fr("Créneaux possibles", "Ceux d'aujourd'hui et ceux où il pourrait ouvrir."),
        en("Slots possible", "Those of today, and those at which it could open."),
        sheet("Créneaux des lieux", "Slots of outlets"),
        table("un créneau", "a slot", "day starts ends today wish households people"),
    ] = Field(min_length=1)
    slots_open: Annotated[
        int | None,
        fr("Créneaux ouverts", "Combien il en tient ; vide : autant qu'aujourd'hui."),
        en("Slots open", "How many it holds; empty: as many as today."),
    ] = Field(default=None, ge=0, le=100)
    closures: Annotated[
        tuple[OutletClosure, ...],
        fr("Fermetures des lieux", "Les congés, tels qu'il les prévoit seul."),
        en("Closures of outlets", "Holidays, as it plans them by itself."),
        sheet("Fermetures des lieux", "Closures of outlets"),
    ] = ()
    public_holidays: Annotated[
        bool,
        fr("Ouvre les jours fériés", "Oui : comme les autres jours."),
        en("Open on public holidays", "Yes: as on other days."),
    ] = False
    takes_part: Annotated[
        bool,
        fr(
            "Accepte de bouger",
            "Non : son calendrier d'aujourd'hui reste tel quel ; seul un relais écrit pour lui "
            "l'ouvre pendant ses fermetures.",
        ),
        en(
            "Agrees to move",
            "No: its calendar of today stays as it is; a relay written for it alone opens it while "
            "it is closed.",
        ),
    ] = True
    hours_told: Annotated[
        date | None,
        fr("Horaires connus au", "Quand ces horaires ont été dits ou relevés."),
        en("Hours known on", "When these hours were told or read."),
    ] = None

    @property
    def kept_open(self) -> int:
        """How many of its slots are open: as many as today where it does not take part."""
        return self.holds if self.takes_part else self.open_today

    @property
    def holds(self) -> int:
        """How many of its slots it would hold if it took part."""
        return self.open_today if self.slots_open is None else self.slots_open

    @property
    def open_today(self) -> int:
        """How many of its slots are open today."""
        return sum(one.today for one in self.slots)
