"""Who shares a warehouse: networks, the points they supply, what arrives, and who drives."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Amount, Model, Share, Slug
from models.calendar import Day, Window
from models.fields import en, fr, refers
from models.labels import Name, ShortName
from models.lists import sheet
from models.places import Place
from models.products import Temperature

Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""A whole number of pallet places."""


class Network(Model):
    """A network of associations that stores in the warehouse, or small structures together.

    Small structures outside the networks are hosted as one such party (``hosted``): they hold no
    surface of their own, and come in when ``admitted``.
    """

    id: Annotated[Slug, fr("Réseau"), en("Network")]
    label: Name
    short: ShortName = None
    hosted: Annotated[
        bool,
        fr("Hébergé", "Petites structures hors réseaux (sous-hébergement)."),
        en("Hosted", "Small structures outside the networks (sous-hébergement)."),
    ] = False
    admitted: Annotated[
        bool,
        fr("Admis", "Non : il ne stocke pas et n'est pas approvisionné dans cette variante."),
        en("Admitted", "False: neither stores nor is supplied in this variant."),
    ] = True
    surface_share: Annotated[
        Share,
        fr("Part de surface", "Part de la surface du bâtiment selon la convention."),
        en("Share of the surface", "Share of the building's surface under the agreement."),
    ] = 0.0
    minimum_places: Annotated[
        dict[Temperature, Count],
        fr("Places garanties", "Chaque semaine, par température, s'il les demande."),
        en(
            "Places guaranteed",
            "Pallet places guaranteed in every week, by temperature, if it asks for them.",
        ),
    ] = Field(default_factory=dict)
    minimum_m2: Annotated[
        Amount,
        fr("m² garantis", "Chaque semaine, s'il les demande."),
        en("m² guaranteed", "Square metres guaranteed in every week, if it asks for them."),
    ] = 0.0
    need_weight: Annotated[
        float, fr("Coefficient", "Multiplie sa demande."), en("Weight", "Multiplies its claim.")
    ] = Field(default=1.0, gt=0, le=1000, allow_inf_nan=False)
    safety_weeks: Annotated[
        Amount,
        fr("Semaines d'avance", "Semaines de besoin de ses points qu'il veut en stock."),
        en("Weeks in advance", "Weeks of its points' need that it wants in stock."),
    ] = 1.0
    gives: Annotated[
        bool,
        fr("Cède", "Peut céder aux autres ce qu'il ne peut pas utiliser à temps."),
        en("Gives", "May hand over to other networks what it cannot use in time."),
    ] = True
    takes: Annotated[
        bool,
        fr("Reprend", "Peut reprendre ce que d'autres ne peuvent pas utiliser."),
        en("Takes", "May take over what others cannot use in time."),
    ] = True
    outside_eur_per_year: Annotated[
        Amount | None,
        fr("Ailleurs (€ par an)", "Ce que lui coûterait de stocker ailleurs ; vide : calculé."),
        en(
            "Elsewhere (€ per year)",
            "What storing elsewhere would cost it a year; computed when absent.",
        ),
    ] = None
    home: Annotated[
        Place | None,
        fr("Chez lui", "Où il stockerait et d'où il partirait seul."),
        en("Its own place", "Where it would store and start from by itself."),
    ] = None

    @property
    def name(self) -> str:
        """Its short name if it has one, else its label."""
        return self.short or self.label


