"""The words of the page on which a week is changed by hand."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.words import NOTHING
from service.kinds.week.hand_section import CHOICE
from service.words.labels import word
from service.words.vocabulary import Vocabulary

HAND_WORDS: Mapping[str, Text] = {
    "lead": Text(
        fr="Choisissez une tournée, puis déplacez, ajoutez, retirez ou verrouillez un passage, ou "
        "changez le véhicule, l'équipage ou l'heure. À chaque changement, le contrôle dit ce qui "
        "casse et ce que cela coûte. Rien n'est gardé tant que vous ne le demandez pas.",
        en="Choose a round, then move, add, remove or lock a stop, or change the vehicle, the crew "
        "or the time. At each change the check says what breaks and what it costs. Nothing is kept "
        "until you ask for it.",
    ),
    "published": Text(
        fr="Cette semaine est publiée : ce qui est promis au registre ne change pas. Pour une "
        "semaine en route, l'appel de 8 h 30 dit aussi qui prévenir.",
        en="This week is published: what the ledger promises does not change. For a week on the "
        "road, the 8:30 call also tells whom to call.",
    ),
    "choices": Text(fr="Vos choix", en="Your choices"),
    "none": Text(fr="Aucun changement pour l'instant.", en="No change yet."),
    "sound": Text(fr="Le contrôle accepte ce plan.", en="The check accepts this plan."),
    "broken": Text(fr="Ce plan ne peut pas se faire :", en="This plan cannot be driven:"),
    "undo": Text(fr="Défaire", en="Undo"),
    "redo": Text(fr="Refaire", en="Redo"),
    "keep": Text(fr="Garder ce plan", en="Keep this plan"),
    "mend": Text(fr="Laisser la recherche arranger le reste", en="Let the search mend the rest"),
    "mend_lead": Text(
        fr="La recherche garde vos choix et replanifie autour : quelques secondes.",
        en="The search keeps your choices and plans around them: a few seconds.",
    ),
    "lowest": Text(fr="Le moins servi", en="Least served"),
    "effect": Text(fr="Effet de tous vos choix", en="Effect of all your choices"),
    "who_moves": Text(fr="Qui reçoit plus ou moins", en="Who receives more or less"),
    "rounds": Text(fr="Tournées de la semaine", en="Rounds of the week"),
    "change": Text(fr="Changer", en="Edit"),
    "changing": Text(fr="Changer : {round}", en="Change: {round}"),
    "close": Text(fr="Fermer", en="Close"),
    "locked": Text(fr="verrouillé", en="locked"),
    "lock": Text(fr="Verrouiller", en="Lock"),
    "lock_round": Text(fr="Verrouiller la tournée", en="Lock the round"),
    "move_to": Text(fr="Déplacer vers", en="Move to"),
    "place": Text(fr="Place dans la tournée", en="Place in the round"),
    "drag": Text(
        fr="Un passage se glisse par sa poignée ⠿ à un autre rang, ou sur une autre tournée du même "
        "jour ; « Changer » fait la même chose.",
        en="Drag a stop by its handle ⠿ to another place, or onto another round of the same day; "
        '"Change" does the same.',
    ),
    "best_place": Text(fr="au mieux", en="the best"),
    "move": Text(fr="Déplacer", en="Move"),
    "add_here": Text(fr="Ajouter un passage", en="Add a stop"),
    "left": Text(fr="Ce que personne ne ramasse", en="What nobody collects"),
    "add_stop": Text(fr="Ajouter ce passage", en="Add this stop"),
    "ways": Text(fr="Ajouter : {stop}", en="Add: {stop}"),
    "ways_lead": Text(
        fr="Chaque façon a été essayée, la moins gênante d'abord.",
        en="Each way was tried, the least disturbing first.",
    ),
    "way": Text(fr="Façon", en="Way"),
    "breaks": Text(fr="Ce qui casse", en="What breaks"),
    "nothing_breaks": NOTHING,
    "choose": Text(fr="Choisir", en="Choose"),
    "no_way": Text(
        fr="Aucune tournée ni aucun véhicule de ce jour ne peut être essayé.",
        en="No round and no vehicle of that day can be tried.",
    ),
    "instead": Text(fr="À la place de", en="Instead of"),
    "choice": CHOICE,
    "change_vehicle": Text(fr="Changer de véhicule", en="Change the vehicle"),
    "change_person": Text(fr="Changer l'équipage", en="Change the crew"),
    "change_time": Text(fr="Changer l'heure", en="Change the time"),
    "who": Text(fr="Qui part", en="Who goes"),
    "one_more": Text(fr="(une personne de plus)", en="(one person more)"),
    "one_less": Text(fr="(personne)", en="(nobody)"),
    "new_leaves": Text(fr="Départ à", en="Leaves at"),
    "new_round": Text(fr="Une tournée de plus : {round}", en="One more round: {round}"),
    "into": Text(fr="Dans {round}", en="In {round}"),
    "badly": Text(
        fr="« {value} » n'est pas un changement. Attendu : un choix de la page. Choisissez de "
        "nouveau.",
        en='"{value}" is no change. Expected: a choice of the page. Choose again.',
    ),
    "no_rounds": Text(fr="Cette semaine n'a aucune tournée.", en="This week has no round."),
}
hand_say = Vocabulary(HAND_WORDS, word)
