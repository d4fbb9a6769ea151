"""What the page and the papers of a solidarity fridge say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.visits import OUTCOME_NAMES
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Le frigo solidaire", en="The solidarity fridge"),
    "answer": Text(
        fr="{size}, emplacement « {spots} » : {people} à {walk} de marche au plus ; il passerait "
        "{kg} par mois et en sauverait {saved}",
        en='{size}, spot "{spots}": {people} within a walk of {walk}; it would pass on {kg} a '
        "month and save {saved}",
    ),
    "answer_kept": Text(
        fr="il est tenu {kept} jours sur {days}", en="it is kept on {kept} of {days} days"
    ),
    "answer_shut": Text(
        fr="{size}, emplacement « {spots} » : {people} à {walk} de marche au plus, mais personne ne "
        "le tient : il n'ouvre pas",
        en='{size}, spot "{spots}": {people} within a walk of {walk}, but nobody keeps it: it does '
        "not open",
    ),
    "answer_none": Text(
        fr="Il manque un emplacement ou des excédents notés pour proposer un frigo",
        en="A spot or noted surplus is missing to propose a fridge",
    ),
    "people_many": Text(fr="{count} personnes", en="{count} people"),
    "sizes": Text(fr="Quelle taille", en="Which size"),
    "sizes_how": Text(
        fr="{share} des jours, {kg} ou moins sont en trop : c'est la place qu'il faut par jour. "
        "Chaque jour observé compte autant.",
        en="On {share} of days {kg} or less is left over: that is the room needed a day. Each day "
        "observed counts alike.",
    ),
    "ratio_stated": Text(fr="Cette part des jours est demandée.", en="That share is asked for."),
    "ratio_costs": Text(
        fr="Cette part vient des coûts : un kg donné vaut {value}, un kg de place vide coûte {cost} "
        "par jour. Le modèle retenu est celui qui laisse le plus.",
        en="That share comes from costs: a kg given is worth {value}, a kg of empty room costs "
        "{cost} a day. The model chosen is the one that leaves the most.",
    ),
    "model": Text(fr="Modèle", en="Model"),
    "holds": Text(fr="contient (kg)", en="holds (kg)"),
    "fits": Text(fr="jours où tout entre", en="days on which all fits"),
    "passes": Text(fr="passe (kg par mois)", en="passes on (kg a month)"),
    "turned_away": Text(fr="n'entre pas (kg par mois)", en="does not fit (kg a month)"),
    "eur_month": Text(fr="coût (€ par mois)", en="cost (€ a month)"),
    "net_month": Text(fr="valeur moins coût (€)", en="value less cost (€)"),
    "size_chosen": Text(fr="retenu", en="chosen"),
    "sites": Text(fr="Quel emplacement", en="Which spot"),
    "sites_how": Text(
        fr="Le plus de monde à {walk} de marche au plus, puis le moins de marche ; {proof}.",
        en="The most people within a walk of {walk}, then the least walking; {proof}.",
    ),
    "sites_proved": Text(fr="c'est prouvé", en="that is proved"),
    "sites_unproved": Text(fr="ce n'est pas prouvé", en="that is not proved"),
    "sites_map": Text(fr="Carte du frigo", en="Map of the fridge"),
    "spot": Text(fr="Emplacement", en="Spot"),
    "quarter": Text(fr="Quartier", en="Quarter"),
    "quarter_reached": Text(fr="quartier à portée", en="quarter within reach"),
    "quarter_far": Text(fr="quartier trop loin", en="quarter too far"),
    "spot_here": Text(fr="frigo ici", en="fridge here"),
    "spot_other": Text(fr="autre emplacement", en="other spot"),
    "near_people": Text(fr="personnes à portée", en="people within reach"),
    "with_it": Text(fr="en le choisissant", en="if it is chosen"),
    "spot_why": Text(fr="Choisi ou non", en="Chosen or not"),
    "spot_chosen": Text(fr="choisi", en="chosen spot"),
    "spot_no_power": Text(fr="pas de prise électrique", en="no power socket"),
    "spot_not_agreed": Text(fr="l'hôte n'est pas d'accord", en="the host does not agree"),
    "spot_fewer": Text(
        fr="pas plus de monde, ou plus de marche", en="no more people, or more walk"
    ),
    "more": Text(fr="Avec plus de frigos", en="With more fridges"),
    "fridges": Text(fr="frigos", en="fridges"),
    "of_all": Text(fr="de tous", en="of all"),
    "keepers": Text(fr="Qui le tient", en="Who keeps it"),
    "keepers_how": Text(
        fr="Chaque jour : nettoyer, relever la température, jeter ce qui est passé. Sans personne, "
        "le frigo reste fermé.",
        en="Each day: clean, read the temperature, bin what is past. With nobody, the fridge stays "
        "closed.",
    ),
    "keeper": Text(fr="Pseudonyme de service", en="Pseudonym on duty"),
    "nobody": Text(fr="personne ce jour-là", en="nobody that day"),
    "day_kg": Text(fr="attendu (kg)", en="expected (kg)"),
    "week_kg": Text(fr="passe (kg par semaine)", en="passes on (kg a week)"),
    "kept_days": Text(fr="jours tenus", en="days looked after"),
    "by_week": Text(fr="Ce qui passe, par semaine", en="What passes, by week"),
    "saves": Text(fr="Ce qu'il sauverait", en="What it would save"),
    "saves_how": Text(
        fr="Par mois, à côté de ce que publient d'autres frigos : 500 kg et 220 personnes par mois "
        "pour l'un, 105 kg par semaine pour un autre, avec des creux quand qui le tient est en "
        "congé.",
        en="A month, beside what other fridges publish: 500 kg and 220 people a month for one, "
        "105 kg a week for another, with dips when its keeper is on holiday.",
    ),
    "figure": Text(fr="Par mois", en="A month"),
    "here": Text(fr="ici", en="here"),
    "elsewhere": Text(fr="ailleurs", en="elsewhere"),
    "saves_passes": Text(fr="passe dans le frigo (kg)", en="passes through the fridge (kg)"),
    "saves_saved": Text(fr="pris par les gens (kg)", en="taken by people (kg)"),
    "saves_every_day": Text(fr="s'il était tenu chaque jour (kg)", en="were it kept daily (kg)"),
    "saves_users": Text(fr="personnes, à la mesure publiée", en="people, by the published measure"),
    "saves_eur": Text(fr="coût du frigo (€)", en="cost of the fridge (€)"),
    "surplus": Text(fr="Les excédents observés", en="The surplus observed"),
    "surplus_typed": Text(fr="Notés dans le scénario.", en="Noted in the scenario."),
    "surplus_journal": Text(
        fr="Du journal : {share} de ce qui est rentré à moins de 48 h de sa date, gardé après tri.",
        en="From the journal: {share} of what came in under 48 h of its date, kept after sorting.",
    ),
    "days_seen": Text(fr="jours observés", en="days observed"),
    "surplus_mean": Text(fr="en moyenne (kg)", en="on average (kg)"),
    "surplus_most": Text(fr="au plus (kg)", en="at most (kg)"),
    "nothing_asked": Text(
        fr="« {label} » ne prépare aucun frigo solidaire. Attendu : des modèles, des emplacements "
        "et des quartiers, sous fridge. Ajoutez-les.",
        en='"{label}" prepares no solidarity fridge. Expected: models, spots and quarters, under '
        "fridge. Add them.",
    ),
    "no_short_dates": Text(
        fr="Le journal ne dit d'aucune visite que sa date est à moins de 48 h. Attendu : des "
        "visites avec leur date. Dites-la en pesant, ou notez les excédents dans le scénario.",
        en="The journal tells of no visit that its date is under 48 h. Expected: visits with their "
        "date. Tell it when weighing in, or note surplus in the scenario.",
    ),
    "rota_contradicts": Text(
        fr="Le planning des bénévoles se contredit : aucune répartition ne tient toutes ses "
        "décisions. Faites d'abord le planning, qui dit lesquelles.",
        en="The volunteers' rota contradicts itself: nothing keeps all its decisions. Make the "
        "rota first, which says which ones.",
    ),
    "sheet_open": Text(
        fr="Ouvrir la fiche de tenue et de température", en="Open the checklist and log"
    ),
    "sheet_lead": Text(
        fr="À afficher sur le frigo : ce qui se fait chaque jour, le relevé, ce qui n'entre pas.",
        en="To hang on the fridge: what is done each day, the log, what does not go in.",
    ),
    "sheet_purpose": Text(fr="Fiche de tenue du frigo", en="Checklist and log of the fridge"),
    "log_title": Text(fr="Relevé du frigo", en="Log of the fridge"),
    "check_title": Text(fr="Chaque jour", en="Each day"),
    "check_wash": Text(fr="Se laver les mains.", en="Wash hands."),
    "check_read": Text(
        fr="Lire la température et l'écrire : {celsius} au plus. Au-dessus, attendre une heure ; "
        "toujours au-dessus, vider le frigo et prévenir.",
        en="Read the temperature and write it down: {celsius} at most. Above it, wait an hour; "
        "still above, empty the fridge and call.",
    ),
    "check_dates": Text(
        fr="Jeter ce dont la DLC est passée et ce qui n'a pas de date. Après une DDM, garder si le "
        "paquet est entier.",
        en="Bin what is past its use-by date and what has no date. After a best-before date, keep "
        "it if the package is whole.",
    ),
    "check_spoilt": Text(
        fr="Jeter ce qui est ouvert, abîmé, ou fait maison.",
        en="Bin what is open, spoilt or home-made.",
    ),
    "check_clean": Text(
        fr="Nettoyer les étagères, les joints et la poignée.",
        en="Clean shelves, seals and the handle.",
    ),
    "check_weigh": Text(
        fr="Peser ce qui est jeté, et l'écrire.", en="Weigh what is binned, and write it down."
    ),
    "in_title": Text(fr="Entre", en="Goes in"),
    "out_title": Text(fr="N'entre pas", en="Does not go in"),
    "in_list": Text(
        fr="Fruits et légumes ; laitages non ouverts ; produits emballés avec leur date ; plats d'une "
        "cuisine professionnelle, étiquetés et datés.",
        en="Fruit and vegetables; dairy, closed; packaged goods with their date; dishes of a "
        "professional kitchen, labelled and dated.",
    ),
    "out_list": Text(
        fr="Plats faits maison ; viande et poisson crus ; produits ouverts ; DLC passée ; surgelés "
        "décongelés ; alcool.",
        en="Home-made dishes; raw meat and fish; open packages; past use-by dates; thawed frozen "
        "food; alcohol.",
    ),
    "log_celsius": Text(fr="°C", en="°C"),
    "log_hour": Text(fr="heure", en="time"),
    "log_clean": Text(fr="nettoyé", en="cleaned"),
    "log_in": Text(fr="entré (kg)", en="put in (kg)"),
    "log_binned": Text(fr="jeté (kg)", en="binned (kg)"),
    "log_keeper": Text(fr="de service", en="on duty"),
    "log_closed": OUTCOME_NAMES["closed"],
    "summary": Text(
        fr="frigo solidaire : {spots}, {zones}",
        en="solidarity fridge: {spots}, {zones}",
    ),
}

say = Vocabulary(WORDS, word)
