"""Outlets that open to the public: who may open when, who closes when, whom each admits."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from models.base import Clock, Label, Model, Slug, Text, seconds
from models.calendar import Day
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import sheet, table
from models.recurrence import ItsWeeks, OfMonth

Mode = Literal["meal", "grocery", "parcels", "outreach"]
"""meal: sit-down; grocery: one chooses; parcels: ready-made; outreach: a round in the street."""
Audience = Literal["families", "isolated", "seniors", "students", "street"]
HalfDay = Literal["morning", "afternoon", "evening"]
NOON, EVENING = seconds("12:00"), seconds("17:30")
"""From when on the afternoon, and the evening, are; a slot is of the part in which it starts."""
School = Literal["always", "term", "holidays"]
Wish = Literal["free", "fixed", "forbidden"]
LEAST_TOLD = 11
"""Households of a group below which their number is not written down."""
SEASON_DAYS, YEAR_DAYS = 70, 364
MOST_DAYS = 371

MODES: dict[Mode, Text] = {
    "meal": Text(fr="repas sur place", en="sit-down meal"),
    "grocery": Text(fr="épicerie", en="grocery"),
    "parcels": Text(fr="colis", en="food parcels"),
    "outreach": Text(fr="maraude", en="street round"),
}
AUDIENCES: dict[Audience, Text] = {
    "families": Text(fr="familles", en="families"),
    "isolated": Text(fr="personnes isolées", en="people on their own"),
    "seniors": Text(fr="personnes âgées", en="older people"),
    "students": Text(fr="étudiants", en="students"),
    "street": Text(fr="personnes à la rue", en="people on the street"),
}
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


class Sector(Model):
    """A part of the town: who lives there walks to the same outlets."""

    id: Annotated[Slug, fr("Secteur"), en("Sector")]
    label: Name


class PublicGroup(Model):
    """People of one sector and one class, whose wait between two openings is looked at."""

    id: Annotated[Slug, fr("Groupe du public"), en("Group of the public")]
    label: Name
    sector: Annotated[
        Slug,
        fr("Secteur", "Le secteur où vit ce groupe."),
        en("Sector", "The sector in which this group lives."),
        refers("openings.sectors"),
    ]
    audience: Annotated[Audience, fr("Public"), en("Public")]
    modes: Annotated[
        tuple[Mode, ...],
        fr("Formes d'aide", "Celles qui comptent pour ce groupe ; vide : toutes."),
        en("Forms of help", "Those that count for this group; all when empty."),
    ] = ()
    households: Annotated[
        int | None,
        fr("Foyers par semaine", "11 au moins, ou vide : un nombre plus petit n'est pas écrit."),
        en("Households a week", "11 at least, or empty: a smaller number is not written down."),
    ] = Field(default=None, ge=0, le=1_000_000)


class SpecialPeriod(Model):
    """Days that are not as others: a heat plan, Ramadan, works in the street."""

    id: Annotated[Slug, fr("Période"), en("Period")]
    label: Name
    first: Annotated[
        date, fr("Du", "Premier jour de la période."), en("From", "First day of the period.")
    ]
    last: Annotated[
        date,
        fr("Au", "Dernier jour de la période, compris."),
        en("Through", "Last day of the period, included."),
    ]
    rest: Annotated[
        bool,
        fr("Compte comme congés", "Avec les vacances, les jours fériés et les fins de semaine."),
        en("Counts as holidays", "With holidays, public holidays and week-ends."),
    ] = False
    closed: Annotated[
        bool,
        fr("Tout est fermé", "Aucun lieu n'ouvre de toute la période."),
        en("All is closed", "No outlet opens in the whole period."),
    ] = False

    def covers(self, when: date) -> bool:
        """Tell whether a date is one of its days."""
        return self.first <= when <= self.last


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
        fr("Accepte de bouger", "Non : son calendrier d'aujourd'hui reste tel quel."),
        en("Agrees to move", "No: its calendar of today stays as it is."),
    ] = True
    hours_told: Annotated[
        date | None,
        fr("Horaires connus au", "Quand ces horaires ont été dits ou relevés."),
        en("Hours known on", "When these hours were told or read."),
    ] = None

    @property
    def kept_open(self) -> int:
        """How many of its slots are open."""
        return sum(one.today for one in self.slots) if self.slots_open is None else self.slots_open


class RelayOffer(Model):
    """People of one association who would open another's outlet while it is closed."""

    id: Annotated[Slug, fr("Relais"), en("Relay")]
    association: Annotated[
        Slug,
        fr("Association", "Celle dont les bénévoles ouvriraient."),
        en("Association", "The one whose volunteers would open."),
        refers("associations"),
    ]
    outlet: Annotated[
        Slug,
        fr("Lieu ouvert", "Le lieu qu'ils ouvriraient pendant sa fermeture."),
        en("Outlet opened", "The outlet that they would open while it is closed."),
        refers("openings.outlets"),
    ]
    slots: Annotated[
        int,
        fr("Créneaux par semaine", "Combien au plus par fermeture."),
        en("Slots a week", "How many at most in a closure."),
    ] = Field(default=1, ge=1, le=14)


