"""The words of the first page."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.web.words import say
from service.words.vocabulary import Vocabulary

WEEK_WORDS: Mapping[str, Text] = {
    "no_plan_here": Text(
        fr="La semaine du {week} est {state} ; son plan n'est pas ici.",
        en="The week of {week} is {state}; its plan is not here.",
    ),
    "unplanned": Text(
        fr="La semaine du {week} n'est pas encore planifiée.",
        en="The week of {week} is not planned yet.",
    ),
    "unasked": Text(fr="Rien n'a encore été calculé ici.", en="Nothing was computed here yet."),
    "waiting": Text(
        fr="La semaine du {week} est en cours de calcul.",
        en="The week of {week} is being planned.",
    ),
    "refused": Text(
        fr="Le contrôle refuse le dernier plan : voyez le résultat.",
        en="The check refuses the last plan: see the result.",
    ),
    "proved_food": Text(
        fr="Aucun plan ne peut apporter plus de nourriture : c'est prouvé.",
        en="No plan can bring more food: that is proved.",
    ),
    "proved_hours": Text(
        fr="Aucun plan ne peut prendre moins d'heures : c'est prouvé.",
        en="No plan can take fewer hours: that is proved.",
    ),
    "proved_cost": Text(
        fr="Aucun plan ne peut coûter moins : c'est prouvé.",
        en="No plan can cost less: that is proved.",
    ),
    "gap_food": Text(
        fr="Au plus {gap} de nourriture en plus serait possible, d'après la borne prouvée.",
        en="At most {gap} more food would be possible, by the bound that is proved.",
    ),
    "gap_hours": Text(
        fr="Au plus {gap} d'heures en moins serait possible, d'après la borne prouvée.",
        en="At most {gap} fewer hours would be possible, by the bound that is proved.",
    ),
    "gap_cost": Text(
        fr="Un coût plus bas de {gap} au plus serait possible, d'après la borne prouvée.",
        en="A cost lower by {gap} at most would be possible, by the bound that is proved.",
    ),
    "unbounded": Text(
        fr="Rien ne borne ce qu'un meilleur plan apporterait.",
        en="Nothing bounds what a better plan would bring.",
    ),
    "more_alarms": Text(
        fr="Tout ce qu'il faut savoir ({count} de plus)", en="All there is to know ({count} more)"
    ),
    "longer": Text(fr="Chercher plus longtemps", en="Search longer"),
    "see": Text(fr="Voir le résultat", en="See the result"),
    "why": Text(fr="Voir pourquoi", en="See why"),
    "next": Text(fr="À faire ensuite", en="What is next"),
    "follow": Text(fr="Suivre le calcul", en="Follow the run"),
    "read": Text(fr="Relire le plan et le répartir", en="Read the plan and split it"),
    "publish": Text(fr="Publier la répartition", en="Publish the split"),
    "weigh": Text(fr="Peser ce qui rentre", en="Weigh what comes in"),
    "after": Text(fr="Passer à la semaine suivante", en="Go on to the next week"),
    "others": Text(fr="Les autres semaines", en="Other weeks"),
    "begin_another": Text(fr="Ajouter une ville ou un fichier", en="Add a town or a file"),
}
week_say = Vocabulary(WEEK_WORDS, say)
