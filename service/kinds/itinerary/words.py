"""What the page and papers about a van's visits say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.words import HOUSEHOLDS
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Distribution itinérante", en="Itinerant distribution"),
    "answer": Text(
        fr="{visited} sur {stops} en {weeks} ; la moins servie, {who}, reçoit {lowest} de ses "
        "besoins sûrs",
        en="{visited} out of {stops} in {weeks}; the least served, {who}, receives {lowest} of its "
        "sure needs",
    ),
    "answer_all": Text(
        fr="{visited} sur {stops} en {weeks}, et tous les besoins sûrs sont servis",
        en="{visited} out of {stops} in {weeks}, and all sure needs are served",
    ),
    "answer_effort": Text(fr="{km} et {hours} de bénévoles", en="{km} and {hours} of volunteers"),
    "none_found": Text(fr="Aucun calendrier n'a été trouvé.", en="No calendar was found."),
    "cycle": Text(fr="Le calendrier", en="The calendar"),
    "cycle_how": Text(
        fr="Le cycle commence la semaine du {day}, dure {weeks}, puis se répète.",
        en="The cycle begins in the week of {day} and lasts {weeks}, then repeats.",
    ),
    "visits_map": Text(fr="Carte des haltes", en="Map of the stops"),
    "base": Text(fr="Départ de la camionnette", en="Where the van leaves from"),
    "halt": Text(fr="Halte", en="Van stop"),
    "stops_title": Text(fr="Ce que reçoit chaque halte", en="What each stop receives"),
    "stops_how": Text(
        fr="Servis sur à servir, en foyers et par cycle : d'abord si seuls viennent les foyers "
        "sûrs, puis si tous viennent.",
        en="Served over to be served, in households and by cycle: first if only those come who are "
        "sure, then if all come.",
    ),
    "households_range": HOUSEHOLDS,
    "low": Text(fr="servis, foyers sûrs", en="served, sure households"),
    "high": Text(fr="servis, si tous viennent", en="served, if all come"),
    "binds": Text(fr="Ce qui la ferait monter", en="What would raise it"),
    "more": Text(fr="Avec plus ou moins de demi-journées", en="With more or fewer half-days"),
    "more_how": Text(
        fr="Par semaine, en gardant la camionnette et l'équipe.",
        en="A week, with the same van and crew.",
    ),
    "half_days": Text(fr="demi-journées", en="half-days"),
    "lowest": Text(fr="halte la moins servie", en="least served stop"),
    "served_households": Text(fr="colis par cycle", en="parcels a cycle"),
    "raised": Text(fr="mieux servies", en="better served"),
    "lowered": Text(fr="moins bien servies", en="served less"),
    "for_instance": Text(fr="par exemple", en="for instance"),
    "every_stop": Text(fr="chaque halte", en="every stop"),
    "no_stop": Text(fr="aucune halte", en="no stop"),
    "wishes": Text(
        fr="Ce que coûtent les jours et les heures demandés",
        en="What the days and hours asked for cost",
    ),
    "wishes_how": Text(
        fr="Le même calendrier si la halte n'en demandait pas.",
        en="The same calendar if the stop asked for none.",
    ),
    "own_low": Text(fr="elle serait servie à", en="it would be served"),
    "outings": Text(fr="Les sorties", en="The outings"),
    "van": Text(fr="Camionnette", en="Van"),
    "halts": Text(fr="Haltes", en="Van stops"),
    "parcels": Text(fr="Colis à charger", en="Parcels to load"),
    "level_low": Text(fr="la moins servie, foyers sûrs", en="least served, sure households"),
    "level_high": Text(fr="la moins servie, si tous viennent", en="least served, if all come"),
    "level_changes": Text(fr="visites changées", en="visits changed"),
    "level_half_days": Text(
        fr="demi-journées différentes d'une même halte", en="different half-days of one stop"
    ),
    "level_gaps": Text(fr="intervalles longs", en="long intervals"),
    "level_km": Text(fr="kilomètres du cycle", en="kilometres of the cycle"),
    "level_hours": Text(fr="heures de bénévoles du cycle", en="volunteer hours of the cycle"),
    "moved": Text(
        fr="Par rapport au calendrier gardé : {count} (une visite déplacée compte deux fois).",
        en="Against the calendar kept: {count} (a visit that moves counts twice).",
    ),
    "nothing_asked": Text(
        fr="« {label} » ne permet aucune distribution itinérante : rien dans {missing}. Attendu : "
        "des haltes dans itinerary.stops et une camionnette dans itinerary.vans. Ajoutez-en.",
        en='"{label}" allows no itinerant distribution: nothing in {missing}. Expected: stops in '
        "itinerary.stops and a van in itinerary.vans. Add some.",
    ),
    "sheets_open": Text(fr="Ouvrir les feuilles de l'équipe", en="Open the crew's sheets"),
    "sheets_lead": Text(
        fr="Une page par sortie : heures, lieux, colis.",
        en="A page for each outing: times, places, parcels.",
    ),
    "poster_open": Text(fr="Ouvrir l'affiche", en="Open the poster"),
    "poster_lead": Text(
        fr="À afficher dans les villages : où et quand, sans aucun nombre.",
        en="For the villages: where and when, without any count.",
    ),
    "again": Text(
        fr="Refaire le calendrier en changeant le moins possible",
        en="Make the calendar again with the fewest changes",
    ),
    "again_lead": Text(
        fr="Changez les haltes ou les demi-journées du scénario, puis recommencez.",
        en="Change the stops or half-days of the scenario, then start again.",
    ),
    "poster_title": Text(fr="La camionnette passe près de chez vous", en="The van comes near you"),
    "poster_how": Text(
        fr="Colis alimentaires. Venez à l'heure indiquée, avec un sac.",
        en="Food parcels. Come at the time shown, with a bag.",
    ),
    "sheet_title": Text(fr="Feuille de sortie", en="Outing sheet"),
    "park": Text(fr="se garer", en="park"),
    "came": Text(fr="foyers venus", en="households that came"),
    "left_over": Text(fr="colis restants", en="parcels left"),
    "at_least": Text(fr="{low} à {high} foyers", en="{low} to {high} households"),
    "exactly": Text(fr="{high} foyers", en="{high} households"),
    "of_cycle": Text(fr="semaine {week} du cycle", en="week {week} of the cycle"),
    "public_answer": Text(
        fr="La camionnette passe ici : {visited} sur {stops} en {weeks}.",
        en="The van comes here: {visited} out of {stops} in {weeks}.",
    ),
    "public_stops": Text(fr="Où et quand venir", en="Where and when to come"),
    "dates": Text(fr="Dates du cycle", en="Dates of the cycle"),
    "public_lead": Text(
        fr="Pour les villages, les mairies, la presse : où et quand, sans aucun nombre de foyers.",
        en="For villages, town halls, the press: where and when, no count of households.",
    ),
    "crew_of": Text(fr="{count} bénévoles", en="{count} volunteers"),
}

say = Vocabulary(WORDS, word)
