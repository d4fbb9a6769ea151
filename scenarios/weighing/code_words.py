"""What may be wrong with the code of a driver's telephone."""

from __future__ import annotations

from models.base import Text

NONE = Text(
    fr="Aucun code de téléphone ici. Attendu : le texte que la page du chauffeur donne, qui "
    "commence par RM1. et finit par un point. Copiez-le en entier.",
    en="No code of a telephone here. Expected: the text that the driver's page gives, which begins "
    "with RM1. and ends with a full stop. Copy all of it.",
)
CUT = Text(
    fr="Un code est coupé : il commence par RM1. et sa fin manque. Attendu : le code jusqu'à son "
    "point final. Copiez-le en entier, ou envoyez-le en plusieurs parties.",
    en="A code is cut: it begins with RM1. and its end is missing. Expected: the code up to its "
    "final full stop. Copy all of it, or send it in several parts.",
)
DAMAGED = Text(
    fr="Un code a été abîmé en route : son contrôle ne tombe pas juste. Attendu : le texte tel que "
    "le téléphone l'a donné. Demandez au chauffeur de le renvoyer ; rien n'est perdu chez lui.",
    en="A code was damaged on its way: its check does not match. Expected: the text as the "
    "telephone gave it. Ask the driver to send it again; nothing is lost there.",
)
LONG = Text(
    fr="Plus de {most} lettres. Attendu : les codes d'une tournée. Collez-les en plusieurs fois.",
    en="More than {most} letters. Expected: the codes of a round. Paste them in several goes.",
)
OTHER_TOWN = Text(
    fr="Ce code est d'une autre ville ({found}), pas de {town}. Attendu : un code d'ici. Donnez-le "
    "à la coordination de sa ville.",
    en="This code is of another town ({found}), not of {town}. Expected: a code from here. Give it "
    "to the coordinators of its town.",
)
OTHER_WEEK = Text(
    fr="Ce code est de la semaine du {found}, pas de celle du {week}. Attendu : un code de cette "
    "semaine. Ouvrez l'autre semaine et collez-le là.",
    en="This code is of the week of {found}, not of that of {week}. Expected: a code of this week. "
    "Open the other week and paste it there.",
)
NO_PLAN = Text(
    fr="Cette semaine n'a pas de plan ici, et un code parle des arrêts d'un plan. Attendu : la "
    "semaine planifiée. En commande, donnez son study.json avec --study.",
    en="This week has no plan here, and a code speaks of a plan's stops. Expected: the planned "
    "week. With the command give its study.json by --study.",
)
OTHER_PLAN = Text(
    fr="Ce code est d'un autre plan de la même semaine : la tournée {round} n'y a pas ces arrêts. "
    "Attendu : le plan que le chauffeur a reçu. Choisissez-le, ou saisissez ses chiffres à la "
    "main.",
    en="This code is of another plan of the same week: the round {round} has other stops there. "
    "Expected: the plan that the driver was given. Choose it, or type the figures by hand.",
)
