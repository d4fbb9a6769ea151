"""What pooling costs to begin, what food and hours are worth, and who could pool with whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Model, Slug, Text
from models.fields import en, fr, refers

Pair = Annotated[tuple[Slug, Slug], Field(description="Two associations that know each other.")]


CostRule = Literal[
    "shapley",
    "nucleolus",
    "per_capita",
    "equal_profit",
    "least_core",
    "alternative_cost_avoided",
    "kg",
    "people",
    "surface",
    "km",
    "alone",
]
"""Rules of ``solver.cost_sharing``; the last five are in proportion to something."""
COST_RULE_NAMES: Mapping[str, Text] = {
    "shapley": Text(fr="Shapley", en="Shapley"),
    "nucleolus": Text(fr="nucléole", en="nucleolus"),
    "per_capita": Text(fr="nucléole par tête", en="per-capita nucleolus"),
    "equal_profit": Text(fr="gains relatifs égaux", en="equal profit"),
    "least_core": Text(fr="moindre cœur", en="least core"),
    "alternative_cost_avoided": Text(fr="coût évité", en="alternative cost avoided"),
    "kg": Text(fr="aux kg reçus", en="by kg received"),
    "people": Text(fr="aux personnes aidées", en="by people helped"),
    "surface": Text(fr="à la surface", en="by surface"),
    "km": Text(fr="aux km de chacun seul", en="by km alone"),
    "alone": Text(fr="au coût de chacun seul", en="by cost alone"),
}
_NUCLEOLUS = Text(
    fr="De tous les groupes qui pourraient partir, celui qui économise le moins en restant "
    "économise le plus possible",
    en="Of all groups that could leave, the one that saves least by staying saves as much as it "
    "can",
)
COST_RULE_MEANINGS: Mapping[str, Text] = {
    "shapley": Text(
        fr="Chacun paie ce que son arrivée ajoute au coût, en moyenne sur tous les ordres "
        "d'arrivée.",
        en="Each pays what its arrival adds to the cost, on average over all orders of arrival.",
    ),
    "nucleolus": Text(
        fr=f"{_NUCLEOLUS.fr} ; puis le suivant, jusqu'au dernier.",
        en=f"{_NUCLEOLUS.en}; then the next, to the last.",
    ),
    "per_capita": Text(
        fr=f"{_NUCLEOLUS.fr}, compté par membre ; puis le suivant, jusqu'au dernier.",
        en=f"{_NUCLEOLUS.en}, counted by member; then the next, to the last.",
    ),
    "equal_profit": Text(
        fr="Chacun économise la même part de ce qu'il paierait seul, d'aussi près que possible "
        "sans qu'un groupe ait intérêt à partir.",
        en="Each saves the same part of what it would pay alone, as nearly as can be without a "
        "group that has reason to leave.",
    ),
    "least_core": Text(
        fr="Ce qu'un groupe gagnerait au plus à partir est le plus petit possible.",
        en="The most that a group would save by leaving is as small as can be.",
    ),
    "alternative_cost_avoided": Text(
        fr="Chacun paie ce que son départ éviterait ; le reste se partage selon ce que chacun "
        "économise en venant.",
        en="Each pays what its leaving would avoid; the rest is shared by what each saves by "
        "joining.",
    ),
    "kg": Text(
        fr="Chacun paie selon les kg qu'il reçoit.", en="Each pays by the kg that it receives."
    ),
    "people": Text(
        fr="Chacun paie selon le nombre de personnes qu'il aide.",
        en="Each pays by the number of people that it helps.",
    ),
    "surface": Text(
        fr="Chacun paie selon la surface de ses locaux.",
        en="Each pays by the surface of its premises.",
    ),
    "km": Text(
        fr="Chacun paie selon les kilomètres qu'il ferait seul.",
        en="Each pays by the km that it would drive alone.",
    ),
    "alone": Text(
        fr="Chacun paie selon ce qu'il paierait seul.", en="Each pays by what it would pay alone."
    ),
}
"""What each rule does, in one sentence that a treasurer can read aloud."""


class EntryCosts(Model):
    """What it takes one group to begin pooling, and then to keep at it."""

    setup_eur: Annotated[
        Amount,
        fr("Mise en place (€)", "Une fois, pour le groupe."),
        en("Setting up (€)", "Once, for the group."),
    ] = 0.0
    setup_eur_per_member: Annotated[
        Amount,
        fr("Mise en place par membre (€)", "Une fois, pour chaque membre."),
        en("Setting up, per member (€)", "Once, for each member."),
    ] = 0.0
    setup_hours: Annotated[
        Amount,
        fr("Mise en place (heures)", "Heures de coordination, une fois."),
        en("Setting up (hours)", "Coordinator's hours, once."),
    ] = 0.0
    hours_per_week: Annotated[
        Amount,
        fr("Coordination (heures par semaine)", "Heures de coordination chaque semaine."),
        en("Coordination (hours a week)", "Coordinator's hours every week."),
    ] = 0.0
    hours_per_week_per_member: Annotated[
        Amount,
        fr(
            "Coordination par membre (heures par semaine)",
            "Heures de coordination chaque semaine pour chaque membre.",
        ),
        en(
            "Coordination per member (hours a week)",
            "Coordinator's hours every week for each member.",
        ),
    ] = 0.0
    eur_per_hour: Annotated[
        Amount,
        fr("Heure de coordination (€)", "Une heure de coordination."),
        en("Coordinator's hour (€)", "One coordinator's hour."),
    ] = 0.0
    learning_weeks: Annotated[
        int,
        fr(
            "Apprentissage (semaines)",
            "Semaines après lesquelles tout le gain est là ; d'ici là il croît régulièrement.",
        ),
        en(
            "Learning (weeks)",
            "Weeks after which the whole gain is there; until then it grows evenly.",
        ),
    ] = Field(default=0, ge=0, le=520)

    def once_eur(self, members: int) -> float:
        """Return what a group of so many members pays once, euros; nothing for one alone."""
        if members < 2:
            return 0.0
        hours = self.setup_hours * self.eur_per_hour
        return self.setup_eur + members * self.setup_eur_per_member + hours

    def weekly_eur(self, members: int) -> float:
        """Return what a group of so many members pays every week, euros; nothing for one alone."""
        if members < 2:
            return 0.0
        hours = self.hours_per_week + members * self.hours_per_week_per_member
        return hours * self.eur_per_hour


class Baseline(Model):
    """What a mean week was before pooling: kept, to be compared with the weeks since."""

    since: Annotated[
        date,
        fr("Mise en commun depuis le", "Le premier jour de la mise en commun."),
        en("Pooled since", "The first day of pooling."),
    ]
    kg: Annotated[
        Amount | None,
        fr("kg par semaine, avant", "Ramassés par semaine avant la mise en commun."),
        en("kg a week, before", "Collected a week before pooling."),
    ] = None
    km: Annotated[
        Amount | None,
        fr("km par semaine, avant", "Roulés par semaine avant la mise en commun."),
        en("km a week, before", "Driven a week before pooling."),
    ] = None
    hours: Annotated[
        Amount | None,
        fr("Heures par semaine, avant", "Heures de véhicule par semaine, avant."),
        en("Hours a week, before", "Vehicle hours a week, before."),
    ] = None
    source: Annotated[
        str,
        fr("D'où viennent ces chiffres", "Imprimé à côté d'eux."),
        en("Where these figures come from", "Printed beside them."),
    ] = Field(default="", max_length=200)


class Pooling(Model):
    """Prices and limits under which groups are compared."""

    eur_per_kg: Annotated[
        Amount,
        fr("Valeur d'un kg (€)", "Ce que vaut un kg utilisable."),
        en("Value of a kg (€)", "What one usable kg is worth."),
    ] = 2.0
    eur_per_person_hour: Annotated[
        Amount,
        fr("Valeur d'une heure (€)", "Ce que vaut une heure d'équipage ou de tri."),
        en("Value of an hour (€)", "What one hour of the crews and of sorting is worth."),
    ] = 0.0
    entry: Annotated[EntryCosts, fr("Coûts d'entrée"), en("Entry costs")] = EntryCosts()
    horizon_weeks: Annotated[
        int,
        fr("Étalement (semaines)", "Semaines sur lesquelles s'étale ce qui est payé une fois."),
        en("Spread over (weeks)", "Weeks over which what is paid once is spread."),
    ] = Field(default=52, ge=1, le=1040)
    max_members: Annotated[
        int | None,
        fr("Membres au plus", "Membres d'un groupe, au plus."),
        en("Members, at most", "Members of a group, at most."),
    ] = Field(default=None, ge=2)
    max_km: Annotated[
        Amount | None,
        fr(
            "Distance au plus (km)",
            "Entre les portes de deux membres, en km par la route, au plus.",
        ),
        en("Distance, at most (km)", "Between the doors of any two members, km by road, at most."),
    ] = None
    acquaintances: Annotated[
        tuple[Pair, ...] | None,
        fr("Connaissances", "Qui connaît qui ; aucune ligne : tout le monde."),
        en("Acquaintances", "Who knows whom; a group is linked by them. Everyone when absent."),
        refers("associations"),
    ] = None

    key: Annotated[
        CostRule | None,
        fr(
            "Clé de répartition convenue",
            "Celle du règlement de chaque mois ; vide : aucune n'est convenue, et personne ne doit "
            "rien à personne.",
        ),
        en(
            "Agreed key",
            "That of each month's settlement; none is agreed when absent, and nobody owes "
            "anything.",
        ),
    ] = None
    baseline: Annotated[
        Baseline | None,
        fr("Avant la mise en commun"),
        en("Before pooling"),
    ] = None

    def group_eur_per_week(self, members: int) -> float:
        """Return a group's entry costs, euros a week, what is paid once being spread."""
        return self.entry.weekly_eur(members) + self.entry.once_eur(members) / self.horizon_weeks