class Point(Model):
    """A distribution point that is supplied from the warehouse."""

    id: Annotated[Slug, fr("Point"), en("Point")]
    label: Name
    network: Annotated[Slug, fr("Réseau"), en("Network"), refers("warehouse.networks")]
    place: Annotated[Place, fr("Lieu"), en("Place")]
    people: Annotated[
        int,
        fr("Personnes aidées", "Un nombre, jamais une liste."),
        en("People helped", "People helped: a count, never a list."),
    ] = Field(default=0, ge=0)
    weekly_need_kg: Annotated[
        Amount,
        fr("Besoin (kg par semaine)", "Ce qu'il devrait recevoir par semaine, en kg."),
        en("Weekly need (kg)", "What it should get in a week, kg."),
    ]
    family_shares: Annotated[
        dict[Slug, Share] | None,
        fr(
            "Parts des familles (somme 1)",
            "Son besoin par famille ; vide : les parts de la plateforme.",
            each="Part",
        ),
        en(
            "Shares of families (sum 1)",
            "Its need by family; the warehouse's shares when absent.",
            each="Share",
        ),
        refers("families"),
    ] = None
    stock_kg: Annotated[
        dict[Slug, Amount],
        fr("Stock (kg)", "Ce qui est en rayon au départ, en kg par famille."),
        en("Stock (kg)", "What is on its shelves at the start, kg by family."),
        refers("families"),
    ] = Field(default_factory=dict)
    storage_kg: Annotated[
        dict[Temperature, Amount],
        fr("Stockage (kg)", "Ce qu'il peut garder, en kg par température ; vide : sans limite."),
        en("Storage (kg)", "What it can hold, kg by temperature; no limit if absent."),
    ] = Field(default_factory=dict)
    windows: Annotated[
        tuple[Window, ...],
        fr(
            "Heures de réception",
            "Quand un point peut être livré ; aucune ligne : à toute heure.",
        ),
        en("Reception hours", "When it can be supplied; at any time of a round when empty."),
        sheet("Heures des points", "Hours of points"),
    ] = ()
    unloading_min: Annotated[
        Amount | None,
        fr("Déchargement (min)", "En minutes ; vide : celui de la plateforme."),
        en("Unloading (min)", "Time of a drop, minutes; the warehouse's when absent."),
    ] = None
    largest_payload_kg: Annotated[
        Amount | None,
        fr(
            "Véhicule au plus (kg)",
            "Les véhicules de plus grande charge n'entrent pas ; vide : tous.",
        ),
        en("Largest vehicle (kg)", "Vehicles of a larger payload cannot enter; any when absent."),
    ] = None
    visits: Annotated[
        int | None,
        fr("Livraisons par semaine", "Vide : trouvées d'après son besoin."),
        en("Deliveries a week", "Deliveries a week; found from its need when absent."),
    ] = Field(default=None, ge=1, le=6)
    fetches: Annotated[
        bool,
        fr("Vient chercher", "Vient lui-même à la plateforme."),
        en("Fetches itself", "Comes to the warehouse by itself."),
    ] = False
    fetch_payload_kg: Annotated[
        Amount | None,
        fr("Son véhicule (kg)", "Ce qu'il emporte en une fois, en kg ; vide : sans limite."),
        en(
            "Its own vehicle (kg)",
            "What its own vehicle takes at a time, kg; no limit when absent.",
        ),
    ] = None
    platform: Annotated[
        Slug | None,
        fr("Plateforme", "Celle dont il dépend ; vide : la plus rapide à atteindre."),
        en("Platform", "The platform it depends on; the quickest to reach when absent."),
        refers("warehouse.platforms"),
    ] = None


class Flow(Model):
    """Food of one family that arrives for one network, week after week."""

    id: Annotated[Slug, fr("Arrivage"), en("Arrival")]
    label: Name
    network: Annotated[Slug, fr("Réseau"), en("Network"), refers("warehouse.networks")]
    family: Annotated[Slug, fr("Famille"), en("Family"), refers("families")]
    weekly_kg: Annotated[
        tuple[Amount, ...],
        fr(
            "kg par semaine",
            "La première semaine d'abord ; se répète quand il y en a moins que de semaines.",
        ),
        en(
            "kg a week",
            "kg by week of the horizon, the first week first; repeats when it is shorter.",
        ),
    ] = Field(min_length=1)
    expiry_weeks: Annotated[
        int,
        fr(
            "Semaines de garde",
            "Semaines après son arrivée où il peut encore sortir de la plateforme.",
        ),
        en(
            "Weeks it keeps",
            "Weeks after that of its arrival in which it may still leave the warehouse.",
        ),
    ] = Field(ge=0, le=520)
    days: Annotated[
        tuple[Day, ...],
        fr("Jours", "Jours où viennent ses camions ; vide : ceux de la plateforme."),
        en("Days", "Days on which its lorries come; the warehouse's when empty."),
    ] = ()
    transferable: Annotated[
        bool,
        fr("Cessible", "Peut être cédé à un autre réseau (règles du donateur)."),
        en("May be handed over", "May be handed over to another network (rules of the donor)."),
    ] = True

    def arrives_kg(self, week: int) -> float:
        """Return what arrives in a week of the horizon, in kg.

        Examples
        --------
        >>> flow = Flow(id="a", label="A", network="n", family="dry", weekly_kg=(5.0, 0.0),
        ...             expiry_weeks=4)
        >>> [flow.arrives_kg(week) for week in range(3)]
        [5.0, 0.0, 5.0]
        """
        return self.weekly_kg[week % len(self.weekly_kg)]


class OpeningStock(Model):
    """What one network has in the warehouse when the horizon begins."""

    network: Annotated[Slug, fr("Réseau"), en("Network"), refers("warehouse.networks")]
    family: Annotated[Slug, fr("Famille"), en("Family"), refers("families")]
    kg: Annotated[Amount, fr("kg"), en("kg")]
    expiry_weeks: Annotated[
        int,
        fr("Semaines de garde", "Semaines après la première où il peut encore sortir."),
        en("Weeks it keeps", "Weeks after the first in which it may still leave."),
    ] = Field(ge=0, le=520)
    transferable: Annotated[bool, fr("Cessible"), en("May be handed over")] = True
