"""The words of the ledger: what a line says, what is refused, what balances are called."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.visits import OUTCOME_NAMES
from service.words.labels import word
from service.words.vocabulary import Vocabulary

LEDGER_WORDS: Mapping[str, Text] = {
    "weeks": Text(fr="Semaines", en="Weeks"),
    "need": Text(fr="Besoin (kg)", en="Need (kg)"),
    "promised": Text(fr="Promis (kg)", en="Promised (kg)"),
    "kept": Text(fr="Gardé (kg)", en="Kept (kg)"),
    "level": Text(fr="Couverture", en="Coverage"),
    "answer_nothing": Text(fr="Rien n'est réparti.", en="Nothing is split."),
    "answer": Text(
        fr="Couverture la plus basse : {level}, pour {who}, sur {weeks}.",
        en="Lowest coverage: {level}, for {who}, over {weeks}.",
    ),
    "ledger": Text(fr="Registre", en="Ledger"),
    "balance": Text(fr="Solde courant (kg)", en="Running balance (kg)"),
    "received_kind": Text(fr="reçu (écart)", en="received (difference)"),
    "refused_kind": OUTCOME_NAMES["refused"],
    "returned_kind": Text(fr="retourné", en="returned"),
    "empty": Text(fr="Aucune semaine publiée pour {town}.", en="No week is published for {town}."),
    "none": Text(
        fr="Pas de registre ici ({url}). Attendu : celui où une semaine a été publiée. Vérifiez "
        "--database, ou publiez d'abord avec `ramasse allocate … --publish`.",
        en="No ledger here ({url}). Expected: the one in which a week was published. Check "
        "--database, or publish first with `ramasse allocate … --publish`.",
    ),
    "published": Text(fr="Semaine publiée au registre.", en="The week is published in the ledger."),
    "drafted": Text(fr="Brouillon noté au registre.", en="Draft noted in the ledger."),
    "corrected": Text(fr="Ligne ajoutée au registre.", en="Line added to the ledger."),
    "bad_units": Text(
        fr="{field} {value} : attendu, des unités (« 12 u ») ou des kg, autre chose que 0, et "
        "positif pour refused et returned.",
        en='{field} {value}: expected units ("12 u") or kg, other than 0, above it for refused '
        "and returned.",
    ),
    "bad_kg": Text(
        fr="{field} {value} : attendu, un nombre fini autre que 0, et positif pour refused et "
        "returned.",
        en="{field} {value}: expected a finite number other than 0, above it for refused and "
        "returned.",
    ),
    "kg_or_units": Text(
        fr="{field} : attendu, « kg » ou « units », l'un des deux et un seul.",
        en='{field}: expected "kg" or "units", one of them and one alone.',
    ),
    "no_units": Text(
        fr="{field} : {value} ne se compte pas en unités. Attendu : des kg.",
        en="{field}: {value} is not counted in units. Expected: kg.",
    ),
    "bad_week": Text(
        fr="{field} {value} : attendu, la date AAAA-MM-JJ d'une semaine publiée.",
        en="{field} {value}: expected the date YYYY-MM-DD of a published week.",
    ),
    "unknown": Text(
        fr="{field} {value} : inconnu. Attendu : {known}.",
        en="{field} {value}: unknown. Expected: {known}.",
    ),
    "no_reason": Text(
        fr="{field} est vide. Attendu : pourquoi cette correction, en quelques mots.",
        en="{field} is empty. Expected: why this correction, in a few words.",
    ),
}

ledger_word = Vocabulary(LEDGER_WORDS, word)
