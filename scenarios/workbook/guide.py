"""What the first sheets of a workbook say about it."""

from __future__ import annotations

from models.base import Text

GUIDE_LINES = (
    Text(
        fr="Une feuille par sujet. La deuxième ligne, en gris, porte les identifiants des colonnes "
        "et ne se change pas. Titres foncés : obligatoire. Une note explique chaque titre.",
        en="One sheet a subject. The second row, in grey, holds the ids of columns and is not to "
        "be changed. Dark titles: required. A note explains each title.",
    ),
    Text(
        fr="Les identifiants sont courts, en minuscules sans accent : secours-populaire, hyper-1. "
        "Plusieurs dans une cellule : séparés par des virgules. Les jours : une croix.",
        en="Ids are short, in lower-case letters without accents: secours-populaire, hyper-1. "
        "Several in a cell: with commas. Days: a cross.",
    ),
    Text(
        fr="Vérifier : ramasse check FICHIER.xlsx. Planifier : ramasse run FICHIER.xlsx. Les "
        "fautes sont dites avec leur feuille et leur cellule.",
        en="To check: ramasse check FILE.xlsx. To plan: ramasse run FILE.xlsx. Faults are told "
        "with their sheet and cell.",
    ),
    Text(
        fr="Une feuille à vous, qui n'est pas lue : commencez son nom par #. Les feuilles masquées "
        "s'affichent par un clic droit sur un onglet. Aucune donnée sur les personnes aidées, "
        "seulement des nombres.",
        en="A sheet of your own, which is not read: begin its name with #. Hidden sheets are shown "
        "by a right click on a tab. No data on the people helped, only counts.",
    ),
)
HIDDEN = Text(fr="masquée", en="hidden")
TOWN_HEADS = (
    Text(fr="Réglage", en="Setting"),
    Text(fr="Valeur", en="Value"),
    Text(fr="(identifiant)", en="(id)"),
    Text(fr="Explication", en="Explanation"),
)
