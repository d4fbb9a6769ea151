"""What the pages and papers about openings say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.outlets import SCHOOLS
from models.periods import FROM_TO
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Calendrier des ouvertures", en="Calendar of openings"),
    "period": FROM_TO,
    "summary": Text(fr="{outlets}, {groups} ; {period}", en="{outlets}, {groups}; {period}"),
    "answer": Text(
        fr="Personne n'attend plus de {after} jours entre deux ouvertures, au lieu de {before} "
        "aujourd'hui",
        en="Nobody waits more than {after} days between two openings, instead of {before} today",
    ),
    "answer_same": Text(
        fr="L'attente la plus longue entre deux ouvertures reste de {after} jours",
        en="The longest wait between two openings stays at {after} days",
    ),
    "answer_reached": Text(
        fr="Parmi ceux qu'un lieu reçoit, personne n'attend plus de {after} jours entre deux "
        "ouvertures, au lieu de {before} aujourd'hui",
        en="Among those whom some outlet receives, nobody waits more than {after} days between two "
        "openings, instead of {before} today",
    ),
    "answer_reached_same": Text(
        fr="Parmi ceux qu'un lieu reçoit, l'attente la plus longue entre deux ouvertures reste de "
        "{after} jours",
        en="Among those whom some outlet receives, the longest wait between two openings stays at "
        "{after} days",
    ),
    "answer_shorter": Text(
        fr="{groups} groupes sur {of} attendent moins longtemps",
        en="{groups} groups of {of} wait less",
    ),
    "answer_shorter_one": Text(
        fr="un groupe sur {of} attend moins longtemps", en="one group of {of} waits less"
    ),
    "answer_longer": Text(
        fr="{groups} groupes sur {of} attendent plus longtemps",
        en="{groups} groups of {of} wait longer",
    ),
    "answer_longer_one": Text(
        fr="un groupe sur {of} attend plus longtemps", en="one group of {of} waits longer"
    ),
    "answer_moves": Text(fr="{moves} changements", en="{moves} changes"),
    "answer_one_move": Text(fr="un changement", en="one change"),
    "answer_no_move": Text(fr="aucun changement", en="no change"),
    "answer_unopened": Text(
        fr="{days} jours où rien n'ouvre nulle part", en="{days} days on which nothing opens at all"
    ),
    "answer_unopened_one": Text(
        fr="un jour où rien n'ouvre nulle part", en="one day on which nothing opens at all"
    ),
    "answer_no_group": Text(
        fr="Aucun groupe du public n'est donné : rien ne dit qui attend",
        en="No group of the public is given: nothing says who waits",
    ),
    "strip": Text(fr="Jours sans ouverture, par groupe", en="Days without an opening, by group"),
    "strip_how": Text(
        fr="Chaque barre est une suite de jours où ce groupe ne trouve rien d'ouvert.",
        en="Each bar is a run of days on which this group finds nothing open.",
    ),
    "row_before": Text(fr="{group} – avant", en="{group} – before"),
    "row_after": Text(fr="{group} – après", en="{group} – after"),
    "short_run": Text(fr="une semaine au plus", en="a week at most"),
    "long_run": Text(fr="plus d'une semaine", en="more than a week"),
    "days_short": Text(fr="{days} j", en="{days} d"),
    "group": Text(fr="Groupe du public", en="Group of the public"),
    "before": Text(fr="attente aujourd'hui", en="wait today"),
    "after": Text(fr="avec ce calendrier", en="with this calendar"),
    "least": Text(fr="au mieux, pour lui seul", en="at best, for it alone"),
    "rest_before": Text(
        fr="congés et fins de semaine, aujourd'hui", en="holidays and week-ends, today"
    ),
    "rest_after": Text(fr="congés et fins de semaine, ensuite", en="holidays and week-ends, then"),
    "unit_day": Text(fr="j", en="d"),
    "week": Text(fr="La semaine de chaque lieu", en="Each outlet's week"),
    "outlet": Text(fr="Lieu d'aide", en="Outlet"),
    "moves": Text(fr="Ce qui change pour chaque lieu", en="What changes for each outlet"),
    "moves_none": Text(fr="Rien ne change.", en="Nothing changes."),
    "was": Text(fr="jusqu'ici", en="so far"),
    "becomes": Text(fr="après", en="after"),
    "move_slot": Text(fr="créneau", en="slot"),
    "move_closure": Text(fr="fermeture", en="closure"),
    "move_relay": Text(fr="relais", en="relay"),
    "relay_told": Text(
        fr="{slot}, ouvert par {who} pendant la fermeture",
        en="{slot}, opened by {who} during the closure",
    ),
    "curve": Text(fr="Attentes selon le nombre de changements", en="Waits by number of changes"),
    "curve_how": Text(
        fr="Chaque ligne : le mieux que permettent autant de changements, et pas un de plus. "
        "Choisissez, puis refaites le calendrier avec ce nombre.",
        en="Each line: the best that so many changes allow, and not one more. Choose, then make "
        "the calendar again with that number.",
    ),
    "curve_reached": Text(
        fr="Les groupes qu'aucun lieu ne reçoit n'y sont pas comptés.",
        en="Groups that no outlet receives are not counted in it.",
    ),
    "unsought": Text(
        fr="Le temps n'a pas permis de chercher avec : {moves}. Donnez plus de temps pour les voir.",
        en="There was no time to look with: {moves}. Give more time to see them.",
    ),
    "changes": Text(fr="Nombre de changements", en="Number of changes"),
    "worst": Text(fr="attente la plus longue", en="longest wait"),
    "at_worst": Text(fr="groupes qui attendent autant", en="groups that wait so long"),
    "total": Text(fr="attentes de tous, additionnées", en="waits of all, added up"),
    "prices": Text(fr="Ce que coûte chaque refus", en="What each refusal costs"),
    "prices_how": Text(
        fr="L'attente la plus longue de chaque groupe, de la plus longue à la plus courte, avec le "
        "refus et sans lui. Un refus reste un droit.",
        en="The longest wait of each group, from the longest to the shortest, with the refusal and "
        "without it. A refusal remains a right.",
    ),
    "prices_none": Text(fr="Personne ne refuse rien.", en="Nobody refuses anything."),
    "untried": Text(
        fr="Refus que le temps n'a pas permis de chiffrer : {count}.",
        en="Refusals for which there was no time: {count}.",
    ),
    "refusal": Text(fr="Refus", en="Refusal"),
    "refusal_outlet": Text(fr="ne bouge pas", en="does not move"),
    "refusal_kept_slot": Text(fr="garde {slot}", en="keeps {slot}"),
    "refusal_refused_slot": Text(fr="n'ouvre pas {slot}", en="does not open {slot}"),
    "refusal_kept_closure": Text(
        fr="ferme {dates}, sans bouger", en="closes {dates}, and no other"
    ),
    "with": Text(fr="avec ce refus (jours)", en="with it (days)"),
    "without": Text(fr="sans lui (jours)", en="without it (days)"),
    "cost_free": Text(fr="ne coûte rien", en="costs nothing"),
    "cost_unknown": Text(
        fr="rien de mieux trouvé, sans preuve", en="nothing better found, without proof"
    ),
    "cost": Text(fr="Prix", en="Price"),
    "cost_first": Text(
        fr="{days} de plus sur l'attente la plus longue", en="{days} more on the longest wait"
    ),
    "cost_other": Text(
        fr="{days} de plus sur la {rank}e plus longue attente",
        en="{days} more on wait no. {rank}, the longest first",
    ),
    "one_day": Text(fr="un jour", en="one day"),
    "some_days": Text(fr="{days} jours", en="{days} days"),
    "unopened": Text(fr="Jours où rien n'ouvre", en="Days on which nothing opens"),
    "unopened_none": Text(
        fr="Chaque jour, quelque chose ouvre quelque part.",
        en="On every day something opens somewhere.",
    ),
    "closures": Text(fr="Fermetures et relais", en="Closures and relays"),
    "closed": Text(fr="Dates de fermeture", en="Dates closed"),
    "relayed": Text(fr="Pendant ce temps", en="Meanwhile"),
    "no_relay": Text(fr="personne n'ouvre", en="nobody opens"),
    "told_on": Text(fr="Horaires connus au", en="Hours known on"),
    "told_old": Text(fr="{date}, il y a {months} mois", en="{date}, {months} months ago"),
    "told_never": Text(fr="date inconnue", en="date unknown"),
    "hand": Text(
        fr="Ce que coûtent les changements faits à la main", en="What changes made by hand cost"
    ),
    "hand_kept": Text(fr="Avant ces changements", en="Before these changes"),
    "hand_now": Text(
        fr="Avec eux, en changeant le moins possible", en="With them, and the fewest other changes"
    ),
    "hand_free": Text(
        fr="Avec eux, si tout le reste bougeait aussi", en="With them, if all else moved as well"
    ),
    "hand_against": Text(
        fr="{what}, contre le souhait de ce lieu", en="{what}, against the wish of this outlet"
    ),
    "hand_with": Text(fr="Avec eux", en="With them"),
    "hand_more": Text(fr="attente en plus", en="wait added"),
    "hand_nobody": Text(
        fr="Aucun groupe n'attend plus, ni moins, qu'avant ces changements.",
        en="No group waits more, or less, than before these changes.",
    ),
    "hand_waits": Text(fr="attentes, en jours", en="waits, in days"),
    "hand_fixed": Text(fr="ouvert, fixé à la main", en="open, fixed by hand"),
    "hand_forbidden": Text(fr="fermé, fixé à la main", en="closed, fixed by hand"),
    "level_changes": Text(
        fr="Changements par rapport au précédent", en="Changes from the one before"
    ),
    "level_gap": Text(
        fr="Groupes qui attendent plus de {days} j", en="Groups that wait more than {days} d"
    ),
    "level_rest_gap": Text(
        fr="Les mêmes, congés et fins de semaine seuls : plus de {days} j",
        en="The same over holidays and week-ends alone: more than {days} d",
    ),
    "level_gap_range": Text(
        fr="Groupes qui attendent plus de {days} à {last} jours",
        en="Groups that wait more than {days} to {last} days",
    ),
    "level_rest_gap_range": Text(
        fr="Les mêmes, congés et fins de semaine seuls : plus de {days} à {last} jours",
        en="The same over holidays and week-ends alone: more than {days} to {last} days",
    ),
    "level_shortfall": Text(
        fr="Foyers au-delà de l'accueil possible, toutes semaines",
        en="Households beyond what can be received, all weeks",
    ),
    "level_moves": Text(fr="Changements par rapport à aujourd'hui", en="Changes from today"),
    "level_overlaps": Text(
        fr="Ouvertures en double dans une demi-journée", en="Openings twice in a half-day"
    ),
    "level_hours": Text(fr="Minutes de bénévoles", en="Minutes of volunteers"),
    "not_proved": Text(fr="sans preuve", en="without proof"),
    "capacity": Text(
        fr="Il manque {count} accueils de foyers sur toute la période ; le calendrier n'y peut rien "
        "de plus.",
        en="{count} visits of households find no room over the whole period; no calendar does "
        "better.",
    ),
    "capacity_unproved": Text(
        fr="Il manque {count} accueils de foyers sur toute la période (le mieux trouvé).",
        en="{count} visits of households find no room over the whole period (the best found).",
    ),
    "volunteers": Text(
        fr="Heures de bénévoles : {after}, au lieu de {before}.",
        en="Volunteer hours: {after}, instead of {before}.",
    ),
    "poster_title": Text(fr="Où trouver de l'aide alimentaire", en="Where to find food aid"),
    "poster_none": Text(fr="rien ici ce jour-là", en="nothing here on this day"),
    "poster_for": Text(fr="pour {who}", en="for {who}"),
    "poster_all": Text(fr="pour tous", en="for everybody"),
    "poster_closed": Text(
        fr="Ces lieux ferment quelques semaines", en="These places close for some weeks"
    ),
    "rota_of": Text(fr="Demander qui tient ces ouvertures", en="Ask who holds these openings"),
    "closed_because": Text(fr="Fermé {dates} ({name}).", en="Closed {dates} ({name})."),
    "closed_because_of": Text(
        fr="Fermé {dates} ({name}) : {outlets}.", en="Closed {dates} ({name}): {outlets}."
    ),
    "poster_far": Text(fr="à {minutes} minutes", en="{minutes} minutes away"),
    "poster_foot": Text(
        fr="Fait le {made} d'après ce que chaque association a dit. Avant de venir de loin, "
        "renseignez-vous auprès d'elle.",
        en="Made on {made} from what each association said. Before coming from afar, ask it.",
    ),
    "poster_relay": Text(
        fr="{slot}, avec les bénévoles de {who}", en="{slot}, with the volunteers of {who}"
    ),
    "only_term": SCHOOLS["term"],
    "only_holidays": SCHOOLS["holidays"],
    "only_in": Text(fr="pendant : {periods}", en="during: {periods}"),
    "not_in": Text(fr="sauf : {periods}", en="except: {periods}"),
    "period_told": Text(fr="{label}, du {first} au {last}", en="{label}, from {first} to {last}"),
    "of_month": Text(fr="le {nths} {day} du mois", en="on the {nths} {day} of the month"),
    "of_month_some": Text(fr="les {nths} {day}s du mois", en="on the {nths} {day}s of the month"),
    "opens": Text(fr="Ouvert : {slots}.", en="Open: {slots}."),
    "closed_day": Text(fr="le {day}", en="on {day}"),
    "closed_days": Text(fr="du {first} au {last} inclus", en="from {first} to {last} included"),
    "closes": Text(fr="Fermé {dates}.", en="Closed {dates}."),
    "closes_relayed": Text(fr="Fermé {dates}, sauf {slots}.", en="Closed {dates}, except {slots}."),
    "no_slot": Text(fr="Pas d'ouverture sur cette période.", en="No opening in this period."),
    "nothing_asked": Text(
        fr="« {label} » n'a pas de lieu d'aide. Attendu : des lieux dans openings.outlets. "
        "Ajoutez-en.",
        en='"{label}" has no outlet. Expected: outlets in openings.outlets. Add some.',
    ),
    "no_volunteers": Text(
        fr="« {label} » n'a pas de bénévoles. Attendu : des bénévoles dans rota.volunteers. "
        "Ajoutez-en, ou faites le calendrier sans le planning.",
        en='"{label}" has no volunteers. Expected: volunteers in rota.volunteers. Add some, or make '
        "the calendar without the rota.",
    ),
    "conflict": Text(
        fr="Ces souhaits ne tiennent pas ensemble, et {which} : {slots}. Attendu : des souhaits "
        "qui tiennent ensemble. {remedy}",
        en="These wishes do not hold together, and {which}: {slots}. Expected: wishes that hold "
        "together. {remedy}",
    ),
    "conflict_smallest": Text(fr="c'est le plus petit ensemble", en="it is the smallest set"),
    "conflict_needed": Text(
        fr="aucun n'est de trop dans cet ensemble", en="none of them can be left out"
    ),
    "conflict_found": Text(
        fr="il y en a peut-être moins (le temps a manqué)", en="fewer may do (time was short)"
    ),
    "conflict_free": Text(
        fr="Libérez par exemple : {slots}. Tous les autres tiennent alors, c'est essayé.",
        en="Free for instance: {slots}. All the others hold then, as was tried.",
    ),
    "conflict_untried": Text(
        fr="Donnez plus de temps, ou libérez-les.", en="Give more time, or free them."
    ),
    "wished_open": Text(fr="à garder ouvert", en="to be kept open"),
    "wished_closed": Text(fr="à garder fermé", en="to be kept closed"),
    "no_calendar": Text(
        fr="Aucun calendrier ne respecte toutes les règles, même sans aucun souhait : trop peu de "
        "bénévoles par demi-journée, ou des fermetures qui ne tiennent pas. Attendu : plus de "
        "bénévoles, ou moins de créneaux ouverts. Corrigez les lieux.",
        en="No calendar keeps every rule, even without any wish: too few volunteers by half-day, or "
        "closures that do not fit. Expected: more volunteers, or fewer slots open. Correct the "
        "outlets.",
    ),
}

say = Vocabulary(WORDS, word)
