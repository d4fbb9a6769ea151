"""The words of what-if cards."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.labels import word
from service.words.vocabulary import Vocabulary

CARD_WORDS: Mapping[str, Text] = {
    # stores
    "share_title": Text(fr="Mettre des magasins en commun", en="Share stores"),
    "share_stores": Text(
        fr="Magasins aujourd'hui réservés à leur titulaire", en="Stores now for their holder alone"
    ),
    "share_told": Text(fr="{names} en commun", en="{names} shared"),
    "keep_title": Text(fr="Réserver un magasin à son titulaire", en="Keep a store for its holder"),
    "keep_store": Text(fr="Magasin aujourd'hui mis en commun", en="Store now shared"),
    "keep_told": Text(fr="{names} réservé à son titulaire", en="{names} for its holder alone"),
    "drop_title": Text(fr="Ne plus passer dans un magasin", en="Give a store up"),
    "drop_store": Text(fr="Magasin que l'on quitte", en="Store that is given up"),
    "drop_told": Text(fr="sans passer à {names}", en="without calling at {names}"),
    "day_title": Text(fr="Ramasser un jour de plus", en="Collect on one more day"),
    "day_store": Text(
        fr="Magasin qui donne un jour de plus", en="Store that gives on one more day"
    ),
    "day": Text(fr="Jour ajouté", en="Day added"),
    "day_told": Text(fr="{names} donne aussi {days}", en="{names} gives {days} too"),
    "day_there": Text(
        fr="Ce magasin donne déjà ce jour-là. Attendu : un autre jour. Choisissez-le.",
        en="This store gives on that day already. Expected: another day. Choose it.",
    ),
    # means
    "down_title": Text(fr="Un véhicule en panne", en="A vehicle down"),
    "down_vehicle": Text(
        fr="Véhicules qui manquent toute la semaine", en="Vehicles missing all week"
    ),
    "down_told": Text(fr="sans {names}", en="without {names}"),
    "lend_title": Text(fr="Prêter un véhicule", en="Lend a vehicle"),
    "lend_vehicle": Text(fr="Véhicule prêté", en="Vehicle lent"),
    "lend_to": Text(fr="Prêté pour la semaine à", en="Lent for the week to"),
    "everyone": Text(fr="tout le groupe", en="the whole pool"),
    "lend_days": Text(
        fr="Jours du prêt (tous les siens si aucun)", en="Days of the loan (all of its own if none)"
    ),
    "lend_told": Text(fr="{names} prêté à {who}", en="{names} lent to {who}"),
    "lend_own": Text(
        fr="Ce véhicule est déjà à cette association. Attendu : une autre. Choisissez-la.",
        en="This vehicle belongs to that association already. Expected: another one. Choose it.",
    ),
    "lend_lent": Text(
        fr="Ce véhicule est déjà prêté à tout le groupe. Attendu : un véhicule que son "
        "propriétaire garde. Choisissez-en un autre, ou une association.",
        en="This vehicle is lent to the whole pool already. Expected: one that its owner keeps. "
        "Choose another, or an association.",
    ),
    "van_title": Text(fr="Un véhicule de plus", en="One more vehicle"),
    "van_kind": Text(fr="Type du véhicule ajouté", en="Kind of the vehicle added"),
    "van_owner": Text(fr="Association chez qui il dort", en="Association where it sleeps"),
    "van_told": Text(
        fr="un véhicule de plus chez {who} ({kind})", en="one more vehicle at {who} ({kind})"
    ),
    "person_title": Text(fr="Des bénévoles de plus", en="More volunteers"),
    "person_at": Text(fr="Association qu'ils rejoignent", en="Association that they join"),
    "person_role": Text(fr="Rôle à bord", en="Role aboard"),
    "person_number": Text(fr="Nombre de bénévoles", en="Number of volunteers"),
    "driver_told": Text(
        fr="{count} chauffeurs de plus chez {who}", en="{count} more drivers at {who}"
    ),
    "driver_one": Text(fr="un chauffeur de plus chez {who}", en="one more driver at {who}"),
    "helper_told": Text(
        fr="{count} accompagnateurs de plus chez {who}", en="{count} more helpers at {who}"
    ),
    "helper_one": Text(fr="un accompagnateur de plus chez {who}", en="one more helper at {who}"),
    "bad_number": Text(
        fr="Trouvé « {found} ». Attendu : un nombre entier de 1 à {most}. Corrigez-le.",
        en='Found "{found}". Expected: a whole number from 1 to {most}. Correct it.',
    ),
    # who works together
    "join_title": Text(fr="Une association rejoint le groupe", en="An association joins the pool"),
    "join_who": Text(fr="Association qui rejoint", en="Association that joins"),
    "join_pool": Text(fr="Groupe rejoint", en="Pool joined"),
    "join_told": Text(fr="{names} rejoint {pool}", en="{names} joins {pool}"),
    "leave_title": Text(fr="Une association quitte le groupe", en="An association leaves the pool"),
    "leave_who": Text(fr="Association qui part", en="Association that leaves"),
    "leave_told": Text(fr="{names} seule de son côté", en="{names} by itself"),
    "leave_hub": Text(
        fr="On trie chez cette association : elle ne peut pas partir. Attendu : un autre lieu de "
        "tri, ou la dépose à chaque porte (carte « {card} »). Choisissez-le d'abord.",
        en="Food is sorted at this association: it cannot leave. Expected: another hub, or "
        'dropping at each door (card "{card}"). Choose it first.',
    ),
    "leave_last": Text(
        fr="Il ne resterait personne dans ce groupe. Attendu : un groupe d'une association au "
        "moins. Videz ce choix.",
        en="Nobody would be left in this pool. Expected: a pool of one association at least. "
        "Empty this choice.",
    ),
    "sort_title": Text(fr="Trier ailleurs, ou ne plus trier", en="Sort elsewhere, or no more"),
    "sort_at": Text(fr="Où l'on trie", en="Where food is sorted"),
    "no_sorting": Text(
        fr="nulle part : on dépose à chaque porte", en="nowhere: dropped at each door"
    ),
    "sort_told": Text(fr="tri chez {names}", en="sorted at {names}"),
    "unsorted_told": Text(
        fr="dépose à chaque porte, sans tri", en="dropped at each door, unsorted"
    ),
    "sort_same": Text(
        fr="C'est déjà le cas. Attendu : un changement. Choisissez autre chose, ou videz ce choix.",
        en="That is so already. Expected: a change. Choose something else, or empty this choice.",
    ),
    "sort_outside": Text(
        fr="Cette association n'est pas dans le groupe. Attendu : l'un de ses membres. "
        "Choisissez-en un.",
        en="This association is not in the pool. Expected: one of its members. Choose one.",
    ),
    "open_title": Text(fr="Distribuer un jour de plus", en="Distribute on one more day"),
    "open_who": Text(
        fr="Association qui distribue un jour de plus", en="Association with one more day"
    ),
    "open_from": Text(fr="Distribution de", en="Distribution from"),
    "open_until": Text(fr="Distribution jusqu'à", en="Distribution until"),
    "open_told": Text(fr="{names} distribue aussi {days}", en="{names} distributes {days} too"),
    "open_hours": Text(
        fr="De {starts} à {ends}. Attendu : deux heures, comme 14:00, la fin après le début. "
        "Corrigez-les.",
        en="From {starts} to {ends}. Expected: two times such as 14:00, the end after the "
        "beginning. Correct them.",
    ),
}
"""Labels by key."""

say = Vocabulary(CARD_WORDS, word)
