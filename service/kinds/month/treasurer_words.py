"""The words of the treasurer's page."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text

TREASURER_WORDS: Mapping[str, Text] = {
    "treasurer": Text(fr="Pour la trésorerie", en="For the treasurer"),
    "to_sign": Text(fr="Règlement à signer (PDF)", en="Settlement to be signed (PDF)"),
    "by_month": Text(
        fr="Le règlement se fait mois par mois : demandez un mois, pas une année.",
        en="Settlements are made month by month: ask for a month, not a year.",
    ),
    "one_transfer": Text(
        fr="Un virement de {eur} règle {period}.", en="One transfer of {eur} settles {period}."
    ),
    "transfers": Text(
        fr="{count} virements règlent {period}, {eur} en tout.",
        en="{count} transfers settle {period}, {eur} in all.",
    ),
    "no_transfer": Text(
        fr="Rien à verser pour {period} : chacun a déjà porté sa part.",
        en="Nothing to pay for {period}: each has borne its share already.",
    ),
    "no_rule": Text(
        fr="Aucune clé n'est convenue : {eur} restent à partager pour {period}.",
        en="No key is agreed on: {eur} are still to be shared for {period}.",
    ),
    "agree_first": Text(
        fr="Convenez d'une clé entre vous, notez-la dans les réglages de la mutualisation, puis "
        "refaites ce calcul. Ce que chaque clé donnerait est ci-dessous.",
        en="Agree on a key among you, write it in the settings of the pooling, then run this "
        "again. What each key would give is below.",
    ),
    "rule_is": Text(
        fr="Clé convenue : {rule}. Partagé : {eur}, le coût des sorties vraiment faites.",
        en="Agreed key: {rule}. Shared: {eur}, the cost of outings really made.",
    ),
    "fewest": Text(
        fr="C'est le plus petit nombre de virements possible, au centime près.",
        en="No smaller number of transfers would do, to the cent.",
    ),
    "few": Text(
        fr="Peu de virements, au centime près ; au-delà de {most} associations, le plus petit "
        "nombre n'est pas cherché.",
        en="Few transfers, to the cent; beyond {most} associations the smallest number is not "
        "sought.",
    ),
    "paid_and_due": Text(
        fr="Ce que les sorties de chacun ont coûté, et sa part",
        en="What each one's outings cost, and its share",
    ),
    "has_paid": Text(fr="Ses sorties ont coûté", en="Its outings cost"),
    "owed_share": Text(fr="Sa part", en="Its share"),
    "pays_to": Text(fr="Verse à {who}", en="Pays {who}"),
    "gets_from": Text(fr="Reçoit de {who}", en="Receives from {who}"),
    "even": Text(
        fr="Ne doit rien, et rien ne lui est dû.", en="Owes nothing, and is owed nothing."
    ),
    "its_statement": Text(fr="Relevé : {who}", en="Statement: {who}"),
}
