"""The words of the fair split: what is printed, written in workbooks and on receipts."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.words import THIS_WEEK
from service.words.labels import word
from service.words.ledger import ledger_word
from service.words.vocabulary import Vocabulary

WORKBOOK, RECEIPTS, ALLOCATION = "repartition.xlsx", "bons.pdf", "allocation.json"
"""The files of a split."""
SPLIT_WORDS: Mapping[str, Text] = {
    "got": ledger_word["received"],
    "total_short": ledger_word["kg"],
    "owed_before": ledger_word["before"],
    "answer": Text(
        fr="Niveau le plus bas : {level}, pour {who} ; {kg} répartis pour {need} de besoin.",
        en="Lowest level: {level}, for {who}; {kg} split, for a need of {need}.",
    ),
    "title": Text(fr="Répartition de la semaine", en="Split of the week"),
    "supply": Text(fr="Apports", en="Supply"),
    "expected": Text(
        fr="semaine attendue, transport non vérifié", en="expected week, transport not checked"
    ),
    "plan": Text(fr="semaine planifiée", en="planned week"),
    "weighed": Text(fr="lots pesés", en="weighed-in lots"),
    "window": Text(
        fr="Semaines comptées, celle-ci comprise", en="Weeks counted, this one included"
    ),
    "received": Text(fr="Reçoit (kg)", en="Receives (kg)"),
    "cumulated": word["level"],
    "levels_how": Text(
        fr="Couverture : kg reçus sur kg du besoin, cette semaine. Niveau, que la répartition "
        "égalise : points reçus sur points du besoin, avec les semaines comptées et le stock du "
        "début.",
        en="Coverage: kg received over kg needed, this week. Level, which the split evens out: "
        "points received over points needed, with the weeks counted and the stock at the start.",
    ),
    "alone": Text(fr="Seule (points)", en="Alone (points)"),
    "why": Text(fr="Ce qui la limite", en="What binds it"),
    "more_short": Text(fr="si +20 %", en="if +20%"),
    "fewer_short": Text(fr="si −20 %", en="if −20%"),
    "more": Text(fr="Si +20 % de personnes (kg)", en="If 20% more people (kg)"),
    "fewer": Text(fr="Si −20 % de personnes (kg)", en="If 20% fewer people (kg)"),
    "rules": Text(fr="Ce que donnerait chaque règle (kg)", en="What each rule would give (kg)"),
    "rules_sheet": Text(fr="Règles", en="Rules"),
    "lowest": word["lowest_level"],
    "gini": Text(fr="Gini pondéré", en="Weighted Gini"),
    "smallest": Text(fr="Les 20 % plus petites", en="Smallest 20%"),
    "largest": Text(fr="Les 20 % plus grandes", en="Largest 20%"),
    "price": Text(fr="Prix de l'équité", en="Price of fairness"),
    "lowest_short": Text(fr="plus bas", en="lowest"),
    "gini_short": Text(fr="Gini", en="Gini"),
    "smallest_short": Text(fr="petites", en="smallest"),
    "largest_short": Text(fr="grandes", en="largest"),
    "price_short": Text(fr="prix", en="price"),
    "smallest_note": Text(
        fr="niveau moyen des 20 % de structures au plus petit besoin",
        en="mean level of the 20% of associations in least need",
    ),
    "largest_note": Text(
        fr="celui des 20 % au plus grand besoin", en="that of the 20% in most need"
    ),
    "price_note": Text(
        fr="points auxquels la règle renonce par équité",
        en="points that the rule gives up for fairness",
    ),
    "total": Text(fr="Total (kg)", en="Total (kg)"),
    "accounts": Text(fr="Comptes de lots entiers (kg)", en="Accounts of whole lots (kg)"),
    "accounts_legend": Text(
        fr="Un compte additionne, semaine après semaine, la juste part de ce qui est partagé, moins "
        "ce qui est reçu : le lot suivant va au compte le plus élevé.",
        en="An account adds up, week after week, the fair part of what is shared, less what is "
        "received: the next lot goes to the highest account.",
    ),
    "fair_part": Text(fr="Juste part", en="Fair part"),
    "received_kg": Text(fr="Reçoit", en="Receives"),
    "owed_after": Text(fr="Après", en="After"),
    "left": Text(fr="Reste à proposer", en="Left to offer"),
    "lot": Text(fr="Lot", en="Lot"),
    "units": Text(fr="Caisses, palettes, unités", en="Crates, pallets, units"),
    "envy": Text(fr="Envie", en="Envy"),
    "envy_how": Text(
        fr="Gain de niveau d'une structure (ligne) avec la part d'une autre (colonne).",
        en="Level that an association (row) would gain with the share of another (column).",
    ),
    "jealous": Text(fr="Envie malgré le meilleur lot ôté", en="Envy even without the best lot"),
    "note": Text(fr="Bon de livraison", en="Delivery note"),
    "notes": Text(fr="Bons de livraison", en="Delivery notes"),
    "before": Text(fr="Reçu les semaines précédentes", en="Received in the weeks before"),
    "now": THIS_WEEK,
    "refused": Text(fr="Refusé", en="Refused"),
    "signed": Text(fr="Date et signature", en="Date and signature"),
    "nothing": Text(fr="Rien cette semaine.", en="Nothing this week."),
    "coordinator": Text(fr="Coordination", en="Coordination"),
    "digest": Text(fr="Empreinte", en="Digest"),
    "week_short": Text(fr="sem.", en="wk"),
    "lines": Text(fr="Lignes", en="Lines"),
    "publish": Text(fr="Publier cette semaine au registre", en="Publish this week"),
    "settle": Text(
        fr="Porter au registre ce qui est rentré", en="Bring what came in to the ledger"
    ),
    "settle_lead": Text(
        fr="L'écart avec ce qui était promis s'y ajoute en lignes visibles ; rien n'est effacé.",
        en="The difference to what was promised is added in visible lines; nothing is erased.",
    ),
    "publish_lead": Text(
        fr="Une semaine se publie une seule fois ; ensuite, seules des lignes visibles la "
        "corrigent.",
        en="A week is published once; afterwards only visible lines correct it.",
    ),
    "planned_kg": Text(fr="Prévu (kg)", en="Planned (kg)"),
    "against_plan": Text(fr="Écart au plan (kg)", en="Against the plan (kg)"),
    "planned_short": Text(fr="prévu (kg)", en="plan (kg)"),
    "half_planned": Text(
        fr="Ramasses que la semaine planifiée laisse sur place : {stops} ({kg} kg). Sa page dit "
        "pourquoi.",
        en="Pick-ups that the planned week leaves behind: {stops} ({kg} kg). Its page says why.",
    ),
    "future": Text(
        fr="Personnes aidées de {who} : comptées le {on}, après la semaine du {week}. Attendu : "
        "une date passée. Corrigez counted_on.",
        en="People helped by {who}: counted on {on}, after the week of {week}. Expected: a "
        "past date. Correct counted_on.",
    ),
    "other_town": Text(
        fr="{field} : cette semaine planifiée est celle de « {found} », pas de « {wanted} ».",
        en='{field}: this planned week is that of "{found}", not of "{wanted}".',
    ),
}

split_word = Vocabulary(SPLIT_WORDS, ledger_word)
