"""French titles and notes of deliveries from a depot."""

from __future__ import annotations

from collections.abc import Mapping

DELIVERY_FIELDS: Mapping[str, tuple[str, str]] = {
    "ScenarioFile.boxes_per_day": (
        "Norvégiennes par jour",
        "Caisses isothermes pour les livraisons d'un jour, tous véhicules ensemble.",
    ),
    "Association.max_round_min": (
        "Tournée au plus (min)",
        "Tournée la plus longue qui la dessert, en minutes.",
    ),
    "Association.first_stop": (
        "Premier arrêt",
        "Oui : elle n'est jamais que le premier arrêt d'une tournée.",
    ),
    "Offer.pallets": ("Palettes", "Places de palettes que cela prend, quand on les connaît."),
    "Offer.refrigerated": (
        "Frigorifique exigé",
        "Oui : seul un véhicule frigorifique peut passer, quels que soient les produits.",
    ),
    "Vehicle.carries": (
        "Porte",
        "Températures qu'il peut porter ; vide : toutes celles que permet son équipement.",
    ),
    "Vehicle.frozen_pallets": (
        "Surgelé sur palette",
        "Housses isothermes : il peut apporter du surgelé sur palette.",
    ),
    "Commitment.alone": ("Seul", "Oui : le seul passage de sa tournée."),
    "Policy.loaded_before_leaving": (
        "Chargé avant de partir",
        "Oui : une tournée qui part du lieu de tri trouve son premier chargement à bord.",
    ),
    "Policy.collect_in_first_trip": (
        "Ramasser au premier trajet",
        "Oui : on ne ramasse que dans le premier trajet, après ses livraisons.",
    ),
    "Policy.collecting_trip_max_min": (
        "Trajet de ramasse au plus (min)",
        "Trajet le plus long qui ramasse, du départ au retour au lieu de tri, en minutes.",
    ),
    "Policy.all_due": (
        "Tout est dû",
        "Oui : tout ce qui est dû ou offert est à servir ; ce qui reste est dit en premier.",
    ),
    "Policy.named_crews": (
        "Équipages nommés",
        "Non : qui envoie un véhicule trouve son équipage, les tournées ne nomment personne.",
    ),
    "TravelPolicy.peak_min": (
        "Pointe (min)",
        "Minutes de pointe après le départ ; ensuite off_peak_seconds de la table.",
    ),
    "Delivery.id": ("Livraison", ""),
    "Delivery.source": ("Dépôt", "Une association qui est le lieu de tri d'un groupe."),
    "Delivery.to": ("Pour", "L'association qui reçoit."),
    "Delivery.days": ("Jours", "Jours où elle peut être apportée ; vide : tous."),
    "Delivery.weeks": (
        "Semaines",
        "Due chaque semaine, ou les semaines impaires ou paires (numéros ISO).",
    ),
    "Delivery.min_visits": ("Passages au moins", "Arrêts entre lesquels elle est répartie."),
    "Delivery.max_visits": ("Passages au plus", "Arrêts entre lesquels elle est répartie."),
    "LoadUnit.family": ("Famille", ""),
    "LoadUnit.kg": ("kg", ""),
    "LoadUnit.pallets": ("Palettes", "Places de palettes ; les demies sont courantes."),
    "LoadUnit.boxes": ("Norvégiennes", "Caisses isothermes dans lesquelles elle voyage."),
    "Errand.vehicle": ("Véhicule", ""),
    "Errand.day": ("Jour", ""),
    "Errand.trip": ("Trajet", "Quel trajet du véhicule ce jour-là, à partir de 1."),
    "Errand.to": ("Pour", "L'association desservie."),
    "Errand.rides_along": (
        "Avec",
        "Livraisons qui peuvent venir avec, pour elle et à ses jours ; vide : aucune.",
    ),
}
