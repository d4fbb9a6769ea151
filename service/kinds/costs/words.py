"""What the page about shared costs says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.pooling import COST_RULE_NAMES
from models.words import EACH_ALONE
from service.kinds.comparison.words import say as common
from service.words.sentences import COUNTS
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "weeks": COUNTS["week"][1],
    "all_alone": EACH_ALONE,
    "answer_costs": Text(
        fr="Ensemble, la semaine coûte {together} € au lieu de {apart} € chacun de son côté",
        en="Together, the week costs {together} € instead of {apart} € apart",
    ),
    "answer_costs_same": Text(
        fr="Ensemble, la semaine coûte autant que chacun de son côté : {together} €",
        en="Together, the week costs as much as apart: {together} €",
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
    "compare_rules": Text(fr="Comparer les règles", en="Compare the rules"),
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
        fr="{meaning} Chacun a payé ses véhicules ; voici qui doit encore, et à qui.",
        en="{meaning} Each has paid for its vehicles; here is who still owes, and whom.",
    ),
    "each_line": Text(fr="Chaque association, en une ligne", en="Each association, in one line"),
    "in_a_line": Text(fr="Ce qu'elle paie, et pourquoi", en="What it pays, and why"),
    "line": Text(
        fr="{share} € ensemble au lieu de {alone} € de son côté ; {borne} € déjà payés",
        en="{share} € together instead of {alone} € apart; {borne} € paid already",
    ),
    "line_nothing": Text(
        fr="rien à payer : de son côté, elle ne ferait aucune tournée non plus",
        en="nothing to pay: apart, it would make no round either",
    ),
    "line_pays": Text(fr="reste à verser {what}", en="still to pay {what}"),
    "line_paid": Text(fr="reste à recevoir {what}", en="still to receive {what}"),
    "line_even": Text(fr="rien à verser ni à recevoir", en="nothing to pay or to receive"),
    "to_whom": Text(fr="{eur} € à {who}", en="{eur} € to {who}"),
    "from_whom": Text(fr="{eur} € de {who}", en="{eur} € from {who}"),
    "settlement_parted": Text(
        fr="Le moins cher est que certains groupes gardent leurs propres tournées : c'est le total "
        "de ces tournées qui est réglé.",
        en="It is cheapest that some groups keep rounds of their own: what is settled is the total "
        "of those rounds.",
    ),
    "who_pays": Text(fr="Qui verse à qui", en="Who pays whom"),
    "pays": Text(fr="Verse", en="Pays"),
    "is_paid": Text(fr="Au profit de", en="In favour of"),
    "amount": Text(fr="Montant", en="Amount"),
    "nobody_pays": Text(fr="Personne ne doit rien à personne.", en="Nobody owes anything."),
    "borne_and_share": Text(
        fr="Ce que chacun a déjà payé, et sa part", en="What each has paid already, and its share"
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
    "pooling_brings": Text(fr="Ce que mutualiser rapporte", en="What pooling brings"),
    "eur_per_kg": Text(fr="valeur du kg", en="worth of a kg"),
    "weekly_gain": Text(fr="gain net par semaine", en="net gain a week"),
    "once": Text(fr="payé une fois", en="paid once"),
    "everyone": Text(fr="tous", en="everyone"),
    "but": Text(fr="tous sauf {who}", en="everyone but {who}"),
    "coalitions": Text(fr="Chaque groupe", en="Every group"),
    "members": Text(fr="Membres", en="Members"),
    "equal_food_eur": Text(fr="coût à nourriture égale, €", en="cost at equal food, €"),
    "spread": Text(fr="écart entre essais", en="spread of the tries"),
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
    "not_alone": Text(
        fr="Sans plan de chacun seul ({who}), rien ne peut être comparé. Donnez plus de temps "
        "({time_limit_s}).",
        en="Without a plan of each alone ({who}), nothing can be compared. Give more time "
        "({time_limit_s}).",
    ),
}

UNKNOWN_RULE = Text(fr="règle inconnue", en="unknown rule")
RULES: Mapping[str, Text] = COST_RULE_NAMES

say = Vocabulary(WORDS, common)
"""The words of the costs, over those of a comparison."""
