"""The words of the page for a town's watch meeting."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.kinds.history.words import say as history_word
from service.kinds.watch import ROOM
from service.words.sentences import COUNTS
from service.words.vocabulary import Vocabulary

TITLE = ROOM.title
WORDS: Mapping[str, Text] = {
    "title": Text(fr="Veille sociale", en="Watch meeting"),
    "answer_watch": Text(
        fr="{kg} ramassés en {visits}, pour {people} personnes aidées",
        en="{kg} collected in {visits}, for {people} people helped",
    ),
    "given_out": Text(fr="Distribué par le groupe", en="Handed out by the pool"),
    "of_which_rejected": Text(fr="dont {kg} écartés au tri", en="of which {kg} thrown away"),
    "of_households": Text(fr="{households} foyers", en="{households} households"),
    "few": Text(fr="moins de {least}", en="under {least}"),
    "behind": Text(fr="Qui est en retard", en="Who is behind"),
    "behind_how": Text(
        fr="Couverture : part du besoin reçue, la plus basse d'abord.",
        en="Coverage: share of need received, the lowest first.",
    ),
    "lacks": Text(fr="Ce qui manque le plus", en="What lacks most"),
    "lacks_how": Text(
        fr="Reçu du groupe, sur le besoin des mêmes semaines.",
        en="Received from the pool, over the need of the same weeks.",
    ),
    "lacking": Text(fr="Manque", en="Short"),
    "got_share": Text(fr="Reçu / besoin", en="Received / need"),
    "nothing_lacks": Text(fr="Rien ne manque.", en="Nothing lacks."),
    "no_week": Text(
        fr="Aucune semaine de la période n'est au registre.",
        en="The ledger has no week of the period.",
    ),
    "decided": Text(fr="Ce qui a été décidé", en="What was decided"),
    "to_decide": Text(fr="À noter en séance", en="To be noted at the meeting"),
    "where_from": Text(fr="D'où vient la nourriture", en="Where the food comes from"),
    "stores_kg": Text(
        fr="magasins (taille : kg donnés ; en creux : rien)",
        en="stores (size: kg given; hollow: nothing)",
    ),
    "sites": COUNTS["association"][1],
    "curve": Text(fr="Ramassé par semaine", en="Collected by week"),
    "others": Text(fr="et {count} autres", en="and {count} others"),
    "map_note": Text(
        fr="Positions du scénario.",
        en="Positions of the scenario.",
    ),
}
say = Vocabulary(WORDS, history_word)

TOO_MANY = Text(
    fr="{field} : {count} décisions. Attendu : {most} au plus, pour que tout tienne sur une page. "
    "Gardez les principales.",
    en="{field}: {count} decisions. Expected: {most} at most, so that all holds on one page. Keep "
    "the main ones.",
)
TOO_LONG = Text(
    fr="{field} : une décision de {count} lettres ({start}…). Attendu : {most} au plus. "
    "Raccourcissez-la, ou séparez-en deux par un point-virgule.",
    en="{field}: a decision of {count} letters ({start}…). Expected: {most} at most. Shorten it, or "
    "part two by a semicolon.",
)
