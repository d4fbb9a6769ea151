"""What the pages about pooling say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.words import EACH_ALONE
from service.words.labels import word
from service.words.sentences import COUNTS
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "weeks": COUNTS["week"][1],
    "all_alone": EACH_ALONE,
    # comparison
    "compare_title": Text(fr="Comparaison des façons de faire", en="Ways of pooling compared"),
    "compare_all": Text(fr="Tous ensemble", en="All together"),
    "compare_winners": Text(fr="Qui y gagne, qui y perd", en="Who gains, who loses"),
    "compare_changes": Text(fr="Ce que change chaque variante", en="What each variant changes"),
    "compare_details": Text(fr="Chaque indicateur par association", en="Each indicator by one"),
    "compare_missing": Text(fr="Variantes sans plan", en="Variants without a plan"),
    "answer_most": Text(
        fr="La variante « {variant} » apporte le plus : {kg}",
        en='The variant "{variant}" brings most: {kg}',
    ),
    "answer_none_more": Text(
        fr="Aucune variante n'apporte plus que « {variant} » : {kg}",
        en='No variant brings more than "{variant}": {kg}',
    ),
    "answer_against": Text(fr="{kg} de plus que « {name} »", en='{kg} more than "{name}"'),
    "answer_less": Text(fr="moins pour {who}", en="less for {who}"),
    "answer_nobody": Text(fr="personne n'y perd", en="nobody loses"),
    "answer_lever": Text(
        fr="Ce qui apporterait le plus : {what} ; {more} de plus que les {kg} de la semaine.",
        en="What would bring most: {what}; {more} more than the week's {kg}.",
    ),
    "answer_no_lever": Text(
        fr="Aucun changement essayé n'apporte nettement plus que les {kg} de la semaine.",
        en="No change that was tried brings notably more than the week's {kg}.",
    ),
    "answer_costs": Text(
        fr="Ensemble, la semaine coûte {together} € au lieu de {apart} € chacun de son côté",
        en="Together, the week costs {together} € instead of {apart} € apart",
    ),
    "answer_core_yes": Text(
        fr="un partage existe qu'aucun groupe n'a intérêt à quitter",
        en="shares exist that no group has reason to leave",
    ),
    "answer_core_no": Text(
        fr="aucun partage ne retient tous les groupes : l'un d'eux gagnerait {eur} € à partir",
        en="no shares keep every group: one of them would save {eur} € by leaving",
    ),
    "answer_core_undecided": Text(
        fr="la stabilité n'est pas tranchée", en="stability is not decided"
    ),
    "against": Text(fr="écart avec {name}", en="against {name}"),
    "received": Text(fr="Nourriture utilisable reçue", en="Usable food received"),
    "gains_kg": Text(fr="Écart de nourriture", en="Difference of food"),
    "winners": Text(
        fr="{variant}, plus que {name} : {who}", en="{variant}, more than {name}: {who}"
    ),
    "losers": Text(
        fr="{variant}, moins que {name} : {who}", en="{variant}, less than {name}: {who}"
    ),
    "worse_alone": Text(
        fr="{variant}, moins que chacun seul : {who}", en="{variant}, less than alone: {who}"
    ),
    "nobody_loses": Text(fr="{variant} : personne n'y perd", en="{variant}: nobody loses"),
    "undecided": Text(fr="non tranché", en="not decided"),
    "undecided_means": Text(
        fr="« non tranché » : une autre graine du hasard change autant le résultat.",
        en='"not decided": another seed changes the result as much.',
    ),
    "to_the_door": Text(
        fr="Tout est compté jusqu'à la porte de chaque association, dernier kilomètre compris.",
        en="All is counted to each association's door, last mile included.",
    ),
    "seeds_used": Text(
        fr="{seeds} graine(s) par plan, {limit} ; {planned} plan(s) calculé(s), {cached} déjà "
        "connu(s), en {elapsed} s.",
        en="{seeds} seed(s) a plan, {limit}; {planned} plan(s) made, {cached} known already, in "
        "{elapsed} s.",
    ),
    "limit_s": Text(fr="{s} s au plus", en="{s} s at most"),
    "limit_it": Text(fr="{n} itérations", en="{n} iterations"),
    # sharing
    "costs_title": Text(fr="Qui paie quoi, et avec qui", en="Who pays what, and with whom"),
    "costs_what": Text(fr="Ce qui est partagé", en="What is shared"),
    "costs_sum": Text(
        fr="Apporter à chacun au moins ce qu'il a seul, famille par famille, coûte {together} € par "
        "semaine ensemble, {apart} € chacun de son côté.",
        en="Bringing each at least what it has alone, family by family, costs {together} € a week "
        "together, {apart} € apart.",
    ),
    "costs_bound": Text(
        fr="Aucun plan à nourriture égale ne coûte moins de {bound} €.",
        en="No plan at equal food costs less than {bound} €.",
    ),
    "core_yes": Text(
        fr="Il existe des parts qu'aucun groupe n'a intérêt à refuser.",
        en="Shares exist that no group has reason to refuse.",
    ),
    "core_no": Text(
        fr="Aucune répartition ne satisfait tous les groupes : au mieux, l'un d'eux gagnerait encore "
        "{eur} € par semaine à partir.",
        en="No shares satisfy every group: at best, one would still save {eur} € a week by leaving.",
    ),
    "core_undecided": Text(
        fr="Stabilité non tranchée : les plans ne sont pas assez précis pour le dire.",
        en="Stability not decided: plans are not precise enough to tell.",
    ),
    "costs_shares": Text(fr="Contributions par règle", en="Shares by rule"),
    "rational": Text(fr="Personne ne paie plus que seul", en="Nobody pays more than alone"),
    "stable": Text(fr="Aucun groupe ne paierait moins", en="No group would pay less"),
    "alone_cost": Text(fr="seul", en="alone"),
    "witness": Text(
        fr="{rule} : ensemble, {who} paieraient {eur} € de moins.",
        en="{rule}: together, {who} would pay {eur} € less.",
    ),
    "witness_one": Text(
        fr="{rule} : de son côté, {who} paierait {eur} € de moins.",
        en="{rule}: alone, {who} would pay {eur} € less.",
    ),
    "settlement": Text(fr="Règlement : {rule}", en="Settlement: {rule}"),
    "settlement_how": Text(
        fr="Chacun a payé ses véhicules ; ce tableau dit qui doit, et à qui l'on doit.",
        en="Each has paid for its vehicles; this table says who owes, and who is owed.",
    ),
    "borne": Text(fr="déjà payé", en="paid already"),
    "share": Text(fr="sa part", en="its share"),
    "owes": Text(fr="doit (+) ou reçoit (−)", en="owes (+) or receives (−)"),
    "groups": Text(fr="Qui mutualise avec qui", en="Who pools with whom"),
    "groups_how": Text(
        fr="Valeur d'un groupe : {price} € par kg utilisable, moins les coûts et les frais d'entrée "
        "({entry}), par semaine. Les valeurs ne sont pas complétées : un groupe vaut ce que son "
        "propre plan apporte.",
        en="Value of a group: {price} € per usable kg, less costs and entry costs ({entry}), a week. "
        "Values are not completed: a group is worth what its own plan brings.",
    ),
    "entry_spread": Text(
        fr="ce qui est payé une fois réparti sur {weeks} semaines",
        en="what is paid once spread over {weeks} weeks",
    ),
    "grouping": Text(fr="Groupes", en="Groups"),
    "gain_eur": Text(fr="gain, €/semaine", en="gain, €/week"),
    "with_compensation": Text(fr="stable avec compensation", en="stable with compensation"),
    "without_compensation": Text(fr="stable sans compensation", en="stable without"),
    "who_leaves": Text(fr="qui partirait", en="who would leave"),
    "best_grouping": Text(fr="Dans le meilleur regroupement", en="In the best grouping"),
    "kg_alone": Text(fr="kg seul", en="kg alone"),
    "own_gain": Text(fr="gain sans compensation, €", en="gain without compensation, €"),
    "fair_gain": Text(fr="gain équitable (Shapley), €", en="fair gain (Shapley), €"),
    "break_even": Text(fr="Frais d'entrée remboursés", en="Entry costs repaid"),
    "eur_per_kg": Text(fr="valeur du kg", en="worth of a kg"),
    "weekly_gain": Text(fr="gain net par semaine", en="net gain a week"),
    "once": Text(fr="payé une fois", en="paid once"),
    "everyone": Text(fr="tous", en="everyone"),
    "but": Text(fr="tous sauf {who}", en="everyone but {who}"),
    "coalitions": Text(fr="Chaque groupe", en="Every group"),
    "members": Text(fr="Membres", en="Members"),
    "equal_food_eur": Text(fr="coût à nourriture égale, €", en="cost at equal food, €"),
    "spread": Text(fr="écart entre graines", en="seed spread"),
    "closed_eur": Text(fr="retenu pour les parts, €", en="used for shares, €"),
    "free_kg": Text(fr="kg du plan libre", en="kg of the free plan"),
    "free_eur": Text(fr="son coût, €", en="its cost, €"),
    "worth": Text(fr="valeur, €", en="value, €"),
    "sampled": Text(
        fr="Trop d'associations pour planifier tous les groupes : {orders} ordres d'arrivée tirés au "
        "sort, dans les deux sens ; l'erreur type est dite.",
        en="Too many associations to plan every group: {orders} orders of arrival drawn, both ways; "
        "the standard error is given.",
    ),
    # levers
    "levers_title": Text(fr="Ce que changerait…", en="What would change…"),
    "freedom": Text(fr="Le prix des libertés gardées", en="The price of freedom"),
    "freedom_how": Text(
        fr="Chaque choix propre d'une association, abandonné un à un. À montrer d'abord à celle qui "
        "l'a fait.",
        en="Each association's own choice, given up one at a time. To be shown to its owner first.",
    ),
    "freedom_none": Text(fr="Aucune liberté gardée dans ce scénario.", en="No opt-out here."),
    "means": Text(fr="Un moyen de plus", en="One unit more"),
    "means_none": Text(fr="Aucun moyen n'est saturé.", en="No means is saturated."),
    "stores": Text(fr="Les magasins valent-ils le trajet ?", en="Are stores worth the trip?"),
    "stores_how": Text(
        fr="Heures et euros jusqu'à la porte, tri et dernier kilomètre compris. Un kg utilisable "
        "est compté {price} €.",
        en="Hours and euros to the door, sorting and last mile included. A usable kg counts for "
        "{price} €.",
    ),
    "overlaps": Text(fr="Passages voisins le même jour", en="Close stops on the same day"),
    "holders": Text(fr="Qui tient quelles conventions", en="Who holds which agreements"),
    "owner": Text(fr="À qui", en="Whose"),
    "d_owner": Text(fr="kg pour elle", en="kg for it"),
    "d_worst": Text(fr="la moins servie", en="least served"),
    "usable": Text(fr="kg utilisables", en="usable kg"),
    "rejected": Text(fr="kg jetés", en="kg rejected"),
    "no_show": Text(fr="absences", en="no-shows"),
    "hours_per_100": Text(fr="h pour 100 kg", en="h per 100 kg"),
    "worth_it": Text(fr="vaut le trajet", en="worth it"),
    "if_dropped": Text(fr="kg si abandonné", en="kg if dropped"),
    "if_moved": Text(fr="kg si déplacé", en="kg if moved"),
    "and_other": Text(fr="et", en="and"),
    "week_now": Text(
        fr="La semaine telle quelle : {kg} kg, {hours} h de bénévoles, {eur} €.",
        en="The week as it is: {kg} kg, {hours} h of people, {eur} €.",
    ),
    "diagnosis": Text(fr="Ce qui manque", en="What is missing"),
    "shortage": Text(fr="Part du manque", en="Part of the shortage"),
    "short_supply": Text(fr="dons insuffisants", en="too few donations"),
    "short_distribution": Text(
        fr="jours, dates limites et choix d'organisation", en="days, use-by dates and organisation"
    ),
    "short_logistics": Text(fr="véhicules, équipages, stockage", en="vehicles, crews, storage"),
    "saturated": Text(fr="Moyens les plus utilisés", en="Most used means"),
    "use": Text(fr="usage", en="use"),
    # provenance
    "version": Text(fr="Version de ramasse", en="Version of ramasse"),
    # the commands
    "too_soon": Text(
        fr="Interrompu avant le premier plan utile : rien à montrer, rien n'a été écrit.",
        en="Stopped before the first useful plan: nothing to show, nothing was written.",
    ),
    "not_alone": Text(
        fr="Sans plan de chacun seul ({who}), rien ne peut être comparé. Donnez plus de temps "
        "({time_limit_s}).",
        en="Without a plan of each alone ({who}), nothing can be compared. Give more time "
        "({time_limit_s}).",
    ),
}

INDICATORS: Mapping[str, tuple[Text, str, int]] = {
    "usable_kg": (Text(fr="Nourriture utilisable", en="Usable food"), "kg", 0),
    "kg_per_person": (Text(fr="Par personne", en="Per person"), "kg", 2),
    "share_of_need": (word["share_of_need"], "%", 0),
    "meals": (word["meals"], "", 0),
    "vehicle_hours": (word["vehicle_hours"], "h", 1),
    "person_hours": (word["person_hours"], "h", 1),
    "km": (word["km"], "km", 0),
    "eur": (Text(fr="Coût des véhicules", en="Cost of vehicles"), "€", 0),
    "co2_kg": (word["co2"], "kg", 0),
    "unserved": (Text(fr="Ramasses laissées", en="Offers left"), "", 0),
    "weeks_with_failure": (
        Text(fr="Semaines touchées par l'aléa le plus fréquent", en="Weeks hit by the main mishap"),
        "%",
        0,
    ),
    "kg_lost": (
        Text(fr="Perdu en moyenne par les aléas", en="Lost to mishaps on average"),
        "kg",
        0,
    ),
}
"""What indicators are called, their unit and digits."""

UNKNOWN_RULE = Text(fr="règle inconnue", en="unknown rule")
RULES: Mapping[str, Text] = {
    "shapley": word["shapley"],
    "nucleolus": word["nucleolus"],
    "per_capita": Text(fr="nucléole par tête", en="per-capita nucleolus"),
    "equal_profit": Text(fr="gains relatifs égaux", en="equal profit"),
    "least_core": Text(fr="moindre cœur", en="least core"),
    "alternative_cost_avoided": Text(fr="coût évité", en="alternative cost avoided"),
    "kg": Text(fr="aux kg reçus", en="by kg received"),
    "people": Text(fr="aux personnes aidées", en="by people helped"),
    "surface": Text(fr="à la surface", en="by surface"),
    "km": Text(fr="aux km de chacun seul", en="by km alone"),
    "alone": Text(fr="au coût de chacun seul", en="by cost alone"),
}

say = Vocabulary(WORDS, word)
