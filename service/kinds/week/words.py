"""What is said around a planned week on its pages, in both languages."""

from __future__ import annotations

from models.base import Text
from service.words.labels import word

SHEETS = "feuilles-de-route.pdf"
"""The file of the drivers' sheets."""
POSTER = "affiche.pdf"
"""The file of the week on the wall."""
POSTER_TITLE = Text(fr="Affiche de la semaine", en="Poster of the week")
SPLIT_WEEK = Text(fr="Répartir cette semaine", en="Split this week")
SPLIT_LEAD = Text(
    fr="Qui reçoit quoi de ce que ces tournées rapportent, avec les raisons ; puis publier.",
    en="Who receives what these rounds bring, with the reasons; then publish.",
)
SEARCH_LONGER = Text(fr="Chercher deux fois plus longtemps", en="Search twice as long")
PLAN_AGAIN = word["plan_again"]
SHEETS_TITLE = Text(fr="Feuilles de route", en="Driver's sheets")
PRINT_SHEETS = Text(
    fr="Le PDF a une page par tournée ; cette page s'imprime de même.",
    en="The PDF has a page per round; this page prints the same way.",
)
UNSUPPORTED = Text(
    fr="{field} {engine_name} : cette façon ne sait pas planifier cette semaine ({why}). Attendu : "
    "une façon qui le peut. Choisissez {field} {able}.",
    en="{field} {engine_name}: this way cannot plan this week ({why}). Expected: a way "
    "that can. Choose {field} {able}.",
)
SHEET_WORDS = {
    "home_place": Text(fr="Départ et retour", en="Start and return"),
    "on_phones": Text(fr="Pour le téléphone des chauffeurs", en="For the drivers' telephones"),
    "on_phones_lead": Text(
        fr="Un fichier par tournée, à envoyer au chauffeur : il y coche ses arrêts, sans réseau, "
        "et rend un texte à coller dans la saisie de la semaine. Les contacts y sont.",
        en="A file per round, to be sent to its driver: stops are ticked on it, without a network, "
        "and it gives back a text to paste where the week is weighed in. Contacts are on it.",
    ),
    "phone_links": Text(fr="Par un lien, sur place", en="By a link, on the spot"),
}
"""Words of a driver's sheet on the page alone, by key."""
NOT_BEFORE = Text(
    fr="{field} : c'est l'étude de {found}. Attendu : une semaine de la même ville, avant {wanted}. "
    "Donnez-en une, ou aucune.",
    en="{field}: this is the study of {found}. Expected: a week of the same town, before {wanted}. "
    "Give one, or none.",
)
UNSTABLE = Text(
    fr="{field} : la stabilité est parmi les objectifs, mais une semaine qui livre depuis des dépôts, "
    "ou une ville planifiée par secteurs, se planifie sans elle. Attendu : aucune semaine d'avant, ou "
    "des objectifs sans la stabilité. Retirez l'une ou l'autre.",
    en="{field}: stability is among the objectives, but a week that delivers from depots, or a town "
    "planned by sectors, is planned without it. Expected: no week before, or objectives without "
    "stability. Remove either.",
)
NO_CREWS = Text(
    fr="{field} : ce planning n'a d'équipage pour aucune tournée de la semaine du {week}. Attendu : "
    "un planning qui en a. Refaites-le pour cette semaine, ou n'en donnez pas.",
    en="{field}: this rota has no crew for any round of the week of {week}. Expected: one that has. "
    "Make it for that week, or give none.",
)
ANNOUNCED = Text(fr="Annoncé cette semaine", en="Announced this week")
DRAWN_TITLE = Text(fr="Carte et horaires", en="Map and times")
