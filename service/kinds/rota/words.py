"""What the page of a rota says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.codes import CODES
from service.words.labels import word
from service.words.sentences import COUNTS
from service.words.vocabulary import Vocabulary

TITLE = Text(fr="Planning des bénévoles", en="Volunteers' rota")
WORDS: Mapping[str, Text] = {
    "title": TITLE,
    "answer": Text(
        fr="{filled} places tenues sur {places}, par {people}",
        en="{filled} places of {places} filled, by {people}",
    ),
    "answer_full": Text(fr="toutes les places sont tenues", en="every place is filled"),
    "answer_first": Text(
        fr="à trouver d'abord : {skills}, {half} ({count} à pourvoir)",
        en="to be found first: {skills}, {half} ({count} to fill)",
    ),
    "grid_of": Text(fr="Qui fait quoi, semaine du {monday}", en="Who does what, week of {monday}"),
    "duty": Text(fr="Service", en="Duty"),
    "to_fill": Text(fr="à pourvoir", en="to fill"),
    "still": Text(fr="{count} à pourvoir", en="{count} to fill"),
    "needs": Text(fr="Ce qu'il faut", en="Needs"),
    "missing": Text(fr="Ce qui manque, et quand", en="What is missing, and when"),
    "missing_how": Text(
        fr="Places à pourvoir sur places demandées, toutes semaines ensemble.",
        en="Places to fill of places needed, all weeks together.",
    ),
    "no_missing": Text(fr="Aucune place n'est à pourvoir.", en="No place is left to fill."),
    "anyone": Text(fr="Sans compétence particulière", en="No skill in particular"),
    "why": Text(fr="Pourquoi ces places restent vides", en="Why these places stay empty"),
    "nobody": Text(
        fr="Personne n'offre cette demi-journée avec cette compétence.",
        en="Nobody offers this half-day with this skill.",
    ),
    "hall_half": Text(
        fr="Ce jour-là, à cette heure : {places} places, et {people} pour en tenir {at_most} au plus.",
        en="On that half-day: {places} places, and {people} to fill {at_most} at most.",
    ),
    "hall_day": Text(
        fr="Sur toute la journée : {places} places, et {people} pour en tenir {at_most} au plus.",
        en="Over the whole day: {places} places, and {people} to fill {at_most} at most.",
    ),
    "hall_week": Text(
        fr="Tous jours ensemble : {places} places de cette compétence, et {people} pour en "
        "tenir {at_most} au plus.",
        en="All days together: {places} places that need this skill, and {people} to fill "
        "{at_most} at most.",
    ),
    "hall_wide": Text(
        fr="Qui pourrait venir tient déjà d'autres places : en tout {places} places, et {people} pour en tenir {at_most} au plus.",
        en="Whoever could come fills other places: {places} places in all, and {people} to fill "
        "{at_most} at most.",
    ),
    "recruit": Text(fr="Qui chercher", en="Whom to look for"),
    "recruit_how": Text(
        fr="Une personne de plus, avec cette compétence, chaque semaine à cette demi-journée : "
        "chaque ligne a été essayée, tout le monde replacé au mieux.",
        en="One more person with this skill, each week on this half-day: each row was tried, "
        "everybody else placed anew.",
    ),
    "recruit_left": Text(
        fr="Demi-journées qui n'ont pas été essayées : {count}.",
        en="Half-days that were not tried: {count}.",
    ),
    "fills": Text(fr="places tenues en plus", en="places filled more"),
    "skills": Text(fr="Compétence", en="Skill"),
    "half_day": Text(fr="Demi-journée", en="Half-day"),
    "loads": Text(fr="Qui vient combien de fois", en="Who comes how often"),
    "times": Text(fr="nombre de fois", en="how often"),
    "loads_how": Text(
        fr="Aussi également que le permet ce qui passe avant (les places tenues, leur répartition, "
        "le moins de changements) : qui vient le plus vient le moins possible, puis le suivant.",
        en="As even as what comes before allows (places filled, how they are spread, the fewest "
        "changes): whoever comes most comes as little as can be, then the next.",
    ),
    "loads_open": Text(
        fr="Réparti au mieux dans le temps donné ; l'égalité n'est pas prouvée.",
        en="Shared as well as the time given allowed; evenness is not proved.",
    ),
    "people_n": COUNTS["person"][1],
    "pseudonym": Text(fr="Pseudonyme", en="Pseudonym"),
    "duties_done": Text(fr="services", en="duties"),
    "offered": Text(fr="demi-journées offertes", en="half-days offered"),
    "most": Text(fr="possibles au plus", en="possible at most"),
    "shares_of": Text(fr="Associations", en="Associations"),
    "places": CODES["places"],
    "filled": Text(fr="tenues", en="filled"),
    "part": Text(fr="part tenue", en="part filled"),
    "list": Text(fr="Services un à un", en="Duties one by one"),
    "changed": Text(fr="Ce qui a changé", en="What changed"),
    "changed_none": Text(
        fr="Personne n'a changé de place.",
        en="Nobody's place changed.",
    ),
    "was": Text(fr="faisait", en="did"),
    "is": Text(fr="fait maintenant", en="does now"),
    "price": Text(fr="Ce que cela coûte", en="What it costs"),
    "level_filled": Text(
        fr="places vides, chacune selon son rang (9 points au rang 1)",
        en="empty places, each by its rank (9 points at rank 1)",
    ),
    "level_spread": Text(
        fr="manques inégaux entre associations", en="uneven lacks between associations"
    ),
    "level_changes": Text(fr="places gardées (en moins)", en="places kept (as minus)"),
    "level_loads": Text(
        fr="charges inégales (1 pour la 1re fois d'une personne, 2 pour la 2e…)",
        en="uneven loads (1 for someone's first time, 2 for the second…)",
    ),
    "level_wishes": Text(fr="souhaits non suivis", en="wishes not followed"),
    "level_continuity": Text(
        fr="places qui ne sont pas celles d'avant", en="places that are not those of before"
    ),
    "by_potentials": Text(fr="oui, vérifié", en="yes, verified"),
    "by_search": Text(fr="oui, recherche finie", en="yes, search ended"),
    "by_none": Text(fr="non prouvé", en="not proved"),
    "nothing": Text(
        fr="« {label} » n'a pas de quoi faire un planning. Attendu : des bénévoles et des services, "
        "ou une semaine planifiée dont il faut les équipages. Ajoutez-les dans les tableaux.",
        en='"{label}" has nothing to make a rota of. Expected: volunteers and duties, or a planned '
        "week whose crews are needed. Add them in the tables.",
    ),
    "conflict_one": Text(
        fr="Décision impossible : {who} ({why}). Attendu : une décision qui peut tenir. "
        "Retirez-la, ou corrigez ce qui l'empêche.",
        en="Impossible decision: {who} ({why}). Expected: one that can hold. Remove it, or correct "
        "what prevents it.",
    ),
    "conflict": Text(
        fr="Ces décisions ne tiennent pas ensemble : {who} ({why}). Attendu : des décisions qui "
        "tiennent ensemble. Retirez l'une d'elles : les autres tiennent alors.",
        en="These decisions cannot hold together: {who} ({why}). Expected: decisions that can. "
        "Remove one of them: the others hold then.",
    ),
    "summary": Text(
        fr="{people}, {duties} sur {weeks}",
        en="{people}, {duties} over {weeks}",
    ),
    "again": Text(
        fr="Refaire le planning en changeant le moins possible",
        en="Make the rota again with the fewest changes",
    ),
    "again_lead": Text(
        fr="Changez les tableaux (une absence, un service), puis refaites.",
        en="Change the tables (days away, a duty), then make it again.",
    ),
    "by_hand": Text(fr="Fixer ou exclure quelqu'un", en="Fix or rule out someone"),
    "following": Text(fr="Faire le planning qui suit", en="Make the rota that follows"),
    "crews_of_week": Text(
        fr="Planifier la semaine avec ces équipages", en="Plan the week with these crews"
    ),
    "message_of": Text(fr="Planning du {first} au {last}", en="Rota from {first} to {last}"),
    "paper_foot": Text(
        fr="Pseudonymes seulement : l'association garde la liste des noms.",
        en="Pseudonyms only: the association keeps the list of names.",
    ),
}

say = Vocabulary(WORDS, word)
