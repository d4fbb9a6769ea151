"""Donors, what they are expected to give, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from operator import is_
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from models.base import Amount, Clock, Label, Model, Share, Slug, seconds
from models.calendar import DAY_NUMBER, DAYS, Day
from models.exceptions import Absence, GivesOtherwise, away_on
from models.fields import en, fr, refers
from models.former_stores import FormerStore
from models.labels import Contact, Name
from models.lists import sheet, table
from models.places import Place
from models.recurrence import ItsWeeks, OfMonth, takes_place

ShelfDays = Annotated[int, Field(ge=0, le=3650)]
"""Days after collection within which food must be distributed."""


class DonorKind(Model):
    """What donors of one kind have in common; an offer may say otherwise."""

    id: Annotated[Slug, fr("Type"), en("Kind")]
    label: Name
    family_shares: Annotated[
        dict[Slug, Share],
        fr(
            "Parts des familles (somme 1)",
            "Part de chaque famille dans les kg donnés ; la somme fait 100 %.",
            each="Part",
        ),
        en(
            "Shares of families (sum 1)",
            "Share of each family in the kg given; the shares add up to 1.",
            each="Share",
        ),
        refers("families"),
    ]
    loading_min: Annotated[
        Amount,
        fr("Chargement (min)", "Durée d'un passage, en minutes."),
        en("Loading (min)", "Time of a pick-up, in minutes."),
    ]
    no_show_rate: Annotated[
        Share,
        fr("Sans don", "Probabilité que rien ne soit donné."),
        en("No-shows (share)", "Chance that nothing is given."),
    ] = 0.0
    reject_rate: Annotated[
        Share,
        fr("Rebut au tri", "Part jetée au tri."),
        en("Rejects (share)", "Share thrown away at sorting."),
    ] = 0.0
    variation: Annotated[
        Amount,
        fr("Variation", "Coefficient de variation des kg donnés."),
        en("Variation (0 to 3)", "Coefficient of variation of the kg given."),
    ] = Field(default=0.0, le=3.0)
    shelf_days: Annotated[
        dict[Slug, ShelfDays],
        fr("Garde (jours)", "Durées de garde plus courtes que celles de la famille, en jours."),
        en("Shelf life (days)", "Shorter shelf lives than the family's, in days."),
        refers("families"),
    ] = Field(default_factory=dict)


class Offer(Model):
    """An expected donation, on each of some days of the week."""

    days: Annotated[tuple[Day, ...], fr("Jours"), en("Days")] = Field(min_length=1)
    kg: Annotated[
        float,
        fr("kg par passage", "kg attendus par passage quand le don a lieu."),
        en("kg per visit", "Expected kg per visit when it takes place."),
    ] = Field(gt=0, le=100_000)
    opens: Annotated[
        Clock,
        fr("Ouvre", "Le passage ne commence pas plus tôt."),
        en("Opens", "The pick-up starts no earlier."),
    ]
    closes: Annotated[
        Clock,
        fr("Ferme", "Le passage finit au plus tard à cette heure."),
        en("Closes", "The pick-up ends no later."),
    ]
    day_kg: Annotated[
        dict[Day, Amount],
        fr(
            "Jours différents (kg)",
            "kg attendus les jours qui diffèrent des autres.",
            each="kg attendus",
        ),
        en(
            "Days that differ (kg)",
            "Expected kg on days that differ from the others.",
            each="kg expected",
        ),
    ] = Field(default_factory=dict)
    family_shares: Annotated[
        dict[Slug, Share] | None,
        fr(
            "Parts des familles (somme 1)",
            "Parts des familles, quand elles diffèrent de celles du type.",
            each="Part",
        ),
        en(
            "Shares of families (sum 1)",
            "Shares of the families, when they differ from the kind's.",
            each="Share",
        ),
        refers("families"),
    ] = None
    loading_min: Annotated[
        Amount | None,
        fr("Chargement (min)", "En minutes, si ce n'est pas celui du type."),
        en("Loading (min)", "Minutes, if other than the kind's."),
    ] = None
    no_show_rate: Annotated[
        Share | None,
        fr("Sans don", "Si ce n'est pas celui du type."),
        en("No-shows (share)", "If other than the kind's."),
    ] = None
    reject_rate: Annotated[
        Share | None,
        fr("Rebut au tri", "Si ce n'est pas celui du type."),
        en("Rejects (share)", "If other than the kind's."),
    ] = None
    variation: Annotated[
        Amount | None,
        fr("Variation", "Si ce n'est pas celle du type."),
        en("Variation (0 to 3)", "If other than the kind's."),
    ] = None
    pallets: Annotated[
        Amount | None,
        fr("Palettes", "Places de palettes que cela prend, quand on les connaît."),
        en("Pallets", "Pallet places it takes, where they are known."),
    ] = None
    refrigerated: Annotated[
        bool,
        fr(
            "Frigorifique exigé",
            "Oui : seul un véhicule frigorifique peut passer, quels que soient les produits.",
        ),
        en("Refrigerated only", "True: only a refrigerated body may collect, whatever the food."),
    ] = False
    weeks: ItsWeeks = "any"
    of_month: OfMonth = ()


class Donor(Model):
    """A store, wholesaler, producer or kitchen that gives food."""

    id: Annotated[Slug, fr("Magasin"), en("Store")]
    label: Name
    kind: Annotated[
        Slug,
        fr("Type", "Un des types de donateurs."),
        en("Kind", "One of the donor kinds."),
        refers("donor_kinds"),
    ]
    place: Annotated[Place, fr("Lieu"), en("Place")]
    holder: Annotated[
        Slug,
        fr("Titulaire", "L'association qui a la convention."),
        en("Agreement held by", "The association that holds the agreement with it."),
        refers("associations"),
    ]
    private: Annotated[
        bool,
        fr("Propre au titulaire", "Ses dons vont à son seul titulaire, quoi que l'on mutualise."),
        en("Private (not pooled)", "Its food goes to its holder alone, whatever is pooled."),
    ] = False
    area_m2: Annotated[
        Amount | None,
        fr("Surface de vente (m²)", "En m²."),
        en("Sales area (m²)", "Sales area, in square metres."),
    ] = None
    brand: Annotated[
        Label | None,
        fr("Enseigne", "Celle du magasin, pour le bilan remis à l'enseigne."),
        en("Brand", "The store's, for the evidence handed to the brand."),
    ] = None
    contact: Contact = ""
    backup: Annotated[
        str,
        fr("Plan B", "Imprimé sur la feuille de route."),
        en("Plan B", "Plan B, printed on the sheet."),
    ] = Field(default="", max_length=300)
    offers: Annotated[
        tuple[Offer, ...],
        fr("Jours de ramasse", "Jours, heures et kg des passages."),
        en("Collection days", "Days, hours and kg of pick-ups."),
        sheet("Dons", "Offers"),
        table("un jour de ramasse", "a collection day", "days kg opens closes"),
    ] = Field(min_length=1)
    absences: Annotated[
        tuple[Absence, ...],
        fr("Fermetures du magasin", "Du premier au dernier jour : rien n'y est ramassé."),
        en("Closures of the store", "From the first to the last day: nothing is collected there."),
        sheet("Magasins fermés", "Stores closed"),
        table("une fermeture de magasin", "a closure of a store", "first last reason"),
    ] = ()
    exceptions: Annotated[
        tuple[GivesOtherwise, ...],
        fr("Dons exceptionnels", "Une date où il donne autre chose, ou à d'autres heures."),
        en("Exceptional gifts", "A date on which it gives otherwise, or at other hours."),
        table("un don exceptionnel", "an exceptional gift", "on kg opens closes reason"),
    ] = ()
    formerly: Annotated[
        tuple[FormerStore, ...],
        fr(
            "Enseignes d'avant",
            "Ce qu'était le magasin avant de changer de mains, et jusqu'à quand.",
        ),
        en("Former brands", "What the store was, if it changed hands, and until when."),
        table("une enseigne d'avant", "a former brand", "until brand label holder"),
    ] = ()

    def before_change(self, day: date) -> FormerStore | None:
        """Return what the store was on a day, if it was something else than now."""
        past = [one for one in self.formerly if day <= one.until]
        return min(past, key=lambda one: one.until, default=None)

    def on(self, day: date) -> Donor:
        """Return the store as it was called, of the brand and with the holder of a day.

        Examples
        --------
        >>> old = FormerStore(until=date(2026, 11, 14), brand="Alpha")
        >>> gives = {"days": ["mon"], "kg": 10, "opens": "08:00", "closes": "10:00"}
        >>> place = {"lat": 43.3, "lon": 5.6, "commune": "Aubagne"}
        >>> told = {"id": "s", "label": "S", "kind": "k", "holder": "x", "brand": "Beta"}
        >>> store = Donor.model_validate(
        ...     told | {"place": place, "offers": [gives], "formerly": [old]}
        ... )
        >>> store.on(date(2026, 11, 14)).brand, store.on(date(2026, 11, 15)).brand
        ('Alpha', 'Beta')
        """
        was = self.before_change(day)
        if was is None:
            return self
        return self.changed(
            label=was.label or self.label,
            brand=was.brand or self.brand,
            holder=was.holder or self.holder,
        )


class Pickup(Model):
    """One donation of one day: what a round may go and collect.

    Derived from a donor, its kind and one of its offers by ``Scenario.pickups``.
    """

    id: Slug = Field(description="``donor_day``, numbered when a donor gives twice a day.")
    donor: Slug
    day: Day
    opens_s: int = Field(description="Service starts no earlier, seconds since midnight.")
    closes_s: int = Field(description="Service ends no later, seconds since midnight.")
    loading_s: int = Field(description="Duration of the pick-up, seconds.")
    kg: dict[Slug, float] = Field(description="kg by family, when the donation takes place.")
    no_show_rate: Share
    reject_rate: Share
    variation: Amount
    use_by: dict[Slug, int] = Field(
        description="Last day of distribution by family; day numbers, Monday is 0."
    )
    pallets: Amount | None = Field(default=None, description="Places it takes, where known.")
    refrigerated: bool = False

    @property
    def gross_kg(self) -> float:
        """What goes into the vehicle when the donation takes place, in kg."""
        return sum(self.kg.values())

    def usable_kg(self, family: str) -> float:
        """Return the expected kg of a family left after no-shows and rejects."""
        return self.kg.get(family, 0.0) * (1 - self.no_show_rate) * (1 - self.reject_rate)


def in_week(
    donor: Donor, week_of: date, odd: bool, factors: Mapping[Day, float] = MappingProxyType({})
) -> Donor:
    """Return a donor with what it gives in one week alone: closures and exceptions taken in.

    Its offers then have the days of that week, and nothing is left to be announced. It may have
    none.

    Parameters
    ----------
    week_of
        The Monday of the week.
    odd
        Whether it is an odd one.
    factors
        What kg are multiplied by on some days; what is announced for a date is not.
    """
    instead = {
        one.on: one
        for one in donor.exceptions
        if 0 <= (one.on - week_of).days < 7 and away_on(donor.absences, one.on) is None
    }
    offers = []
    for offer in donor.offers:
        dates = {day: week_of + timedelta(days=DAY_NUMBER[day]) for day in offer.days}
        days = tuple(
            day
            for day, when in dates.items()
            if takes_place(when, offer.weeks, offer.of_month, odd)
            and when not in instead
            and away_on(donor.absences, when) is None
        )
        if days == offer.days and offer.weeks == "any" and not offer.of_month:
            offers.append(offer)
        elif days:
            offers.append(offer.changed(days=days, weeks="any", of_month=()))
    offers += [_instead(donor, one, factors) for _, one in sorted(instead.items())]
    same = len(offers) == len(donor.offers) and all(map(is_, offers, donor.offers))
    if same and not (donor.absences or donor.exceptions):
        return donor
    return donor.changed(offers=tuple(offers), absences=(), exceptions=())


def _instead(donor: Donor, one: GivesOtherwise, factors: Mapping[Day, float]) -> Offer:
    """Return the offer of one day that an exception makes."""
    day = DAYS[one.on.weekday()]
    usual = next((offer for offer in donor.offers if day in offer.days), donor.offers[0])
    kg = usual.day_kg.get(day, usual.kg)
    if one.kg is not None:  # the factor of the day is not meant for it
        kg = one.kg / factors.get(day, 1.0) if factors.get(day, 1.0) > 0 else 0.0
    return usual.changed(
        days=(day,),
        day_kg={day: kg},
        opens=one.opens or usual.opens,
        closes=one.closes or usual.closes,
        no_show_rate=usual.no_show_rate if one.kg is None else 0.0,
        pallets=usual.pallets if one.kg is None else None,
        weeks="any",
        of_month=(),
    )


def window_s(offer: Offer) -> tuple[int, int]:
    """Return an offer's opening and closing, in seconds since midnight."""
    return seconds(offer.opens), seconds(offer.closes)
