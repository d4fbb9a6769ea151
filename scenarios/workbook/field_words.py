"""What the fields of a scenario are called in a workbook, in French: a title, and a note.

English titles are made from the names of the fields, English notes are their descriptions.
"""

from __future__ import annotations

from collections.abc import Mapping

FIELDS: Mapping[str, tuple[str, str]] = {
    # the town
    "ScenarioFile.schema_version": ("Version du format", ""),
    "ScenarioFile.id": ("Identifiant du scénario", ""),
    "ScenarioFile.label": ("Nom du scénario", ""),
    "ScenarioFile.variant": ("Variante appliquée", "Nom de la variante appliquée."),
    "ScenarioFile.language": ("Langue des documents", ""),
    "ScenarioFile.week_of": ("Semaine du", "Le lundi de la semaine à planifier."),
    "ScenarioFile.days": ("Jours de tournée", "Jours où des tournées peuvent sortir."),
    "ScenarioFile.default_variant": (
        "Variante par défaut",
        "Appliquée quand aucune n'est demandée ; base : aucun changement.",
    ),
    # shifts, families
    "Shift.id": ("Plage", ""),
    "Shift.label": ("Nom", ""),
    "Shift.starts": ("Début", "Une tournée ne part pas plus tôt."),
    "Shift.ends": ("Fin", "Une tournée est rentrée au plus tard à cette heure."),
    "Shift.max_min": (
        "Durée maximale (min)",
        "Tournée la plus longue, de porte à porte, en minutes.",
    ),
    "Family.id": ("Famille", ""),
    "Family.label": ("Nom", ""),
    "Family.temperature": ("Température", ""),
    "Family.shelf_days": (
        "Garde (jours)",
        "Jours après la ramasse pendant lesquels elle peut être distribuée.",
    ),
    "Family.target_kg_per_person": (
        "Cible (kg par personne)",
        "Ce qu'une personne devrait recevoir dans la semaine, en kg.",
    ),
    "Family.points_per_kg": (
        "Points par kg",
        "Poids d'un kg quand on compare ce que chacun a reçu.",
    ),
    "Family.rare": ("Rare", "Répartie en premier (protéines, laitages, bébé)."),
    "Family.kg_per_crate": ("kg par caisse", "Poids d'une caisse, en kg."),
    "Family.kg_per_pallet": (
        "kg par palette",
        "Poids d'une place de palette, en kg ; vide : sans limite.",
    ),
    # places
    "Place.lat": ("Latitude", "Latitude, en degrés WGS 84."),
    "Place.lon": ("Longitude", "Longitude, en degrés WGS 84."),
    "Place.commune": ("Commune", ""),
    "Place.zone": ("Zone", ""),
    "Place.assumed": (
        "Position supposée",
        "Oui quand la position est fictive ; les documents le disent.",
    ),
    "Place.source": ("Source de la position", "D'où vient la position."),
    # associations
    "Association.id": ("Association", ""),
    "Association.label": ("Nom", ""),
    "Association.short": ("Nom court", "Pour les tableaux."),
    "Association.place": ("Site", ""),
    "Association.households": ("Foyers", ""),
    "Association.people": ("Personnes aidées", "Un nombre, jamais une liste."),
    "Association.counted_on": ("Comptées le", "Date du comptage des personnes."),
    "Association.need_weight": ("Coefficient de besoin", "Multiplie le besoin par personne."),
    "Association.weekly_need_kg": (
        "Besoin (kg par semaine)",
        "Besoin par famille quand il est connu ; sinon personnes × coefficient × cible.",
    ),
    "Association.unloading_min": (
        "Déchargement (min)",
        "Durée d'une livraison à sa porte, en minutes.",
    ),
    "Association.cold_storage_kg": (
        "Stockage froid (kg)",
        "Frais et surgelé qu'elle peut garder, en kg ; vide : sans limite.",
    ),
    "Association.ambient_storage_kg": (
        "Stockage sec (kg)",
        "Sec qu'elle peut garder, en kg ; vide : sans limite.",
    ),
    "Association.surface_m2": (
        "Surface (m²)",
        "De ses locaux, en m² : une clé de partage des coûts.",
    ),
    "Association.refuses": ("Familles refusées", "Familles qu'elle ne prend pas."),
    "Association.accredited": (
        "Habilitée",
        "Peut avoir une convention avec un magasin de plus de 400 m².",
    ),
    "Association.contact": (
        "Contact",
        "Facultatif ; imprimé seulement sur les feuilles de route.",
    ),
    "Opening.day": ("Jour", ""),
    "Opening.starts": ("Début", "Les produits doivent être en rayon à cette heure."),
    "Opening.ends": ("Fin", ""),
    "Window.day": ("Jour", "Le jour concerné ; vide : tous les jours."),
    "Window.opens": ("Ouvre", "Le service ne commence pas plus tôt."),
    "Window.closes": ("Ferme", "Le service finit au plus tard à cette heure."),
    # donors
    "DonorKind.id": ("Type", ""),
    "DonorKind.label": ("Nom", ""),
    "DonorKind.family_shares": (
        "Part",
        "Part de chaque famille dans les kg donnés ; la somme fait 100 %.",
    ),
    "DonorKind.loading_min": ("Chargement (min)", "Durée d'un passage, en minutes."),
    "DonorKind.no_show_rate": ("Sans don", "Probabilité que rien ne soit donné."),
    "DonorKind.reject_rate": ("Rebut au tri", "Part jetée au tri."),
    "DonorKind.variation": ("Variation", "Coefficient de variation des kg donnés."),
    "DonorKind.shelf_days": (
        "Garde (jours)",
        "Durées de garde plus courtes que celles de la famille, en jours.",
    ),
    "Donor.id": ("Magasin", ""),
    "Donor.label": ("Nom", ""),
    "Donor.kind": ("Type", "Un des types de donateurs."),
    "Donor.place": ("Site", ""),
    "Donor.holder": ("Titulaire", "L'association qui a la convention."),
    "Donor.private": (
        "Propre au titulaire",
        "Ses dons vont à son seul titulaire, quoi que l'on mutualise.",
    ),
    "Donor.area_m2": ("Surface de vente (m²)", "En m²."),
    "Donor.contact": ("Contact", "Facultatif ; imprimé seulement sur les feuilles de route."),
    "Donor.backup": ("Plan B", "Imprimé sur la feuille de route."),
    "Offer.days": ("Jours", ""),
    "Offer.kg": ("kg par passage", "kg attendus par passage quand le don a lieu."),
    "Offer.opens": ("Ouvre", "Le passage ne commence pas plus tôt."),
    "Offer.closes": ("Ferme", "Le passage finit au plus tard à cette heure."),
    "Offer.day_kg": ("kg attendus", "kg attendus les jours qui diffèrent des autres."),
    "Offer.family_shares": (
        "Part",
        "Parts des familles, quand elles diffèrent de celles du type.",
    ),
    "Offer.loading_min": ("Chargement (min)", "En minutes, si ce n'est pas celui du type."),
    "Offer.no_show_rate": ("Sans don", "Si ce n'est pas celui du type."),
    "Offer.reject_rate": ("Rebut au tri", "Si ce n'est pas celui du type."),
    "Offer.variation": ("Variation", "Si ce n'est pas celle du type."),
    # vehicles and people
    "Vehicle.id": ("Véhicule", ""),
    "Vehicle.label": ("Nom", ""),
    "Vehicle.owner": ("Propriétaire", "L'association à qui il est ; il dort sur son site."),
    "Vehicle.payload_kg": ("Charge utile (kg)", "Charge la plus grande, en kg."),
    "Vehicle.pallets": ("Palettes", "Places de palettes ; vide : sans limite."),
    "Vehicle.cold": ("Froid", ""),
    "Vehicle.boxes": ("Norvégiennes", "Caisses isothermes à bord."),
    "Vehicle.box_kg": ("kg par norvégienne", "Ce que contient une caisse isotherme, en kg."),
    "Vehicle.crew": ("Équipage", "Personnes à bord : un chauffeur, et des accompagnateurs."),
    "Vehicle.licence": ("Permis", ""),
    "Vehicle.days": ("Jours", "Jours où il peut sortir."),
    "Vehicle.shifts": ("Plages", "Plages où il peut sortir ; vide : toutes."),
    "Vehicle.lent": (
        "Mis en commun",
        "Non : il ne travaille jamais pour un groupe, seulement pour son propriétaire.",
    ),
    "Vehicle.eur_per_km": ("€ par km", ""),
    "Vehicle.eur_per_hour": ("€ par heure", ""),
    "Vehicle.eur_per_week": ("€ par semaine", "Dus une fois s'il sort dans la semaine."),
    "Vehicle.litres_per_100km": ("Litres aux 100 km", ""),
    "Vehicle.max_stops": ("Arrêts au plus", "Passages et livraisons par tournée."),
    "Vehicle.max_trips": ("Chargements au plus", "Nombre de chargements dans une tournée."),
    "Vehicle.max_round_min": (
        "Tournée au plus (min)",
        "Tournée la plus longue, si c'est moins que la plage, en minutes.",
    ),
    "Vehicle.max_round_km": ("Tournée au plus (km)", "Tournée la plus longue, en km."),
    "Vehicle.forbidden": (
        "Sites interdits",
        "Magasins et associations où il ne peut pas entrer.",
    ),
    "Loan.to": ("Prêté à", ""),
    "Loan.days": ("Jours", ""),
    "Taken.day": ("Jour", ""),
    "Taken.starts": ("Début", ""),
    "Taken.ends": ("Fin", ""),
    "Person.id": ("Personne", ""),
    "Person.label": ("Nom", ""),
    "Person.association": ("Association", ""),
    "Person.roles": ("Rôle", ""),
    "Person.licences": ("Permis", ""),
    "Person.days": ("Jours", ""),
    "Person.shifts": ("Plages", "Plages où elle est présente ; vide : toutes."),
    "Person.max_shifts": ("Tournées au plus", "Tournées dans la semaine, au plus."),
    "Person.max_hours": ("Heures au plus", "Heures de tournée dans la semaine, au plus."),
    "Person.contact": ("Contact", "Facultatif ; imprimé seulement sur les feuilles de route."),
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
