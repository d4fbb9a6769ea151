"""What may be wrong with what came in."""

from __future__ import annotations

from models.base import Text

UNKNOWN = Text(
    fr="Inconnu dans cette ville : {found}. {remedy}",
    en="Unknown in this town: {found}. {remedy}",
)
SEVERAL = Text(
    fr="Plusieurs s'appellent ainsi : {found}. Attendu : l'identifiant, l'un de {known}. "
    "Écrivez-le.",
    en="Several are called so: {found}. Expected: the id, one of {known}. Write it.",
)
CORRECT = Text(
    fr="Attendu : l'un de ceux-ci : {known}. Corrigez-le.",
    en="Expected: one of these: {known}. Correct it.",
)
NO_DAY = Text(
    fr="Trouvé {found}. Attendu : une date, comme 01/12/2026. Corrigez-la.",
    en="Found {found}. Expected: a date, such as 01/12/2026. Correct it.",
)
NO_NUMBER = Text(
    fr="Trouvé {found}. Attendu : un nombre, 0 ou plus, jusqu'à {most}. Corrigez-le.",
    en="Found {found}. Expected: a number, 0 or above, up to {most}. Correct it.",
)
NO_COUNT = Text(
    fr="Trouvé {found}. Attendu : un nombre entier. Corrigez-le.",
    en="Found {found}. Expected: a whole number. Correct it.",
)
NO_TEMPERATURE = Text(
    fr="Trouvé {found}. Attendu : des degrés entre −60 et 60. Corrigez-les.",
    en="Found {found}. Expected: degrees between −60 and 60. Correct them.",
)
NO_CLOCK = Text(
    fr="Trouvé {found}. Attendu : une heure, comme 09:30. Corrigez-la.",
    en="Found {found}. Expected: a time, such as 09:30. Correct it.",
)
TOO_LONG = Text(
    fr="{size} lettres. Attendu : {most} au plus. Raccourcissez.",
    en="{size} letters. Expected: at most {most}. Shorten it.",
)
NO_CONVERSION = Text(
    fr="{family} en caisses, sans le poids d'une caisse. Attendu : les kg, ou le poids d'une "
    "caisse parmi les familles de la ville. Donnez l'un ou l'autre.",
    en="{family} in crates, without the weight of one. Expected: the kg, or kg per crate among the "
    "town's families. Give either.",
)
COUNTED = Text(
    fr="{family} : {kg} kg, mais {crates} caisses de {each} kg en feraient {made}. Les kg "
    "comptent. Corrigez l'un ou l'autre, ou dites que c'est bien cela.",
    en="{family}: {kg} kg, but {crates} crates of {each} kg would make {made}. The kg count. "
    "Correct either, or say that it is so.",
)
COUNTED_UNITS = Text(
    fr="{family} : {kg} kg, mais {units} unités de {each} kg en feraient {made}. Attendu : l'un ou "
    "l'autre. Corrigez-le.",
    en="{family}: {kg} kg, but {units} units of {each} kg would make {made}. Expected: one or the "
    "other. Correct it.",
)
NO_UNIT = Text(
    fr="{family} en unités, mais elle se compte en kg. Attendu : les kg, ou l'unité de la famille "
    "et son poids parmi celles de la ville. Donnez l'un ou l'autre.",
    en="{family} in units, but it is counted in kg. Expected: the kg, or the family's unit and its "
    "weight among those of the town. Give either.",
)
NO_OUTING = Text(
    fr="Une sortie dit sa date, son véhicule, ses km et ses heures. Complétez la ligne.",
    en="An outing says its date, vehicle, km and hours. Complete the line.",
)
NO_COLUMNS = Text(
    fr="Titres de colonnes incomplets. Attendu : date et magasin, ou date et véhicule. Ajoutez-les "
    "sur la première ligne.",
    en="Incomplete headers. Expected: date and store, or date and vehicle. Add them on the first "
    "line.",
)
NOTHING = Text(
    fr="Aucune ligne n'est remplie. Attendu : au moins un passage ou une sortie. Remplissez-en un.",
    en="No line is filled in. Expected: at least one visit or outing. Fill one in.",
)
OTHER_TOWN = Text(
    fr="Cette ligne est de {found}, pas de {town}. Donnez le scénario de sa ville.",
    en="This line is of {found}, not of {town}. Give the scenario of its town.",
)
OTHER_JOURNAL = Text(
    fr="Tout ce fichier est de {found}, pas de {town}. Donnez le scénario de sa ville.",
    en="All of this file is of {found}, not of {town}. Give the scenario of its town.",
)
STRANGERS = Text(
    fr="Aucun de ces magasins n'est de {town} : est-ce le journal d'une autre ville ? Donnez le "
    "scénario de la sienne.",
    en="None of these stores is of {town}: is it the journal of another town? Give the scenario of "
    "that one.",
)
REJECTED = Text(
    fr="{rejected} kg jetés pour {kg} kg pris. Attendu : {kg} au plus. Corrigez l'un ou l'autre.",
    en="{rejected} kg thrown away of {kg} kg taken. Expected: at most {kg}. Correct either.",
)
APART = Text(
    fr="{whole} kg jetés en tout, mais {apart} kg famille par famille. Attendu : le total, ou "
    "davantage. Corrigez l'un ou l'autre.",
    en="{whole} kg thrown away in all, but {apart} kg family by family. Expected: the total, or "
    "more. Correct either.",
)
EMPTY_HANDED = Text(
    fr="« {outcome} », et pourtant {kg} kg. Attendu : l'un ou l'autre. Retirez l'un des deux.",
    en='"{outcome}", and yet {kg} kg. Expected: one or the other. Remove either.',
)
NO_KG = Text(
    fr="Passage fait, sans aucun poids. Attendu : des kg, ou « {nothing} ». Complétez.",
    en='A visit done, without any weight. Expected: kg, or "{nothing}". Complete it.',
)
GRAMS = Text(
    fr="{kg} kg, pour {usual} kg attendus. Vouliez-vous dire {grams} kg ? Corrigez, ou dites que "
    "c'est bien cela.",
    en="{kg} kg, where {usual} kg are expected. Did you mean {grams} kg? Correct it, or say that "
    "it is so.",
)
TOO_HEAVY = Text(
    fr="{kg} kg en un passage ; aucun véhicule n'en porte plus de {usual}. Vouliez-vous dire "
    "{grams} kg ? Corrigez, ou dites que c'est bien cela.",
    en="{kg} kg in one visit; no vehicle carries more than {usual}. Did you mean {grams} kg? "
    "Correct it, or say that it is so.",
)
LONG_AGO = Text(
    fr="Le {day}, il y a plus d'un an. Est-ce la bonne année ? Corrigez, ou dites que c'est bien "
    "cela.",
    en="{day} is more than a year ago. Is it the right year? Correct it, or say that it is so.",
)
FUTURE = Text(
    fr="Le {day} n'est pas encore passé. Attendu : une date jusqu'au {today}. Corrigez-la.",
    en="{day} has not come yet. Expected: a date up to {today}. Correct it.",
)
TWICE = Text(
    fr="Déjà dit plus haut : {what}. Attendu : une seule fois. Retirez l'un des deux.",
    en="Told above already: {what}. Expected: once. Remove either.",
)
TOLD = Text(
    fr="Déjà écrit au journal (ligne {line}) : {what}. Retirez-le, ou corrigez en disant pourquoi.",
    en="In the journal already (line {line}): {what}. Remove it, or correct it and say why.",
)
MEANWHILE = Text(
    fr="Écrit entre-temps par quelqu'un d'autre (ligne {line}) : {what}. Rien n'a été changé. "
    "Relisez, puis enregistrez de nouveau.",
    en="Written by somebody else meanwhile (line {line}): {what}. Nothing was changed. Read it, "
    "then save again.",
)
CLOSED = Text(
    fr="La semaine du {week} est close. Attendu : une correction, avec son motif. Dites pourquoi.",
    en="The week of {week} is closed. Expected: a correction, with its reason. Say why.",
)
NOT_ITS_DAY = Text(
    fr="{store} ne donne pas ce jour-là d'après le scénario ({day}). C'est gardé tel quel.",
    en="{store} does not give on that day in the scenario ({day}). It is kept as it is.",
)
SHUT = Text(
    fr="{store} est annoncé fermé ({days}), et pourtant ramassé. C'est gardé tel quel.",
    en="{store} is announced as closed ({days}), and yet collected. It is kept as it is.",
)
WHICH = Text(
    fr="{store} donne deux fois ce jour-là. Attendu : l'heure d'arrivée. Ajoutez-la.",
    en="{store} gives twice on that day. Expected: the time of arrival. Add it.",
)
MUCH = Text(
    fr="{kg} kg, pour {usual} kg attendus : plus de dix fois autant. C'est bien cela ? Corrigez, "
    "ou dites que oui.",
    en="{kg} kg, where {usual} kg are expected: more than ten times as much. Is it so? Correct it, "
    "or say yes.",
)
