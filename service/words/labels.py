"""What outputs say, in both languages: labels, counts, numbers, dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.base import Language, Text
from models.numbers import number
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    # food and its travel
    "alone": Text(fr="Chacun seul", en="Alone"),
    "association": Text(fr="Association", en="Association"),
    "balances": Text(fr="Soldes", en="Balances"),
    "brought_by": Text(fr="Apporté par", en="Brought by"),
    "collected_by": Text(fr="Ramassé par", en="Collected by"),
    "associations": Text(fr="Ce que reçoit chacun", en="What each receives"),
    "assumed_place": Text(fr="position supposée", en="assumed position"),
    "bound": Text(fr="Borne", en="Bound"),
    "bounds": Text(fr="Ce qui est prouvé", en="What is proved"),
    "boxes": Text(fr="caisses isothermes", en="insulated boxes"),
    "co2": Text(fr="CO₂ émis", en="CO₂ emitted"),
    "co2_avoided": Text(fr="CO₂ évité", en="CO₂ avoided"),
    "collect": Text(fr="Ramasser", en="Collect"),
    "cost": Text(fr="Coût", en="Cost"),
    "crew": Text(fr="Équipage", en="Crew"),
    "day": Text(fr="Jour", en="Day"),
    "delivered": Text(fr="Livré", en="Delivered"),
    "deliveries": Text(fr="Livraisons du dépôt", en="Deliveries from the depot"),
    "depart": Text(fr="Départ", en="Leave"),
    "delivery": Text(fr="livraison", en="delivery"),
    "diagnosis": Text(fr="Pourquoi il en manque", en="Why there is not enough"),
    "difference": Text(fr="Écart", en="Difference"),
    "distribution": Text(fr="Pour la distribution de", en="For the distribution of"),
    "donor": Text(fr="Magasin, donateur", en="Donor"),
    "driver": Text(fr="chauffeur", en="driver"),
    "drop": Text(fr="Livrer", en="Drop"),
    "due": Text(fr="À livrer", en="Due"),
    "each_distribution": Text(
        fr="Nourriture distribuable à temps, rendue à la porte de chaque association.",
        en="Food that can be distributed in time, brought to each association's door.",
    ),
    "errand": Text(fr="nourriture ramassée auparavant", en="food collected earlier"),
    "families": Text(fr="Produits par famille", en="Food by family"),
    "family": Text(fr="Famille", en="Family"),
    "files": Text(fr="Fichiers", en="Files"),
    "food": Text(fr="Nourriture", en="Food"),
    "failure": Text(fr="Ce qui arrive au moins une fois", en="What happens at least once"),
    "free_logistics": Text(
        fr="Avec un transport gratuit et illimité, au plus",
        en="With free and unlimited transport, at most",
    ),
    "helper": Text(fr="accompagnateur", en="helper"),
    "hours": Text(fr="Heures", en="Hours"),
    "hours_each": Text(fr="Heures de ses bénévoles", en="Hours of its people"),
    "indicator": Text(fr="Indicateur", en="Indicator"),
    "kg_per_person": Text(fr="kg par personne", en="kg per person"),
    "km": Text(fr="Kilomètres", en="Kilometres"),
    "km_each": Text(fr="km de ses véhicules", en="km of its vehicles"),
    "late_stops": Text(fr="Passages manqués par retard", en="Stops missed by lateness"),
    "leave_rest": Text(fr="Laisser sur place :", en="Leave there:"),
    "limits": Text(fr="Limites et réserves", en="Limits and caveats"),
    "load": Text(fr="Charger", en="Load"),
    "loads": Text(fr="Charges livrées", en="Loads delivered"),
    "load_allowed": Text(fr="charge permise", en="load allowed"),
    "loss": Text(fr="Perdant", en="Loses"),
    "map": Text(fr="Carte des tournées", en="Map of the rounds"),
    "meals": Text(fr="Repas", en="Meals"),
    "mean": Text(fr="Moyenne", en="Mean"),
    "method": Text(fr="Méthode", en="Method"),
    "moved": Text(fr="Transporté", en="Carried"),
    "need": Text(fr="Besoin", en="Need"),
    "no_cold": Text(fr="sans froid", en="no cold"),
    "none_known": Text(fr="aucune connue", en="none known"),
    "no_delivery": Text(fr="Aucune livraison cette semaine.", en="No delivery this week."),
    "nothing_planned": Text(fr="Aucune tournée n'est prévue.", en="No round is planned."),
    "objective": Text(fr="Objectif", en="Objective"),
    "overtime_min": Text(fr="Dépassement d'horaire", en="Overtime"),
    "p10": Text(fr="1 semaine sur 10, moins de", en="1 week in 10, less than"),
    "p90": Text(fr="1 semaine sur 10, plus de", en="1 week in 10, more than"),
    "person_hours": Text(fr="Heures de bénévoles", en="Person-hours"),
    "packing": Text(fr="Chargement", en="Packing"),
    "pallets": Text(fr="Palettes", en="Pallets"),
    "pickup": Text(fr="Ramasse prévue", en="Pick-up"),
    "planned_kg": Text(fr="Prévu par ce plan", en="Planned here"),
    "provenance": Text(fr="Origine des calculs", en="Where the figures come from"),
    "reason": Text(fr="Raison", en="Reason"),
    "received": Text(fr="Reçu", en="Received"),
    "refrigerated": Text(fr="camion frigorifique", en="refrigerated"),
    "remedy": Text(fr="Ce qui changerait cela", en="What would change that"),
    "return": Text(fr="Retour", en="Back"),
    "round": Text(fr="Tournée", en="Round"),
    "rounds": Text(fr="Tournées", en="Rounds"),
    "share_of_need": Text(fr="Part du besoin", en="Share of need"),
    "shares": Text(fr="Parts", en="Shares"),
    "simulation": Text(fr="Si la semaine se passe autrement", en="If the week turns out otherwise"),
    "simulation_sheet": Text(fr="Semaines simulées", en="Simulated weeks"),
    "stop": Text(fr="Passages", en="Stops"),
    "summary": Text(fr="En bref", en="In short"),
    "supply_kg": Text(fr="Si toute l'offre était ramassée", en="If all on offer were collected"),
    "time": Text(fr="Heure", en="Time"),
    "timeline": Text(fr="Véhicules et équipages", en="Vehicles and crews"),
    "to_share_out": Text(fr="À distribuer cette semaine", en="To share out this week"),
    "unload": Text(fr="Décharger", en="Unload"),
    "undelivered": Text(fr="Charges non livrées", en="Loads not delivered"),
    "undelivered_none": Text(
        fr="Toutes les charges dues cette semaine sont livrées.",
        en="Every load due this week is delivered.",
    ),
    "unserved": Text(fr="Non desservi", en="Unserved"),
    "unserved_none": Text(
        fr="Toutes les ramasses prévues sont faites en entier.",
        en="Every pick-up is made in full.",
    ),
    "visits": Text(fr="Passages", en="Visits"),
    "usable_kg": Text(fr="Nourriture distribuée", en="Food distributed"),
    "use_by": Text(fr="Au plus tard", en="At the latest"),
    "usage": Text(fr="Emploi des moyens", en="Use of the means"),
    "used": Text(fr="Employé", en="Used"),
    "available": Text(fr="Disponible", en="Available"),
    "rate": Text(fr="Taux", en="Rate"),
    "means": Text(fr="Moyen", en="Means"),
    "kg_lost": Text(fr="Nourriture perdue", en="Food lost"),
    "value": Text(fr="Valeur", en="Value"),
    "vehicle": Text(fr="Véhicule", en="Vehicle"),
    "worse_off": Text(fr="Moins que chacun seul", en="Less than alone"),
    "better_off": Text(fr="Plus que chacun seul", en="More than alone"),
    # the driver's sheet
    "cold_reading": Text(fr="Froid °C", en="Cold °C"),
    "driver_sheet": Text(fr="Feuille de route", en="Driver's sheet"),
    "expected": Text(fr="Quoi", en="What"),
    "km_start": Text(fr="km départ", en="km start"),
    "km_end": Text(fr="km retour", en="km end"),
    "page": Text(fr="page", en="page"),
    "plan_b": Text(fr="Plan B :", en="Plan B:"),
    "remarks": Text(fr="Remarques", en="Remarks"),
    "signature": Text(fr="Signature", en="Signature"),
    "van_cold": Text(fr="Froid au départ, °C", en="Cold at the start, °C"),
    "weighed": Text(fr="Pesé kg", en="Weight kg"),
    "weeks_hit": Text(fr="Semaines touchées", en="Weeks concerned"),
    "where": Text(fr="Où", en="Where"),
    # the page
    "skip": Text(fr="Aller au contenu", en="Skip to the content"),
    "contents": Text(fr="Sommaire", en="Contents"),
    "picture_n": Text(fr="{title}, image {number}", en="{title}, picture {number}"),
    "table_n": Text(fr="{title}, tableau {number}", en="{title}, table {number}"),
    "show_rows": Text(fr="Afficher les {count} lignes", en="Show the {count} rows"),
    "map_alone": Text(
        fr="Traits droits d'un passage à l'autre, hors routes ; le tableau dit les heures.",
        en="Straight lines from stop to stop, not roads; the table tells the times.",
    ),
    "map_roads": Text(
        fr="Trajets le long du réseau routier donné ; le tableau dit les heures.",
        en="Ways along the road graph given; the table tells the times.",
    ),
    "week_of": Text(fr="Semaine du", en="Week of"),
    "variant": Text(fr="Variante", en="Variant"),
    # the command
    "bad_input": Text(
        fr="Rien n'a été calculé ni écrit. À corriger :",
        en="Nothing was planned or written. To be mended:",
    ),
    "good": Text(fr="Le scénario est bon.", en="The scenario is sound."),
    "warnings": Text(fr="À savoir avant de planifier", en="To know before planning"),
    "due_week": Text(fr="À livrer cette semaine", en="To deliver this week"),
    "offered_week": Text(fr="Offert par semaine", en="On offer per week"),
    "need_week": Text(fr="Besoin par semaine", en="Need per week"),
    "stopping": Text(
        fr="Arrêt demandé : le meilleur plan trouvé va être écrit. Ctrl-C de nouveau pour quitter.",
        en="Stopping: the best plan so far will be written. Ctrl-C again to quit.",
    ),
    "quit": Text(fr="Abandon : rien n'a été écrit.", en="Given up: nothing was written."),
    # where figures come from
    "digest": Text(fr="Empreinte du scénario", en="Digest of the scenario"),
    "elapsed": Text(fr="Durée du calcul", en="Time taken"),
    "engine": Text(fr="Moteur", en="Engine"),
    "iterations_asked": Text(fr="Itérations demandées", en="Iterations asked for"),
    "parent": Text(fr="Calcul d'origine", en="Parent run"),
    "seed": Text(fr="Graine", en="Seed"),
    "termination": Text(fr="Fin du calcul", en="Ended by"),
    "time_limit_asked": Text(fr="Durée permise", en="Time allowed"),
    "travel_source": Text(fr="Temps de trajet", en="Travel times"),
    "versions": Text(fr="Versions", en="Versions"),
}
"""Labels by key."""

CODES: Mapping[str, Text] = {
    "replan": Text(fr="ce qui tient, ce qui peut changer", en="what stands, what may change"),
    "WINDOWS": Text(fr="créneaux", en="time windows"),
    "MIXED_FLEET": Text(fr="véhicules différents", en="mixed fleet"),
    "LOADS": Text(fr="plusieurs mesures de charge", en="several load dimensions"),
    "OPTIONAL": Text(fr="arrêts facultatifs", en="optional stops"),
    "RELOADS": Text(fr="plusieurs trajets", en="several trips"),
    "SHIPMENTS": Text(fr="enlèvement puis livraison", en="pick-up and delivery"),
    "RELEASE": Text(fr="départs au plus tôt", en="release times"),
    "GROUPS": Text(fr="choix exclusifs", en="exclusive groups"),
    "ACCESS": Text(fr="arrêts fermés à certains véhicules", en="stops closed to some vehicles"),
    "DISTANCE": Text(fr="distances limitées", en="limits of distance"),
    "estimate": Text(fr="estimés, hors réseau routier", en="estimated, not road-routed"),
    "table": Text(fr="table donnée", en="given table"),
    "roads": Text(fr="réseau routier", en="road network"),
    "enumeration": Text(fr="tournées énumérées", en="rounds enumerated"),
    "finished": Text(fr="recherche terminée", en="search finished"),
    "time_limit": Text(fr="durée atteinte", en="time limit"),
    "iterations": Text(fr="itérations faites", en="iterations done"),
    "interrupted": Text(fr="interrompu à la demande", en="interrupted on demand"),
    "travel": Text(fr="temps de trajet", en="travel times"),
    "alone": Text(fr="référence : chacun seul", en="reference: each alone"),
    "prepare": Text(
        fr="préparation du calcul (la première fois : une demi-minute)",
        en="preparing the search (the first time: half a minute)",
    ),
    "bound": Text(fr="preuve d'une borne", en="proof of a bound"),
    "deliveries": Text(fr="livraisons du dépôt", en="deliveries of the depot"),
    "plan": Text(fr="plan commun", en="common plan"),
    "variants": Text(fr="variantes planifiées", en="variants planned"),
    "coalitions": Text(fr="groupes planifiés", en="groups planned"),
    "promised": Text(fr="promesses", en="promises"),
    "requests": Text(fr="demandes satisfaites", en="requests met"),
    "priority": Text(fr="priorités", en="priorities"),
    "changes": Text(fr="changements", en="changes"),
    "fairness": Text(fr="équité", en="fairness"),
    "preferences": Text(fr="préférences", en="preferences"),
    "refused": Text(fr="raisons des refus", en="reasons of refusals"),
    "fleet": Text(fr="nombre de camions", en="number of trucks"),
    "levers": Text(fr="changements essayés", en="changes tried"),
    "places": Text(fr="places", en="places"),
    "stock": Text(fr="stock", en="stock"),
    "rounds": Text(fr="tournées", en="rounds"),
    "docks": Text(fr="quais", en="docks"),
    "apart": Text(fr="chaque réseau chez lui", en="each network by itself"),
    "main_only": Text(fr="une seule plateforme", en="the main platform alone"),
    "funding": Text(fr="qui paie quoi", en="who pays what"),
    "food": Text(fr="nourriture", en="food"),
    "hours": Text(fr="heures", en="hours"),
    "cost": Text(fr="coût", en="cost"),
    "sectors": Text(fr="secteurs", en="sectors"),
    "review": Text(fr="vérification et simulation", en="review and simulation"),
    "done": Text(fr="terminé", en="done"),
    "vehicle": Text(fr="véhicule", en="vehicle"),
    "person": Text(fr="bénévole", en="person"),
    "storage": Text(fr="stockage froid, au plus plein", en="cold store, at its fullest"),
    "overflow": Text(fr="trop-plein laissé sur place", en="overflow left behind"),
    "late_stop": Text(fr="passage sauté car trop tard", en="stop skipped as too late"),
    "late_drop": Text(fr="livraison arrivée trop tard", en="drop that came too late"),
    "overtime": Text(fr="retour après l'heure", en="back after hours"),
    "no_show": Text(fr="magasin sans don", en="donor with nothing to give"),
    "EACCES": Text(fr="accès refusé", en="access refused"),
    "EISDIR": Text(fr="c'est un dossier", en="it is a folder"),
    "ENAMETOOLONG": Text(fr="nom trop long", en="name too long"),
    "ENOENT": Text(fr="introuvable", en="not found"),
    "ENOSPC": Text(fr="disque plein", en="disk full"),
    "ENOTDIR": Text(fr="ce n'est pas un dossier", en="not a folder"),
    "EPERM": Text(fr="accès refusé", en="access refused"),
    "EROFS": Text(fr="disque en lecture seule", en="read-only disk"),
}
"""What stable codes of the models are called; an unknown code is shown as it is."""

_COUNTS: Mapping[str, tuple[Text, Text]] = {
    "round": (Text(fr="tournée", en="round"), Text(fr="tournées", en="rounds")),
    "pickup": (Text(fr="ramasse", en="pick-up"), Text(fr="ramasses", en="pick-ups")),
    "drop": (Text(fr="livraison", en="drop"), Text(fr="livraisons", en="drops")),
    "door": (Text(fr="porte livrée", en="door"), Text(fr="portes livrées", en="doors")),
    "load": (Text(fr="charge", en="load"), Text(fr="charges", en="loads")),
    "pallet": (Text(fr="palette", en="pallet"), Text(fr="palettes", en="pallets")),
    "insulated_box": (
        Text(fr="caisse isotherme", en="insulated box"),
        Text(fr="caisses isothermes", en="insulated boxes"),
    ),
    "crate": (Text(fr="caisse", en="crate"), Text(fr="caisses", en="crates")),
    "outing": (Text(fr="sortie", en="outing"), Text(fr="sorties", en="outings")),
    "other": (Text(fr="autre", en="other"), Text(fr="autres", en="others")),
    "request_met": (
        Text(fr="demande satisfaite", en="request met"),
        Text(fr="demandes satisfaites", en="requests met"),
    ),
    "kg_distributed": (
        Text(fr="kg distribué", en="kg distributed"),
        Text(fr="kg distribués", en="kg distributed"),
    ),
    "donor": (Text(fr="donateur", en="donor"), Text(fr="donateurs", en="donors")),
    "association": (
        Text(fr="association", en="association"),
        Text(fr="associations", en="associations"),
    ),
    "vehicle": (Text(fr="véhicule", en="vehicle"), Text(fr="véhicules", en="vehicles")),
    "person": (Text(fr="bénévole", en="person"), Text(fr="bénévoles", en="people")),
    "week": (Text(fr="semaine", en="week"), Text(fr="semaines", en="weeks")),
}


word = Vocabulary(WORDS)


def code(name: str, language: Language) -> str:
    """Return what a stable code of the models is called.

    Examples
    --------
    >>> code("estimate", "en")
    'estimated, not road-routed'
    """
    return CODES[name].in_(language) if name in CODES else name.replace("_", " ")


def count(amount: float, key: str, language: Language) -> str:
    """Return a number of things, in the singular or the plural; halves are told.

    Examples
    --------
    >>> count(0, "round", "fr"), count(0, "round", "en"), count(2, "round", "fr")
    ('0 tournée', '0 rounds', '2 tournées')
    >>> count(1.5, "pallet", "fr"), count(1.5, "pallet", "en")
    ('1,5 palette', '1.5 pallets')
    """
    written = number(amount, language, 0 if amount == int(amount) else 1)
    return f"{written} {noun(amount, key, language)}"


def noun(amount: float, key: str, language: Language) -> str:
    """Return what is counted, in the singular or the plural."""
    single = amount < 2 if language == "fr" else amount == 1
    return _COUNTS[key][0 if single else 1].in_(language)


def colon(language: Language) -> str:
    """Return a colon as it is written between a name and its value."""
    return "\u00a0: " if language == "fr" else ": "


def semicolon(language: Language) -> str:
    """Return a semicolon as it is written between two parts of a sentence."""
    return "\u00a0; " if language == "fr" else "; "


def listed(names: Sequence[str], language: Language, most: int = 99) -> str:
    """Return names as a sentence lists them; those beyond the most that are told are counted.

    Examples
    --------
    >>> listed(("a", "b", "c"), "fr"), listed(("a", "b", "c"), "en", most=1)
    ('a, b et c', 'a and 2 others')
    """
    if len(names) > most:
        names = (*names[:most], count(len(names) - most, "other", language))
    joint = " et " if language == "fr" else " and "
    return joint.join([*[", ".join(names[:-1])] * (len(names) > 1), *names[-1:]])


def capital(text: str) -> str:
    """Return a text whose first letter is a capital, the others as they are."""
    return text[:1].upper() + text[1:]
