"""What is said of the fairness of a week."""

from __future__ import annotations

from models.base import Text
from models.words import COST, FOOD, HOURS

LATE = Text(
    fr="le temps était écoulé avant que l'équité soit cherchée",
    en="time was over before fairness was sought",
)
BEHIND = Text(
    fr="{who} ne reçoit que {share} de son besoin ; la médiane est de {middle}.",
    en="{who} receives only {share} of its need; the median is {middle}.",
)
BEHIND_SO_FAR = Text(
    fr="En comptant les semaines publiées avant celle-ci ({weeks}), {who} n'a reçu que {share} de "
    "son besoin ; la médiane est de {middle}.",
    en="Counting the weeks published before this one ({weeks}), {who} has received only {share} of "
    "its need; the median is {middle}.",
)
NOTHING_YET = Text(
    fr="{who} ne reçoit rien ; la part médiane est de {middle} du besoin.",
    en="{who} receives nothing; the median share is {middle} of the need.",
)
NOTHING_AT_ALL = Text(fr="{who} ne reçoit rien.", en="{who} receives nothing.")
ITS_STORES = Text(
    fr="Les magasins dont elle tient la convention offrent pourtant {kg} utilisables.",
    en="Yet the stores whose agreements it holds offer {kg} of usable food.",
)
NOTHING_SO_FAR = Text(
    fr="En comptant les semaines publiées avant celle-ci ({weeks}), {who} n'a rien reçu ; la part "
    "médiane est de {middle} du besoin.",
    en="Counting the weeks published before this one ({weeks}), {who} has received nothing; the "
    "median share is {middle} of the need.",
)
NOT_OPEN = Text(
    fr="{who} ne distribue pas cette semaine : seul ce qui se garde jusqu'à sa prochaine "
    "distribution, le {when}, peut lui être apporté. Reçu : {share} de son besoin.",
    en="{who} does not distribute this week: only what keeps until its next distribution, on "
    "{when}, can be brought to it. Received: {share} of its need.",
)
LIFT = Text(
    fr="Avec {less} de moins sur {food}, sa part passerait de {share} à {then}.",
    en="{less} less of {food} would lift it from {share} to {then}.",
)
LIFT_BY_HOURS = Text(
    fr="Sans moins de nourriture, avec {hours} de bénévoles de plus, sa part passerait de {share} "
    "à {then}.",
    en="With no less food and {hours} more of volunteers' time it would rise from {share} to "
    "{then}.",
)
LESS_RARE = Text(
    fr="En familles rares, le plus bas passerait alors de {share} à {then}.",
    en="Of rare families, the lowest would then go from {share} to {then}.",
)
NO_FOOD_LIFTS = Text(
    fr="Même en renonçant à {less}, aucun choix de tournées ne relève le plus bas de plus de "
    "{by}{kept}.",
    en="Even giving up {less}, no choice of rounds lifts the lowest by more than {by}{kept}.",
)
NOTHING_LIFTS = Text(
    fr="Aucun choix de tournées ne relève le plus bas de plus de {by}{kept}.",
    en="No choice of rounds lifts the lowest by more than {by}{kept}.",
)
ABOVE_FLOORS = Text(
    fr=", tant que chacun garde autant que possible ce qu'il aurait seul",
    en=", as long as all keep as far as can be what they would have alone",
)
NOT_SOUGHT = Text(
    fr="Ce que coûterait de l'aider n'a pas été cherché jusqu'au bout : relancez avec plus de "
    "temps.",
    en="What helping it would cost was not sought to the end: run again with more time.",
)
NOT_PRICED = Text(
    fr="Ce que coûterait de l'aider n'a pas été cherché.",
    en="What helping it would cost was not sought.",
)
NOT_SOUGHT_HERE = Text(
    fr="Ce que coûterait de l'aider n'a pas été cherché : {why}.",
    en="What helping it would cost was not sought: {why}.",
)
NOT_FOUND = Text(
    fr="La recherche, allée à son terme, n'a trouvé aucun choix de tournées qui l'aide{kept} : "
    "rien ne prouve qu'il n'y en ait pas.",
    en="The search, which came to its end, found no choice of rounds that helps it{kept}: nothing "
    "proves that there is none.",
)
SHORT = Text(
    fr="{who} n'est assuré que de {share} de ce qu'il aurait seul : l'y amener coûterait plus de "
    "1 % de la nourriture, ou ne se peut pas.",
    en="{who} is only assured of {share} of what it would have alone: more would cost over 1% of "
    "the food, or cannot be.",
)
SHORT_SO_FAR = Text(
    fr="{who} n'est assuré que de {share} de ce qu'il aurait seul : c'est le mieux qui ait été "
    "trouvé en renonçant à 1 % de la nourriture au plus, sans preuve.",
    en="{who} is only assured of {share} of what it would have alone: it is the best that was "
    "found giving up 1% of the food at most, without proof.",
)
UNSOUGHT = Text(
    fr="L'équité n'a pas été cherchée dans le choix des tournées : {why}.",
    en="Fairness was not sought in choosing rounds: {why}.",
)
PROVED = Text(
    fr="Équité prouvée parmi les tournées envisagées (chaque don pris entier s'il tient à bord ; "
    "en direct, on ramasse puis on dépose) : chaque étape est à sa meilleure valeur, et les "
    "niveaux sont les mêmes à tous les essais.",
    en="Fairness proved among the rounds looked at (each gift taken whole where it fits aboard; "
    "direct rounds collect, then drop): each stage is at its best value, and levels are the same "
    "for every try.",
)
BAND = Text(
    fr="Équité cherchée dans le choix des tournées, sans preuve jusqu'au bout ({gaps}). Les "
    "objectifs suivants n'ont cédé que {band} du besoin au plus.",
    en="Fairness was sought in choosing rounds, without proof to the end ({gaps}). Later "
    "objectives gave up {band} of need at most.",
)
OTHER_RULE = Text(
    fr="Équité cherchée dans le choix des tournées ; leur nourriture est répartie par une autre "
    "règle ({rule}), qui ne relève pas d'abord le plus bas.",
    en="Fairness was sought in choosing rounds; their food is split by another rule ({rule}), "
    "which does not raise the lowest first.",
)
ROUGH = Text(
    fr="trop de tournées possibles pour le temps donné, des dons trop grands pour un passage, des "
    "livraisons en chemin que les preuves ne connaissent pas, ou des parts déjà publiées qui "
    "restent",
    en="too many possible rounds for the time given, gifts too large for one visit, drops on the "
    "way that proofs do not know, or shares already published that stay",
)
GAP = Text(fr="{stage} : écart {gap}", en="{stage}: gap {gap}")
STAGES: dict[str, Text] = {
    "food": FOOD,
    "hours": HOURS,
    "cost": COST,
    "rare": Text(fr="niveaux des familles rares", en="levels of rare families"),
    "all": Text(fr="niveaux", en="levels"),
    "rare again": Text(
        fr="niveaux des familles rares, à la fin", en="levels of rare families, last"
    ),
    "all again": Text(fr="niveaux, à la fin", en="levels, last"),
}
