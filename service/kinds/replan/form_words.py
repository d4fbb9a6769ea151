"""The words of the form of a call, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text

FORM_WORDS: Mapping[str, Text] = {
    "replan_lead": Text(
        fr="Dites ce qui est arrivé et ce qui ne doit pas bouger. Ce qui est déjà commencé reste. "
        "Si rien n'est arrivé, tout ce qui n'est pas verrouillé est planifié de nouveau jusqu'à la "
        "fin de la semaine, pour faire mieux, avec peu de changements.",
        en="Say what happened and what must not move. What has begun stays. If nothing happened, "
        "all that is not locked is planned again until the end of the week, to do better, with few "
        "changes.",
    ),
    "call_now": Text(fr="Heure de l'appel", en="Time of the call"),
    "rest_of_week": Text(
        fr="Les jours suivants peuvent changer aussi", en="The days after may change too"
    ),
    "absent": Text(fr="Absents", en="Absent"),
    "down": Text(fr="Véhicules en panne", en="Vehicles down"),
    "closed": Text(fr="Associations fermées", en="Associations closed"),
    "empty": Text(
        fr="Magasins sans don, ou avec un autre poids", en="Stores with nothing, or less"
    ),
    "gives_kg": Text(fr="kg donnés (0 : rien)", en="kg given (0: nothing)"),
    "surprise": Text(fr="Palette surprise", en="Surprise pallet"),
    "surprise_site": Text(fr="Où elle attend", en="Where it waits"),
    "surprise_opens": Text(fr="Pas avant", en="Not before"),
    "locks": Text(fr="Ce qui ne doit pas bouger", en="What must not move"),
    "lock_round": Text(fr="Tournée entière", en="Whole round"),
    "lock_stop": Text(fr="Garder ce passage dans sa tournée", en="Keep this stop in its round"),
    "told_by_phone": Text(
        fr="Les passages que les chauffeurs ont déjà dits sur leur téléphone sont cochés plus bas : "
        "ils ne bougeront pas.",
        en="Stops that drivers told on their telephones already are ticked below: they will not "
        "move.",
    ),
    "keep_it": Text(fr="Garder", en="Keep"),
    "cancel_call": Text(fr="Revenir sans re-planifier", en="Back without planning again"),
}
