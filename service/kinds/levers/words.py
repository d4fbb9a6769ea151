"""What the page of a week questioned says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.kinds.comparison.words import say as common
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "answer_lever": Text(
        fr="Ce qui apporterait le plus : {what} ; {more} de plus que les {kg} de la semaine.",
        en="What would bring most: {what}; {more} more than the week's {kg}.",
    ),
    "answer_no_lever": Text(
        fr="Aucun changement essayé n'apporte nettement plus que les {kg} de la semaine.",
        en="No change that was tried brings notably more than the week's {kg}.",
    ),
    "levers_title": Text(fr="Ce que changerait…", en="What would change…"),
    "freedom": Text(fr="Le prix des libertés gardées", en="The price of freedom"),
    "freedom_how": Text(
        fr="Chaque choix propre d'une association, abandonné un à un. À montrer d'abord à celle qui "
        "l'a fait.",
        en="Each association's own choice, given up one at a time. To be shown to its owner first.",
    ),
    "freedom_none": Text(fr="Aucune liberté gardée dans ce scénario.", en="No opt-out here."),
    "means": Text(fr="Un moyen de plus", en="One unit more"),
    "means_none": Text(fr="Aucun moyen n'est saturé.", en="No means is saturated."),
    "stores": Text(fr="Les magasins valent-ils le trajet ?", en="Are stores worth the trip?"),
    "stores_how": Text(
        fr="Heures et euros jusqu'à la porte, tri et dernier kilomètre compris. Un kg utilisable "
        "est compté {price} €.",
        en="Hours and euros to the door, sorting and last mile included. A usable kg counts for "
        "{price} €.",
    ),
    "overlaps": Text(fr="Passages voisins le même jour", en="Close stops on the same day"),
    "holders": Text(fr="Qui tient quelles conventions", en="Who holds which agreements"),
    "owner": Text(fr="À qui", en="Whose"),
    "d_owner": Text(fr="kg pour elle", en="kg for it"),
    "d_worst": Text(fr="la moins servie", en="least served"),
    "rejected": Text(fr="kg jetés", en="kg rejected"),
    "no_show": Text(fr="absences", en="no-shows"),
    "hours_per_100": Text(fr="h pour 100 kg", en="h per 100 kg"),
    "worth_it": Text(fr="vaut le trajet", en="worth it"),
    "if_dropped": Text(fr="kg si abandonné", en="kg if dropped"),
    "if_moved": Text(fr="kg si déplacé", en="kg if moved"),
    "and_other": Text(fr="et", en="and"),
    "week_now": Text(
        fr="La semaine telle quelle : {kg} kg, {hours} h de bénévoles, {eur} €.",
        en="The week as it is: {kg} kg, {hours} h of people, {eur} €.",
    ),
    "diagnosis": Text(fr="Ce qui manque", en="What is missing"),
    "shortage": Text(fr="Part du manque", en="Part of the shortage"),
    "short_supply": Text(fr="dons insuffisants", en="too few donations"),
    "short_distribution": Text(
        fr="jours, dates limites et choix d'organisation", en="days, use-by dates and organisation"
    ),
    "short_logistics": Text(fr="véhicules, équipages, stockage", en="vehicles, crews, storage"),
    "saturated": Text(fr="Moyens les plus utilisés", en="Most used means"),
    "distance": Text(fr="Distance", en="Distance"),
}

say = Vocabulary(WORDS, common)
"""The words of the levers, over those of a comparison."""
