"""A territory: where people in need live, where they are helped, how far they can go."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Clock, Label, Model, Share, Slug, Text
from models.calendar import Day
from models.fields import en, fr
from models.labels import Name
from models.lists import one, table
from models.places import Place
from models.publics import Audience, Mode

Way = Literal["foot", "bus", "car"]
"""How people go to an outlet."""
NeedClass = Literal["children", "single_parents", "older", "in_studies"]
"""People counted apart, who may be counted in several classes."""
MOST_PEOPLE = 10_000_000
COMMUNE_LETTERS = 5
"""Letters of the id of a commune or arrondissement; an IRIS has 9, a grid cell more."""

WAYS: dict[Way, Text] = {
    "foot": Text(fr="à pied", en="on foot"),
    "bus": Text(fr="en bus", en="by bus"),
    "car": Text(fr="en voiture", en="by car"),
}
CLASS_AUDIENCE: dict[NeedClass, Audience] = {
    "children": "families",
    "single_parents": "families",
    "older": "seniors",
    "in_studies": "students",
}
"""As what an outlet admits the people of a class."""

Count = Annotated[int | None, Field(ge=0, le=MOST_PEOPLE)]


class NeedZone(Model):
    """A commune, an arrondissement, an IRIS or a grid cell, and what is known of its people.

    What nobody knows stays empty: never a nought.
    """

    id: Annotated[
        Slug,
        fr("Code de la zone", "Son code Insee quand elle en a un."),
        en("Code of the area", "Its Insee code where it has one."),
    ]
    label: Name
    place: Annotated[
        Place,
        fr("Centre habité", "D'où l'on part : la mairie, pas le milieu du contour."),
        en("Inhabited centre", "Where people set out: the town hall, not the outline's middle."),
    ]
    inhabitants: Annotated[
        Count,
        fr("Habitants", "Personnes dont le revenu est connu, ou population ; vide : inconnu."),
        en("Inhabitants", "People whose income is known, or all; empty: not known."),
    ] = None
    poverty_rate: Annotated[
        Share | None,
        fr("Taux de pauvreté", "De 0 à 1 ; vide : inconnu, ou secret statistique."),
        en("Poverty rate", "From 0 to 1; empty: not known, or kept secret."),
    ] = None
    need_low: Annotated[
        Count,
        fr("Personnes dans le besoin, au moins", "Compté sur place ; prime sur le taux."),
        en("People in need, at least", "As counted there; goes before the rate."),
    ] = None
    need_high: Annotated[
        Count,
        fr("Personnes dans le besoin, au plus", "Vide : autant qu'au moins."),
        en("People in need, at most", "As many as at least when empty."),
    ] = None
    camp_people: Annotated[
        int,
        fr("Personnes en campement", "Total de la commune, jamais par campement."),
        en("People in camps", "Of the whole commune, never of one camp."),
    ] = Field(default=0, ge=0, le=MOST_PEOPLE)
    children: Annotated[
        Count,
        fr("Enfants pauvres", "11 au moins, ou vide."),
        en("Poor children", "11 at least, or empty."),
    ] = None
    single_parents: Annotated[
        Count,
        fr("Parents seuls", "Foyers d'un seul parent ; 11 au moins, ou vide."),
        en("Single parents", "Households of one parent; 11 at least, or empty."),
    ] = None
    older: Annotated[
        Count,
        fr("Personnes âgées pauvres", "11 au moins, ou vide."),
        en("Poor older people", "11 at least, or empty."),
    ] = None
    in_studies: Annotated[
        Count,
        fr("Étudiants pauvres", "11 au moins, ou vide."),
        en("Poor students", "11 at least, or empty."),
    ] = None
    note: Annotated[
        str,
        fr("Ce que l'on en sait", "Une note du terrain, écrite à côté de la zone."),
        en("What is known there", "A note from the ground, written beside the area."),
        Field(max_length=300),
    ] = ""

    @property
    def need(self) -> tuple[int, int] | None:
        """People in need, at least and at most, camps included; none where nobody knows.

        Examples
        --------
        >>> at = Place(commune="Arles", lat=43.68, lon=4.63)
        >>> NeedZone(id="a", label="A", place=at, inhabitants=200, poverty_rate=0.24).need
        (48, 48)
        >>> NeedZone(id="a", label="A", place=at, inhabitants=200).need is None
        True
        """
        low, high = self.need_low, self.need_high
        if low is None and high is not None:
            low = 0
        if low is not None:
            return low + self.camp_people, (low if high is None else high) + self.camp_people
        if self.inhabitants is None or self.poverty_rate is None:
            return None
        poor = round(self.inhabitants * self.poverty_rate)
        return poor + self.camp_people, poor + self.camp_people


class AidPoint(Model):
    """An outlet on the map: where it is, whom it receives, how many and how often."""

    id: Annotated[Slug, fr("Point d'aide"), en("Point of help")]
    label: Name
    place: Annotated[Place, fr("Lieu"), en("Place")]
    mode: Annotated[
        Mode | None, fr("Forme d'aide", "Vide : inconnue."), en("Form of help", "Empty: not known.")
    ] = None
    admits: Annotated[
        tuple[Audience, ...],
        fr("Publics accueillis", "Vide : tous, à ce que l'on sait."),
        en("Whom it admits", "All, as far as is known, when empty."),
    ] = ()
    days_a_week: Annotated[
        float | None,
        fr("Jours par semaine", "0,5 : une semaine sur deux ; vide : inconnu."),
        en("Days a week", "0.5: every other week; empty: not known."),
    ] = Field(default=None, ge=0, le=7)
    people_a_day: Annotated[
        int | None,
        fr("Personnes par jour d'ouverture", "Qu'il peut recevoir ; vide : inconnu."),
        en("People each day it opens", "Whom it can receive; empty: not known."),
    ] = Field(default=None, ge=0, le=100_000)
    siret: Annotated[
        str, fr("SIRET", "14 chiffres."), en("SIRET", "14 digits."), Field(max_length=20)
    ] = ""
    rna: Annotated[
        str,
        fr("RNA", "W et 9 chiffres."),
        en("RNA", "W and 9 digits."),
        Field(max_length=12),
    ] = ""
    updated: Annotated[
        date | None,
        fr("Mis à jour le", "Par qui tient la liste ; vide : inconnu."),
        en("Updated on", "By whoever keeps the list; empty: not known."),
    ] = None
    source: Annotated[
        str,
        fr("Liste d'où il vient"),
        en("List it comes from"),
        Field(max_length=200),
    ] = ""

    @property
    def places_a_week(self) -> float | None:
        """People it can receive in a week; none where it is not known."""
        if self.days_a_week is None or self.people_a_day is None:
            return None
        return self.days_a_week * self.people_a_day


class ScoreWeights(Model):
    """How much each thing counts in the score; only their proportions matter."""

    poverty: Annotated[
        Amount,
        fr("Poids du taux de pauvreté", "Parts : seules les proportions comptent."),
        en("Weight of the poverty rate", "Parts: only proportions matter."),
    ] = 3.0
    people: Annotated[
        Amount,
        fr("Poids du nombre de personnes", "Dans le besoin."),
        en("Weight of the count of people", "In need."),
    ] = 2.0
    way: Annotated[
        Amount,
        fr("Poids du trajet", "Jusqu'au lieu le plus proche."),
        en("Weight of the way", "To the nearest outlet."),
    ] = 3.0
    places: Annotated[
        Amount,
        fr("Poids des places", "Par personne dans le besoin."),
        en("Weight of places", "For each person in need."),
    ] = 2.0


class TerritoryFiles(Model):
    """Tables beside the scenario, as their makers publish them."""

    figures: Annotated[
        tuple[str, ...],
        fr(
            "Fichiers de chiffres",
            "Filosofi (commune, IRIS, carreaux de 200 m), population, besoins.",
        ),
        en("Files of figures", "Filosofi (commune, IRIS, 200 m grid), population, needs."),
    ] = ()
    codes: Annotated[
        tuple[str, ...],
        fr("Tables de passage", "Anciens codes de communes et nouveaux."),
        en("Tables of codes", "Old codes of communes and new ones."),
    ] = ()
    lists: Annotated[
        tuple[str, ...],
        fr("Listes de lieux", "Soliguide, data·inclusion, la liste d'un réseau."),
        en("Lists of outlets", "Soliguide, data·inclusion, a network's list."),
    ] = ()
    timetable: Annotated[
        str | None,
        fr("Horaires des bus", "Un fichier GTFS (.zip) encore valable."),
        en("Timetable of buses", "A GTFS file (.zip) that is still valid."),
    ] = None


class SameHours(Model):
    """What some hours of volunteers each week may buy: what is compared."""

    hours_a_week: Annotated[
        float,
        fr("Heures de bénévoles de plus", "Par semaine, les mêmes pour chaque idée."),
        en("More hours of volunteers", "A week, the same for each idea."),
    ] = Field(default=12.0, gt=0, le=10_000)
    day_hours: Annotated[
        float,
        fr("Heures pour un jour d'ouverture", "4 personnes pendant 3 heures : 12."),
        en("Hours for a day of opening", "4 people for 3 hours: 12."),
    ] = Field(default=12.0, gt=0, le=1000)
    new_point_hours: Annotated[
        float,
        fr("Heures pour un jour d'un nouveau lieu", "Avec son approvisionnement."),
        en("Hours for a day of a new outlet", "With its supply."),
    ] = Field(default=18.0, gt=0, le=1000)
    new_point_people: Annotated[
        int,
        fr("Personnes par jour d'un nouveau lieu"),
        en("People each day of a new outlet"),
    ] = Field(default=60, ge=1, le=100_000)
    van_hours: Annotated[
        float,
        fr("Heures pour une sortie de camionnette", "3 personnes pendant 4 heures : 12."),
        en("Hours for an outing of a van", "3 people for 4 hours: 12."),
    ] = Field(default=12.0, gt=0, le=1000)
    van_stops: Annotated[int, fr("Haltes par sortie"), en("Stops of an outing")] = Field(
        default=2, ge=1, le=6
    )
    van_people: Annotated[
        int,
        fr("Personnes par halte", "Servies à chacune, au plus."),
        en("People at a stop", "Served at each, at most."),
    ] = Field(default=60, ge=1, le=100_000)


class Territory(Model):
    """Areas, outlets, how far is too far, and what is asked of the map."""

    figures_source: Annotated[
        Label | None,
        fr("Source des chiffres", "Qui les publie, et leur année."),
        en("Source of the figures", "Who publishes them, and their year."),
    ] = None
    zones: Annotated[
        tuple[NeedZone, ...],
        fr("Zones du territoire", "Où vivent les gens."),
        en("Areas of the territory", "Where people live."),
        one("une zone", "an area"),
        table("une zone", "an area", "label inhabitants poverty_rate need_low need_high"),
    ] = ()
    points: Annotated[
        tuple[AidPoint, ...],
        fr("Points d'aide", "Où l'on est aidé."),
        en("Points of help", "Where people are helped."),
        one("un point d'aide", "a point of help"),
        table("un point d'aide", "a point of help", "label place.commune mode days_a_week"),
    ] = ()
    files: Annotated[TerritoryFiles, fr("Fichiers du territoire"), en("Files of the territory")] = (
        TerritoryFiles()
    )
    weights: Annotated[ScoreWeights, fr("Poids de la note"), en("Weights of the score")] = (
        ScoreWeights()
    )
    more: Annotated[SameHours, fr("Ce que l'on compare"), en("What is compared")] = SameHours()
    access_by: Annotated[
        Way,
        fr("Trajet qui compte", "Pour la note et les places : à pied, en bus ou en voiture."),
        en("Way that counts", "For the score and places: on foot, by bus or by car."),
    ] = "car"
    foot_max_min: Annotated[float, fr("Trop loin à pied (min)"), en("Too far on foot (min)")] = (
        Field(default=30.0, gt=0, le=600)
    )
    bus_max_min: Annotated[
        float,
        fr("Trop loin en bus (min)", "Marche et attente comprises."),
        en("Too far by bus (min)", "Walk and wait included."),
    ] = Field(default=45.0, gt=0, le=600)
    car_max_min: Annotated[float, fr("Trop loin en voiture (min)"), en("Too far by car (min)")] = (
        Field(default=20.0, gt=0, le=600)
    )
    walk_kmh: Annotated[float, fr("Vitesse à pied (km/h)"), en("Speed on foot (km/h)")] = Field(
        default=4.5, gt=0, le=10
    )
    bus_day: Annotated[
        Day,
        fr("Jour des bus", "Celui dont les horaires comptent."),
        en("Day of buses", "Whose timetable counts."),
    ] = "tue"
    bus_from: Annotated[
        Clock,
        fr("Départ à partir de", "On prend le meilleur départ des deux heures qui suivent."),
        en("Setting out from", "The best departure of the two hours that follow is taken."),
    ] = "09:00"
    people_if_unknown: Annotated[
        Count,
        fr("Places supposées", "Par semaine, là où elles sont inconnues ; vide : aucune."),
        en("Places assumed", "A week, where they are not known; none when empty."),
    ] = None
    places_wanted: Annotated[
        float,
        fr("Places voulues", "Par semaine pour 100 personnes dans le besoin."),
        en("Places wanted", "A week for 100 people in need."),
    ] = Field(default=10.0, gt=0, le=700)
    worst: Annotated[
        int,
        fr("Zones à traiter d'abord", "Combien l'on en nomme."),
        en("Areas to be dealt with first", "How many are named."),
    ] = Field(default=10, ge=1, le=100)
    new_points: Annotated[
        int,
        fr("Nouveaux lieux", "Combien l'on en place."),
        en("New outlets", "How many are sited."),
    ] = Field(default=5, ge=1, le=50)

    def limit_min(self, way: Way) -> float:
        """Return beyond how many minutes an outlet is too far."""
        return {"foot": self.foot_max_min, "bus": self.bus_max_min, "car": self.car_max_min}[way]
