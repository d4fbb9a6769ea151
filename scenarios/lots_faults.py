"""What may be wrong with a file of weighed-in lots."""

from __future__ import annotations

from models.base import Text

NO_TABLE = Text(
    fr="Attendu : un fichier .csv, .xlsx, ou le study.json d'une semaine planifiée.",
    en="Expected: a .csv or .xlsx file, or the study.json of a planned week.",
)
NO_LOT = Text(
    fr="Aucun lot. Attendu : au moins une ligne sous les titres.",
    en="No lot. Expected: at least one line under the headers.",
)
MIXED = Text(
    fr="Des lots en kg et des lots en caisses ou palettes dans un même fichier. Attendu : les uns "
    "ou les autres. Faites deux fichiers.",
    en="Lots in kg and lots in crates or pallets in one file. Expected: one or the other. Make two "
    "files.",
)
INCOMPLETE = Text(
    fr="Titres de colonnes incomplets. Attendu : famille, et l'une de kg, caisses, palettes, "
    "unités. Ajoutez-les sur la ligne de titres.",
    en="Incomplete headers. Expected: family, and one of kg, crates, pallets, units. Add "
    "them on the line of titles.",
)
NO_QUANTITY = Text(
    fr="Quantité absente, ou comptée de deux façons. Attendu : kg, caisses, palettes ou unités. "
    "Écrivez-en une.",
    en="No quantity, or counted in two ways. Expected: kg, crates, pallets or units. Write one.",
)
NOT_WHOLE = Text(
    fr="Trouvé {found}. Attendu : un nombre entier, d'au moins 1. Corrigez la cellule.",
    en="Found {found}. Expected: a whole number, of at least 1. Correct the cell.",
)
NO_WEIGHT = Text(
    fr="Poids d'une palette inconnu pour « {family} ». Ajoutez les kg.",
    en='Weight of a pallet unknown for "{family}". Add the kg.',
)
NO_UNIT_WEIGHT = Text(
    fr="« {family} » se compte en kg : le poids d'une unité est inconnu. Ajoutez les kg, ou le "
    "poids d'une unité à la famille.",
    en='"{family}" is counted in kg: the weight of a unit is unknown. Add the kg, or the weight of '
    "a unit to the family.",
)
NOT_ONE = Text(fr="Corrigez-la.", en="Correct it.")
NO_FAMILY = Text(
    fr="Famille inconnue : {found}. Attendu : {known}. {remedy}",
    en="Unknown family: {found}. Expected: {known}. {remedy}",
)
NO_AMOUNT = Text(
    fr="Trouvé {found}. Attendu : un nombre plus grand que 0, d'au plus un million. Corrigez la "
    "cellule, ou retirez la ligne.",
    en="Found {found}. Expected: a number above 0, of at most one million. Correct the cell, or "
    "remove the line.",
)
NO_DATE = Text(
    fr="Trouvé {found}. Attendu : une date AAAA-MM-JJ ou JJ/MM/AAAA. Corrigez la cellule.",
    en="Found {found}. Expected: a date YYYY-MM-DD or DD/MM/YYYY. Correct the cell.",
)
OTHER_WEEK = Text(
    fr="{day} n'est pas dans la semaine du {week}. Attendu : un jour de cette semaine. Corrigez la "
    "date, ou retirez la ligne.",
    en="{day} is not in the week of {week}. Expected: a day of that week. Correct the date, or "
    "remove the line.",
)
NO_MEMBER = Text(
    fr="Association inconnue : {found}. Attendu : {known}. {remedy}",
    en="Unknown association: {found}. Expected: {known}. {remedy}",
)
NO_FLAG = Text(
    fr="Trouvé {found}. Attendu : oui ou non. Corrigez la cellule.",
    en="Found {found}. Expected: yes or no. Correct the cell.",
)
EMPTY_FAMILY = Text(
    fr="La famille manque. Attendu : {known}. Écrivez-la, ou retirez la ligne.",
    en="The family is missing. Expected: {known}. Write it, or remove the line.",
)
WRONG = Text(
    fr="Trouvé {found}. Attendu : {expected}. Corrigez la cellule, ou partagez le lot sur "
    "plusieurs lignes.",
    en="Found {found}. Expected: {expected}. Correct the cell, or share the lot between several "
    "lines.",
)
POINTED = Text(
    fr="{place} : {found} est lu {read} ; pour un millier, écrivez-le sans point.",
    en="{place}: {found} is read as {read}; for a thousand, write it without a point.",
)
