"""What is said of the week that follows."""

from __future__ import annotations

from models.base import Text

LEAD = Text(
    fr="Le fichier de la ville, une semaine plus loin : ce qui est passé s'en va, ce qui est "
    "annoncé reste, ce qui n'a pas été distribué est repris, le mesuré prend la place du supposé.",
    en="The town's file, one week on: what is over goes, what is announced stays, what was not "
    "given out is carried on, what was measured takes the place of what was assumed.",
)
STORE = Text(fr="Enregistrer cette semaine", en="Store this week")
STORE_LEAD = Text(
    fr="Enregistrée comme nouvelle version de la ville : l'ancienne reste.",
    en="It is stored as a new version of the town: the former one stays.",
)
ANSWER = Text(
    fr="La semaine du {week} est prête : {counts}.",
    en="The week of {week} is ready: {counts}.",
)
ONE, SEVERAL = (
    Text(fr="1 changement", en="1 change"),
    Text(fr="{n} changements", en="{n} changes"),
)
HEADS: dict[str, Text] = {
    "week": Text(fr="Dates", en="Dates"),
    "stock": Text(fr="Stock repris", en="Stock carried on"),
    "rates": Text(fr="Mesuré, à la place du supposé", en="Measured, in place of assumed"),
    "coming": Text(fr="Annoncé, à venir", en="Announced, to come"),
    "passed": Text(fr="Passé, retiré du fichier", en="Over, removed from the file"),
    "plan": Text(fr="Plan à changer le moins", en="Plan to change least"),
}
NEW_WEEK = Text(fr="Ce que la nouvelle semaine annonce", en="What the new week announces")
FROM_TO = Text(
    fr="La semaine planifiée était celle du {before} ; le fichier est maintenant celui de la "
    "semaine du {week}.",
    en="The week planned was that of {before}; the file is now that of the week of {week}.",
)
MISSING = Text(
    fr="La semaine du {week} manque : rien n'en est connu, ce n'est pas une semaine à zéro. Le "
    "stock n'est pas repris au-delà d'elle.",
    en="The week of {week} is missing: nothing is known of it, it is no week of zero. Stock is not "
    "carried on beyond it.",
)
NOT_PLANNED = Text(
    fr="Aucun plan de la semaine du {week} n'est donné : ce qui y a été reçu pour plus tard n'est "
    "pas repris. Donnez son study.json, ou préparez la semaine depuis la page de son plan.",
    en="No plan of the week of {week} is given: what was received in it for later is not carried "
    "on. Give its study.json, or prepare the week from the page of its plan.",
)
NOT_PUBLISHED = Text(
    fr="La semaine du {week} n'est pas publiée au registre : ses parts ne compteront pas.",
    en="The week of {week} is not published in the ledger: its shares will not count.",
)
NOT_WEIGHED = Text(
    fr="Rien n'a été pesé de la semaine du {week} : le stock repris est celui que le plan attendait.",
    en="Nothing was weighed of the week of {week}: stock is carried on as the plan expected it.",
)
AS_SPLIT = Text(
    fr="Le stock repris est celui de la répartition donnée, qui est de ce qui était attendu dans "
    "la semaine du {week}. Donnez celle de ce qui a été pesé, si elle existe.",
    en="Stock is carried on as the split that is given expected it in the week of {week}. Give the "
    "split of what was weighed, if there is one.",
)
WEIGHED = Text(
    fr="Le stock repris suit ce qui a été pesé dans la semaine du {week} ; un passage non dit y "
    "compte comme prévu.",
    en="Stock is carried on as weighed in the week of {week}; a visit not told counts in it as "
    "planned.",
)
WEIGHED_AS_PLANNED = Text(
    fr="Le stock repris suit ce qui a été pesé dans la semaine du {week}, partagé comme le plan le "
    "prévoyait. Si ce qui est rentré a été réparti autrement, préparez la semaine depuis cette "
    "répartition (son allocation.json).",
    en="Stock is carried on as weighed in the week of {week}, shared as the plan had it. If what "
    "came in was split otherwise, prepare the week from that split (its allocation.json).",
)
WEIGHED_IN_LEDGER = Text(
    fr="Le stock repris suit la répartition de ce qui est rentré, portée au registre de la semaine "
    "du {week} : de ce que chaque structure garde, la part que le plan gardait pour plus tard.",
    en="Stock is carried on as the ledger has the split of what came in of the week of {week}: of "
    "what each association keeps, the part that the plan kept for later.",
)
NO_WAREHOUSE = Text(
    fr="Le stock de l'entrepôt partagé reste celui du fichier : donnez le plan de l'entrepôt de la "
    "semaine qui finit pour qu'il soit repris.",
    en="The stock of the shared warehouse stays as the file has it: give the warehouse's plan of "
    "the week that ends to have it carried on.",
)
GONE_BY = Text(
    fr="La semaine du {week} est déjà passée.", en="The week of {week} has gone by already."
)
BASELINE = Text(
    fr="En la planifiant, donnez la semaine du {before} comme « semaine d'avant » : son plan de "
    "{stops} arrêts est alors celui qui change le moins.",
    en='When you plan it, give the week of {before} as "week before": its plan of {stops} stops is '
    "then the one to change least.",
)
FAULT = Text(fr="À corriger avant de planifier : {told}", en="To be mended before planning: {told}")
VARIANTS = Text(
    fr="Une variante a sa propre semaine : elle reste comme elle est.",
    en="A variant has a week of its own: it stays as it is.",
)
NO_MONDAY = Text(
    fr="Le {found} est un {day}. Attendu : un lundi, par exemple {monday}. Écrivez {monday}.",
    en="{found} is a {day}. Expected: a Monday, such as {monday}. Write {monday}.",
)
NOT_AFTER = Text(
    fr="La semaine du {found} n'est pas après celle du fichier ({week}). Attendu : {next} ou un "
    "lundi plus tard. Changez la date, ou laissez-la vide.",
    en="The week of {found} is not after that of the file ({week}). Expected: {next} or a later "
    "Monday. Change the date, or leave it empty.",
)
OTHER_WEEK = Text(
    fr="C'est l'étude de {found}. Attendu : celle de {wanted}. Donnez-la, ou aucune.",
    en="This is the study of {found}. Expected: that of {wanted}. Give it, or none.",
)
