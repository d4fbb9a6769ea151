"""What stable codes of the models are called."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Language, Text
from models.words import COST, FAIRNESS, FOOD, HOURS
from service.words.sentences import COUNTS

ACCESS_REFUSED = Text(fr="accès refusé", en="access refused")
CODES: Mapping[str, Text] = {
    "by_hand": Text(fr="ce qui est choisi à la main", en="what is chosen by hand"),
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
    "iterations": Text(fr="pas de recherche faits", en="search steps done"),
    "interrupted": Text(fr="interrompu à la demande", en="interrupted on demand"),
    "travel": Text(fr="temps de trajet", en="travel times"),
    "lived_week": Text(fr="semaine vécue", en="week lived"),
    "alone": Text(fr="référence : chacun seul", en="reference: each alone"),
    "gap": Text(fr="attentes entre deux ouvertures", en="waits between two openings"),
    "rest_gap": Text(
        fr="attentes pendant congés et fins de semaine", en="waits over holidays and week-ends"
    ),
    "shortfall": Text(fr="foyers à accueillir", en="households to receive"),
    "moves": Text(fr="changements d'aujourd'hui", en="changes from today"),
    "overlaps": Text(fr="ouvertures en double", en="openings at the same time"),
    "ties": Text(fr="calendriers à égalité", en="calendars that tie"),
    "curve": Text(fr="attentes selon les changements", en="waits by changes"),
    "refusals": Text(fr="prix des refus", en="price of refusals"),
    "free": Text(fr="si tout bougeait", en="if all could move"),
    "prepare": Text(
        fr="préparation du calcul (la première fois : une demi-minute)",
        en="preparing the search (the first time: half a minute)",
    ),
    "bound": Text(fr="preuve d'une borne", en="proof of a bound"),
    "deliveries": Text(fr="livraisons du dépôt", en="deliveries of the depot"),
    "plan": Text(fr="plan commun", en="common plan"),
    "first_plans": Text(fr="premiers plans", en="first plans"),
    "variants": Text(fr="variantes planifiées", en="variants planned"),
    "coalitions": Text(fr="groupes planifiés", en="groups planned"),
    "promised": Text(fr="promesses", en="promises"),
    "requests": COUNTS["request_met"][1],
    "priority": Text(fr="priorités", en="priorities"),
    "changes": Text(fr="changements", en="changes"),
    "fairness": FAIRNESS,
    "preferences": Text(fr="préférences", en="preferences"),
    "shares": Text(fr="parts de chaque groupe", en="shares of each group"),
    "purchase": Text(fr="achat le moins cher", en="cheapest purchase"),
    "visits": Text(fr="visites des haltes", en="visits of stops"),
    "transfers": Text(fr="transferts", en="transfers"),
    "ways": Text(fr="qui est loin de quoi", en="who is far from what"),
    "score": Text(fr="classement et tirages", en="ranking and draws"),
    "ideas": Text(fr="idées essayées", en="ideas tried"),
    "sites": Text(fr="nouveaux lieux cherchés", en="new outlets sought"),
    "reasons": Text(fr="ce qui les limite", en="what limits them"),
    "check": Text(fr="vérification", en="check"),
    "refused": Text(fr="raisons des refus", en="reasons of refusals"),
    "fleet": Text(fr="nombre de camions", en="number of trucks"),
    "levers": Text(fr="changements essayés", en="changes tried"),
    "places": Text(fr="places", en="places"),
    "stock": Text(fr="stock", en="stock"),
    "rounds": COUNTS["round"][1],
    "docks": Text(fr="quais", en="docks"),
    "apart": Text(fr="chaque réseau chez lui", en="each network by itself"),
    "main_only": Text(fr="une seule plateforme", en="the main platform alone"),
    "funding": Text(fr="qui paie quoi", en="who pays what"),
    "duties": Text(fr="places tenues", en="places filled"),
    "recruits": Text(fr="personnes à chercher", en="people to look for"),
    "food": FOOD,
    "hours": HOURS,
    "cost": COST,
    "sectors": Text(fr="secteurs", en="sectors"),
    "review": Text(fr="vérification et simulation", en="review and simulation"),
    "done": Text(fr="terminé", en="done"),
    "vehicle": COUNTS["vehicle"][0],
    "person": COUNTS["person"][0],
    "storage": Text(fr="stockage froid, au plus plein", en="cold store, at its fullest"),
    "overflow": Text(fr="trop-plein laissé sur place", en="overflow left behind"),
    "late_stop": Text(fr="passage sauté car trop tard", en="stop skipped as too late"),
    "late_drop": Text(fr="livraison arrivée trop tard", en="drop that came too late"),
    "overtime": Text(fr="retour après l'heure", en="back after hours"),
    "no_show": Text(fr="magasin sans don", en="donor with nothing to give"),
    "EACCES": ACCESS_REFUSED,
    "EISDIR": Text(fr="c'est un dossier", en="it is a folder"),
    "ENAMETOOLONG": Text(fr="nom trop long", en="name too long"),
    "ENOENT": Text(fr="introuvable", en="not found"),
    "ENOSPC": Text(fr="disque plein", en="disk full"),
    "ENOTDIR": Text(fr="ce n'est pas un dossier", en="not a folder"),
    "EPERM": ACCESS_REFUSED,
    "EROFS": Text(fr="disque en lecture seule", en="read-only disk"),
}
"""What stable codes of the models are called; an unknown code is shown as it is."""


def code(name: str, language: Language) -> str:
    """Return what a stable code of the models is called.

    Examples
    --------
    >>> code("estimate", "en")
    'estimated, not road-routed'
    """
    return CODES[name].in_(language) if name in CODES else name.replace("_", " ")
