"""What the form of a calendar changed by hand says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.words import OPEN
from service.kinds.openings.words import say as calendar
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "form_lead": Text(
        fr="Le reste du calendrier est refait avec le moins de changements possible, en quelques "
        "secondes ; le résultat dit ce que cela coûte à chaque groupe.",
        en="The rest of the calendar is made again with the fewest changes, in seconds; the result "
        "says what it costs each group.",
    ),
    "button": Text(fr="Refaire le calendrier", en="Make the calendar again"),
    "cancel": Text(fr="Revenir au calendrier", en="Back to the calendar"),
    "slots": Text(fr="Créneaux de chaque lieu", en="Slots of each outlet"),
    "slots_lead": Text(
        fr="Ce qui est coché est tenu à tout prix. Rien de coché : le calendrier choisit. Ce qui a "
        "déjà été décidé à la main tient, jusqu'à ce que vous le rendiez libre.",
        en="What is ticked is kept at any price. Nothing ticked: the calendar chooses. What was "
        "decided by hand before holds, until you free it again.",
    ),
    "fix": Text(fr="À ouvrir", en="To be open"),
    "forbid": Text(fr="À fermer", en="To be closed"),
    "slot": Text(fr="Créneau", en="Slot"),
    "open_now": OPEN,
    "own_fixed": Text(fr="ce lieu y tient", en="this outlet wants it"),
    "own_forbidden": Text(fr="ce lieu le refuse", en="this outlet refuses it"),
    "own_still": Text(
        fr="{outlet} (n'accepte pas de bouger)", en="{outlet} (does not agree to move)"
    ),
    "decided": Text(fr="{outlet}, {slot} : {wish}", en="{outlet}, {slot}: {wish}"),
    "nothing_said": Text(
        fr="Aucun créneau n'est fixé, refusé ni rendu libre. Attendu : un au moins. Cochez-en un, "
        "ou donnez --fix, --forbid ou --free.",
        en="No slot is fixed, refused or freed. Expected: one at least. Tick one, or give --fix, "
        "--forbid or --free.",
    ),
    "unknown_slot": Text(
        fr="{found} n'est pas un créneau. Attendu : LIEU/CRÉNEAU, comme {example}. {remedy}",
        en="{found} is no slot. Expected: OUTLET/SLOT, such as {example}. {remedy}",
    ),
    "choose": Text(fr="Choisissez un créneau du calendrier.", en="Choose a slot of the calendar."),
    "both": Text(
        fr="{found} est à la fois fixé et refusé. Attendu : l'un ou l'autre. Retirez-le de l'un.",
        en="{found} is both fixed and refused. Expected: one or the other. Remove it from one.",
    ),
}

say = Vocabulary(WORDS, calendar)