class PeopleAtHand(Model):
    """How many volunteers of an association can hold openings in one half-day."""

    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    day: Annotated[
        Day | None,
        fr("Jour", "Vide : tous les jours."),
        en("Day", "Every day when empty."),
    ] = None
    half: Annotated[
        HalfDay | None,
        fr("Demi-journée", "Vide : toutes."),
        en("Half-day", "All when empty."),
    ] = None
    people: Annotated[int, fr("Personnes"), en("People")] = Field(ge=0, le=10_000)


class Openings(Model):
    """The outlets of some associations, and the days over which their calendar is looked at."""

    first: Annotated[
        date | None,
        fr("Premier jour du calendrier", "Vide : le lundi de la semaine."),
        en("First day of the calendar", "The Monday of the week when empty."),
    ] = None
    days: Annotated[
        int,
        fr("Jours du calendrier", "70 pour une saison, 364 pour un an."),
        en("Days of the calendar", "70 for a season, 364 for a year."),
    ] = Field(default=SEASON_DAYS, ge=7, le=MOST_DAYS)
    sectors: Annotated[
        tuple[Sector, ...],
        fr("Secteurs", "Les parties de la ville."),
        en("Sectors", "The parts of the town."),
        table("un secteur", "a sector", "label"),
    ] = ()
    outlets: Annotated[
        tuple[Outlet, ...],
        fr("Lieux d'aide", "Où et par qui les gens sont aidés."),
        en("Outlets", "Where and by whom people are helped."),
        table("un lieu", "an outlet", "label association sector mode takes_part hours_told"),
    ] = ()
    groups: Annotated[
        tuple[PublicGroup, ...],
        fr("Groupes du public", "Dont on regarde l'attente entre deux ouvertures."),
        en("Groups of the public", "Whose wait between two openings is looked at."),
        table("un groupe du public", "a group of the public", "label sector audience households"),
    ] = ()
    relays: Annotated[
        tuple[RelayOffer, ...],
        fr("Relais proposés", "Qui ouvrirait le lieu d'un autre pendant sa fermeture."),
        en("Relays offered", "Who would open another's outlet while it is closed."),
        table("un relais", "a relay", "association outlet slots"),
    ] = ()
    people: Annotated[
        tuple[PeopleAtHand, ...],
        fr("Bénévoles par demi-journée", "Vide : sans limite."),
        en("Volunteers by half-day", "No limit when empty."),
    ] = ()
    periods: Annotated[
        tuple[SpecialPeriod, ...],
        fr("Périodes particulières", "Plan canicule, ramadan, travaux."),
        en("Special periods", "Heat plan, Ramadan, works."),
        table("une période", "a period", "label first last rest closed"),
    ] = ()
    max_reach_min: Annotated[
        float,
        fr("Trajet accepté (min)", "Au-delà, un lieu ne compte pas pour un autre secteur."),
        en("Way accepted (min)", "Beyond, an outlet does not count for another sector."),
    ] = Field(default=30.0, ge=0, le=600)

    @cached_property
    def outlet(self) -> dict[str, Outlet]:
        """Outlets by id."""
        return {one.id: one for one in self.outlets}

    @cached_property
    def sector(self) -> dict[str, Sector]:
        """Sectors by id."""
        return {one.id: one for one in self.sectors}

    @cached_property
    def group(self) -> dict[str, PublicGroup]:
        """Groups by id."""
        return {one.id: one for one in self.groups}

    @cached_property
    def relay(self) -> dict[str, RelayOffer]:
        """Relays by id."""
        return {one.id: one for one in self.relays}

    @cached_property
    def period(self) -> dict[str, SpecialPeriod]:
        """Special periods by id."""
        return {one.id: one for one in self.periods}

    def reached(self, group: PublicGroup) -> tuple[Outlet, ...]:
        """Return the outlets that admit a group, help as it needs, and are near enough to it."""
        return tuple(
            one
            for one in self.outlets
            if group.audience in one.admits
            and (not group.modes or one.mode in group.modes)
            and (
                one.sector == group.sector
                or one.reach_min.get(group.sector, float("inf")) <= self.max_reach_min
            )
        )

    def at_hand(self, association: str, day: str, half: HalfDay) -> int | None:
        """Return how many volunteers there are in a half-day; none where nothing limits them.

        What is said of a day and a half-day goes before what is said of one of them, or of all.
        """
        fits = [
            (one.day is not None, one.half is not None, -n, one.people)
            for n, one in enumerate(self.people)
            if one.association == association
            and one.day in (None, day)
            and one.half in (None, half)
        ]
        return max(fits)[-1] if fits else None
