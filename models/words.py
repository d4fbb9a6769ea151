"""Words that every floor says: the solver's sentences, workbooks, pages."""

from __future__ import annotations

from models.base import Text

YES = Text(fr="oui", en="yes")
NO = Text(fr="non", en="no")
DRIVER = Text(fr="chauffeur", en="driver")
ROUND = (Text(fr="tournée", en="round"), Text(fr="tournées", en="rounds"))
HELPER = Text(fr="accompagnateur", en="helper")
ROLES = {"driver": DRIVER, "helper": HELPER}
"""What people do aboard."""
EACH_ALONE = Text(fr="chacun seul", en="each alone")
FOOD = Text(fr="nourriture", en="food")
HOURS = Text(fr="heures", en="hours")
STABILITY = Text(fr="stabilité", en="stability")
COST = Text(fr="coût", en="cost")
FAIRNESS = Text(fr="équité", en="fairness")
NOTHING = Text(fr="rien", en="nothing")
UNSAID = Text(fr="", en="")
"""Where a sentence has nothing to say."""
OUTLET = (Text(fr="lieu d'aide", en="outlet"), Text(fr="lieux d'aide", en="outlets"))
OPEN = Text(fr="ouvert", en="open")
THIS_WEEK = Text(fr="Cette semaine", en="This week")
UNKNOWN = Text(fr="inconnu", en="unknown")
HOUSEHOLDS = Text(fr="foyers", en="households")
KG = Text(fr="kg", en="kg")
NET = Text(fr="reste à charge", en="net")
CRATE = (Text(fr="caisse", en="crate"), Text(fr="caisses", en="crates"))
UNIT = (Text(fr="unité", en="unit"), Text(fr="unités", en="units"))
PALLET = (Text(fr="palette", en="pallet"), Text(fr="palettes", en="pallets"))
"""What food comes in, one and several."""
OTHER = (Text(fr="autre", en="other"), Text(fr="autres", en="others"))
LEDGER = Text(fr="Le registre", en="The ledger")
SCENARIO = Text(fr="Scénario", en="Scenario")
VARIANT = Text(fr="Variante", en="Variant")
VALUE = Text(fr="Valeur", en="Value")
WHAT_CHANGES = Text(fr="Ce qui change", en="What changes")
BOX = (Text(fr="norvégienne", en="insulated box"), Text(fr="norvégiennes", en="insulated boxes"))
DAYS = (Text(fr="jour", en="day"), Text(fr="jours", en="days"))
NO_NEED = Text(fr="Aucun besoin déclaré.", en="No need is declared.")
TOO_LATE = Text(
    fr="Personne ne distribue avant la date limite.",
    en="Nobody distributes it before its use-by date.",
)
TAKE_ONE = Text(fr="Prenez l'une d'elles.", en="Take one of them.")
"""What to do about a name that is none of those listed."""
INTERRUPTED = Text(
    fr="Calcul interrompu : voici le meilleur plan trouvé jusque-là.",
    en="Search interrupted: this is the best plan found so far.",
)
"""Said of every plan whose search was ended by hand."""
ONE_POINT = Text(
    fr="Tous les sites sont au même point ({where}) : le plan ne connaît aucune distance, ses "
    "heures et ses kilomètres ne veulent rien dire. Donnez à ramasse le fichier d'adresses de "
    "votre département, ou placez les sites sur la carte.",
    en="All sites stand at the same point ({where}): the plan knows no distance, its hours and "
    "kilometres mean nothing. Give ramasse the file of addresses of your department, or place the "
    "sites on the map.",
)
"""Said first wherever all sites stand at one commune's centre, before a plan and upon it."""
MY_TOWN = Text(fr="Ma ville", en="My town")
EXCEPTIONAL_GIFT = Text(fr="don exceptionnel", en="exceptional gift")
