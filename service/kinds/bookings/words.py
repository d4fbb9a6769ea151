"""What the page about shared trucks says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.codes import CODES
from service.words.labels import word
from service.words.sentences import COUNTS
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Camions partagés", en="Shared trucks"),
    "iso_week": Text(fr="semaine {week}", en="week {week}"),
    "grid": Text(fr="La semaine des camions", en="The trucks' week"),
    "answer": Text(fr="{met} sur {asked}", en="{met} of {asked}"),
    "answer_refused": Text(fr="refusées : {who}", en="refused: {who}"),
    "answer_refused_one": Text(fr="refusée : {who}", en="refused: {who}"),
    "truck": Text(fr="Camion", en="Truck"),
    "request": Text(fr="Demande", en="Request"),
    "driver": Text(fr="Au volant", en="Driver"),
    "choice": Text(fr="choix", en="choice"),
    "bookings": Text(fr="Réservations", en="Bookings"),
    "refused": Text(fr="Demandes refusées", en="Requests refused"),
    "none_refused": Text(fr="Aucune demande refusée.", en="No request refused."),
    "remedy": Text(fr="Ce qui suffirait", en="What would be enough"),
    "yields": Text(fr="Qui céderait", en="Who would yield"),
    "swap": Text(fr="choix perdus", en="choices lost"),
    "access": Text(fr="Chacun son tour", en="Fair access"),
    "access_how": Text(
        fr="Obtenu sur demandé, semaines passées comprises : le plus bas est remonté d'abord.",
        en="Met over asked, earlier weeks included: the lowest is raised first.",
    ),
    "asked": Text(fr="demandé", en="asked"),
    "met": Text(fr="obtenu", en="met"),
    "cumulated": Text(fr="cumulé", en="cumulated"),
    "preferred": Text(fr="au premier choix", en="first choice"),
    "value": Text(fr="valeur", en="value"),
    "bound": Text(fr="borne", en="bound"),
    "level_promised": Text(fr="promesses tenues", en="promises kept"),
    "level_requests": CODES["requests"],
    "level_priority": CODES["priority"],
    "level_changes": CODES["changes"],
    "level_fairness": Text(fr="accès le plus bas", en="lowest access"),
    "level_preferences": Text(fr="rangs des choix", en="ranks of choices"),
    "level_cost": Text(fr="coût variable, €", en="variable cost, €"),
    "fleet": Text(fr="Combien de camions ?", en="How many trucks?"),
    "fleet_all": Text(fr="Pour toutes les demandes : {count}.", en="For all requests: {count}."),
    "fleet_95": Text(
        fr="Pour 95 % des demandes : {count}.", en="For 95% of the requests: {count}."
    ),
    "fleet_none": Text(fr="plus que ceux essayés", en="more than were tried"),
    "trucks": COUNTS["truck"][1],
    "tenancy": Text(fr="Acheter, louer ou se faire prêter ?", en="Buy, rent or borrow?"),
    "no_tenancy": Text(
        fr="Il faut un prix d'achat et un prix de location pour comparer.",
        en="A price to buy and a price to rent are needed to compare.",
    ),
    "rent_day": Text(fr="location, €/jour", en="rent, €/day"),
    "even_days": Text(fr="équilibre, jours/an", en="break-even, days/year"),
    "range": Text(fr="si le prix varie de 20 %", en="if the price moves by 20%"),
    "days_used": Text(fr="jours à ce rythme", en="days at this rate"),
    "cheaper": Text(fr="moins cher", en="cheaper"),
    "buy": Text(fr="acheter", en="buy"),
    "rent": Text(fr="louer", en="rent"),
    "equal": Text(fr="égal", en="equal"),
    "lend": Text(fr="se faire prêter", en="borrow"),
    "pays": Text(fr="Qui paie quoi", en="Who pays what"),
    "pays_how": Text(
        fr="La semaine coûte {eur} €, part des coûts annuels comprise.",
        en="The week costs {eur} €, its part of yearly costs included.",
    ),
    "key_hours": Text(fr="aux heures", en="by hours"),
    "key_bookings": Text(fr="aux réservations", en="by bookings"),
    "key_shapley": Text(fr="à ce que chacun ajoute (Shapley)", en="by what each adds (Shapley)"),
    "moved": Text(fr="Ce qui a bougé", en="What moved"),
    "moved_none": Text(fr="Rien n'a bougé.", en="Nothing moved."),
    "before": Text(fr="avant", en="before"),
    "nowhere": Text(fr="–", en="–"),
    "again": Text(
        fr="Réserver de nouveau en changeant le moins possible",
        en="Book again with the fewest changes",
    ),
    "again_lead": Text(
        fr="Changez les demandes dans les tableaux du scénario, puis réservez de nouveau.",
        en="Change the requests in the scenario's tables, then book again.",
    ),
    "rounds_around": Text(
        fr="Planifier les tournées autour de ces réservations",
        en="Plan the rounds around these bookings",
    ),
    "nothing_asked": Text(
        fr="« {label} » ne permet de prêter aucun camion : rien dans {missing}. Attendu : des "
        "demandes dans bookings.requests et des camions dans bookings.trucks. Ajoutez-en.",
        en='"{label}" allows no truck to be lent: nothing in {missing}. Expected: requests in '
        "bookings.requests and trucks in bookings.trucks. Add some.",
    ),
}

say = Vocabulary(WORDS, word)
