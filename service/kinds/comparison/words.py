"""What the pages about pooling say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    # comparison
    "compare_title": Text(fr="Comparaison des façons de faire", en="Ways of pooling compared"),
    "compare_all": Text(fr="Tous ensemble", en="All together"),
    "compare_winners": Text(fr="Qui y gagne, qui y perd", en="Who gains, who loses"),
    "compare_changes": Text(fr="Ce que change chaque variante", en="What each variant changes"),
    "compare_details": Text(
        fr="Chaque indicateur par association", en="Each indicator by association"
    ),
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
    "answer_open": Text(
        fr="Non tranché : seule une recherche plus longue peut départager {named}",
        en="Not decided: only a longer search can tell which brings more, {named}",
    ),
    "answer_chance": Text(
        fr="Non tranché : le hasard du calcul pèse autant que l'écart entre {named}",
        en="Not decided: another try changes as much as lies between {named}",
    ),
    "answer_named": Text(fr="« {variant} » ({kg})", en='"{variant}" ({kg})'),
    "answer_all_more": Text(
        fr="chacune apporte au moins {kg} de plus que « {name} »",
        en='each brings at least {kg} more than "{name}"',
    ),
    "answer_unclear": Text(fr="qui y perd n'est pas tranché", en="who loses is not decided"),
    "answer_less": Text(fr="moins pour {who}", en="less for {who}"),
    "answer_nobody": Text(fr="personne n'y perd", en="nobody loses"),
    "against": Text(fr="Écart avec « {name} »", en="Against “{name}”"),
    "received": Text(fr="Nourriture utilisable reçue", en="Usable food received"),
    "winners": Text(
        fr="{variant}, plus que {name} : {who}", en="{variant}, more than {name}: {who}"
    ),
    "losers": Text(
        fr="{variant}, moins que {name} : {who}", en="{variant}, less than {name}: {who}"
    ),
    "unclear": Text(
        fr="{variant}, non tranché face à {name} : {who}",
        en="{variant}, not decided against {name}: {who}",
    ),
    "worse_alone": Text(
        fr="{variant}, moins que chacun seul : {who}", en="{variant}, less than alone: {who}"
    ),
    "nobody_loses": Text(fr="{variant} : personne n'y perd", en="{variant}: nobody loses"),
    "undecided": Text(fr="non tranché", en="not decided"),
    "undecided_means": Text(
        fr="« non tranché » : une recherche plus longue ou un autre essai peut changer "
        "autant le résultat.",
        en='"not decided": a longer search or another try may change the result as much.',
    ),
    "may_reach": Text(fr="peut atteindre {kg}", en="may reach {kg}"),
    "cut_short": Text(
        fr="La recherche a été coupée avant sa fin : {plans}. Un écart plus petit est dit « non "
        "tranché ».",
        en='The search was cut short: {plans}. A smaller difference is called "not decided".',
    ),
    "may_gain": Text(
        fr="« {variant} » peut encore gagner {kg}", en='"{variant}" may still gain {kg}'
    ),
    "longer": Text(
        fr="Cherchez plus longtemps : {effort} par plan.",
        en="Search longer: {effort} a plan.",
    ),
    "longest": Text(
        fr="C'est déjà la plus longue recherche permise.",
        en="This is the longest search allowed already.",
    ),
    "to_the_door": Text(
        fr="Tout est compté jusqu'à la porte de chaque association, dernier kilomètre compris.",
        en="All is counted to each association's door, last mile included.",
    ),
    "seeds_used": Text(
        fr="Essais par plan : {seeds}, {limit} ; plans calculés : {planned}, déjà connus : {cached}, "
        "en {elapsed} s.",
        en="Tries a plan: {seeds}, {limit}; plans made: {planned}, known already: {cached}, in "
        "{elapsed} s.",
    ),
    "limit_s": Text(fr="{s} s au plus", en="{s} s at most"),
    # provenance
    "version": Text(fr="Version de ramasse", en="Version of ramasse"),
    # what if
    "what_if": Text(fr="Et si", en="What if"),
    "as_it_is": Text(fr="Tel quel", en="As it is"),
    # the commands
    "too_soon": Text(
        fr="Interrompu avant le premier plan utile : rien à montrer, rien n'a été écrit.",
        en="Stopped before the first useful plan: nothing to show, nothing was written.",
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

say = Vocabulary(WORDS, word)
