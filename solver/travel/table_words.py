"""What is said of a travel table that cannot be used."""

from __future__ import annotations

from models.base import Text

NAMED = Text(fr="{name} : {why}", en="{name}: {why}")
UNREADABLE = Text(fr="{name} : illisible. {why}", en="{name}: cannot be read. {why}")
LACKING = Text(
    fr="{name} : {count} trajets absents ({pairs}). Attendu : une ligne par couple de sites, dans "
    "chaque sens. Ajoutez-les.",
    en="{name}: {count} pairs missing ({pairs}). Expected: one line per pair of sites, each way. "
    "Add them.",
)
COLUMNS = Text(
    fr="Colonnes {found}. Attendu : {french} (ou minutes et km). Nommez-les ainsi sur la première "
    "ligne.",
    en="Columns {found}. Expected: {english} (or minutes and km). Name them so on the first line.",
)
PEAK = Text(
    fr="La colonne secondes_hors_pointe va avec travel.peak_min : donnez les deux, ou aucun.",
    en="The column off_peak_seconds goes with travel.peak_min: give both, or neither.",
)
UNKNOWN = Text(
    fr="Site inconnu {found}. Attendu : le nom d'une association ou d'un magasin. {remedy}",
    en="Unknown site {found}. Expected: the name of an association or store. {remedy}",
)
CORRECT = Text(fr="Corrigez ce nom.", en="Correct this name.")
OTHERS = Text(
    fr="{name} : et {count} autres fautes de lignes, semblables.",
    en="{name}: and {count} more faults of lines, alike.",
)
FAST = Text(
    fr="{metres} m en {seconds} s : plus vite qu'aucune voiture. Attendu : des secondes et des "
    "mètres, ou des minutes et des km, selon les titres. Vérifiez les unités.",
    en="{metres} m in {seconds} s: faster than any car. Expected: seconds and metres, or minutes "
    "and km, as the titles say. Check the units.",
)
REPEATED = Text(
    fr="Le trajet {pair} est déjà donné. Attendu : une fois. Gardez-en un seul.",
    en="The way {pair} is given already. Expected: once. Keep one of them.",
)
NUMBER = Text(
    fr="Trouvé {found}. Attendu : {expected}. Corrigez-le.",
    en="Found {found}. Expected: {expected}. Correct it.",
)
WHOLE = Text(fr="un nombre entier, à partir de 0", en="a whole number from 0 up")
POSITIVE = Text(fr="un nombre, à partir de 0", en="a number from 0 up")
NOWHERE = Text(
    fr="Le trajet de {site} à lui-même prend du temps. Attendu : des zéros, ou pas de ligne. "
    "Retirez-la.",
    en="The way from {site} to itself takes time. Expected: zeros, or no line. Remove it.",
)
