"""What the page, the papers and the form of transfers say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from scenarios.weighing.words import NO_DAY
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Transferts entre structures", en="Transfers between structures"),
    "answer": Text(
        fr="{saved} sont sauvés de la poubelle sur {lost} qui y allaient, en passant {moved} de "
        "main en main",
        en="{saved} are saved from the bin, of {lost} that were bound for it, by passing on "
        "{moved}",
    ),
    "answer_moved": Text(
        fr="Rien n'allait à la poubelle ; {moved} passent de main en main, pour que chacun tienne "
        "plus longtemps",
        en="Nothing was bound for the bin; {moved} are passed on, so that all stay covered longer",
    ),
    "answer_none": Text(
        fr="Rien n'est à transférer : rien n'irait à la poubelle",
        en="There is nothing to pass on: nothing is bound for the bin",
    ),
    "answer_stuck": Text(
        fr="{lost} iraient à la poubelle, et aucun transfert possible n'en sauve",
        en="{lost} are bound for the bin, and no possible transfer saves any",
    ),
    "on_planned": Text(fr="{count} trajet déjà prévu", en="{count} trip planned anyway"),
    "on_planned_many": Text(fr="{count} trajets déjà prévus", en="{count} trips planned anyway"),
    "on_new": Text(fr="{count} nouveau trajet de {km}", en="{count} new trip of {km}"),
    "on_new_many": Text(
        fr="{count} nouveaux trajets, {km} en tout", en="{count} new trips, {km} in all"
    ),
    "handovers": Text(fr="Qui passe quoi à qui", en="Who passes on what to whom"),
    "handovers_how": Text(
        fr="Dans l'ordre des trajets. « À donner avant » : la dernière distribution prévue pour ce "
        "lot chez qui le reçoit. Un lot ne change de mains qu'une fois : personne ne le relaie.",
        en='In the order of trips. "Given out by": the last distribution planned for this lot at '
        "who receives it. A lot changes hands once only: nobody relays it.",
    ),
    "giver": Text(fr="Qui donne", en="Giver"),
    "taker": Text(fr="Qui reçoit", en="Receiver"),
    "package_date": Text(fr="Date du paquet", en="Date of the package"),
    "rides": Text(fr="Trajet", en="Trip"),
    "picked": Text(fr="Chargé", en="Loaded"),
    "dropped": Text(fr="Remis", en="Handed over"),
    "given_by": Text(fr="À donner avant", en="Given out by"),
    "trip_round": Text(fr="tournée prévue", en="planned round"),
    "trip_given": Text(fr="trajet prévu", en="trip planned"),
    "trip_new": Text(fr="nouveau trajet", en="new trip"),
    "past_date": Text(fr="DDM passée : à dire", en="past best-before: to be said"),
    "covered": Text(fr="Qui reste couvert", en="Who stays covered"),
    "covered_how": Text(
        fr="Jours de besoin que le stock et la semaine planifiée permettent de servir, sur {days} "
        "jours. Qui donne sert autant pendant les jours qu'il garde pour lui.",
        en="Days of need that stock and the planned week can serve, over {days} days. Who gives "
        "serves as much in the days that it keeps for itself.",
    ),
    "cover_before": Text(fr="jours, sans transfert", en="days, without transfers"),
    "cover_after": Text(fr="jours, avec", en="days, with"),
    "keeps": Text(fr="jours gardés", en="days kept"),
    "gives_kg": Text(fr="donne (kg)", en="gives (kg)"),
    "receives_kg": Text(fr="reçoit (kg)", en="receives (kg)"),
    "bin_before": Text(fr="poubelle, sans (kg)", en="bin, without (kg)"),
    "bin_after": Text(fr="poubelle, avec (kg)", en="bin, with (kg)"),
    "left": Text(fr="Ce qui irait encore à la poubelle", en="What would still be binned"),
    "left_how": Text(
        fr="Chaque raison a été essayée : le plan est refait avec un trajet gratuit pour ce lot.",
        en="Each reason was tried: the plan is made again with a free trip for that lot.",
    ),
    "left_none": Text(fr="Plus rien.", en="Nothing more."),
    "curve": Text(fr="Avec plus ou moins de nouveaux trajets", en="With more or fewer new trips"),
    "curve_how": Text(
        fr="Même avec des trajets gratuits et immédiats, {free} iraient à la poubelle.",
        en="Even with free and immediate trips {free} would be binned.",
    ),
    "new_at_most": Text(fr="nouveaux trajets, au plus", en="new trips, at most"),
    "saved_kg": Text(fr="sauvés (kg)", en="saved (kg)"),
    "saved_bound": Text(fr="pas plus de (kg)", en="no more than (kg)"),
    "prices": Text(fr="Ce que coûtent les refus", en="What refusals cost"),
    "prices_how": Text(
        fr="Le même plan sans le refus : ce qui serait sauvé en plus. Chacun reste libre.",
        en="The same plan without the refusal: what would be saved besides. All remain free.",
    ),
    "refusal": Text(fr="Ce qui est refusé", en="What is refused"),
    "refuses_gives": Text(fr="ne donne pas", en="does not give"),
    "refuses_takes": Text(fr="ne reçoit pas", en="does not receive"),
    "refuses_past_best_before": Text(fr="refuse les DDM passées", en="refuses past best-before"),
    "saved_more": Text(fr="sauvés en plus (kg)", en="saved besides (kg)"),
    "stock": Text(fr="Le stock compté", en="The stock counted"),
    "level_fixed": Text(fr="décidé et non placé (kg)", en="decided and not placed (kg)"),
    "level_saved": Text(fr="sauvé de la poubelle (kg)", en="saved from the bin (kg)"),
    "level_cover": Text(fr="le moins couvert (jours)", en="least covered (days)"),
    "level_km": Text(fr="nouveaux trajets (km)", en="new trips (km)"),
    "level_moved": Text(fr="passé de main en main (kg)", en="passed on (kg)"),
    "levels_how": Text(
        fr="La borne vaut au kg près et parmi les trajets essayés ; le plan est en pièces "
        "entières.",
        en="The bound holds in parts of a kg and among the trips tried; the plan is in whole "
        "pieces.",
    ),
    "map": Text(fr="Carte des transferts", en="Map of the transfers"),
    "gives_here": Text(fr="donne", en="gives"),
    "neither": Text(fr="ni l'un ni l'autre", en="neither"),
    "nothing_asked": Text(
        fr="« {label} » n'a aucun stock compté. Attendu : des lots dans transfers.lots, ou du stock "
        "chez une association. Comptez-le, ou partez de la page d'une semaine planifiée.",
        en='"{label}" has no stock counted. Expected: lots in transfers.lots, or stock at an '
        "association. Count it, or begin from the page of a planned week.",
    ),
    "other_week": Text(
        fr="La semaine donnée commence le {value}, le scénario le {label}. Attendu : la même "
        "semaine. Choisissez-en une autre, ou changez la date du scénario.",
        en="The week given begins on {value}, the scenario on {label}. Expected: the same week. "
        "Choose another, or change the date of the scenario.",
    ),
    "notes_open": Text(fr="Ouvrir les bons de remise", en="Open the hand-over notes"),
    "notes_lead": Text(
        fr="Une page par trajet : quoi charger où, pour qui, à signer des deux côtés.",
        en="A page for each trip: what to load where, for whom, to be signed on both sides.",
    ),
    "notes_purpose": Text(fr="Bons de remise, un par trajet", en="Hand-over notes, one a trip"),
    "note_title": Text(fr="Bon de remise", en="Hand-over note"),
    "note_load": Text(fr="À charger", en="To load"),
    "note_drop": Text(fr="À remettre", en="To hand over"),
    "note_for": Text(fr="pour", en="for"),
    "note_from": Text(fr="de", en="from"),
    "note_temperature": Text(fr="T° à la remise", en="T° at hand-over"),
    "note_signed_giver": Text(fr="Signature de qui donne", en="Signature of the giver"),
    "note_signed_taker": Text(fr="Signature de qui reçoit", en="Signature of the receiver"),
    "note_check": Text(
        fr="À la remise : vérifier la date et la température ; refuser ce qui n'est pas conforme.",
        en="At hand-over: check date and temperature; refuse what does not conform.",
    ),
    "note_none": Text(fr="Aucun transfert n'est à faire.", en="There is no transfer to make."),
    # the form on a week's page
    "form": Text(fr="Compter le stock, puis transférer", en="Count the stock, then pass it on"),
    "form_lead": Text(
        fr="Un lot par ligne : où il est, quoi, combien, jusqu'à quand. Les tournées de cette "
        "semaine portent ce qu'elles peuvent.",
        en="A lot on each line: where it is, what, how much, until when. The rounds of this week "
        "carry what they can.",
    ),
    "form_back": Text(fr="Ne rien transférer", en="Pass nothing on"),
    "form_day": Text(fr="Jour du comptage", en="Day of the count"),
    "form_lots": Text(fr="Lots comptés", en="Lots counted"),
    "form_where": Text(fr="Chez qui", en="At whose place"),
    "form_kind": Text(fr="DLC ou DDM ?", en="Use-by or best-before?"),
    "form_trips": Text(fr="Nouveaux trajets permis", en="New trips allowed"),
    "form_empty": Text(
        fr="Aucun lot n'est compté. Attendu : au moins une ligne. Remplissez-en une.",
        en="No lot is counted. Expected: at least one line. Fill one in.",
    ),
    "form_missing": Text(
        fr="Ce lot est incomplet. Attendu : où, quoi, combien et la date. Complétez la ligne, ou "
        "videz-la.",
        en="This lot is incomplete. Expected: where, what, how much and the date. Complete the "
        "line, or empty it.",
    ),
    "form_kg": Text(
        fr="Trouvé {found}. Attendu : un poids en kg, plus grand que 0. Corrigez-le, ou videz la "
        "ligne.",
        en="Found {found}. Expected: a weight in kg, above 0. Correct it, or empty the line.",
    ),
    "form_amount": Text(fr="kg, ou unités (12 u)", en="kg, or units (12 u)"),
    "form_units": Text(
        fr="Trouvé {found}. Attendu : des unités (« 12 u ») ou un poids en kg, plus grand que 0. "
        "Corrigez-le, ou videz la ligne.",
        en='Found {found}. Expected: units ("12 u") or a weight in kg, above 0. Correct it, or '
        "empty the line.",
    ),
    "form_date": NO_DAY,
    "form_past": Text(
        fr="Cette DLC est passée le jour du comptage. Attendu : une DLC à venir. Jetez le lot et "
        "videz la ligne ; si c'est une DDM, dites-le.",
        en="This use-by date is past on the day of the count. Expected: one to come. Bin the lot "
        "and empty the line; if it is a best-before date, say so.",
    ),
}

say = Vocabulary(WORDS, word)
