"""French titles and notes of the rules: policy, pooling, bookings, travel."""

from __future__ import annotations

from collections.abc import Mapping

RULE_FIELDS: Mapping[str, tuple[str, str]] = {
    # the policy
    "Policy.opened": ("Magasins ouverts", "Magasins propres que l'on ouvre au groupe."),
    "Policy.capacity_margin": (
        "Marge de charge",
        "Part de la charge laissée libre, car les quantités sont des prévisions.",
    ),
    "Policy.sorting_hours_per_kg": ("Tri (heures par kg)", "Heures de tri par kg ramassé."),
    "Policy.sorting_min": (
        "Délai de tri (min)",
        "Du déchargement au lieu de tri jusqu'à ce que ce soit prêt, en minutes.",
    ),
    "Policy.hub_unloading_min": (
        "Déchargement au lieu de tri (min)",
        "Durée d'un déchargement au lieu de tri, en minutes.",
    ),
    "Policy.hub_loading_min": (
        "Chargement au lieu de tri (min)",
        "Durée d'un chargement au lieu de tri, en minutes.",
    ),
    "Policy.day_factors": (
        "Coefficient des dons",
        "Multiplie ce que les magasins donnent ce jour-là (lundi : 1,4).",
    ),
    "Policy.meal_kg": ("Un repas (kg)", "Poids d'un repas, en kg."),
    "Policy.co2_kg_per_litre": ("CO₂ du gazole (kg par litre)", "Du puits à la roue."),
    "Policy.co2_kg_per_food_kg": (
        "CO₂ évité (kg par kg)",
        "Évité par kg sauvé, en kg d'équivalent CO₂.",
    ),
    "FairSplit.rule": (
        "Règle de répartition",
        "Pour les kg. Caisses et palettes entières sont toujours prises à tour de rôle.",
    ),
    "FairSplit.rare_first": (
        "Familles rares d'abord",
        "Répartir les familles rares avant les autres.",
    ),
    "FairSplit.window_weeks": (
        "Semaines comparées",
        "Semaines sur lesquelles le reçu est comparé au besoin.",
    ),
    "ColdChain.max_min_out": (
        "Frais sans équipement (min)",
        "Temps à bord permis au frais sans équipement, en minutes.",
    ),
    "ColdChain.max_min_boxes": (
        "Frais en norvégienne (min)",
        "Temps à bord permis en caisse isotherme, en minutes.",
    ),
    "Pool.id": ("Groupe", ""),
    "Pool.label": ("Nom", ""),
    "Pool.mode": ("Façon de faire", ""),
    "Pool.members": ("Membres", "Associations qui reçoivent ; seul : chacune pour elle-même."),
    "Pool.hub": (
        "Lieu de tri",
        "L'association sur le site de laquelle on trie (façon « lieu de tri »).",
    ),
    "Pool.collectors": (
        "Collecteurs",
        "Membres dont les magasins, véhicules et équipages ramassent ; vide : tous.",
    ),
    "Pool.own_crews_only": (
        "Chacun son équipage",
        "Oui : un véhicule ne sort qu'avec les gens de son propriétaire.",
    ),
    "Pool.fetch_only": (
        "Chacun vient chercher",
        "Oui : chaque membre vient chercher sa part au lieu de tri, avec ses véhicules.",
    ),
    "Pool.collectors_keep": (
        "Gardé par les collecteurs",
        "Part minimale de la nourriture du groupe qui reste à ses collecteurs.",
    ),
    "Commitment.donor": ("Magasin", ""),
    "Commitment.vehicle": ("Véhicule", ""),
    "Commitment.day": ("Jour", ""),
    "Commitment.shift": ("Plage", ""),
    "Commitment.at": ("À", "Heure promise du début du passage."),
    "Stage.objective": ("Objectif", ""),
    "Stage.tolerance": (
        "Tolérance",
        "Part que les objectifs suivants peuvent en céder.",
    ),
    # pooling
    "Pooling.eur_per_kg": ("Valeur d'un kg (€)", "Ce que vaut un kg utilisable."),
    "Pooling.eur_per_person_hour": (
        "Valeur d'une heure (€)",
        "Ce que vaut une heure d'équipage ou de tri.",
    ),
    "Pooling.horizon_weeks": (
        "Étalement (semaines)",
        "Semaines sur lesquelles s'étale ce qui est payé une fois.",
    ),
    "Pooling.max_members": ("Membres au plus", "Membres d'un groupe, au plus."),
    "Pooling.max_km": (
        "Distance au plus (km)",
        "Entre les portes de deux membres, en km par la route, au plus.",
    ),
    "EntryCosts.setup_eur": ("Mise en place (€)", "Une fois, pour le groupe."),
    "EntryCosts.setup_eur_per_member": (
        "Mise en place par membre (€)",
        "Une fois, pour chaque membre.",
    ),
    "EntryCosts.setup_hours": (
        "Mise en place (heures)",
        "Heures de coordination, une fois.",
    ),
    "EntryCosts.hours_per_week": (
        "Coordination (heures par semaine)",
        "Heures de coordination chaque semaine.",
    ),
    "EntryCosts.hours_per_week_per_member": (
        "Coordination par membre (heures par semaine)",
        "Heures de coordination chaque semaine pour chaque membre.",
    ),
    "EntryCosts.eur_per_hour": (
        "Heure de coordination (€)",
        "Une heure de coordination.",
    ),
    "EntryCosts.learning_weeks": (
        "Apprentissage (semaines)",
        "Semaines après lesquelles tout le gain est là ; d'ici là il croît régulièrement.",
    ),
    # bookings
    "Truck.id": ("Camion", ""),
    "Truck.label": ("Nom", ""),
    "Truck.tenure": ("Statut", ""),
    "Truck.base": ("Base", "L'association sur le site de laquelle il est pris et ramené."),
    "Truck.vehicle": (
        "Véhicule de tournée",
        "Le véhicule de tournée que c'est ; leurs calendriers n'en font qu'un.",
    ),
    "Truck.payload_kg": ("Charge utile (kg)", "Charge la plus grande, en kg."),
    "Truck.refrigerated": ("Frigorifique", "Peut porter du frais et du surgelé."),
    "Truck.licence": ("Permis", ""),
    "Truck.turnaround_min": (
        "Remise en état (min)",
        "Nettoyage et plein après chaque réservation, en minutes.",
    ),
    "Truck.drivers": (
        "Conducteurs",
        "Personnes qui peuvent le conduire ; vide : toutes celles qui ont le permis.",
    ),
    "Truck.eur_per_hour": ("€ par heure", ""),
    "Truck.eur_per_day": ("€ par jour", "Dus chaque jour de sortie : la location."),
    "Truck.eur_per_year": ("€ par an", "Assurance et entretien."),
    "Truck.purchase_eur": ("Prix d'achat (€)", "D'un camion envisagé ou possédé."),
    "Truck.years": ("Années", "Sur lesquelles le prix est étalé."),
    "SlotRequest.id": ("Demande", ""),
    "SlotRequest.label": ("Nom", ""),
    "SlotRequest.association": ("Association", ""),
    "SlotRequest.duration_min": (
        "Durée (min)",
        "De la prise du camion à son retour, en minutes.",
    ),
    "SlotRequest.load_kg": ("Charge (kg)", "Charge la plus grande, en kg par température."),
    "SlotRequest.drivers": (
        "Conducteurs",
        "Qui pourrait conduire ; vide : les chauffeurs de l'association.",
    ),
    "SlotRequest.priority": ("Priorité", "La plus grande passe d'abord."),
    "SlotRequest.fixed": (
        "Promis",
        "Oui : au début du premier choix, sans être déplacé.",
    ),
    "SlotRequest.truck": ("Camion imposé", "Le seul camion qui convient, s'il y en a un."),
    "SlotRequest.every": ("Semaines", ""),
    "SlotChoice.day": ("Jour", ""),
    "SlotChoice.opens": ("Ouvre", "Le camion n'est pas pris plus tôt."),
    "SlotChoice.closes": ("Ferme", "Le camion est rendu au plus tard à cette heure."),
    "AccessRecord.association": ("Association", ""),
    "AccessRecord.asked": ("Demandées", ""),
    "AccessRecord.met": ("Obtenues", ""),
    "Bookings.step_min": ("Pas des réservations (min)", "Les réservations commencent sur ce pas."),
    "Bookings.weeks_per_year": ("Semaines par an", "Semaines avec des réservations."),
    # travel
    "TravelPolicy.roads": (
        "Réseau routier",
        "Fichier à côté du scénario : .osm, .osm.gz, .osm.bz2, .graphml, .osm.pbf.",
    ),
    "TravelPolicy.snap_limit_m": (
        "Distance à la route (m)",
        "Distance la plus grande d'un site à une route qui mène partout, en mètres.",
    ),
    "TravelPolicy.table": (
        "Table des trajets",
        "Fichier CSV à côté du scénario : from,to,seconds,metres.",
    ),
    "TravelPolicy.safety_factor": (
        "Coefficient de prudence",
        "Multiplie les temps de conduite estimés.",
    ),
    "TravelPolicy.peak": ("Heures de pointe", "Vitesse de pointe dans le grand centre."),
    "TravelPolicy.access_min": (
        "Accès (min)",
        "Stationnement et accès à chaque arrivée, en minutes.",
    ),
    "RoadProfile.speed_factor": ("Coefficient de vitesse", "Multiplie les vitesses des routes."),
    "RoadProfile.peak_factor": (
        "Coefficient de pointe",
        "Multiplie les temps aux heures de pointe.",
    ),
    "RoadProfile.off_peak_factor": (
        "Coefficient hors pointe",
        "Multiplie les temps aux autres heures.",
    ),
    "RoadProfile.height_m": ("Hauteur (m)", "Les routes limitées plus bas sont fermées."),
    "RoadProfile.weight_t": ("Poids (t)", "Les routes limitées à moins sont fermées."),
    "Barrier.label": ("Massif", ""),
    "Barrier.points": ("Tracé", "Une ligne brisée de (lat, lon), WGS 84."),
}
