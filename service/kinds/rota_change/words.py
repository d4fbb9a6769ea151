"""What the form of a rota changed by hand says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.rota import DECISIONS
from service.kinds.rota.words import say as rota_say
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "form_lead": Text(
        fr="Dites qui doit venir, ou ne pas venir. Le reste est refait en changeant le moins de "
        "monde possible, et vous voyez ce que cela coûte avant de l'adopter.",
        en="Say who is to come, or not to come. The rest is made again with the fewest changes, "
        "and you see what it costs before adopting it.",
    ),
    "button": Text(fr="Refaire le planning", en="Make the rota again"),
    "cancel": Text(fr="Ne rien changer", en="Change nothing"),
    "changes": Text(fr="Vos décisions", en="Your decisions"),
    "rule": Text(fr="Décision", en="Decision"),
    "not_coming": Text(fr="Qui ne viendra pas", en="Who will not come"),
    "not_coming_lead": Text(
        fr="Ou cochez, jour par jour, qui ne peut plus venir.",
        en="Or tick, day by day, who can come no more.",
    ),
    "comes": DECISIONS["comes"],
    "excluded": DECISIONS["excluded"],
    "nothing_said": Text(
        fr="Aucune décision. Attendu : une personne et un service au moins. Choisissez-les.",
        en="No decision. Expected: at least a person and a duty. Choose them.",
    ),
    "half_said": Text(
        fr="Il manque la personne ou le service. Attendu : les deux. Complétez la ligne, ou "
        "videz-la.",
        en="The person or the duty is missing. Expected: both. Complete the row, or empty it.",
    ),
    "unknown_person": Text(
        fr="{field} : {value} n'est pas un bénévole de ce planning. Attendu : l'un d'eux. {remedy}",
        en="{field}: {value} is no volunteer of this rota. Expected: one of them. {remedy}",
    ),
    "unknown_duty": Text(
        fr="{field} : {value} n'est pas un service de ce planning. Attendu : l'un d'eux, comme "
        "{example}. {remedy}",
        en="{field}: {value} is no duty of this rota. Expected: one of them, such as {example}. "
        "{remedy}",
    ),
    "bad_pair": Text(
        fr="{field} : {value} n'est pas lisible. Attendu : personne:service, comme {example}. "
        "Corrigez-le.",
        en="{field}: {value} cannot be read. Expected: person:duty, such as {example}. Correct it.",
    ),
}

say = Vocabulary(WORDS, rota_say)
