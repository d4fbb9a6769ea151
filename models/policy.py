"""Who pools what with whom, and the rules that everyone agreed on."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from models.base import Amount, Clock, Model, Share, Slug
from models.calendar import Day
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import table

Mode = Literal["alone", "hub", "direct"]
"""alone: each collects its own and goes home; hub: to a sorting place, then the last
mile; direct: collect, then drop on the way."""

Objective = Literal["food", "fairness", "hours", "cost"]
"""food: usable kg, most first; fairness: received over needed, the lowest association first;
hours: person-hours, fewest; cost: euros, fewest."""
STABILITY: Literal["stability"] = "stability"
"""As few changes as possible of the plan of an earlier week, where one is given."""


class Pool(Model):
    """Associations that work together, and how."""

    id: Annotated[Slug, fr("Groupe"), en("Pool")]
    label: Name
    mode: Annotated[Mode, fr("Façon de faire"), en("Way of working")]
    members: Annotated[
        tuple[Slug, ...],
        fr("Membres", "Associations qui reçoivent ; seul : chacune pour elle-même."),
        en("Members", "Associations that receive; alone: each for itself."),
        refers("associations"),
    ] = Field(min_length=1)
    hub: Annotated[
        Slug | None,
        fr("Lieu de tri", "L'association sur le site de laquelle on trie (façon « lieu de tri »)."),
        en("Hub", "The association at whose site food is sorted (mode hub)."),
        refers("associations"),
    ] = None
    collectors: Annotated[
        tuple[Slug, ...] | None,
        fr(
            "Collecteurs",
            "Membres dont les magasins, véhicules et équipages ramassent ; vide : tous.",
        ),
        en("Collectors", "Members whose stores, vehicles and crews collect; all when absent."),
        refers("associations"),
    ] = None
    own_crews_only: Annotated[
        bool,
        fr(
            "Chacun son équipage", "Oui : un véhicule ne sort qu'avec les gens de son propriétaire."
        ),
        en("Own crews only", "True: a vehicle goes out only with its owner's people."),
    ] = False
    fetch_only: Annotated[
        bool,
        fr(
            "Chacun vient chercher",
            "Oui : chaque membre vient chercher sa part au lieu de tri, avec ses véhicules.",
        ),
        en(
            "Each fetches its own",
            "True: each member fetches its own share at the hub with its own vehicles.",
        ),
    ] = False
    collectors_keep: Annotated[
        Share,
        fr(
            "Gardé par les collecteurs",
            "Part minimale de la nourriture du groupe qui reste à ses collecteurs.",
        ),
        en(
            "Kept by the collectors",
            "Least share of the pool's food that stays with its collectors.",
        ),
    ] = 0.0


class Commitment(Model):
    """A store promised to a vehicle on a day: given, not to be decided."""

    donor: Annotated[Slug, fr("Magasin"), en("Store"), refers("donors")]
    vehicle: Annotated[Slug, fr("Véhicule"), en("Vehicle"), refers("vehicles")]
    day: Annotated[Day, fr("Jour"), en("Day")]
    shift: Annotated[Slug | None, fr("Plage"), en("Shift"), refers("shifts")] = None
    at: Annotated[
        Clock | None,
        fr("À", "Heure promise du début du passage."),
        en("At", "Promised start of the pick-up."),
    ] = None
    alone: Annotated[
        bool,
        fr("Seul", "Oui : le seul passage de sa tournée."),
        en("Alone", "True: the only pick-up of its round."),
    ] = False


class Stage(Model):
    """One stage of the order of objectives."""

    objective: Annotated[
        Objective | Literal["stability"],
        fr(
            "Objectif",
            "La stabilité : changer le moins le plan de la semaine d'avant, quand il est donné.",
        ),
        en(
            "Objective",
            "Stability: fewest changes of the plan of the week before, where it is given.",
        ),
    ]
    tolerance: Annotated[
        Share,
        fr(
            "Tolérance",
            "Part que les objectifs suivants peuvent en céder ; équité : points de part du besoin, "
            "1 pour y renoncer.",
        ),
        en(
            "Tolerance",
            "How much of it later stages may give up, relative; fairness: points of the share of "
            "need, 1 to do without.",
        ),
    ] = 0.0


FAIRNESS = Stage(objective="fairness", tolerance=0.02)
"""Fairness where a policy does not name it."""


class Sought(NamedTuple):
    """An objective of which a plan has a value, in the order of objectives."""

    objective: Objective
    tolerance: float


class ColdChain(Model):
    """How long chilled and frozen food may travel without a refrigerated body."""

    max_min_out: Annotated[
        Amount,
        fr(
            "Frais sans équipement (min)",
            "Temps à bord permis au frais sans équipement, en minutes.",
        ),
        en("Chilled, no equipment (min)", "Chilled, without any equipment, minutes aboard."),
    ] = 30.0
    max_min_boxes: Annotated[
        Amount,
        fr("Frais en norvégienne (min)", "Temps à bord permis en norvégienne, en minutes."),
        en("Chilled, in insulated boxes (min)", "In insulated boxes, minutes aboard."),
    ] = 90.0


SplitRule = Literal[
    "leximin",
    "proportional",
    "equal_awards",
    "equal_losses",
    "talmud",
    "nash",
    "alpha_fair",
    "total_by_gini",
]
"""How food is split by kg; ``solver.allocation`` has a file for each."""


class FairSplit(Model):
    """How food is shared out, week after week."""

    rule: Annotated[
        SplitRule,
        fr(
            "Règle de répartition",
            "Pour les kg. Caisses et palettes entières sont toujours prises à tour de rôle.",
        ),
        en("Rule of the split", "By kg. Whole crates and pallets are always picked in turn."),
    ] = "leximin"
    rare_first: Annotated[
        bool,
        fr("Familles rares d'abord", "Répartir les familles rares avant les autres."),
        en("Rare families first", "Split the families marked rare before the others."),
    ] = True
    window_weeks: Annotated[
        int,
        fr("Semaines comparées", "Semaines sur lesquelles le reçu est comparé au besoin."),
        en("Weeks compared", "Weeks over which received and needed are compared."),
    ] = Field(default=8, ge=1, le=104)


class Policy(Model):
    """The rules of the week, as data."""

    pools: Annotated[
        tuple[Pool, ...],
        fr("Groupes", "Qui mutualise quoi avec qui."),
        en("Pools", "Who pools what with whom."),
        table("un groupe", "a pool", "label mode hub members"),
    ] = Field(min_length=1)
    opened: Annotated[
        tuple[Slug, ...],
        fr("Magasins ouverts", "Magasins propres que l'on ouvre au groupe."),
        en("Stores opened", "Private donors that this variant opens to the pool."),
        refers("donors"),
    ] = ()
    commitments: Annotated[
        tuple[Commitment, ...],
        fr("Engagements", "Passages promis à un véhicule."),
        en("Commitments", "Pick-ups promised to a vehicle."),
    ] = ()
    objectives: Annotated[
        tuple[Stage, ...],
        fr(
            "Objectifs",
            "Du premier au dernier ; aucune ligne : nourriture, équité, heures, coût. L'équité "
            "suit la nourriture quand elle n'est pas nommée ; la stabilité vient en dernier.",
        ),
        en(
            "Objectives",
            "From first to last; food, fairness, hours, cost when empty. Fairness follows food "
            "when it is not named; stability comes last.",
        ),
    ] = Field(
        default=(
            Stage(objective="food", tolerance=0.01),
            FAIRNESS,
            Stage(objective="hours", tolerance=0.01),
            Stage(objective="cost"),
        ),
        min_length=1,
    )
    split: Annotated[FairSplit, fr("Répartition"), en("Split")] = FairSplit()
    capacity_margin: Annotated[
        Share,
        fr(
            "Marge de charge",
            "Part de la charge laissée libre, car les quantités sont des prévisions.",
        ),
        en("Margin of load", "Share of payload kept free, as quantities are expectations."),
    ] = 0.1
    sorting_hours_per_kg: Annotated[
        Amount,
        fr("Tri (heures par kg)", "Heures de tri par kg ramassé."),
        en("Sorting (hours per kg)", "Sorting, hours per kg collected."),
    ] = 0.03
    sorting_min: Annotated[
        Amount,
        fr(
            "Délai de tri (min)",
            "Du déchargement au lieu de tri jusqu'à ce que ce soit prêt, en minutes.",
        ),
        en("Time for sorting (min)", "From unloading at a sorting place to ready, minutes."),
    ] = 60.0
    hub_unloading_min: Annotated[
        Amount,
        fr(
            "Déchargement au lieu de tri (min)",
            "Durée d'un déchargement au lieu de tri, en minutes.",
        ),
        en("Unloading at the hub (min)", "Unloading at the hub, minutes."),
    ] = 15.0
    hub_loading_min: Annotated[
        Amount,
        fr("Chargement au lieu de tri (min)", "Durée d'un chargement au lieu de tri, en minutes."),
        en("Loading at the hub (min)", "Loading at the hub, minutes."),
    ] = 15.0
    loaded_before_leaving: Annotated[
        bool,
        fr(
            "Chargé avant de partir",
            "Oui : une tournée qui part du lieu de tri trouve son premier chargement à bord.",
        ),
        en(
            "Loaded before leaving",
            "True: a round that starts at the hub finds its first load aboard.",
        ),
    ] = False
    collect_in_first_trip: Annotated[
        bool,
        fr(
            "Ramasser au premier trajet",
            "Oui : on ne ramasse que dans le premier trajet, après ses livraisons.",
        ),
        en("Collect in the first trip", "True: pick-ups only in the first trip, after its drops."),
    ] = False
    collecting_trip_max_min: Annotated[
        int | None,
        fr(
            "Trajet de ramasse au plus (min)",
            "Trajet le plus long qui ramasse, du départ au retour au lieu de tri, en minutes.",
        ),
        en(
            "Longest trip that collects (min)",
            "Longest trip that collects, from leaving to being back at the hub, minutes.",
        ),
    ] = Field(default=None, gt=0)
    all_due: Annotated[
        bool,
        fr(
            "Tout est dû",
            "Oui : tout ce qui est dû ou offert est à servir ; ce qui reste est dit en premier.",
        ),
        en(
            "All is due",
            "True: all that is due or offered is to be served; what is left is told first.",
        ),
    ] = False
    named_crews: Annotated[
        bool,
        fr(
            "Équipages nommés",
            "Non : qui envoie un véhicule trouve son équipage, les tournées ne nomment personne.",
        ),
        en("Named crews", "False: whoever sends a vehicle finds its crew, rounds name nobody."),
    ] = True
    cold_chain: Annotated[ColdChain, fr("Chaîne du froid"), en("Cold chain")] = ColdChain()
    day_factors: Annotated[
        dict[Day, Amount],
        fr(
            "Coefficient des dons",
            "Multiplie ce que les magasins donnent ce jour-là (lundi : 1,4).",
        ),
        en("Factor of donations", "Multiplies what donors give on a day (Monday 1.4)."),
    ] = Field(default_factory=dict)
    meal_kg: Annotated[
        float,
        fr("Un repas (kg)", "Poids d'un repas, en kg."),
        en("One meal (kg)", "One meal, in kg."),
    ] = Field(default=0.5, gt=0)
    co2_kg_per_litre: Annotated[
        Amount,
        fr("CO₂ du gazole (kg par litre)", "Du puits à la roue."),
        en("CO₂ of diesel (kg per litre)", "Diesel, well to wheel, kg per litre."),
    ] = 3.1
    co2_kg_per_food_kg: Annotated[
        Amount,
        fr("CO₂ évité (kg par kg)", "Évité par kg sauvé, en kg d'équivalent CO₂."),
        en("CO₂ avoided (kg per kg)", "Avoided by one kg saved, kg CO₂e."),
    ] = 1.5

    @property
    def stages(self) -> tuple[Sought, ...]:
        """The order of objectives but stability; fairness follows food where it is not named."""
        found: list[Sought] = []
        named = any(stage.objective == "fairness" for stage in self.objectives)
        for stage in self.objectives:
            if stage.objective == "stability":
                continue
            found.append(Sought(stage.objective, stage.tolerance))
            if stage.objective == "food" and not named:
                found.append(Sought("fairness", FAIRNESS.tolerance))
        return tuple(found)

    @property
    def before_stability(self) -> int | None:
        """How many of the stages come before stability; none where it is not named.

        Examples
        --------
        >>> alone = Pool(id="a", label="A", mode="alone", members=("a",))
        >>> order = [Stage(objective=name) for name in ("food", "stability", "hours")]
        >>> Policy(pools=(alone,), objectives=order).before_stability  # food, fairness after it
        2
        >>> Policy(pools=(alone,)).before_stability
        """
        named = [stage.objective for stage in self.objectives]
        if STABILITY not in named:
            return None
        before = set(named[: named.index(STABILITY)])
        if "food" in before and "fairness" not in named:
            before.add("fairness")
        return sum(stage.objective in before for stage in self.stages)

    @property
    def stability_tolerance(self) -> float:
        """How many changes more, as a part, the objectives after stability may make."""
        return next((one.tolerance for one in self.objectives if one.objective == STABILITY), 0.0)
