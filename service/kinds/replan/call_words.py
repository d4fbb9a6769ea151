"""The words of the call by telephone, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text

CALL_WORDS: Mapping[str, Text] = {
    "call_title": Text(fr="Appel de 8 h 30", en="The 8:30 call"),
    "call_lead": Text(
        fr="Touchez ce qui est arrivé, puis re-planifiez : la réponse vient en quelques secondes, "
        "avec qui prévenir. Ce qui est déjà fait reste.",
        en="Tap what happened, then plan again: the answer comes in seconds, with whom to tell. "
        "What is done already stays.",
    ),
    "tap_absent": Text(fr="Quelqu'un est absent", en="Someone is absent"),
    "tap_down": Text(fr="Un véhicule est en panne", en="A vehicle has broken down"),
    "tap_empty": Text(fr="Un magasin n'a rien", en="A store has nothing"),
    "tap_gift": Text(fr="Un don imprévu", en="An unexpected gift"),
    "tap_closed": Text(fr="Une association est fermée", en="An association is closed"),
    "who_absent": Text(fr="Qui ne vient pas ?", en="Who does not come?"),
    "what_down": Text(fr="Lequel ?", en="Which one?"),
    "which_empty": Text(fr="Où n'y a-t-il rien ?", en="Where is there nothing?"),
    "which_closed": Text(fr="Laquelle ?", en="Which association?"),
    "gift_where": Text(fr="Où attend-il ?", en="Where does it wait?"),
    "gift_kg": Text(fr="Combien de kg ?", en="How many kg?"),
    "gift_until": Text(fr="À prendre avant", en="To be fetched by"),
    "call_day": Text(fr="Quel jour ?", en="Which day?"),
}
