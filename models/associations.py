"""Associations that collect, store and distribute food."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from models.base import Amount, Model, Slug, seconds
from models.calendar import DAY_NUMBER, DAYS, Opening, Window
from models.exceptions import Absence, DistributesOtherwise, away_on
from models.fields import en, fr, refers
from models.heads import Per
from models.labels import Contact, Name, ShortName
from models.lists import sheet, table
from models.places import Place
from models.publics import Audience
from models.recurrence import is_odd, takes_place
from models.stocks import Held

DAY_S = 86_400
NOON_S = DAY_S // 2
WEEKS_AHEAD = 60
"""How far the next distribution is looked for: a fifth Monday of an odd week is that rare."""


class Association(Model):
    """A structure that distributes food to people, from one site."""

    id: Annotated[Slug, fr("Association"), en("Association")]
    label: Name
    short: ShortName = None
    place: Annotated[Place, fr("Lieu"), en("Place")]
    households: Annotated[int, fr("Foyers"), en("Households")] = Field(default=0, ge=0)
    people: Annotated[
        int,
        fr("Personnes aidées", "Un nombre, jamais une liste."),
        en("People helped", "People helped: a count, never a list."),
    ] = Field(ge=0)
    children: Annotated[
        int,
        fr(
            "Enfants de moins de 36 mois",
            "Parmi les personnes aidées ; un nombre, jamais une liste.",
        ),
        en("Children under 36 months", "Among the people helped: a count."),
    ] = Field(default=0, ge=0)
    counts: Annotated[
        dict[Audience, Annotated[int, Field(ge=0)]],
        fr("Personnes par public", "Parmi les personnes aidées ; un public absent : aucune."),
        en("People by class", "Among the people helped; none of a class that is absent."),
    ] = Field(default_factory=dict)
    counted_on: Annotated[
        date | None,
        fr("Comptées le", "Date du comptage des personnes."),
        en("Counted on", "When they were counted."),
    ] = None
    need_weight: Annotated[
        float,
        fr("Coefficient de besoin", "Multiplie le besoin par personne."),
        en("Weight of the need", "Multiplies the need per person."),
    ] = Field(default=1.0, gt=0, allow_inf_nan=False)
    weekly_need_kg: Annotated[
        dict[Slug, Amount] | None,
        fr(
            "Besoin (kg par semaine)",
            "Besoin par famille quand il est connu ; sinon personnes × coefficient × cible.",
        ),
        en(
            "Weekly need (kg)",
            "Need by family, kg a week, where it is known; else people × weight × target.",
        ),
        refers("families"),
    ] = None
    openings: Annotated[
        tuple[Opening, ...],
        fr("Distributions", "Jours et heures où une association distribue."),
        en("Openings", "Its distributions, week after week."),
        sheet("Distributions", "Openings"),
    ] = ()
    absences: Annotated[
        tuple[Absence, ...],
        fr(
            "Fermetures de l'association",
            "Du premier au dernier jour : elle ne reçoit ni ne distribue.",
        ),
        en(
            "Closures of the association",
            "From the first to the last day: it neither receives nor distributes.",
        ),
        sheet("Associations fermées", "Associations closed"),
        table("une fermeture d'association", "a closure of an association", "first last reason"),
    ] = ()
    moved: Annotated[
        tuple[DistributesOtherwise, ...],
        fr(
            "Distributions déplacées",
            "Une distribution annulée, à une autre date, à une autre heure, ou en plus.",
        ),
        en("Distributions moved", "One cancelled, at another date, at another hour, or one more."),
        table("une distribution déplacée", "a distribution moved", "on to starts reason"),
    ] = ()
    stock: Annotated[
        tuple[Held, ...],
        fr(
            "En stock au début de la semaine",
            "Ce qu'elle tient déjà : cela couvre son besoin d'abord, et prend sa place au froid.",
        ),
        en(
            "In stock when the week begins",
            "What it holds already: its need is covered by it first, and it takes its place in "
            "the stores.",
        ),
        sheet("Stock au début", "Stock at the start"),
    ] = ()
    reception: Annotated[
        tuple[Window, ...],
        fr(
            "Heures de réception",
            "Quand une association peut recevoir ; aucune ligne : à toute heure.",
        ),
        en("Reception hours", "When goods can be received; at any time when empty."),
        sheet("Réceptions", "Reception"),
    ] = ()
    unloading_min: Annotated[
        Amount,
        fr("Déchargement (min)", "Durée d'une livraison à sa porte, en minutes."),
        en("Unloading (min)", "Time of a drop at its door, minutes."),
    ] = 15.0
    cold_storage_kg: Annotated[
        Amount | None,
        fr(
            "Stockage froid (kg)",
            "Frais et surgelé qu'elle peut garder, en kg ; vide : sans limite.",
        ),
        en("Cold storage (kg)", "Chilled and frozen kg it can hold; no limit when absent."),
    ] = None
    ambient_storage_kg: Annotated[
        Amount | None,
        fr("Stockage sec (kg)", "Sec qu'elle peut garder, en kg ; vide : sans limite."),
        en("Ambient storage (kg)", "Ambient kg it can hold; no limit when absent."),
    ] = None
    surface_m2: Annotated[
        Amount | None,
        fr("Surface (m²)", "De ses locaux, en m² : une clé de partage des coûts."),
        en("Surface (m²)", "Of its premises, square metres: a key for sharing costs."),
    ] = None
    refuses: Annotated[
        tuple[Slug, ...],
        fr("Familles refusées", "Familles qu'elle ne prend pas."),
        en("Families refused", "Families it does not take."),
        refers("families"),
    ] = ()
    max_round_min: Annotated[
        int | None,
        fr("Tournée au plus (min)", "Tournée la plus longue qui la dessert, en minutes."),
        en("Longest round (min)", "Longest round that serves it, minutes."),
    ] = Field(default=None, gt=0)
    first_stop: Annotated[
        bool,
        fr("Premier arrêt", "Oui : elle n'est jamais que le premier arrêt d'une tournée."),
        en("First stop only", "True: only ever the first stop of a round."),
    ] = False
    accredited: Annotated[
        bool,
        fr("Habilitée", "Peut avoir une convention avec un magasin de plus de 400 m²."),
        en("Accredited", "May hold an agreement with a store over 400 m²."),
    ] = True
    contact: Contact = ""

    @property
    def name(self) -> str:
        """Its short name if it has one, else its label."""
        return self.short or self.label

    def heads(self, per: Per) -> int:
        """Return how many there are of whom a need is counted for.

        Examples
        --------
        >>> at = Place(commune="Aix", lat=43.5, lon=5.4)
        >>> one = Association(id="a", label="A", place=at, people=90, households=40, children=7)
        >>> one.heads("person"), one.heads("household"), one.heads("child"), one.heads("seniors")
        (90, 40, 7, 0)
        """
        match per:
            case "person":
                return self.people
            case "household":
                return self.households
            case "child":
                return self.children
            case "structure":
                return 1
            case _:
                return self.counts.get(per, 0)

    def receives_s(self, when: date) -> tuple[tuple[int, int], ...]:
        """Return the hours of a date in which it can receive, seconds since midnight.

        The whole day where it says none; empty when it is closed.
        """
        if away_on(self.absences, when) is not None:
            return ()
        if not self.reception:
            return ((0, DAY_S),)
        day = DAYS[when.weekday()]
        return tuple(
            (one.opens_s, one.closes_s) for one in self.reception if one.day in (None, day)
        )

    def distributes_s(self, monday: date, odd: bool) -> frozenset[int]:
        """Return when its distributions of one week start, seconds since midnight of its Monday.

        Parameters
        ----------
        odd
            Whether the week is an odd one.
        """
        sunday = monday + timedelta(days=6)
        instead = {one.on for one in self.moved}
        found: dict[date, set[int]] = {}
        for one in self.openings:
            when = monday + timedelta(days=DAY_NUMBER[one.day])
            if when not in instead and takes_place(when, one.weeks, one.of_month, odd):
                found.setdefault(when, set()).add(one.starts_s)
        for other in self.moved:
            to = other.takes_place
            if to is not None and monday <= to <= sunday:
                found.setdefault(to, set()).add(self._starts_s(other))
        return frozenset(
            (when - monday).days * DAY_S + start
            for when, starts in found.items()
            if away_on(self.absences, when) is None
            for start in starts
        )

    def _starts_s(self, other: DistributesOtherwise) -> int:
        """Return when a distribution that is moved starts: as it says, else as usual."""
        if other.starts is not None:
            return seconds(other.starts)
        day = DAYS[other.on.weekday()]
        usual = [one.starts_s for one in self.openings if one.day == day]
        return min(usual or [one.starts_s for one in self.openings] or [NOON_S])

    def starts_from(self, week_of: date, odd_week_of: date | None, week: int) -> tuple[int, ...]:
        """Return the starts of distributions in a week and in the next one after it with any.

        Parameters
        ----------
        week_of, odd_week_of
            Monday of the week from which weeks are counted; an odd week of reference.
        week
            Counted from there, which is 0.

        Returns
        -------
        tuple of int
            Seconds since Monday midnight of the week planned, ascending.
        """
        found = self._starts_in(week_of, odd_week_of, week)
        for later in range(week + 1, week + 1 + WEEKS_AHEAD):
            if following := self._starts_in(week_of, odd_week_of, later):
                found |= following
                break
        return tuple(sorted(found))

    def _starts_in(self, week_of: date, odd_week_of: date | None, week: int) -> set[int]:
        monday = week_of + timedelta(weeks=week)
        starts = self.distributes_s(monday, is_odd(monday, odd_week_of))
        return {7 * week * DAY_S + start for start in starts}
