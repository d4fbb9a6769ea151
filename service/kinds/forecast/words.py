"""What the page of a forecast says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Ce que donneront les magasins", en="What stores will give"),
    "answer_none": Text(
        fr="Rien n'est encore dit au journal, tout est tel que le fichier le suppose : pesez "
        "d'abord une semaine.",
        en="Nothing is told in the journal yet, all is as the file assumes: weigh a week in first.",
    ),
    "answer": Text(
        fr="Cette semaine, les magasins devraient donner {kg} utilisables (le fichier en suppose "
        "{file})",
        en="This week, stores should give {kg} that can be used (the file assumes {file})",
    ),
    "answer_changed": Text(fr="regardez d'abord {stores}", en="look first at {stores}"),
    "gives_less": Text(
        fr="{store} donne nettement moins depuis le {since} : {now} par visite, {before} avant. "
        "Demandez-lui pourquoi avant de changer la tournée.",
        en="{store} gives much less since {since}: {now} a visit, {before} before. Ask it why "
        "before the round is changed.",
    ),
    "gives_more": Text(
        fr="{store} donne nettement plus depuis le {since} : {now} par visite, {before} avant. "
        "Prévoyez la place à bord.",
        en="{store} gives much more since {since}: {now} a visit, {before} before. Plan the room "
        "aboard.",
    ),
    "wastes": Text(
        fr="{store} : {now} de ce qu'il donne est jeté au tri, {before} chez ses semblables. "
        "Parlez-en avec lui : le tri avant le don est à sa charge.",
        en="{store}: {now} of what it gives is thrown away at sorting, {before} at its like. Talk "
        "to it: sorting before the gift is its duty.",
    ),
    "forecasts": Text(fr="Prévision par magasin et par jour", en="Forecast by store and day"),
    "forecasts_sheet": Text(fr="Prévisions", en="Forecasts"),
    "how": Text(
        fr="kg chargés par visite quand le magasin donne ; entre crochets, ce qui arrive 8 fois "
        "sur 10. La semaine compte les jours que dit le fichier.",
        en="kg taken aboard a visit when the store gives; in brackets, what happens 8 times in 10. "
        "The week counts the days that the file offers.",
    ),
    "tested": Text(
        fr="Essayé sur les {visits} dernières visites, chacune prévue d'après celles d'avant : "
        "{inside} sont tombées entre les crochets (attendu : 80 %). Erreur moyenne : {off} ; "
        "moyenne des quatre dernières : {four}.",
        en="Tried on the last {visits} visits, each forecast from those before: {inside} fell "
        "between the brackets (expected: 80%). Mean error: {off}; mean of the last four: {four}.",
    ),
    "tested_file": Text(fr="Ce que dit le fichier : {file}.", en="What the file says: {file}."),
    "untested": Text(
        fr="Trop peu de visites pour essayer ces intervalles : ils viennent de ce que le fichier "
        "suppose.",
        en="Too few visits to try these intervals: they come from what the file assumes.",
    ),
    "a_week": Text(fr="kg par semaine", en="kg a week"),
    "file_a_week": Text(fr="selon le fichier", en="by the file"),
    "basis": Text(fr="D'où", en="Based on"),
    "basis_measured": Text(fr="mesuré", en="measured"),
    "basis_leaning": Text(fr="penche vers son type", en="leans on its kind"),
    "basis_assumed": Text(fr="pris du fichier", en="taken from the file"),
    "low": Text(fr="Au moins (8 sur 10)", en="At least (8 in 10)"),
    "high": Text(fr="Au plus (8 sur 10)", en="At most (8 in 10)"),
    "kg_a_visit": Text(fr="kg par visite", en="kg a visit"),
    "since": Text(fr="Changement le", en="Changed on"),
    "kg_before": Text(fr="kg par visite, avant", en="kg a visit, before"),
    "kg_now": Text(fr="kg par visite, depuis", en="kg a visit, since"),
    "week_by_week": Text(fr="Ce qui est venu, semaine par semaine", en="What came, week by week"),
    "usable_by_family": Text(fr="Utilisable en une semaine", en="Usable in a week"),
    "changes": Text(fr="Ce qui a le plus changé", en="What changed most"),
    "came": Text(fr="reçu", en="came"),
    "expected": Text(fr="prévu", en="expected"),
    "kg_of_store": Text(fr="{store}, kg par visite", en="{store}, kg a visit"),
    "change_here": Text(fr="change ici", en="changes here"),
    "scorecards": Text(fr="Ce que rapporte chaque magasin", en="What comes of each store"),
    "scorecards_how": Text(
        fr="Intervalles à 90 %. Le rang compte ce qui est jeté ; des magasins dont les intervalles "
        "se touchent ont le même. Moins de {least} visites : pas de rang. Les absences sont à "
        "part.",
        en="Intervals of 90%. The rank is by what is thrown away; stores whose intervals meet "
        "share one. Fewer than {least} visits: no rank. No-shows stand apart.",
    ),
    "one_group": Text(
        fr="Parmi les magasins qui ont un rang, aucun ne se détache par ce qui y est jeté.",
        en="Among the stores that have a rank, none stands out by what is thrown away.",
    ),
    "no_plan": Text(
        fr="Pour le détour et les kg par heure, donnez aussi une semaine planifiée.",
        en="For the detour and kg per hour, give a planned week too.",
    ),
    "thrown": Text(fr="Jeté", en="Thrown away"),
    "no_shows": Text(fr="Absences", en="No-shows"),
    "trend": Text(fr="Sur 8 semaines", en="Over 8 weeks"),
    "trend_note": Text(
        fr="les 8 dernières semaines contre les 8 d'avant",
        en="the last 8 weeks against the 8 before",
    ),
    "per_hour": Text(fr="kg gardés par heure", en="kg kept an hour"),
    "detour": Text(fr="km de détour", en="km of detour"),
    "waiting": Text(fr="Attente moyenne (min)", en="Mean wait (min)"),
    "doubles": Text(fr="Magasins visités par deux", en="Stores visited by two"),
    "doubles_how": Text(
        fr="Sur les 13 dernières semaines. Pour la coordination : montrez-le d'abord à celles qui "
        "y vont.",
        en="Over the last 13 weeks. For the coordinator: show it first to those who go there.",
    ),
    "weeks_both": Text(fr="semaines à deux", en="weeks with both"),
    "same_day": Text(fr="dont le même jour", en="of these, on one day"),
    "exchange": Text(
        fr="Le moins à changer pour qu'un magasin n'ait qu'une association",
        en="The least to change so that a store has one association",
    ),
    "no_exchange": Text(
        fr="Aucun échange possible : un magasin propre à une association, ou de plus de 400 m² "
        "sans association habilitée pour le reprendre.",
        en="No exchange is possible: a store is private to one association, or above 400 m² with "
        "no accredited one to take it.",
    ),
    "gives": Text(fr="Laisse", en="Gives up"),
    "takes": Text(fr="Garde le magasin", en="Keeps the store"),
    "after": Text(fr="Ensuite", en="Afterwards"),
    "each_holder": Text(fr="kg utilisables par semaine", en="usable kg a week"),
    "gone": Text(
        fr="Magasins du journal qui ne sont plus dans le fichier : {count}. Ils ne comptent pas.",
        en="Stores of the journal that are no longer in the file: {count}. They do not count.",
    ),
    "untold": Text(
        fr="Une semaine non dite, un magasin fermé ou non visité ne comptent pas pour zéro.",
        en="A week not told, a store closed or not visited do not count as zero.",
    ),
    "brand_title": Text(fr="Qualité des dons : {brand}", en="Quality of gifts: {brand}"),
    "brand_answer": Text(
        fr="{kg} donnés en {visits} visites par {stores}.",
        en="{kg} given in {visits} visits by {stores}.",
    ),
    "brand_thrown": Text(
        fr="{thrown} a dû être jeté au tri (entre {low} et {high}, à 90 %).",
        en="{thrown} had to be thrown away at sorting (between {low} and {high}, at 90%).",
    ),
    "brand_others": Text(
        fr="Chez les autres donateurs de la ville : {others}.",
        en="At the town's other donors: {others}.",
    ),
    "brand_untold": Text(
        fr="Ce qui est jeté n'a pas été noté assez souvent pour être dit.",
        en="What is thrown away was not noted often enough to be told.",
    ),
    "brand_stores": Text(fr="Par magasin", en="By store"),
    "brand_whole": Text(
        fr="Comptent les visites dites de ces magasins, du temps de cette enseigne seulement.",
        en="Visits told of these stores count, those in the time of this brand alone.",
    ),
    "brand_when": Text(fr="Sous cette enseigne", en="Under this brand"),
    "brand_since": Text(fr="depuis le {on}", en="since {on}"),
    "brand_until": Text(fr="jusqu'au {on}", en="until {on}"),
    "changed_hands": Text(
        fr="{store} a changé d'enseigne : ne comptent que ses visites depuis le {on}.",
        en="{store} changed its brand: its visits since {on} alone count.",
    ),
    "brand_causes": Text(fr="Pourquoi c'est jeté", en="Why it is thrown away"),
    "brand_law": Text(fr="Ce que dit la loi", en="What the law says"),
    "law_48": Text(
        fr="Denrées à date limite de consommation (DLC) : au moins 48 h restent au jour de la "
        "prise en charge ; moins, si l'association peut justifier qu'elle les redistribue à temps "
        "(décret n° 2016-1962 du 28 décembre 2016).",
        en="Food with a use-by date (DLC): at least 48 h are left on the day it is taken over; "
        "less where the association can show that it hands it out in time (décret n° 2016-1962, "
        "28 December 2016).",
    ),
    "law_48_found": Text(
        fr="Relevé ici : {short} de ce dont la date a été notée avait moins de 48 h.",
        en="Found here: {short} of what had its date noted had less than 48 h left.",
    ),
    "law_48_untold": Text(
        fr="Relevé ici : les dates n'ont pas été notées.", en="Found here: dates were not noted."
    ),
    "law_sorting": Text(
        fr="Le tri est fait par le magasin avant le don (même décret).",
        en="The store sorts before the gift (same decree).",
    ),
    "law_sorting_found": Text(
        fr="Relevé ici : {thrown} jeté par les bénévoles.",
        en="Found here: {thrown} thrown away by volunteers.",
    ),
    "law_refuse": Text(
        fr="L'association peut refuser tout ou partie d'un don : transport, stockage ou "
        "distribution insuffisants, denrées qui paraissent impropres (même décret).",
        en="The association may refuse a gift or a part of it: not enough transport, storage or "
        "distribution, food that looks unfit (same decree).",
    ),
    "law_convention": Text(
        fr="Au-dessus de 400 m², une convention dit le tri, l'enlèvement, la traçabilité et le bon "
        "de retrait.",
        en="Above 400 m², an agreement states sorting, collection, traceability and the slip.",
    ),
    "journal_until": Text(fr="Journal jusqu'au", en="Journal until"),
    "share": Text(fr="Part", en="Share"),
}

say = Vocabulary(WORDS, word)
"""The words of a forecast, over those of all rooms."""
